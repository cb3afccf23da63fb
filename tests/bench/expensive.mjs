// Operations that cost as much as an operation may: trees of fields that grow and shrink until they fit the limit.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const TOP = join(import.meta.dirname, '..', '..')
// The product's own copies: two of graphql do not know each other's types.
const graphql = createRequire(join(TOP, 'package.json'))('graphql')
const { getNamedType, getOperationAST, isAbstractType, isEnumType, isInputObjectType, isLeafType } = graphql
const { isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField, parse } = graphql
const { createSchema } = await import(join(TOP, 'dist', 'api', 'schema.js'))
const { sizeEstimator, MAX_DEPTH, MAX_TOKENS } = await import(join(TOP, 'dist', 'graphql', 'cost.js'))
const { fieldCosts } = await import(join(TOP, 'dist', 'graphql', 'field-costs.js'))

const schema = createSchema()
const scales = sizeEstimator(schema)
const costs = fieldCosts(schema)
const PAGES = [1, 2, 5, 10, 20, 50, 100]
/** Of which types the bench knows ids; of those whose ids are not given, there are at least so many. */
const KNOWN = [
  ...['event', 'assignment', 'recipe', 'package', 'finished_good', 'finished_unit', 'recipient', 'ingredient'],
  ...['product', 'purchase', 'lot', 'production_record'],
]
const AT_LEAST = 25
const UNKNOWN = { __schema: schema.getType('__Schema'), __type: schema.getType('__Type') }

