import { z } from 'zod'
import { productNotFound } from '../catalog/product-service.js'
import { supplierNotFound } from '../catalog/supplier-service.js'
import { exact, toShortest, type Exact } from '../decimal.js'
import { globalId } from '../global-ids.js'
import { insertHistory } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { checkBound, MAX_NOTES, notNegative, optionalText, positive } from '../inputs.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { archived, invalid } from '../domain-error.js'
import { lockCatalog } from '../session/locks.js'
import { actorOf, read, sql, write, type Session, type WritingSession } from '../session/session.js'
import { quantityText, valueText } from './ledger.js'
import { quantityIn, worth } from './rules.js'
import { type Purchase, purchaseColumns, purchaseOf, PurchaseRow } from './purchase-service.js'

export interface NewPurchase {
  readonly productId: number
  readonly supplierId: number | null
  /** YYYY-MM-DD */
  readonly purchasedOn: string
  readonly packages: string
  readonly pricePerPackage: string
  readonly notes?: string | null | undefined
}

/**
 * Records a purchase, and its lot with what was received. Returns the purchase.
 *
 * Throws, checked in this order: VALIDATION_FAILED for numbers and texts that can't be meant; PRODUCT_NOT_FOUND;
 * SUPPLIER_NOT_FOUND; VALIDATION_FAILED with ARCHIVED for either. Holds the catalog's lock from before it reads: the
 * purchase changes planned costs, and the product's package stays as it was read.
 */
export async function recordPurchase(purchase: NewPurchase, session: WritingSession): Promise<Purchase> {
  const packages = positive('packages', purchase.packages)
  const price = notNegative('pricePerPackage', purchase.pricePerPackage)
  const notes = optionalText('notes', purchase.notes, MAX_NOTES)

  const locking = lockCatalog(session)
  const reading = readOffer(purchase.productId, purchase.supplierId, session)
  // If the lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const { packageUnitQuantity } = await reading

  const received = receivedQuantity(packages, packageUnitQuantity)
  const value = worth(received, price.div(exact(packageUnitQuantity)))
  const { productId, supplierId, purchasedOn } = purchase
  const history = {
    action: 'recordPurchase',
    subjectType: 'Purchase',
    changes: changesBetween({}, { ...fieldsOf(purchase), notes }),
  } as const
  const [recorded] = await write(
    session,
    sql`
    WITH b AS (
      INSERT INTO purchase (product_id, supplier_id, purchased_on, quantity, price_per_package, notes)
      VALUES (${productId}, ${supplierId}, ${purchasedOn}::date, ${quantityText(packages)}::numeric,
        ${quantityText(price)}::numeric, ${notes})
      RETURNING *),
    l AS (
      INSERT INTO lot (product_id, purchase_id, purchased_on, initial_quantity)
      SELECT product_id, id, purchased_on, ${quantityText(received)}::numeric FROM b RETURNING id),
    e AS (
      INSERT INTO lot_entry (lot_id, kind, quantity, value, actor)
      SELECT id, 'RECEIVED', ${quantityText(received)}::numeric, ${valueText(value)}::numeric,
        ${actorOf(session)}::text FROM l),
    h AS (${insertHistory(history, { id: sql`id`, from: sql`b` }, session)})
    SELECT ${purchaseColumns} FROM b`,
    PurchaseRow,
  )
  if (recorded === undefined) throw new Error('The purchase was not recorded')
  return purchaseOf(recorded)
}

/** What so many packages hold, in the package unit. Throws VALIDATION_FAILED if no lot can hold it. */
export function receivedQuantity(packages: Exact, packageUnitQuantity: string): Exact {
  const received = quantityIn(packages, packageUnitQuantity)
  checkBound('packages', received)
  if (received.compare(0) === 0) throw invalid('packages', 'are so few that what they hold rounds to 0')
  return received
}

/** A purchase as its history tells it. */
export function fieldsOf(purchase: {
  readonly productId: number
  readonly supplierId: number | null
  readonly purchasedOn: string
  readonly packages: string
  readonly pricePerPackage: string
}): Record<'productId' | 'supplierId' | 'purchasedOn' | 'packages' | 'pricePerPackage', string | null> {
  const { productId, supplierId, purchasedOn, packages, pricePerPackage } = purchase
  return {
    productId: globalId('Product', productId),
    supplierId: supplierId === null ? null : globalId('Supplier', supplierId),
    purchasedOn,
    packages: toShortest(exact(packages), DECIMAL_PLACES),
    pricePerPackage: toShortest(exact(pricePerPackage), DECIMAL_PLACES),
  }
}

const OfferRow = z.strictObject({
  packageUnitQuantity: z.string().nullable(),
  isProductArchived: z.boolean().nullable(),
  isSupplierArchived: z.boolean().nullable(),
})

/** The product, and whether both it and the supplier may be of new use. */
async function readOffer(
  productId: number,
  supplierId: number | null,
  session: Session,
): Promise<{ readonly packageUnitQuantity: string }> {
  const [row] = await read(
    session,
    sql`
    SELECT p.package_unit_quantity AS "packageUnitQuantity", p.archived AS "isProductArchived",
      s.archived AS "isSupplierArchived"
    FROM (SELECT ${productId}::int AS product_id, ${supplierId}::int AS supplier_id) asked
    LEFT JOIN product p ON p.id = asked.product_id LEFT JOIN supplier s ON s.id = asked.supplier_id`,
    OfferRow,
  )
  if (row?.packageUnitQuantity === undefined || row.packageUnitQuantity === null) throw productNotFound(productId)
  if (supplierId !== null && row.isSupplierArchived === null) throw supplierNotFound(supplierId)
  if (row.isProductArchived === true) throw archived('productId')
  if (row.isSupplierArchived === true) throw archived('supplierId')
  return { packageUnitQuantity: row.packageUnitQuantity }
}
