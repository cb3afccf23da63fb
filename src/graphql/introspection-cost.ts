import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isWrappingType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  type GraphQLType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

// What an operation asks of the schema about itself is known before it is executed, so it is counted, not estimated: by
// the mean lengths of lists the question of every tool for the whole schema seemed to cost twenty times what it does, and
// others a fraction of it.

/**
 * Points for each field. One takes 1 to 2 microseconds of CPU, but up to 11 in a process that has just started, and the
 * limit is to hold there too; a point of other operations takes up to 5 (`npm run bench:worst-case`).
 */
export const INTROSPECTION_WEIGHT = 10

/** In one operation counting stops here, after some 10 ms: none may have so many. */
const MOST_COUNTED = 250_000

/** Names, and all but descriptions, with their punctuation. */
const BYTES_OF_SHORT = 100

type Part =
  | GraphQLSchema
  | GraphQLType
  | GraphQLField<unknown, unknown>
  | GraphQLArgument
  | GraphQLInputField
  | GraphQLEnumValue
  | GraphQLDirective

/** How the selections of an operation are read. */
interface Selections {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly isLeftOut: (node: SelectionNode) => boolean
  /** The name that `__type` is asked for. */
  readonly typeName: unknown
  /** What was visited for the operation so far. */
  readonly counted: { selections: number }
}

/**
 * How many fields the answer to `__schema` or `__type` has, and about how many bytes; infinitely many if they are too many to
 * be counted.
 */
export function introspectedFields(
  schema: GraphQLSchema,
  { name, selectionSet }: FieldNode,
  { fragments, isLeftOut, typeName, counted }: Selections,
): { readonly fields: number; readonly bytes: number } {
  const asked = typeof typeName === 'string' ? schema.getType(typeName) : undefined
  const root = name.value === '__schema' ? [schema] : asked === undefined ? [] : [asked]
  const spread = new Set<string>()
  let [fields, bytes] = [1, 0]

  const count = ({ selections }: SelectionSetNode, parts: readonly Part[]): void => {
    for (const node of selections) {
      // Fragments that hold nothing but fragments are visited as often as they are spread, too.
      counted.selections += parts.length
      if (parts.length === 0 || counted.selections > MOST_COUNTED) return
      if (isLeftOut(node)) continue
      if (node.kind === Kind.FIELD) countField(node, parts)
      else if (node.kind === Kind.INLINE_FRAGMENT) count(node.selectionSet, parts)
      else countFragment(node.name.value, parts)
    }
  }
  const countField = (node: FieldNode, parts: readonly Part[]): void => {
    fields += parts.length
    bytes += parts.length * ((node.alias ?? node.name).value.length + BYTES_OF_SHORT)
    if (node.name.value === 'description') for (const part of parts) bytes += 3 * descriptionOf(part).length
    if (node.selectionSet === undefined) return
    const inner: Part[] = []
    for (const part of parts) {
      inner.push(...partsOf(schema, node.name.value, part))
      if (inner.length > MOST_COUNTED) break
    }
    count(node.selectionSet, inner)
  }
  const countFragment = (fragment: string, parts: readonly Part[]): void => {
    const definition = fragments.get(fragment)
    // Validation refuses fragments that spread themselves; here they would end as well.
    if (definition === undefined || spread.has(fragment)) return
    spread.add(fragment)
    count(definition.selectionSet, parts)
    spread.delete(fragment)
  }

  if (selectionSet !== undefined) count(selectionSet, root)
  return counted.selections > MOST_COUNTED ? { fields: Infinity, bytes: Infinity } : { fields, bytes }
}

/** What a field of introspection resolves to; of a scalar nothing. Deprecated ones are among them. */
function partsOf(schema: GraphQLSchema, field: string, of: Part): readonly Part[] {
  switch (field) {
    case 'types':
      return Object.values(schema.getTypeMap())
    case 'directives':
      return schema.getDirectives()
    case 'queryType':
      return present(schema.getQueryType())
    case 'mutationType':
      return present(schema.getMutationType())
    case 'subscriptionType':
      return present(schema.getSubscriptionType())
    case 'fields':
      return isObjectType(of) || isInterfaceType(of) ? Object.values(of.getFields()) : []
    case 'interfaces':
      return isObjectType(of) || isInterfaceType(of) ? of.getInterfaces() : []
    case 'possibleTypes':
      return isAbstractType(of) ? schema.getPossibleTypes(of) : []
    case 'enumValues':
      return isEnumType(of) ? of.getValues() : []
    case 'inputFields':
      return isInputObjectType(of) ? Object.values(of.getFields()) : []
    case 'ofType':
      return isWrappingType(of) ? [of.ofType] : []
    case 'args':
      return 'args' in of ? of.args : []
    case 'type':
      return 'type' in of ? [of.type] : []
    default:
      return []
  }
}

function descriptionOf(part: Part): string {
  return ('description' in part && part.description) || ''
}

function present<T>(value: T | null | undefined): readonly T[] {
  return value === null || value === undefined ? [] : [value]
}
