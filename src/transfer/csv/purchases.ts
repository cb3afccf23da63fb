import { z } from 'zod'
import { alikeName } from '../../catalog/name-rules.js'
import { exact, toShortest, type Exact } from '../../decimal.js'
import { globalId } from '../../global-ids.js'
import { insertEntries } from '../../inventory/ledger.js'
import { quantityIn, unitCostOf, worth } from '../../inventory/rules.js'
import { DECIMAL_PLACES } from '../../quantities.js'
import { read, sql, write, type Session, type Statement, type WritingSession } from '../../session/session.js'
import { identity } from '../identity.js'
import type { OnProgress } from '../import.js'
import { insertInOrder } from '../insert.js'
import { fitsDecimal } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import type { SectionReport } from '../report.js'
import type { Refuse } from '../section.js'
import { before } from '../sections/purchases.js'
import type { Title } from './header.js'
import { grouped, onlyOf, productFinder, type StoredProduct } from './products.js'
import type { PurchaseLine } from './purchase-lines.js'

interface Planned {
  readonly line: PurchaseLine
  readonly product: StoredProduct
  readonly supplier: Supplier | null
  /** In the product's package unit. */
  readonly received: Exact
}

/** One that is still to be added has no id. */
interface Supplier extends Entry {
  readonly archived: boolean
}

export interface PurchasePlan {
  readonly suppliers: readonly Supplier[]
  readonly purchases: readonly Planned[]
}

/**
 * Which purchases are not there yet, and the suppliers that only they name. Lines that are equal count each: of n of them
 * of which the database has m, the last n - m are added. What can't be taken is refused.
 */
export async function planPurchases(
  lines: readonly PurchaseLine[],
  title: Title<'purchases'>,
  refuse: Refuse,
  reports: { readonly suppliers: SectionReport; readonly purchases: SectionReport },
  session: Session,
): Promise<PurchasePlan> {
  const find = await productFinder(lines, session)
  const supplierOf = await supplierFinder(session)
  const found = lines.flatMap((line): readonly Planned[] => {
    const { origin, packages } = line
    const supplier = line.supplier === null ? null : supplierOf(line.supplier)
    if (supplier === undefined)
      refuse(origin, title('supplier'), line.supplier, 'more than one supplier has this name, in other letters')
    // What can't be read is no name that could be found: its problem is known.
    if (line.product.ingredient === '') return []
    const product = find(line.product)
    if ('reason' in product) {
      refuse(origin, title('ingredient'), product.value, product.reason)
      return []
    }
    const received = quantityIn(exact(packages), product.packageUnitQuantity)
    return supplier === undefined ? [] : [{ line, product, supplier, received }]
  })

  const waiting = await storedPurchases([...new Set(found.map(({ product }) => product.id))], session)
  const purchases = found.filter((planned) => {
    const key = keyOf(planned)
    const count = waiting.get(key) ?? 0
    if (count === 0) return true
    waiting.set(key, count - 1)
    reports.purchases.alreadyThere += 1
    return false
  })
  for (const planned of purchases) refuseUnusable(planned, title, refuse)
  const suppliers = new Set(purchases.flatMap(({ supplier }) => (supplier?.id === undefined ? (supplier ?? []) : [])))
  reports.suppliers.added = suppliers.size
  reports.purchases.added = purchases.length
  return { suppliers: [...suppliers], purchases }
}

/** By what a purchase is the same as one that is there. */
function keyOf({ line: { purchasedOn, packages, pricePerPackage }, product, supplier }: Planned): string {
  // One that is still to be added has no purchases.
  const supplierId = supplier === null ? '' : supplier.id === undefined ? 'new' : globalId('Supplier', supplier.id)
  return identity(product.id, supplierId, purchasedOn, packages, pricePerPackage)
}

/** Refuses what `recordPurchase` does. */
function refuseUnusable(
  { line, product, supplier, received }: Planned,
  title: Title<'purchases'>,
  refuse: Refuse,
): void {
  const { origin, packages } = line
  if (product.archived) refuse(origin, title('ingredient'), line.product.ingredient, 'its product is archived')
  if (supplier?.archived === true) refuse(origin, title('supplier'), line.supplier, 'is archived')
  if (!fitsDecimal(received)) refuse(origin, title('packages'), packages, 'is too large')
  if (received.equals(0)) refuse(origin, title('packages'), packages, 'are so few that what they hold rounds to 0')
}

