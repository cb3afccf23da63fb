import {
  Kind,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { invalid, DomainError } from '../domain-error.js'
import { MAX_FIRST } from './connections.js'
import { fieldCosts, type FieldCosts, type Page } from './field-costs.js'
import { introspectedFields, INTROSPECTION_WEIGHT } from './introspection-cost.js'

// A few hundred bytes can ask for millions of rows, so the cost of an operation is estimated before anything runs for it:
// each field of its answer costs a point or its @cost, as often as the lists around it have items. One walk does it, whose
// time is linear in the document, because each fragment is estimated once.

/** Tokens of a document. The parser stops there, and so validation, too, stays below 0.1 s. */
export const MAX_TOKENS = 2000
export const MAX_DEPTH = 25

type Variables = Readonly<Record<string, unknown>>
/** The coerced value of the variable with this name. */
type ValueOf = (name: string) => unknown

/** How large an operation is. */
export interface OperationSize {
  /** What executing it may cost, in points: about one for each field of its answer. */
  readonly cost: number
  /**
   * Fields of the operation as they are compiled: each fragment counted as often as it is spread, skipped ones too, and
   * what is selected on an interface once for each of its types.
   */
  readonly fields: number
  /** Levels of fields. */
  readonly depth: number
  /** The most bytes that its answer takes, if lists are as long as assumed. */
  readonly bytes: number
}

/** Estimates the size of an operation of a validated document, with its coerced variables. */
export type EstimateSize = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
) => OperationSize

/** Makes the estimates for the operations of a schema. */
export function sizeEstimator(schema: GraphQLSchema): EstimateSize {
  const costs = fieldCosts(schema)
  // By operation, as the documents that come again are kept, and only if no variable made a difference.
  const known = new WeakMap<OperationDefinitionNode, OperationSize>()
  return (document, operation, variables) => {
    const before = known.get(operation)
    if (before !== undefined) return before
    const asked = new Set<string>()
    const valueOf = (name: string): unknown => {
      asked.add(name)
      return variables[name]
    }
    const size = estimate(schema, costs, document, operation, valueOf)
    if (asked.size === 0) known.set(operation, size)
    return size
  }
}

/** Throws VALIDATION_FAILED for an operation that is too deep or costs too much. */
export function checkSize({ cost, depth }: OperationSize, maxCost: number): void {
  if (depth > MAX_DEPTH) throw invalid('query', `may have at most ${String(MAX_DEPTH)} levels of fields`)
  if (cost > maxCost) throw tooExpensive(cost, maxCost)
}

function tooExpensive(requested: number, allowed: number): DomainError {
  const reason = `costs ${String(requested)} points, and an operation may cost ${String(allowed)}`
  return new DomainError('VALIDATION_FAILED', `query ${reason}`, {
    field: 'query',
    reason,
    cost: { requested, allowed },
  })
}

/**
 * What a selection adds up to. Only the field that returns a connection knows how many items were asked for, so what is
 * selected on the connection, maybe in a fragment of its own, is two sums: what counts once, and what counts for each
 * item.
 */
interface Estimate {
  cost: number
  costPerItem: number
  bytes: number
  bytesPerItem: number
  fields: number
  depth: number
}

const nothing = (): Estimate => ({ cost: 0, costPerItem: 0, bytes: 0, bytesPerItem: 0, fields: 0, depth: 0 })

/** Sums that fragments double over and over stay numbers. */
const bounded = (sum: number): number => Math.min(sum, Number.MAX_SAFE_INTEGER)

/** The fields of a query that ask for the schema itself. */
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type'])

/** Quotes, colon and comma of a field in JSON. */
const PUNCTUATION = 4

