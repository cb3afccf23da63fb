import { z } from 'zod'
import { supplierNotFound } from '../catalog/supplier-service.js'
import { exact, ZERO, type Exact } from '../decimal.js'
import { insertHistory } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { checkBound, notNegative, positive, reasonOf } from '../inputs.js'
import { archived, checkVersion, invalid } from '../domain-error.js'
import { read, sql, write, type Session, type WritingSession } from '../session/session.js'
import { insertEntries, type NewEntry, quantityText, repricing } from './ledger.js'
import { alreadyVoided, inUse, type LockedPurchase, lockPurchase } from './purchase-ledger.js'
import { fieldsOf, receivedQuantity } from './record-purchase.js'
import { change, quantityIn, unitCostOf } from './rules.js'
import { type Purchase, purchaseColumns, purchaseOf, PurchaseRow } from './purchase-service.js'

/** What is absent stays as it is; a supplier that is null is taken off. */
export interface PurchaseCorrection {
  readonly expectedVersion?: number | null | undefined
  /** YYYY-MM-DD */
  readonly purchasedOn?: string | undefined
  readonly packages?: string | undefined
  readonly pricePerPackage?: string | undefined
  readonly supplierId?: number | null | undefined
  readonly reason: string
}

/**
 * Corrects what was entered with a purchase. Another price replays the entries of its lot, another number of packages
 * adds to the lot or takes from it, another date moves it in the queue. What is as it was already changes nothing.
 * Returns the purchase, and the records that cost more or less by it.
 *
 * Throws, checked in this order: VALIDATION_FAILED for numbers and a reason that can't be meant; PURCHASE_NOT_FOUND;
 * SUPPLIER_NOT_FOUND; STALE_VERSION; ALREADY_VOIDED; VALIDATION_FAILED with ARCHIVED for another supplier;
 * PURCHASE_IN_USE for fewer packages than were taken.
 */
export async function correctPurchase(
  purchaseId: number,
  correction: PurchaseCorrection,
  session: WritingSession,
): Promise<{ readonly purchase: Purchase; readonly repricedRecordIds: readonly number[] }> {
  const { purchasedOn, packages, pricePerPackage, supplierId } = correction
  const given = {
    ...(purchasedOn === undefined ? {} : { purchasedOn }),
    ...(packages === undefined ? {} : { packages: quantityText(positive('packages', packages)) }),
    ...(pricePerPackage === undefined
      ? {}
      : { pricePerPackage: quantityText(notNegative('pricePerPackage', pricePerPackage)) }),
    ...(supplierId === undefined ? {} : { supplierId }),
  }
  const reason = reasonOf('reason', correction.reason)
  if (Object.keys(given).length === 0) throw invalid('input', 'corrects nothing')

  const locked = await lockPurchase(purchaseId, session)
  const { purchase } = locked
  const supplier = await readSupplier(supplierId, session)
  checkVersion(correction.expectedVersion, purchase.version)
  if (purchase.voidedAt !== null) throw alreadyVoided(purchaseId)
  if (supplier?.archived === true && supplierId !== purchase.supplierId) throw archived('supplierId')

  const corrected = { ...purchase, ...given }
  const changes = changesBetween(fieldsOf(purchase), fieldsOf(corrected))
  if (changes.length === 0) return { purchase: purchaseOf(purchase), repricedRecordIds: [] }
  const isRepriced = changes.some(({ field }) => field === 'pricePerPackage')
  const entries = correctingEntries(locked, corrected, isRepriced, reason)
  const history = { action: 'correctPurchase', subjectType: 'Purchase', reason, changes } as const
  const [row] = await write(
    session,
    sql`
    WITH b AS (
      UPDATE purchase b SET version = b.version + 1, purchased_on = ${corrected.purchasedOn}::date,
        supplier_id = ${corrected.supplierId}::int, quantity = ${corrected.packages}::numeric,
        price_per_package = ${corrected.pricePerPackage}::numeric
      WHERE b.id = ${purchaseId} RETURNING ${purchaseColumns}),
    l AS (
      UPDATE lot SET purchased_on = ${corrected.purchasedOn}::date,
        unit_cost = CASE WHEN ${isRepriced}::boolean THEN NULL ELSE unit_cost END
      WHERE purchase_id = ${purchaseId}),
    e AS (${insertEntries(entries, session)}),
    h AS (${insertHistory(history, { id: sql`${purchaseId}::int` }, session)})
    SELECT * FROM b`,
    PurchaseRow,
  )
  if (row === undefined) throw new Error('The purchase was not corrected')
  const repriced = new Set(entries.flatMap(({ recordId }) => recordId ?? []))
  return { purchase: purchaseOf(row), repricedRecordIds: [...repriced].sort((a, b) => a - b) }
}

/**
 * What brings the lots to the corrected price, and then, at the end, to the corrected number: more goes to the first of
 * them, fewer is taken from what each of them holds.
 */
function correctingEntries(
  locked: LockedPurchase,
  corrected: LockedPurchase['purchase'],
  isRepriced: boolean,
  reason: string,
): NewEntry[] {
  const { purchase, lots } = locked
  const priceOfPurchase = unitCostOf({ ...corrected, ownUnitCost: null })
  let more = moreOf(purchase, corrected)
  const entries = lots.flatMap((lot): readonly NewEntry[] => {
    const unitCost = isRepriced ? priceOfPurchase : lot.unitCost
    const { held, entries } = isRepriced ? repricing(lot, unitCost, reason) : { held: lot.held, entries: [] }
    const here = held.quantity.add(more).compare(0) < 0 ? held.quantity.neg() : more
    if (here.equals(0)) return entries
    more = more.sub(here)
    checkBound('packages', held.quantity.add(here))
    const amount = change(here, held, unitCost)
    return [...entries, { lotId: lot.id, kind: 'ADJUSTED', ...amount, reason: 'CORRECTION', note: reason }]
  })
  if (more.compare(0) < 0)
    throw inUse(locked, 'More of this purchase was taken than the corrected number of packages has')
  return entries
}

/** How much more was received than was thought. What stays as it is is not checked: an import may hold what no lot can. */
function moreOf(purchase: LockedPurchase['purchase'], corrected: LockedPurchase['purchase']): Exact {
  const { packages, packageUnitQuantity } = purchase
  if (corrected.packages === packages) return ZERO
  const received = receivedQuantity(exact(corrected.packages), packageUnitQuantity)
  return received.sub(quantityIn(exact(packages), packageUnitQuantity))
}

/** The supplier that is given, if one is. Throws SUPPLIER_NOT_FOUND. */
async function readSupplier(
  supplierId: number | null | undefined,
  session: Session,
): Promise<{ readonly archived: boolean } | undefined> {
  if (supplierId === undefined || supplierId === null) return undefined
  const [supplier] = await read(
    session,
    sql`SELECT archived FROM supplier WHERE id = ${supplierId}`,
    z.strictObject({ archived: z.boolean() }),
  )
  if (supplier === undefined) throw supplierNotFound(supplierId)
  return supplier
}
