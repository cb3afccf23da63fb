import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { z } from 'zod'
import { MAX_FIRST } from './connections.js'

type Field = GraphQLField<unknown, unknown>

/** What one field costs, and how large it makes an answer. */
export interface FieldCost {
  readonly type: GraphQLNamedType
  /** Points for the field itself. */
  readonly weight: number
  readonly isList: boolean
  /** How often the field is compiled: on an interface once for each type that it may be of. */
  readonly copies: number
  /**
   * How many items a list has: `page` if the connection that it is selected on says so, `own` if its own arguments do.
   * For what is no list, 1.
   */
  readonly items: number | 'page' | 'own'
  /** The page that a connection, or a list with arguments of its own, is asked for. */
  readonly page: Page | undefined
  /** The most bytes of one value in JSON; of an object its braces. */
  readonly bytes: number
}

/** How many items a connection, or a list, is asked for: by an argument that is a number, or a list of as many. */
export interface Page {
  readonly slicing: readonly GraphQLArgument[]
  /** If no argument says it. */
  readonly assumed: number
  /** Points for each row: it is read whether anything is selected on it or not. */
  readonly rowWeight: number
}

/** The costs of the fields of each type, by their names. */
export type FieldCosts = ReadonlyMap<GraphQLNamedType, ReadonlyMap<string, FieldCost>>

/** The longest text that is stored without a limit of its own, in characters: notes. */
const LONGEST_TEXT = 20_000
/** In UTF-8. (JSON writes a control character in six, but no name is made of them.) */
const BYTES_OF_CHARACTER = 3
/** Ids, numbers, dates: every value that is not free text. */
const BYTES_OF_SHORT = 64

/** The costs of all fields of the schema, as the directives of schema.graphql say them. Throws if a list has no size. */
export function fieldCosts(schema: GraphQLSchema): FieldCosts {
  const types = Object.values(schema.getTypeMap())
  const read = readerOf(schema)
  const pagedOf = (field: Field): Field[] => pagedFields(field, read.listSize(field)?.sizedFields ?? [])
  const paged = new Set(types.flatMap(fieldsOf).flatMap(pagedOf))

  /** Points for a row of a list: of an interface, those of its dearest type. */
  const rowWeightOf = ({ type }: Field): number => {
    const rows = getNamedType(type)
    const possible = isAbstractType(rows) ? schema.getPossibleTypes(rows) : [rows]
    return Math.max(0, ...possible.map((each) => read.cost(each)?.weight ?? 0))
  }
  const costOf = (owner: GraphQLNamedType, field: Field): FieldCost => {
    const listSize = read.listSize(field)
    // What is asked of the schema itself is counted: see introspection-cost.ts.
    const assumed = isIntrospectionType(owner) ? 1 : listSize?.assumedSize
    const isList = isListType(getNullableType(field.type))
    const slicing = field.args.filter(({ name }) => listSize?.slicingArguments?.includes(name))
    const sizeOfList = paged.has(field) ? 'page' : slicing.length > 0 ? 'own' : assumed
    const items = isList ? sizeOfList : 1
    if (items === undefined) throw new Error(`${owner.name}.${field.name} is a list and has no @listSize`)
    const rowWeight = Math.max(0, ...(isList ? [field] : pagedOf(field)).map(rowWeightOf))
    const page = slicing.length === 0 ? undefined : { slicing, assumed: assumed ?? MAX_FIRST, rowWeight }
    const weight = read.cost(field)?.weight ?? 1
    const maxLength = read.length(field)?.max ?? LONGEST_TEXT
    const copies = isAbstractType(owner) ? schema.getPossibleTypes(owner).length : 1
    return { type: getNamedType(field.type), weight, isList, copies, items, page, bytes: bytesOf(field, maxLength) }
  }

  const metaFields = (type: GraphQLNamedType): Field[] =>
    type === schema.getQueryType()
      ? [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef]
      : isCompositeType(type)
        ? [TypeNameMetaFieldDef]
        : []
  return new Map(
    types.map((type) => [
      type,
      new Map([...fieldsOf(type), ...metaFields(type)].map((field) => [field.name, costOf(type, field)])),
    ]),
  )
}

function fieldsOf(type: GraphQLNamedType): Field[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
}

const costDirective = z.object({ weight: z.string().transform(Number).pipe(z.number().min(0)) })
const listSizeDirective = z.object({
  assumedSize: z.number().optional(),
  slicingArguments: z.array(z.string()).optional(),
  sizedFields: z.array(z.string()).optional(),
})
const lengthDirective = z.object({ max: z.number() })

/** What the directives of schema.graphql say about a field or a type. A schema that does not define them says nothing. */
function readerOf(schema: GraphQLSchema) {
  const read = <T>(name: string, shape: z.ZodType<T>) => {
    const directive = schema.getDirective(name)
    return ({ astNode }: Field | GraphQLNamedType): T | undefined => {
      const values = directive && astNode && getDirectiveValues(directive, astNode)
      return values ? shape.parse(values) : undefined
    }
  }
  return {
    cost: read('cost', costDirective),
    listSize: read('listSize', listSizeDirective),
    length: read('length', lengthDirective),
  }
}

/** The fields of a connection that have as many items as its page. */
function pagedFields(field: Field, names: readonly string[]): Field[] {
  const connection = getNamedType(field.type)
  return names.map((name) => {
    const sized = fieldsOf(connection).find((each) => each.name === name)
    if (sized === undefined) throw new Error(`${connection.name} has no field ${name} for @listSize of ${field.name}`)
    return sized
  })
}

function bytesOf({ type }: Field, maxLength: number): number {
  const named = getNamedType(type)
  if (isCompositeType(named)) return 2
  return named.name === 'String' ? maxLength * BYTES_OF_CHARACTER + 2 : BYTES_OF_SHORT
}
