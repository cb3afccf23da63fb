import { byId, countLoader, ofEach, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import { getLossesByIds, getLossesOfRecords, lossNotFound } from './loss-service.js'
import {
  countRecords,
  getRecordsByIds,
  getRecordsOfEvents,
  getShortagesOfRecords,
  getUsesOfRecords,
  haveCompleteCosts,
  type ProductionRecord,
  type RecordKey,
  recordNotFound,
} from './record-service.js'

/** Records by id; an unknown one is PRODUCTION_RECORD_NOT_FOUND. */
export const recordLoader = byId(getRecordsByIds, recordNotFound)

/** A page of each event's production records. */
export const recordsLoader = perSession((session) =>
  pageLoader<ProductionRecord, RecordKey>((eventIds, page) => getRecordsOfEvents(eventIds, page, session)),
)

export const recordCountLoader = countLoader(countRecords)

/** Losses by id; an unknown one is LOSS_NOT_FOUND. */
export const lossLoader = byId(getLossesByIds, lossNotFound)

// Of each record, for all that are asked for together.
export const usesLoader = ofEach(getUsesOfRecords, recordNotFound)

export const shortagesLoader = ofEach(getShortagesOfRecords, recordNotFound)

export const lossesLoader = ofEach(getLossesOfRecords, recordNotFound)

export const completeCostLoader = ofEach(haveCompleteCosts, recordNotFound)
