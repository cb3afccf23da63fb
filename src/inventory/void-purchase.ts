import { z } from 'zod'
import { insertHistory } from '../history/entries.js'
import { reasonOf } from '../inputs.js'
import { read, sql, write, type Session, type WritingSession } from '../session/session.js'
import { insertEntries, type LedgerLot, type NewEntry } from './ledger.js'
import { alreadyVoided, consumedOf, inUse, lockPurchase } from './purchase-ledger.js'
import { type Purchase, purchaseColumns, purchaseOf, PurchaseRow } from './purchase-service.js'

/**
 * Voids a purchase that should not have been recorded: its lot is emptied, and it counts nowhere any more. Returns the
 * purchase.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a reason that can't be meant; PURCHASE_NOT_FOUND; ALREADY_VOIDED;
 * PURCHASE_IN_USE once something of it was taken that was not given back, or its lot was counted.
 */
export async function voidPurchase(purchaseId: number, why: string, session: WritingSession): Promise<Purchase> {
  const reason = reasonOf('reason', why)
  const locked = await lockPurchase(purchaseId, session)
  const { purchase, lots } = locked
  if (purchase.voidedAt !== null) throw alreadyVoided(purchaseId)
  if (!consumedOf(locked).equals(0) || lots.some(isTouched) || (await areCounted(lots, session))) {
    throw inUse(locked, 'This purchase was used, or its lot was counted, and only one that is untouched can be voided')
  }

  const entries = lots.map(({ id, held: { quantity, value } }): NewEntry => ({
    lotId: id,
    kind: 'VOIDED',
    quantity: quantity.neg(),
    value: value.neg(),
    note: reason,
  }))
  const history = {
    action: 'voidPurchase',
    subjectType: 'Purchase',
    reason,
    changes: [{ field: 'voided', before: 'false', after: 'true' }],
  } as const
  const [row] = await write(
    session,
    sql`
    WITH b AS (
      UPDATE purchase b SET version = b.version + 1, voided_at = now() WHERE b.id = ${purchaseId}
      RETURNING ${purchaseColumns}),
    e AS (${insertEntries(entries, session)}),
    h AS (${insertHistory(history, { id: sql`${purchaseId}::int` }, session)})
    SELECT * FROM b`,
    PurchaseRow,
  )
  if (row === undefined) throw new Error('The purchase was not voided')
  return purchaseOf(row)
}

/** Whether the lot was counted, or a take of it was not given back. A count with CORRECTION as its reason is not seen here. */
function isTouched({ entries }: LedgerLot): boolean {
  const givenBack = new Set(entries.map(({ reversesId }) => reversesId))
  return entries.some(
    ({ id, kind, reason }) =>
      (kind === 'ADJUSTED' && reason !== 'CORRECTION') || (kind === 'CONSUMED' && !givenBack.has(id)),
  )
}

/** Whether a correction in the lots is a count: their entries are like those of a corrected number of packages. */
async function areCounted(lots: readonly LedgerLot[], session: Session): Promise<boolean> {
  const ids = lots.filter(({ entries }) => entries.some(({ kind }) => kind === 'ADJUSTED')).map(({ id }) => id)
  if (ids.length === 0) return false
  const counts = await read(
    session,
    sql`
    SELECT id FROM history_entry WHERE subject_type = 'Lot' AND subject_id = ANY(${ids}) AND action = 'adjustLot' LIMIT 1`,
    z.strictObject({ id: z.int() }),
  )
  return counts.length > 0
}