/** A maker of operations from a seeded generator, over so many events and assignments. */
export function expensiveOperations({ random, maxCost, ids }) {
  const int = (below) => Math.floor(random() * below)
  const pick = (list) => list[int(list.length)]

  /** The fields of a type that can be selected, introspection of the root included. */
  const fieldsOf = (type) => {
    // On an interface, one may select on each of its types.
    if (isAbstractType(type))
      return schema.getPossibleTypes(type).map((each) => ({ name: `... on ${each.name}`, type: each }))
    const own = isObjectType(type) ? Object.values(type.getFields()) : []
    return type === schema.getQueryType() && int(8) === 0 ? Object.keys(UNKNOWN).map((name) => ({ name })) : own
  }

  function makeNode(owner, field, depth) {
    const type = UNKNOWN[field.name] ?? getNamedType(field.type)
    const node = { owner, field, type, copies: 1, first: undefined, distinct: int(2) === 0, children: [] }
    if (field.args?.some(({ name }) => ['first', 'ids', 'bakes'].includes(name))) node.first = pick(PAGES)
    if (!isLeafType(type)) addChildren(node, depth)
    return node
  }

  function addChildren(node, depth) {
    const fields = fieldsOf(node.type).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
    const some = Array.from({ length: 1 + int(3) }, () => pick(fields)).filter(Boolean)
    for (const field of new Set(some)) node.children.push(makeNode(node.type, field, depth - 1))
    if (node.children.length === 0)
      node.children.push({ owner: node.type, field: { name: '__typename' }, copies: 1, children: [] })
  }

  const all = (node) => [node, ...node.children.flatMap(all)]

  function grow(root) {
    const node = pick(all(root))
    const kind = int(4)
    if (kind === 0 && node.first) node.first = PAGES[Math.min(PAGES.indexOf(node.first) + 1, PAGES.length - 1)] ?? 100
    else if (kind === 1 && node.children.length > 0) addChildren(node, int(6))
    else if (node !== root) node.copies = Math.ceil(node.copies * (1.2 + random()))
  }

  function shrink(root) {
    const node = pick(all(root))
    const kind = int(3)
    if (kind === 0 && node.first > 1) node.first = PAGES[PAGES.indexOf(node.first) - 1] ?? 1
    else if (kind === 1 && node.children.length > 1) node.children.splice(int(node.children.length), 1)
    else if (node !== root) node.copies = Math.max(1, Math.floor(node.copies * (0.4 + random() / 2)))
  }

  const idOf = (type) => `"${type}_${ids[`${type}s`] ? pick(ids[`${type}s`]) : 1 + int(AT_LEAST)}"`
  const anyId = () => idOf(pick(KNOWN))

  const snake = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '')

  const values = {
    Boolean: () => String(int(2) === 0),
    Date: () => '"2026-05-01"',
    DateTime: () => '"2026-05-01T00:00:00Z"',
    Decimal: () => `"${1 + int(30)}.5"`,
    Int: () => 1 + int(100),
    String: (name) => (/[uU]nit$/.test(name) ? '"lb"' : `"${name} ${random()}"`),
  }

  /** A value of an input's type, by the name of what it is given for. Lists are as long as they often are, or long. */
  function valueOf(type, name) {
    if (isNonNullType(type)) return valueOf(type.ofType, name)
    if (isListType(type))
      return `[${Array.from({ length: pick([1, 3, 20]) }, () => valueOf(type.ofType, name)).join(' ')}]`
    if (isEnumType(type)) return pick(type.getValues()).name
    if (isInputObjectType(type)) return inputOf(type, name)
    if (type.name === 'ID') return idOf(snake(name.replace(/Id$/, '')))
    return values[type.name](name)
  }

  /** `id` is that of what the mutation is named after. A version is given by nobody who wants to be done. */
  function inputOf(type, mutation) {
    const given = Object.values(type.getFields()).filter(
      (field) => field.name !== 'expectedVersion' && (isRequiredInputField(field) || int(2) === 0),
    )
    const nameOf = ({ name }) => (name === 'id' ? mutation.replace(/^(update|delete|remove|clone)/, '') : name)
    return `{${given.map((field) => `${field.name}:${valueOf(field.type, nameOf(field))}`).join(',')}}`
  }

  /** What facts are recorded with: so that they are done, if they can be, and do much. */
  const inputs = {
    updatePackageStatus: () => `{assignmentId:${idOf('assignment')},status:ASSEMBLED}`,
    updatePackageStatuses: () =>
      `{steps:[${Array.from({ length: 20 }, () => `{assignmentId:${idOf('assignment')},status:ASSEMBLED}`).join(' ')}]}`,
    revertPackageStatus: () => `{assignmentId:${idOf('assignment')},reason:"Fell"}`,
    recordProduction: () =>
      `{eventId:${idOf('event')},recipeId:${idOf('recipe')},batches:${1 + int(100)},onShortage:ALLOW}`,
    recordLoss: () =>
      `{recordId:${idOf('production_record')},loss:{finishedUnitId:${idOf('finished_unit')},quantity:"0.001",reason:BURNT}}`,
    voidProduction: () => `{id:${idOf('production_record')},reason:"Twice"}`,
    recordPurchase: () =>
      `{productId:${idOf('product')},purchasedOn:"2026-05-01",packages:"3",pricePerPackage:"${1 + int(30)}.5"}`,
    correctPurchase: () => `{id:${idOf('purchase')},pricePerPackage:"${1 + int(30)}.5",reason:"Misread"}`,
    voidPurchase: () => `{id:${idOf('purchase')},reason:"Twice"}`,
    recordLot: () => `{productId:${idOf('product')},quantity:"3",unitCost:"1.5"}`,
    adjustLot: () => `{id:${idOf('lot')},toQuantity:"${int(1000)}",reason:COUNT}`,
    correctLot: () => `{id:${idOf('lot')},unitCost:"${1 + int(30)}.5",reason:"Misread"}`,
  }

  function argumentsOf({ field, first, distinct }, copy) {
    const given = (field.args ?? []).flatMap((argument) => {
      const { name } = argument
      // Pages that differ can't be read together.
      if (name === 'first') return [`first:${distinct ? Math.max(1, first - (copy % 20)) : first}`]
      if (name === 'input')
        return [`input:${inputs[field.name]?.() ?? inputOf(getNamedType(argument.type), field.name)}`]
      if (!isRequiredArgument(argument)) return []
      if (name === 'name') return ['name:"Assignment"']
      if (name === 'ids') return [`ids:[${Array.from({ length: first }, anyId).join(' ')}]`]
      if (name === 'bakes')
        return [
          `bakes:[${Array.from({ length: first }, () => `{recipeId:${idOf('recipe')},batches:${1 + int(100)}}`).join(' ')}]`,
        ]
      if (field.name === 'node') return [`id:${anyId()}`]
      const type = name === 'id' ? field.name : name.slice(0, -'Id'.length)
      return [`${name}:${idOf(snake(type))}`]
    })
    if (field.name === '__type') given.push('name:"Assignment"')
    return given.length === 0 ? '' : `(${given.join(' ')})`
  }

  function render(root) {
    const fragments = []
    let aliases = 0
    const ofChildren = ({ children }) => children.map(ofNode).join(' ')
    const ofNode = (node) => {
      let inner = ''
      if (node.children.length > 0) {
        inner = ofChildren(node)
        if (node.copies > 1)
          inner = `...F${fragments.push(`fragment F${fragments.length} on ${node.type.name}{${inner}}`) - 1}`
        inner = `{${inner}}`
      }
      if (node.field.name.startsWith('...')) return `${node.field.name}${inner}`
      return Array.from(
        { length: node.copies },
        (_, copy) => `${`a${(aliases++).toString(36)}`}:${node.field.name}${argumentsOf(node, copy)}${inner}`,
      ).join(' ')
    }
    const kind = root.type === schema.getQueryType() ? 'query' : 'mutation'
    const body = ofChildren(root)
    return `${kind}{${body}}${fragments.join('')}`
  }

  function measure(root) {
    const query = render(root)
    let document
    try {
      document = parse(query, { maxLexicalTokens: MAX_TOKENS })
    } catch {
      return undefined
    }
    const size = scales(document, getOperationAST(document), {})
    return size.depth > MAX_DEPTH ? undefined : { query, ...size }
  }

  /** Grows and shrinks a tree until it costs nearly what it may. Undefined if it can't be made to. */
  function fit(root) {
    for (let step = 0; step < 80; step++) {
      const points = pointsOf(root)
      const cost = [...points.values()].reduce((sum, each) => sum + each, 0)
      if (cost > maxCost) shrink(root)
      else if (cost < 0.85 * maxCost) grow(root)
      else {
        const made = measure(root)
        if (made?.cost <= maxCost)
          return { root, ...made, shares: new Map([...points].map(([key, own]) => [key, own / cost])) }
        shrink(root)
      }
    }
    return undefined
  }

  /** The points that each field takes: about what the product counts, without making the text first. */
  function pointsOf(root) {
    const points = new Map()
    const add = (node, times, page) => {
      const cost = costs.get(node.owner)?.get(node.field.name)
      if (node.field.name.startsWith('...')) return node.children.forEach((child) => add(child, times, page))
      const own = times * node.copies
      const items =
        cost === undefined ? 1 : cost.items === 'page' ? page : cost.items === 'own' ? node.first : cost.items
      const rows = (node.first ?? 0) * (cost?.page?.rowWeight ?? 0)
      const key = `${node.owner.name}.${node.field.name}`
      points.set(key, (points.get(key) ?? 0) + own * ((cost?.weight ?? 1) + rows + (cost?.isList ? items : 0)))
      for (const child of node.children) add(child, own * items, node.first ?? 1)
    }
    for (const child of root.children) add(child, 1, 1)
    return points
  }

  const structuredCopy = (node) => ({ ...node, children: node.children.map(structuredCopy) })
  return {
    make() {
      const type = int(20) === 0 ? schema.getMutationType() : schema.getQueryType()
      const root = { owner: type, field: { name: '' }, type, copies: 1, children: [] }
      addChildren(root, 3 + int(10))
      return fit(root)
    },
    /** Something like it. */
    vary({ root }) {
      const copy = structuredCopy(root)
      for (let i = 0; i <= int(3); i++) (int(2) === 0 ? grow : shrink)(copy)
      return fit(copy)
    },
  }
}
