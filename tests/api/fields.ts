import type { AskedField } from '../support/field-statements.js'

/** Two of each kind of object: it takes as many statements as there are types. */
const ids = [
  'assignment',
  'event',
  'finished_good',
  'finished_unit',
  'history_entry',
  'ingredient',
  'lot',
  'lot_entry',
  'package',
  'product',
  'production_record',
  'purchase',
  'recipe',
  'recipient',
  'supplier',
]
  .flatMap((type) => [1, 2].map((row) => `"${type}_${String(row)}"`))
  .join(', ')

export const nodeFields: readonly AskedField[] = [
  { field: 'Query.node', operation: '{ node(id: "recipe_1") { id } }', statements: 1 },
  { field: 'Query.nodes', operation: `{ nodes(ids: [${ids}]) { id } }`, statements: 15 },
  { field: 'HistoryEntry.subject', operation: '{ history { nodes { subject { id } } } }', statements: 2 },
]
