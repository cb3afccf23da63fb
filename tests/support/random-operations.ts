import fc from 'fast-check'
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  MaxIntrospectionDepthRule,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'

/** A valid operation with the values of its variables. */
export interface RandomOperation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Gives a whole number from 0 to one less than `below`. */
type Pick = (below: number) => number

interface Options {
  readonly kind: 'query' | 'mutation'
  /** How deep selections nest. */
  readonly depth: number
  /** How many selections an object has at most. */
  readonly width: number
  /** About how many selections there are altogether. */
  readonly size: number
  /** What `first` is at most, if it is given. */
  readonly first: number
}

/**
 * Valid operations over a schema: aliases, fragments of both kinds in each other, nested lists, introspection, arguments
 * given as literals, variables with and without defaults, null, or not at all; @skip and @include on everything.
 */
export function randomOperations(schema: GraphQLSchema, options: Partial<Options> = {}): fc.Arbitrary<RandomOperation> {
  const all: Options = { kind: 'query', depth: 5, width: 4, size: 60, first: 5, ...options }
  return fc.gen().map((generate) => {
    for (;;) {
      const made = randomOperation(schema, (below) => generate(fc.nat, { max: below - 1 }), all)
      // The one rule that the making does not keep. (A filter of fast-check would get the same one again and again.)
      if (validate(schema, parse(made.query), [MaxIntrospectionDepthRule]).length === 0) return made
    }
  })
}

