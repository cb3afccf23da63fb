import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  countHistoryOfEvents,
  getHistoryEntriesByIds,
  getHistoryOfEvents,
  historyEntryNotFound,
  type HistoryEntry,
  type HistoryKey,
} from './service.js'

/** Entries of history by id; an unknown one is HISTORY_ENTRY_NOT_FOUND. */
export const historyEntryLoader = byId(getHistoryEntriesByIds, historyEntryNotFound)

/** A page of each event's history. */
export const historyLoader = perSession((session) =>
  pageLoader<HistoryEntry, HistoryKey>((eventIds, page) => getHistoryOfEvents(eventIds, page, session)),
)

export const historyCountLoader = countLoader(countHistoryOfEvents)
