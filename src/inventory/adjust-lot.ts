import { insertHistory } from '../history/entries.js'
import { MAX_REMARK, notNegative, optionalText } from '../inputs.js'
import { checkVersion } from '../domain-error.js'
import { sql, write, type WritingSession } from '../session/session.js'
import { insertEntries, lockHeldLot, quantityText } from './ledger.js'
import { checkNotVoided } from './purchase-ledger.js'
import { adjustment, type AdjustmentReason } from './rules.js'
import { getLot, type Lot } from './lot-service.js'

export interface Adjustment {
  readonly expectedVersion?: number | null | undefined
  /** What the lot holds, by the count. */
  readonly toQuantity: string
  readonly reason: AdjustmentReason
  readonly note?: string | null | undefined
}

/**
 * Brings a lot to what was counted: downwards a take, upwards at the lot's cost. A count that finds what the ledger says
 * is on record too. Returns the lot.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a quantity or a note that can't be meant; LOT_NOT_FOUND;
 * STALE_VERSION; ALREADY_VOIDED. Of two counts at once the second starts from what the first left.
 */
export async function adjustLot(
  lotId: number,
  { expectedVersion, toQuantity, reason, note: remark }: Adjustment,
  session: WritingSession,
): Promise<Lot> {
  const counted = notNegative('toQuantity', toQuantity)
  const note = optionalText('note', remark, MAX_REMARK)
  const lot = await lockHeldLot(lotId, session)
  checkVersion(expectedVersion, lot.version)
  checkNotVoided(lot)

  const entry = { lotId, kind: 'ADJUSTED', ...adjustment(counted, lot.held, lot.unitCost), reason, note } as const
  const before = quantityText(lot.held.quantity)
  const history = {
    action: 'adjustLot',
    subjectType: 'Lot',
    reason: note === null ? reason : `${reason}: ${note}`,
    changes: [{ field: 'quantity', before, after: quantityText(counted) }],
  } as const
  await write(
    session,
    sql`WITH e AS (${insertEntries([entry], session)}) ${insertHistory(history, { id: sql`${lotId}::int` }, session)}`,
  )
  return getLot(lotId, session)
}
