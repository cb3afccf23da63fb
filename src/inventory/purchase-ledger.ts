import { z } from 'zod'
import { type Exact, exact, ZERO } from '../decimal.js'
import { DomainError } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { read, type Session, sql, type WritingSession } from '../session/session.js'
import { type HeldLot, type LedgerLot, lockToReprice, quantityText, readLedger } from './ledger.js'
import { purchaseColumns, purchaseNotFound, PurchaseRow } from './purchase-service.js'
import { quantityIn, sumOf } from './rules.js'

const LockedRow = PurchaseRow.extend({ packageUnitQuantity: z.string() })

/** A purchase under its locks, with its lots, the one first that it shows: one, unless an import made more. */
export interface LockedPurchase {
  readonly purchase: z.infer<typeof LockedRow>
  readonly lots: readonly LedgerLot[]
}

/**
 * The purchase under the locks of the events whose records took from it, of the catalog, whose prices follow from it, and
 * of its lots. Throws PURCHASE_NOT_FOUND.
 */
export async function lockPurchase(purchaseId: number, session: WritingSession): Promise<LockedPurchase> {
  const lotIds = sql`SELECT id FROM lot WHERE purchase_id = ${purchaseId}`
  // Sent together, in one round trip: what stands behind the locks is read once they are held.
  const locking = lockToReprice(lotIds, 'change', session)
  const reading = Promise.all([readPurchase(purchaseId, session), readLedger(lotIds, session)])
  // If a lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [[purchase], lots] = await reading
  if (purchase === undefined) throw purchaseNotFound(purchaseId)
  return { purchase, lots }
}

function readPurchase(purchaseId: number, session: Session): Promise<z.infer<typeof LockedRow>[]> {
  return read(
    session,
    sql`
    SELECT ${purchaseColumns}, p.package_unit_quantity AS "packageUnitQuantity"
    FROM purchase b JOIN product p ON p.id = b.product_id WHERE b.id = ${purchaseId}`,
    LockedRow,
  )
}

/** What of a purchase its lots no longer hold, in the package unit; below 0 if counts found more. */
export function consumedOf({ purchase, lots }: LockedPurchase): Exact {
  const received = quantityIn(exact(purchase.packages), purchase.packageUnitQuantity)
  return received.sub(sumOf(lots.map(({ held }) => held)).quantity)
}

export function inUse(locked: LockedPurchase, message: string): DomainError<'PURCHASE_IN_USE'> {
  const consumed = consumedOf(locked)
  return new DomainError('PURCHASE_IN_USE', message, {
    id: globalId('Purchase', locked.purchase.id),
    consumed: quantityText(consumed.compare(0) < 0 ? ZERO : consumed),
  })
}

/** Throws ALREADY_VOIDED for a lot of a purchase that is voided. */
export function checkNotVoided({ purchaseId, isVoided }: HeldLot): void {
  if (isVoided && purchaseId !== null) throw alreadyVoided(purchaseId)
}

export function alreadyVoided(purchaseId: number): DomainError<'ALREADY_VOIDED'> {
  const id = globalId('Purchase', purchaseId)
  return new DomainError('ALREADY_VOIDED', `The purchase ${id} is voided`, { id })
}
