import type { PagedList } from '../paging.js'
import type { HistoryEntry, HistoryKey } from './service.js'

/** All changes, the latest first. */
export const historyList: PagedList<HistoryEntry, HistoryKey> = {
  name: 'history',
  keyOf: ({ id }) => ({ id }),
  write: ({ id }) => ['', id],
  read: (text, id) => (text === '' ? { id } : undefined),
}
