import DataLoader from 'dataloader'
import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession, type Session } from '../session/session.js'
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

export const recordCountLoader = perSession((session) => countLoader(countRecords, session))

/** Losses by id; an unknown one is LOSS_NOT_FOUND. */
export const lossLoader = byId(getLossesByIds, lossNotFound)

// Of each record, for all that are asked for together.
export const usesLoader = ofRecords(getUsesOfRecords)

export const shortagesLoader = ofRecords(getShortagesOfRecords)

export const lossesLoader = ofRecords(getLossesOfRecords)

export const completeCostLoader = ofRecords(haveCompleteCosts)

function ofRecords<Value>(
  get: (recordIds: readonly number[], session: Session) => Promise<ReadonlyMap<number, Value>>,
): (session: Session) => DataLoader<number, Value> {
  return perSession(
    (session) =>
      new DataLoader<number, Value>(async (ids) => {
        const values = await get(ids, session)
        return ids.map((id) => values.get(id) ?? recordNotFound(id))
      }),
  )
}