/** Adds purchases as `recordPurchase` does, each with its lot and what was received: as many statements as for one. */
export async function writePurchases(
  { suppliers, purchases }: PurchasePlan,
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<void> {
  const insert = async (table: string, rows: readonly object[]): Promise<number[]> => {
    if (rows.length > 0) onProgress?.(table, rows.length)
    return insertInOrder(session, table, rows)
  }
  const supplierIds = await insert(
    'supplier',
    suppliers.map(({ name }) => ({ name })),
  )
  suppliers.forEach((supplier, index) => (supplier.id = supplierIds[index]))
  const purchaseIds = await insert(
    'purchase',
    purchases.map(({ line, product, supplier }) => ({
      product_id: product.id,
      supplier_id: supplier && idOf(supplier),
      purchased_on: line.purchasedOn,
      quantity: line.packages,
      price_per_package: line.pricePerPackage,
      notes: line.notes,
    })),
  )
  const lotIds = await insert(
    'lot',
    purchases.map(({ line, product, received }, index) => ({
      product_id: product.id,
      purchase_id: purchaseIds[index],
      purchased_on: line.purchasedOn,
      initial_quantity: toShortest(received, DECIMAL_PLACES),
    })),
  )
  if (purchases.length === 0) return
  onProgress?.('lot_entry', purchases.length)
  const entries = purchases.map(({ line: { pricePerPackage }, product: { packageUnitQuantity }, received }, index) => {
    const unitCost = unitCostOf({ ownUnitCost: null, pricePerPackage, packageUnitQuantity })
    return {
      lotId: lotIds[index] ?? 0,
      kind: 'RECEIVED',
      quantity: received,
      value: worth(received, unitCost),
    } as const
  })
  await write(session, insertEntries(entries, session))
}

/**
 * The supplier of a name, whatever its case: the database's, or one that is to be added. Undefined if several differ in
 * case and none is written so.
 */
async function supplierFinder(session: Session): Promise<(name: string) => Supplier | undefined> {
  const row = z.strictObject({ id: z.int(), name: z.string(), archived: z.boolean() })
  const stored = grouped<Supplier, string>(
    await read(session, sql`SELECT id, name, archived FROM supplier ORDER BY id`, row),
    ({ name }) => alikeName(name),
  )
  const made = new Map<string, Supplier>()
  return (name) => {
    const key = alikeName(name)
    const there = stored.get(key)
    if (there !== undefined) return onlyOf(there) ?? there.find((supplier) => supplier.name === name)
    const supplier = made.get(key) ?? { id: undefined, name, archived: false }
    made.set(key, supplier)
    return supplier
  }
}

/** How many purchases of some products there are of each kind, as they were entered: a correction makes none another. */
async function storedPurchases(productIds: readonly number[], session: Session): Promise<Map<string, number>> {
  const entered = (field: Parameters<typeof before>[0], now: Statement, none?: string) =>
    sql`CASE WHEN b.version = 1 THEN ${now} ELSE coalesce(${before(field, sql`b.id`, none)}, ${now}) END`
  const supplier = sql`coalesce(${globalId('Supplier', '')} || b.supplier_id::text, '')`
  const rows = await read(
    session,
    sql`
    SELECT product_id AS "productId", supplier, purchased_on::date AS "purchasedOn", packages::numeric,
      price::numeric AS "pricePerPackage", count(*)::int AS count
    FROM (
      SELECT b.product_id, ${entered('supplierId', supplier, '')} AS supplier,
        ${entered('purchasedOn', sql`b.purchased_on::text`)} AS purchased_on,
        ${entered('packages', sql`b.quantity::text`)} AS packages,
        ${entered('pricePerPackage', sql`b.price_per_package::text`)} AS price
      FROM purchase b WHERE b.product_id = ANY(${productIds}::int[])) b
    GROUP BY 1, 2, 3, 4, 5`,
    z.strictObject({
      productId: z.int(),
      supplier: z.string(),
      purchasedOn: z.string(),
      packages: z.string(),
      pricePerPackage: z.string(),
      count: z.int(),
    }),
  )
  return new Map(
    rows.map(({ productId, supplier: supplierId, purchasedOn, packages, pricePerPackage, count }) => [
      identity(productId, supplierId, purchasedOn, packages, pricePerPackage),
      count,
    ]),
  )
}