/** One operation of numbers that are given from outside, so that it can be made without fast-check too. */
export function randomOperation(schema: GraphQLSchema, pick: Pick, options: Options): RandomOperation {
  const root = options.kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  if (!root) throw new Error(`The schema has no ${options.kind}`)
  const fragments: { readonly name: string; readonly type: GraphQLNamedType; readonly text: string }[] = []
  const declared = new Map<string, string>()
  const variables: Record<string, unknown> = {}
  const unlike = fieldsOfUnlikeTypes(schema)
  let names = 0
  let left = options.size

  const one = <T>(list: readonly T[]): T => {
    const chosen = list[pick(list.length)]
    if (chosen === undefined) throw new Error('There is nothing to choose from')
    return chosen
  }

  /** A variable of its own, whose value is given, left to its default, or null where both are allowed. */
  const variable = (type: string, literal: string, value: unknown): string => {
    const name = `v${String(declared.size)}`
    const mayBeLeftOut = !type.endsWith('!')
    const kind = mayBeLeftOut ? pick(4) : pick(2)
    declared.set(name, `$${name}: ${type}${kind === 0 || kind === 2 ? ` = ${literal}` : ''}`)
    if (kind < 2) variables[name] = value
    return `$${name}`
  }

  const directives = (): string => {
    const chosen = [[], [], [], [], [], ['skip'], ['include'], ['include', 'skip']][pick(8)] ?? []
    return chosen
      .map((name) => {
        const value = pick(2) === 0
        return ` @${name}(if: ${pick(2) === 0 ? String(value) : variable('Boolean!', String(value), value)})`
      })
      .join('')
  }

  const literal = (type: GraphQLInputType): string => {
    if (isNonNullType(type)) return literal(type.ofType)
    if (isListType(type)) return `[${Array.from({ length: pick(4) }, () => literal(type.ofType)).join(', ')}]`
    if (isEnumType(type)) return one(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || pick(2) === 0)
      return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`
    }
    if (type.name === 'Int') return String(1 + pick(options.first))
    if (type.name === 'Boolean') return String(pick(2) === 0)
    if (type.name === 'Decimal') return `"${one(['0', '1', '2.5', '-1'])}"`
    if (type.name === 'Date') return `"2026-12-0${String(1 + pick(9))}"`
    if (type.name === 'DateTime') return `"2026-12-0${String(1 + pick(9))}T10:00:00Z"`
    return `"${one(['event', 'assignment', 'recipe', 'finished_good', 'product', 'purchase', 'lot'])}_${String(1 + pick(3))}"`
  }

  const argument = ({ name, type }: GraphQLArgument): string => {
    const text = name === 'name' ? `"${one(['Event', 'Assignment', '__Type', 'Nothing'])}"` : literal(type)
    const isSimple = isLeafType(getNamedType(type)) && !isEnumType(getNamedType(type))
    if (!isNonNullType(type) && pick(8) === 0) return `${name}: null`
    return `${name}: ${isSimple && pick(3) === 0 ? variable(type.toString(), text, JSON.parse(text)) : text}`
  }

  const field = (definition: GraphQLField<unknown, unknown>, depth: number): string => {
    const args = definition.args.filter((each) => isRequiredArgument(each) || pick(3) === 0)
    // What takes arguments has an alias of its own, and what objects have by one name and another type, so that no two
    // fields of one name differ.
    const differs = definition.args.length > 0 || unlike.has(definition.name)
    const alias = differs || pick(4) === 0 ? `a${String(++names)}: ` : ''
    const given = args.length === 0 ? '' : `(${args.map(argument).join(', ')})`
    const type = getNamedType(definition.type)
    const inner = isLeafType(type) ? '' : ` ${selections(type, depth - 1)}`
    return `${alias}${definition.name}${given}${directives()}${inner}`
  }

  const selections = (type: GraphQLNamedType, depth: number): string => {
    const count = 1 + pick(options.width)
    left -= count
    return `{ ${Array.from({ length: count }, () => selection(type, left > 0 ? depth : 0)).join(' ')} }`
  }

  const selection = (type: GraphQLNamedType, depth: number): string => {
    const kind = pick(10)
    if (kind === 0) return `__typename${directives()}`
    if ((kind === 1 || (isAbstractType(type) && kind > 4)) && depth > 0) {
      const on = fitting(type)
      const isNamed = on !== type || pick(2) === 0
      return `...${isNamed ? ` on ${on.name}` : ''}${directives()} ${selections(on, depth - 1)}`
    }
    if (kind === 2 && depth > 0) return `...${fragment(fitting(type), depth)}${directives()}`
    const own = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
    const fields = own.filter((each) => depth > 0 || isLeafType(getNamedType(each.type)))
    if (type === schema.getQueryType() && pick(8) === 0) {
      return pick(2) === 0
        ? `__schema ${selections(typeNamed('__Schema'), depth - 1)}`
        : `a${String(++names)}: __type(name: "Event") ${selections(typeNamed('__Type'), depth - 1)}`
    }
    return fields.length === 0 ? '__typename' : field(one(fields), depth)
  }

  /** A type that a fragment on this one may be on: itself, an interface of it, or a type of the interface. */
  const fitting = (type: GraphQLNamedType): GraphQLNamedType => {
    if (isAbstractType(type)) return one([type, ...schema.getPossibleTypes(type)])
    return isObjectType(type) && pick(3) === 0 ? one([type, ...type.getInterfaces()]) : type
  }

  const typeNamed = (name: string): GraphQLNamedType => {
    const type = schema.getType(name)
    if (!type) throw new Error(`There is no type ${name}`)
    return type
  }

  /** A fragment that is there already, so that none spreads itself, or a new one. */
  const fragment = (type: GraphQLNamedType, depth: number): string => {
    const there = fragments.filter((each) => each.type === type)
    if (there.length > 0 && pick(3) > 0) return one(there).name
    const text = selections(type, depth - 1)
    const name = `F${String(fragments.length)}`
    fragments.push({ name, type, text: `fragment ${name} on ${type.name} ${text}` })
    return name
  }

  const body = selections(root, options.depth)
  const header = declared.size === 0 ? '' : `(${[...declared.values()].join(', ')})`
  const query = [`${options.kind} Random${header} ${body}`, ...fragments.map(({ text }) => text)].join('\n')
  return { query, variables }
}

/** The names by which types of one interface have fields of different types: an assignment's quantity, and a lot's. */
function fieldsOfUnlikeTypes(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(isInterfaceType)
  const fields = types
    .flatMap((type) => schema.getPossibleTypes(type))
    .flatMap((type) => Object.values(type.getFields()))
  const first = new Map(fields.toReversed().map(({ name, type }) => [name, type.toString()]))
  return new Set(fields.filter(({ name, type }) => first.get(name) !== type.toString()).map(({ name }) => name))
}
