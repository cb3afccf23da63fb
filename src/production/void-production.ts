import { exact } from '../decimal.js'
import { insertHistory } from '../history/entries.js'
import { reasonOf } from '../inputs.js'
import { insertReturns, lockLotsOf } from '../inventory/ledger.js'
import { getLotsCountedSince, type Lot } from '../inventory/lot-service.js'
import { sql, write, type WritingSession } from '../session/session.js'
import { checkNotPromised, checkRecordNotVoided, lockRecord } from './record-ledger.js'
import { lostOf } from './rules.js'
import { getRecord, type ProductionRecord } from './record-service.js'

/**
 * Voids a record that should not be: gives back to each lot what was taken from it, at what that costs now, and counts
 * nowhere any more (DOMAIN.md, rules 8 and 9). Returns the record, and the lots that were counted since it took from them.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a reason that can't be meant; PRODUCTION_RECORD_NOT_FOUND;
 * ALREADY_VOIDED; PRODUCTION_IN_USE if packed assignments rely on its batches. Holds the event's row and the lots.
 */
export async function voidProduction(
  recordId: number,
  why: string,
  session: WritingSession,
): Promise<{ readonly record: ProductionRecord; readonly countedSince: readonly Lot[] }> {
  const reason = reasonOf('reason', why)
  const [{ record, activity }] = await Promise.all([lockRecord(recordId, session), lockLotsOf(recordId, session)])
  checkRecordNotVoided(record)
  await checkNotPromised(record, activity, exact(record.batches).sub(lostOf(activity, recordId)), session)

  const history = {
    action: 'voidProduction',
    subjectType: 'ProductionRecord',
    eventId: record.eventId,
    reason,
    changes: [{ field: 'voided', before: 'false', after: 'true' }],
  } as const
  const id = sql`${recordId}::int`
  await write(
    session,
    sql`
    WITH r AS (UPDATE production_record SET voided_at = now(), void_reason = ${reason} WHERE id = ${recordId}),
    e AS (${insertReturns(recordId, reason, session)})
    ${insertHistory(history, { id }, session)}`,
  )
  const [voided, countedSince] = await Promise.all([
    getRecord(recordId, session),
    getLotsCountedSince(recordId, session),
  ])
  return { record: voided, countedSince }
}
