import { plus } from '../decimal.js'
import { globalId } from '../global-ids.js'
import { insertHistory } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { quantityText } from '../inventory/ledger.js'
import { sql, write, type WritingSession } from '../session/session.js'
import { checkLoss, checkLost, insertLosses, lossOf, type NewLoss, readUnits, unitOf } from './loss-ledger.js'
import { checkNotPromised, checkRecordNotVoided, lockRecord } from './record-ledger.js'
import { lostOf } from './rules.js'
import { getRecord, type ProductionRecord } from './record-service.js'

/**
 * Records that so much of a record's batches came to nothing (DOMAIN.md, rule 7). Returns the record.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a quantity or a note that can't be meant;
 * PRODUCTION_RECORD_NOT_FOUND; FINISHED_UNIT_NOT_FOUND; ALREADY_VOIDED; VALIDATION_FAILED for a unit of another recipe;
 * YIELD_EXCEEDS_EXPECTED for more than was made; PRODUCTION_IN_USE if packed assignments rely on it (rule 8). Holds the
 * event's row until the commit.
 */
export async function recordLoss(
  recordId: number,
  newLoss: NewLoss,
  session: WritingSession,
): Promise<ProductionRecord> {
  const checked = checkLoss('loss.', newLoss)
  const [{ record, activity }, units] = await Promise.all([
    lockRecord(recordId, session),
    readUnits([checked.finishedUnitId], session),
  ])
  const unit = unitOf(units, checked)
  checkRecordNotVoided(record)
  const loss = lossOf(checked, unit, record.recipeId, 'loss.finishedUnitId')
  checkLost(record.batches, plus(lostOf(activity, recordId), loss.batches))
  await checkNotPromised(record, activity, loss.batches, session)

  const { finishedUnitId, quantity, reason, note } = loss
  const history = {
    action: 'recordLoss',
    subjectType: 'ProductionRecord',
    eventId: record.eventId,
    reason: note === null ? reason : `${reason}: ${note}`,
    changes: changesBetween(
      {},
      { finishedUnitId: globalId('FinishedUnit', finishedUnitId), quantity: quantityText(quantity) },
    ),
  } as const
  const id = sql`${recordId}::int`
  await write(
    session,
    sql`WITH l AS (${insertLosses([loss], session, { id })}) ${insertHistory(history, { id }, session)}`,
  )
  return getRecord(recordId, session)
}