/** Estimates an operation: see `Estimate`. */
function estimate(
  schema: GraphQLSchema,
  costs: FieldCosts,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  valueOf: ValueOf,
): Estimate {
  const definitions = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) definitions.set(node.name.value, node)
  }
  const fragments = new Map<string, Estimate>()
  const counted = { selections: 0 }

  // Fragments on one object add up, also those of which only one can apply to it.
  const ofSelections = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Estimate => {
    const sum = nothing()
    for (const node of selections) add(sum, ofSelection(node, parent), isLeftOut(node, valueOf))
    return sum
  }

  const ofSelection = (node: SelectionNode, parent: GraphQLNamedType | undefined): Estimate => {
    if (node.kind === Kind.FIELD) return ofField(node, parent)
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value)
    const { selectionSet, typeCondition } = node
    return ofSelections(selectionSet, typeCondition === undefined ? parent : schema.getType(typeCondition.name.value))
  }

  const ofFragment = (name: string): Estimate => {
    const known = fragments.get(name)
    if (known !== undefined) return known
    // Validation refuses fragments that spread themselves; here they would end as well.
    fragments.set(name, nothing())
    const definition = definitions.get(name)
    if (definition === undefined) return nothing()
    const sum = ofSelections(definition.selectionSet, schema.getType(definition.typeCondition.name.value))
    fragments.set(name, sum)
    return sum
  }

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Estimate => {
    const field = parent && costs.get(parent)?.get(node.name.value)
    if (field === undefined) return nothing()
    const inner = node.selectionSet === undefined ? nothing() : ofSelections(node.selectionSet, field.type)
    if (ABOUT_THE_SCHEMA.has(node.name.value))
      return { ...ofIntrospection(node), fields: 1 + inner.fields, depth: 1 + inner.depth }
    const page = field.page === undefined ? 1 : sizeOf(field.page, node, valueOf)
    const rows = field.page === undefined ? 0 : page * field.page.rowWeight
    const itemCost = inner.cost + page * inner.costPerItem + (field.isList ? 1 : 0)
    const itemBytes = inner.bytes + page * inner.bytesPerItem + field.bytes + 1
    const times = field.items === 'page' ? 0 : field.items === 'own' ? page : field.items
    const timesPage = field.items === 'page' ? 1 : 0
    return {
      cost: bounded(field.weight + rows + times * itemCost),
      costPerItem: bounded(timesPage * itemCost),
      bytes: bounded((node.alias ?? node.name).value.length + PUNCTUATION + times * itemBytes),
      bytesPerItem: bounded(timesPage * itemBytes),
      fields: bounded(field.copies * (1 + inner.fields)),
      depth: 1 + inner.depth,
    }
  }

  const ofIntrospection = (node: FieldNode): Estimate => {
    const { fields, bytes } = introspectedFields(schema, node, {
      fragments: definitions,
      isLeftOut: (each) => isLeftOut(each, valueOf),
      typeName: typeNameOf(node, valueOf),
      counted,
    })
    return { ...nothing(), cost: bounded(fields * INTROSPECTION_WEIGHT), bytes: bounded(bytes) }
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
}

/** The name of the type that `__type` is asked for. */
function typeNameOf(node: FieldNode, valueOf: ValueOf): unknown {
  const value = node.arguments?.find(({ name }) => name.value === 'name')?.value
  if (value?.kind === Kind.VARIABLE) return valueOf(value.name.value)
  return value?.kind === Kind.STRING ? value.value : undefined
}

/** What is left out is not executed and costs nothing, but it is code all the same. */
function add(sum: Estimate, part: Estimate, isLeftOut: boolean): void {
  sum.fields = bounded(sum.fields + part.fields)
  sum.depth = Math.max(sum.depth, part.depth)
  if (isLeftOut) return
  sum.cost = bounded(sum.cost + part.cost)
  sum.costPerItem = bounded(sum.costPerItem + part.costPerItem)
  sum.bytes = bounded(sum.bytes + part.bytes)
  sum.bytesPerItem = bounded(sum.bytesPerItem + part.bytesPerItem)
}

/** Whether @skip or @include leave a selection out. */
function isLeftOut({ directives = [] }: SelectionNode, valueOf: ValueOf): boolean {
  return directives.some(({ name, arguments: args }) => {
    const leavesOut = { skip: true, include: false }[name.value]
    const value = args?.[0]?.value
    const given =
      value?.kind === Kind.VARIABLE ? valueOf(value.name.value) : value?.kind === Kind.BOOLEAN && value.value
    return leavesOut !== undefined && given === leavesOut
  })
}

/**
 * How many items a page has at most. A number that no page may have is refused by the field itself, which reads no row
 * for it.
 */
function sizeOf({ slicing, assumed }: Page, node: FieldNode, valueOf: ValueOf): number {
  const given = slicing.map((argument): unknown => {
    const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value
    if (value?.kind === Kind.VARIABLE) return valueOf(value.name.value) ?? argument.defaultValue
    if (value?.kind === Kind.LIST) return value.values
    return (value && valueFromAST(value, argument.type)) ?? argument.defaultValue
  })
  const sizes = given
    .map((size) => (Array.isArray(size) ? size.length : size))
    .filter((size) => typeof size === 'number')
  return sizes.length === 0 ? assumed : Math.min(Math.max(0, ...sizes), MAX_FIRST)
}
