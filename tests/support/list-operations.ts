import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { idOf } from './ids.js'

/** A list of the API, paged or filtered: `Query.events`, or one of a type that has a global id, as `Event.assignments`. */
export interface List {
  readonly name: string
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
}

/** One way to ask for a page of a list, as a first page or, with `$after`, as a later one. */
export interface ListOperation {
  /** What is asked: `search: "e", NEWEST`. */
  readonly title: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Values that are asked for, by `EventFilter.search`, or `Query.productionRecords.eventId`. */
export type Examples = Readonly<Record<string, readonly unknown[]>>

/** All lists, in the schema's order. */
export function listsOf(schema: GraphQLSchema): List[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => isPaged(field) || field.args.some(({ name }) => name === 'filter'))
          .map((field) => ({ name: `${type.name}.${field.name}`, type, field }))
      : [],
  )
}

export function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name.endsWith('Connection')
}

/**
 * Every order of a list with every field of its filter: with each of its examples, and with each other field. One of a
 * type's is asked of each of its rows `parents`, and of ten at once. Throws where there is no example.
 */
export function operationsOf(
  { name, type, field }: List,
  parents: readonly number[],
  examples: Examples,
  asks: 'page' | 'count' = 'page',
): ListOperation[] {
  const page = isPaged(field) ? '{ nodes { id } pageInfo { hasNextPage endCursor } }' : '{ id }'
  const names = field.args.map((arg) => arg.name).filter((arg) => arg !== 'first')
  const declared = field.args
    .filter(({ name }) => names.includes(name))
    .map((arg) => `$${arg.name}: ${String(arg.type)}`)
  const asked = `list: ${field.name}(${names.map((arg) => `${arg}: $${arg}`).join(', ')}) ${asks === 'page' ? page : '{ totalCount }'}`
  const needed = field.args.filter(isRequiredArgument).map((arg) => {
    const key = `${name}.${arg.name}`
    return exampleOf(examples, key).map((value) => ({ [arg.name]: value }))
  })
  const variables = product([...needed, filtersOf(field, examples), ordersOf(field)])
  const of = (parent: string, declaration: string, more: Readonly<Record<string, unknown>>): ListOperation[] =>
    variables.map((each) => ({
      title: [type.name === 'Query' ? '' : String(Object.values(more)), ...told(each)].filter(Boolean).join(', '),
      query: `query (${[declaration, ...declared].filter(Boolean).join(', ')}) { ${parent} }`,
      variables: { ...more, ...each },
    }))
  if (type.name === 'Query') return of(asked, '', {})
  const own = `{ ... on ${type.name} { ${asked} } }`
  const ten = Array.from({ length: 10 }, (_, index) => idOf(type.name, index + 2))
  return [
    ...parents.flatMap((id) => of(`parent: node(id: $parent) ${own}`, '$parent: ID!', { parent: idOf(type.name, id) })),
    ...of(`parents: nodes(ids: $parents) ${own}`, '$parents: [ID!]!', { parents: ten }),
  ]
}

function told(variables: Readonly<Record<string, unknown>>): string[] {
  return Object.values(variables).flatMap((value) =>
    value === null ? [] : JSON.stringify(value).replace(/[{}"]/g, ''),
  )
}

function ordersOf(field: GraphQLField<unknown, unknown>): Readonly<Record<string, unknown>>[] {
  const type = argumentType(field, 'orderBy')
  return isEnumType(type) ? type.getValues().map(({ name }) => ({ orderBy: name })) : [{}]
}

function argumentType(field: GraphQLField<unknown, unknown>, name: string): GraphQLNamedType | undefined {
  const argument = field.args.find((arg) => arg.name === name)
  return argument === undefined ? undefined : getNamedType(argument.type)
}

/** No filter, each field of it alone, and each two together. */
function filtersOf(field: GraphQLField<unknown, unknown>, examples: Examples): Readonly<Record<string, unknown>>[] {
  const type = argumentType(field, 'filter')
  if (!isInputObjectType(type)) return [{}]
  const each = Object.values(type.getFields()).map((input) =>
    valuesOf(`${type.name}.${input.name}`, input, examples).map((value) => ({ [input.name]: value })),
  )
  const pairs = each.flatMap((some, index) =>
    each.slice(index + 1).flatMap((others) => product([some.slice(0, 1), others.slice(0, 1)])),
  )
  return [{ filter: null }, ...[...each.flat(), ...pairs].map((filter) => ({ filter }))]
}

function valuesOf(key: string, { type }: GraphQLInputField, examples: Examples): readonly unknown[] {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues().map(({ name }) => name)
  if (named.name === 'Boolean') return [true, false]
  return exampleOf(examples, key)
}

function exampleOf(examples: Examples, key: string): readonly unknown[] {
  const values = examples[key]
  if (values === undefined) throw new Error(`There is no example of ${key}`)
  return values
}

/** One of each, in all ways. */
function product(
  parts: readonly (readonly Readonly<Record<string, unknown>>[])[],
): Readonly<Record<string, unknown>>[] {
  return parts.reduce<Readonly<Record<string, unknown>>[]>(
    (all, part) => all.flatMap((one) => part.map((other) => ({ ...one, ...other }))),
    [{}],
  )
}
