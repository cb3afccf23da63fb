import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parseValue,
  valueFromASTUntyped,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'

/** An operation as a client would send it. */
export interface GeneratedOperation {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName: string | undefined
}

export interface GeneratorOptions {
  readonly schema: GraphQLSchema
  /** The same seed gives the same operation. */
  readonly seed: number
  /**
   * What is written for an argument, by its field and name, its name, or its type: what the data has, and what gives
   * errors. In JSON.
   */
  readonly literals: Readonly<Record<string, { readonly usual: readonly string[]; readonly odd?: readonly string[] }>>
}

/** An argument of a field. */
interface Place {
  readonly field: string
  readonly name: string
}

/** What has fields. */
type Selectable = GraphQLObjectType | GraphQLInterfaceType

function isSelectable(type: unknown): type is Selectable {
  return isObjectType(type) || isInterfaceType(type)
}

/** Names that clients rarely choose, and that JavaScript's objects or compilers have a meaning for. */
const ODD_NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'data', 'errors', 'idx0', 'err', 'then']
/** Below this level, and from so many fields on (fragments counted once), only leaves are asked for. */
const DEPTH = 7
const MAX_FIELDS = 40

/**
 * A query that is valid over the schema: aliases, twin fields, fragments that are spread again, conditions, variables
 * with and without defaults that are given, left out or null. Some are plain, as clients write them; others have
 * conditions, odd names, wrong values, or all of it.
 */
