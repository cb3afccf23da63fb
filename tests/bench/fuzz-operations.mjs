// Operations at random over a schema: mostly valid ones, built by its grammar, with what people get wrong mixed in.
import {
  GraphQLNonNull,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { randomFrom } from './data.mjs'

/** Chances from one seed: the same seed, the same choices. */
export function choices(seed) {
  const random = randomFrom(seed)
  const int = (low, high) => low + Math.floor(random() * (high - low + 1))
  return {
    int,
    chance: (share) => random() < share,
    pick: (list) => list[int(0, list.length - 1)],
  }
}

const STRINGS = [
  '',
  ' ',
  'a',
  '0',
  '"',
  '\\',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\u{1f36a}',
  'é',
  '__proto__',
  'constructor',
  "'; DROP TABLE event;--",
  'null',
  '2026-12-24',
  '1e999',
  'W10=',
  'eyJhIjoxfQ',
  'x'.repeat(600),
  '\u{1f36a}'.repeat(300),
]
const NUMBERS = [0, -1, 1, 2, 3, 50, 100, 101, 1.5, -0, 1e21, 1e308, 2147483647, 2147483648, 9007199254740993]
const ODD_VALUES = [
  null,
  true,
  false,
  [],
  {},
  [1],
  [[[]]],
  { a: 1 },
  { __proto__: null },
  'PENDING',
  ...NUMBERS,
  ...STRINGS,
]
const NODES = [
  'event',
  'assignment',
  'recipient',
  'package',
  'ingredient',
  'recipe',
  'finished_unit',
  'finished_good',
  'production_record',
  'event_summary',
]
const NAMES = [
  'a',
  'b',
  'c',
  'id',
  'name',
  'nodes',
  'event',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__a',
  '_',
  'then',
  'length',
]

/** The type whose id an argument asks for, as far as its name says: `eventId`, or `id` of `event`. */
const ofArgument = (name, owner) =>
  name.endsWith('Id') ? name.slice(0, -2) : name === 'id' && NODES.includes(owner) ? owner : undefined

/**
 * One operation: its text, its variables, its name. `wrong` is the share of values and names that do not fit.
 * @returns {{ query: string, variables?: object, operationName?: string }}
 */
export function operationOf(schema, { int, chance, pick }, { wrong = 0.01 } = {}) {
  const variables = new Map() // name -> { type, value?, default? }
  const fragments = new Map() // name -> text
  let fields = 0
  const most = chance(0.02) ? 600 : int(1, 45)
  const deepest = chance(0.02) ? 30 : int(2, 9)

  const valueFor = (type, of) => {
    if (chance(wrong)) return pick(ODD_VALUES)
    if (isNonNullType(type)) return valueFor(type.ofType, of)
    if (isListType(type)) {
      return chance(0.8)
        ? Array.from({ length: chance(0.02) ? 101 : int(0, 4) }, () => valueFor(type.ofType, of))
        : valueFor(type.ofType, of)
    }
    if (isEnumType(type)) return pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance(0.4))
      return Object.fromEntries(given.map((field) => [field.name, valueFor(field.type, ofArgument(field.name))]))
    }
    switch (type.name) {
      case 'Int':
        return chance(0.9) ? int(1, 8) : pick(NUMBERS)
      case 'ID':
        // Mostly of the type that is asked for, by the names of arguments.
        return chance(0.85) ? `${of ?? pick(NODES)}_${int(1, 60)}` : chance(0.5) ? int(1, 3000) : pick(STRINGS)
      case 'Boolean':
        return chance(0.5)
      default:
        return pick(STRINGS)
    }
  }

  const literal = (value, type) => {
    if (value === null || typeof value === 'boolean') return String(value)
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
    if (Array.isArray(value))
      return `[${value.map((item) => literal(item, isListType(type) ? type.ofType : type)).join(',')}]`
    if (typeof value === 'object') {
      const of = getNamedType(type)
      const known = isInputObjectType(of) ? of.getFields() : {}
      return `{${Object.entries(value)
        .map(([name, each]) => `${name}:${literal(each, known[name]?.type ?? type)}`)
        .join(',')}}`
    }
    if (isEnumType(getNamedType(type)) && /^\w+$/.test(value) && !chance(wrong)) return value
    if (chance(0.05) && !/["\\\0]/.test(value)) return `"""${value}"""`
    return JSON.stringify(value)
  }

  const argument = (arg, owner) => {
    const of = ofArgument(arg.name, owner)
    if (!isNonNullType(arg.type) && chance(0.05)) return `${arg.name}:null`
    if (chance(0.35)) {
      const name = chance(0.02) ? pick(NAMES) : `v${variables.size}`
      const nonNull = isNonNullType(arg.type)
      const type =
        nonNull && chance(0.1) ? arg.type.ofType : !nonNull && chance(0.1) ? new GraphQLNonNull(arg.type) : arg.type
      const declared = { type }
      if (chance(0.2)) declared.default = literal(valueFor(arg.type, of), arg.type)
      if (declared.default === undefined ? !chance(0.05) : chance(0.5)) declared.value = valueFor(arg.type, of)
      if (!chance(wrong)) variables.set(name, declared)
      return `${arg.name}:$${name}`
    }
    return `${arg.name}:${literal(valueFor(arg.type, of), arg.type)}`
  }

  const withArguments = (field) => {
    const given = field.args.filter((arg) => (isNonNullType(arg.type) && !chance(wrong / 3)) || chance(0.4))
    if (chance(wrong / 3)) return '(nothing:1)'
    return given.length === 0
      ? ''
      : `(${given.map((arg) => argument(arg, field.name)).join(chance(0.9) ? ' ' : ', ,\n')})`
  }

  const directives = () => {
    if (!chance(0.08)) return ''
    if (chance(wrong))
      return pick([' @nothing', ' @include', ' @skip(if:1)', ' @deprecated', ' @include(if:true)@include(if:true)'])
    const on = pick(['include', 'skip'])
    if (chance(0.5)) return ` @${on}(if:${chance(0.6)})`
    const name = `d${int(0, 3)}`
    variables.set(name, { type: 'Boolean!', value: chance(0.6) })
    return ` @${on}(if:$${name})`
  }

  const alias = () => (chance(0.12) ? `${chance(0.7) ? pick(NAMES) : `a${int(0, 99)}`}:` : '')

  const fieldOf = (type, depth) => {
    fields++
    if (chance(0.08)) return `${alias()}__typename${directives()}`
    if (chance(wrong / 3)) return `${pick(NAMES)}${chance(0.3) ? '{id}' : ''}`
    const field = pick(Object.values(type.getFields()))
    const of = getNamedType(field.type)
    const inner = isCompositeType(of) ? selectionSet(of, depth + 1) : ''
    return `${alias()}${field.name}${withArguments(field)}${directives()}${inner}`
  }

  const selection = (type, depth) => {
    if (fields >= most) return '__typename'
    if (isAbstractType(type) && chance(0.7)) {
      const one = pick(schema.getPossibleTypes(type))
      return `...on ${one.name}${directives()}${selectionSet(one, depth)}`
    }
    if (chance(0.06)) {
      const on = chance(wrong) ? pick(['Event', 'Query', 'Int', 'Nothing', 'PackageStatus', 'Node']) : type.name
      return `...${chance(0.8) ? ` on ${on}` : ''}${directives()}${selectionSet(type, depth)}`
    }
    if (chance(0.06)) {
      const known = [...fragments].filter(([, each]) => each.on === type.name || chance(wrong)).map(([name]) => name)
      if (known.length > 0 && chance(0.5)) return `...${pick(known)}${directives()}`
      const name = `F${fragments.size}`
      fragments.set(name, { on: type.name, text: '{__typename}' })
      const body = selectionSet(type, depth)
      fragments.set(name, { on: type.name, text: body })
      return `...${name}${directives()}`
    }
    return fieldOf(type, depth)
  }

  const leaf = (type) => {
    const leaves = Object.values(type.getFields()).filter((field) => !isCompositeType(getNamedType(field.type)))
    return leaves.length === 0 ? '__typename' : pick(leaves).name
  }

  function selectionSet(type, depth) {
    if (chance(wrong / 10)) return pick(['', '{}', '{', '}'])
    const deep = depth >= deepest || fields >= most
    const parts = deep ? [leaf(type)] : Array.from({ length: int(1, 5) }, () => selection(type, depth))
    return `{${parts.join(' ')}}`
  }

  const kind = chance(0.88) ? 'query' : chance(0.9) ? 'mutation' : 'subscription'
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  const body = selectionSet(root, 1)
  const operationName = chance(0.4) ? pick(['Q', 'Board', '__x', 'a1', 'constructor']) : undefined
  const declared = [...variables]
    .map(([name, { type, default: given }]) => `$${name}:${type}${given === undefined ? '' : `=${given}`}`)
    .join(' ')
  const head =
    kind === 'query' && operationName === undefined && declared === ''
      ? ''
      : `${kind} ${operationName ?? ''}${declared === '' ? '' : `(${declared})`}`
  const definitions = [`${head}${body}`]
  for (const [name, { on, text }] of fragments) definitions.push(`fragment ${name} on ${on}${text}`)
  if (chance(0.03))
    definitions.push(
      pick(['query Other{__typename}', 'fragment Unused on Event{id}', 'type T{a:Int}', `{${leaf(root)}}`]),
    )
  const given = [...variables].filter(([, variable]) => 'value' in variable).map(([name, { value }]) => [name, value])
  if (chance(0.02)) given.push([pick(NAMES), pick(ODD_VALUES)])
  return {
    query: definitions.join(chance(0.5) ? '\n' : ' '),
    ...(given.length > 0 || chance(0.1) ? { variables: Object.fromEntries(given) } : {}),
    ...(operationName !== undefined && chance(0.6)
      ? { operationName }
      : chance(0.01)
        ? { operationName: 'Nobody' }
        : {}),
  }
}

/** A question about the schema, a little wide and a little deep. */
export function introspectionOf(schema, { int, chance, pick }) {
  const types = Object.keys(schema.getTypeMap())
  const onType = (depth) => {
    const parts = Array.from({ length: int(1, 4) }, () => {
      const alias = chance(0.3) ? `${pick(['a', 'b', 'c', '__proto__'])}:` : ''
      if (depth >= 4 || chance(0.4)) return `${alias}${pick(['name', 'kind', 'description', '__typename'])}`
      const [field, inner] = pick([
        ['ofType', onType],
        ['fields', onField],
        ['inputFields', onField],
        ['enumValues', () => '{name}'],
        ['interfaces', onType],
        ['possibleTypes', onType],
      ])
      return `${alias}${field}${inner(depth + 1)}`
    })
    return `{${parts.join(' ')}}`
  }
  const onField = (depth) => `{name type${onType(depth + 1)}}`
  return chance(0.5)
    ? `{__schema{${pick(['types', 'queryType', 'mutationType'])}${onType(1)}}}`
    : `{__type(name:${JSON.stringify(pick([...types, 'Nothing', '']))})${onType(1)}}`
}
