import type { AskedField } from '../support/field-statements.js'

export const historyFields: readonly AskedField[] = [
  { field: 'Query.history', operation: '{ history { nodes { action } } }', statements: 1 },
  { field: 'HistoryEntry.subjectId', operation: '{ history { nodes { subjectId } } }', statements: 1 },
  { field: 'HistoryConnection.totalCount', operation: '{ history { totalCount } }', statements: 2 },
  {
    field: 'Event.history',
    operation: '{ events { nodes { history { nodes { action } totalCount } } } }',
    statements: 3,
  },
]