export function generateOperation({ schema, seed, literals }: GeneratorOptions): GeneratedOperation {
  const random = randomOf(seed)
  const chance = (probability: number): boolean => random() < probability
  const pick = <T>(of: readonly T[]): T => {
    const picked = of[Math.floor(random() * of.length)]
    if (picked === undefined) throw new Error('Nothing to pick from')
    return picked
  }
  const has = { conditions: chance(0.4), oddNames: chance(0.3), oddValues: chance(0.4) }
  const root = schema.getQueryType()
  if (!root) throw new Error('The schema has no queries')

  /** What each response key stands for, everywhere in the operation: so all selections can be merged. */
  const keys = new Map<string, string>()
  const definitions: string[] = []
  const variables: Record<string, unknown> = {}
  const variableNames = new Set<string>()
  const fragments: { name: string; type: Selectable; text: string }[] = []
  let fields = 0

  function literalOf(type: GraphQLInputType, place: Place, mayBeNull = true): string {
    if (isNonNullType(type)) return literalOf(type.ofType, place, false)
    const { field, name } = place
    const { usual, odd: rare = [] } = literals[`${field}.${name}`] ??
      literals[name] ??
      literals[type.toString()] ?? { usual: [] }
    if (mayBeNull && chance(0.1)) return 'null'
    return pick(chance(has.oddValues ? 0.2 : 0.03) && rare.length > 0 ? rare : usual)
  }

  /** Defines a variable that may stand where `type` is asked for. */
  function variable(type: GraphQLInputType, hasDefault: boolean, place: Place): string {
    let name = has.oddNames && chance(0.3) ? pick(ODD_NAMES) : `v${String(variableNames.size)}`
    if (variableNames.has(name)) name = `v${String(variableNames.size)}`
    variableNames.add(name)
    const isRequired = isNonNullType(type)
    const bare = (isRequired ? type.ofType : type).toString()
    const own = chance(0.4) || (isRequired && !hasDefault && chance(0.5)) ? literalOf(type, place, false) : undefined
    const isStrict = own === undefined ? (isRequired && !hasDefault) || chance(0.3) : chance(0.3)
    definitions.push(`$${name}: ${bare}${isStrict ? '!' : ''}${own === undefined ? '' : ` = ${own}`}`)
    // A value that is missing or wrong is refused before anything runs: rarely of interest.
    const mayBeMissing = !isStrict || own !== undefined
    if (chance(mayBeMissing ? 0.5 : 0.98)) define(variables, name, valueOf(literalOf(type, place)))
    else if (chance(isStrict || isRequired ? 0.05 : 0.4)) define(variables, name, null)
    return `$${name}`
  }

  function condition(): string {
    const one = (name: string): string =>
      ` @${name}(if: ${chance(0.5) ? pick(['true', 'false']) : variable(booleanOf(schema), false, { field: '@', name: 'if' })})`
    if (!has.conditions || !chance(0.2)) return ''
    return pick(['skip', 'include', 'both']) === 'both' && chance(0.3)
      ? one('skip') + one('include')
      : one(pick(['skip', 'include']))
  }

  function argument({ name, type, defaultValue }: GraphQLArgument, field: string): string | undefined {
    if (!isNonNullType(type) && chance(0.5)) return undefined
    const value = chance(0.35)
      ? variable(type, defaultValue !== undefined, { field, name })
      : literalOf(type, { field, name })
    return `${name}: ${value}`
  }

  function field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    fields += 1
    const written = args.map((each) => argument(each, name)).filter((text) => text !== undefined)
    const call = written.length === 0 ? name : `${name}(${written.join(', ')})`
    let key =
      has.oddNames && chance(0.1) ? pick(ODD_NAMES) : chance(0.15) ? `${name}${String(Math.floor(random() * 3))}` : name
    // Types of one interface may have fields of one name and unlike types: these can't be merged either.
    const meant = `${call}: ${type.toString()}`
    while ((keys.get(key) ?? meant) !== meant) key = `a${String(keys.size)}`
    keys.set(key, meant)
    const inner = getNamedType(type)
    const head = `${key === name ? '' : `${key}: `}${call}${condition()}`
    return isSelectable(inner) ? `${head} ${selection(inner, depth + 1)}` : head
  }

  /** A type that a fragment on this one may be on: itself, an interface of it, or a type of the interface. */
  function fitting(type: Selectable): Selectable {
    if (isAbstractType(type)) return pick([type, ...schema.getPossibleTypes(type)])
    return chance(0.1) ? pick([type, ...type.getInterfaces()]) : type
  }

  function selection(type: Selectable, depth: number): string {
    const all = Object.values(type.getFields())
    const leaves = all.filter((each) => isLeafType(getNamedType(each.type)))
    const deep = depth >= DEPTH || fields > MAX_FIELDS
    const within = deep ? (leaves.length > 0 ? leaves : all.filter(({ args }) => args.length === 0)) : all
    const parts: string[] = []
    for (let count = 1 + Math.floor(random() * (deep ? 2 : 4)); count > 0; count--) {
      const reusable = fragments.filter((fragment) => fragment.type === type)
      if (chance(0.08)) parts.push(`__typename${condition()}`)
      else if (!deep && chance(isAbstractType(type) ? 0.6 : 0.1)) {
        const on = fitting(type)
        const named = on !== type || chance(0.5) ? ` on ${on.name}` : ''
        parts.push(`...${named}${condition()} ${selection(on, depth)}`)
      } else if (reusable.length > 0 && chance(0.3)) parts.push(`...${pick(reusable).name}${condition()}`)
      else if (!deep && chance(0.12)) {
        const on = fitting(type)
        const text = selection(on, depth)
        const name = `F${String(fragments.length)}`
        fragments.push({ name, type: on, text })
        parts.push(`...${name}${condition()}`)
      } else if (within.length > 0) {
        const text = field(pick(within), depth)
        parts.push(text)
        // A twin: the same field again, under its own condition.
        const twin = /^[^@{]*/.exec(text)?.[0]
        if (chance(0.1) && twin !== undefined && !text.includes('{')) parts.push(`${twin}${condition()}`)
      } else parts.push('__typename')
    }
    return `{ ${parts.join(' ')} }`
  }

  const body = selection(root, 1)
  const isNamed = chance(0.4)
  const hasOther = isNamed && chance(0.2)
  const declared = definitions.length === 0 ? '' : ` (${definitions.join(', ')})`
  const head = isNamed ? `query Asked${declared} ` : declared === '' && chance(0.5) ? '' : `query${declared} `
  const query = [
    `${head}${body}`,
    ...(hasOther ? ['query Other { other: __typename }'] : []),
    ...fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`),
  ].join('\n')
  return { query, variables, operationName: hasOther || (isNamed && chance(0.5)) ? 'Asked' : undefined }
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The value that a literal stands for, as it is sent in a variable. */
function valueOf(literal: string): unknown {
  return valueFromASTUntyped(parseValue(literal))
}

/** Sets a property of the object's own, also one named __proto__, as JSON.parse does. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

function booleanOf(schema: GraphQLSchema): GraphQLInputType {
  const [condition] = schema.getDirective('skip')?.args ?? []
  if (condition === undefined) throw new Error('The schema has no @skip')
  return condition.type
}
