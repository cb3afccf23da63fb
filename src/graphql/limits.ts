import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { invalid } from '../refusal.js'
import { MAX_FIRST } from './connections.js'

// An operation is bounded before anything runs for it: a few hundred bytes can ask for millions of rows. The bounds
// let every operation that the contract's clients send pass, 20 events x 50 assignments down to the recipes included.

/** Tokens of a document. The parser stops there. */
export const MAX_TOKENS = 2000
const MAX_DEPTH = 25
const MAX_ROOT_FIELDS = 20
const MAX_ALIASES = 50
/** Fields, each fragment counted as often as it is spread. */
const MAX_FIELDS = 500
/** Rows of connections, as their `first` allows: a full page of which each row has a full page. */
const MAX_ROWS = 10_100
const DEFAULT_FIRST = 50
const CONNECTIONS: ReadonlySet<string> = new Set(['events', 'assignments', 'productionRecords', 'eventAssignments'])

type Variables = Readonly<Record<string, unknown>>

/** Throws VALIDATION_FAILED for an operation that is too deep, too wide, or may ask for too many rows. */
export function checkLimits(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void {
  const fragments = new Map(
    document.definitions.flatMap((node): [string, FragmentDefinitionNode][] =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
  let [roots, fields, aliases, rows] = [0, 0, 0, 0]

  // Every selection ends in a field and fields are counted, so fragments that spread each other are bounded too.
  const walk = (set: SelectionSetNode, depth: number, times: number): void => {
    for (const node of set.selections) {
      if (node.kind !== Kind.FIELD) {
        const spread = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
        if (spread !== undefined) walk(spread.selectionSet, depth, times)
        continue
      }
      if (depth === 1) atMost(++roots, MAX_ROOT_FIELDS, 'root fields')
      atMost(depth, MAX_DEPTH, 'levels of fields')
      atMost(++fields, MAX_FIELDS, 'fields')
      if (node.alias !== undefined) atMost(++aliases, MAX_ALIASES, 'aliases')
      // The schema about itself has a fixed size, and graphql-js bounds how deep it may be asked.
      if (node.name.value.startsWith('__') || node.selectionSet === undefined) continue
      const isPaged = CONNECTIONS.has(node.name.value)
      const inner = isPaged ? times * firstOf(node, variables) : times
      if (isPaged) atMost((rows += inner), MAX_ROWS, 'rows of connections')
      walk(node.selectionSet, depth + 1, inner)
    }
  }
  walk(operation.selectionSet, 1, 1)
}

/** Whether an operation asks for nothing but the schema and type names, for which no session is opened. */
export function isIntrospection(document: DocumentNode, { selectionSet }: OperationDefinitionNode): boolean {
  const only = (set: SelectionSetNode): boolean =>
    set.selections.every((node) => {
      if (node.kind === Kind.FIELD) return node.name.value.startsWith('__')
      if (node.kind === Kind.INLINE_FRAGMENT) return only(node.selectionSet)
      return document.definitions.every(
        (definition) =>
          definition.kind !== Kind.FRAGMENT_DEFINITION ||
          definition.name.value !== node.name.value ||
          only(definition.selectionSet),
      )
    })
  return only(selectionSet)
}

function firstOf(field: FieldNode, variables: Variables): number {
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value
  const first = value === undefined ? undefined : numberOf(value, variables)
  // What no page may have is refused by the field itself, which reads no row for it.
  return first === undefined || first < 1 || first > MAX_FIRST ? DEFAULT_FIRST : first
}

function numberOf(value: ValueNode, variables: Variables): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
  return typeof given === 'number' ? given : undefined
}

function atMost(count: number, limit: number, of: string): void {
  if (count > limit) throw invalid('query', `may have at most ${String(limit)} ${of}`)
}
