import { z } from 'zod'
import { exact, toShortest } from '../../decimal.js'
import { DECIMAL_PLACES } from '../../quantities.js'
import { read, sql, type Session, type Statement } from '../../session/session.js'
import { identity, idsOf, surplus, tagger } from '../identity.js'
import type { Added } from '../matching.js'
import { fitsDecimal, TEXT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'
import { productOf, products, type Product, type ProductReference } from './products.js'
import { supplierOf, suppliers } from './suppliers.js'

interface PurchaseRow extends Row {
  readonly product: ProductReference
  readonly supplier: Reference | null
  readonly purchasedOn: string
  readonly quantity: string
  readonly pricePerPackage: string
  readonly notes: string | null
}

export interface Purchase extends Entry {
  readonly pricePerPackage: string
  /** What is voided counts nowhere: nothing in stock is of it. */
  readonly isVoided: boolean
}

interface Planned {
  readonly added: readonly (Added<PurchaseRow> & { readonly product: Product; readonly supplier: Entry | null })[]
  /** The purchases of the file by product and day, in its order. */
  readonly ofDay: (product: Product, day: string | null) => readonly Purchase[]
}

export const purchases = section<PurchaseRow, Planned>({
  names: ['purchases'],
  read: (row) => {
    const quantity = row.amount('quantity_purchased', 'quantity')
    const total = row.has('unit_price', 'unit_cost') ? null : row.optionalPrice('total_cost', 'total_price')
    return {
      origin: row.origin,
      product: productOf(row),
      supplier: supplierOf(row),
      purchasedOn: row.day('purchase_date', 'purchased_at', 'purchased_on'),
      quantity,
      pricePerPackage: total === null ? row.price('unit_price', 'unit_cost') : priceOfOne(row, total, quantity),
      notes: row.optionalText(TEXT, 'notes'),
    }
  },
  plan: async (rows, run, report) => {
    const tag = tagger()
    const known = rows.flatMap((row) => {
      const product = products.of(run).find(row.origin, row.product)
      if (product === undefined) return []
      const supplier = row.supplier === null || (row.supplier.slug ?? row.supplier.name) === null ? null : row.supplier
      const key = identity(tag(product), row.purchasedOn, row.quantity, row.pricePerPackage)
      return [{ row, product, supplier, key }]
    })
    const stored = (await storedPurchases(idsOf(known.map(({ product }) => product)), run.session)).map((purchase) => {
      const { productId, entered } = purchase
      return { ...purchase, key: identity(productId, entered.purchasedOn, entered.quantity, entered.pricePerPackage) }
    })
    const counted = surplus(report, known, stored)
    const entries = new Map<unknown, Purchase>()
    const byDay = new Map<string, Purchase[]>()
    for (const planned of known) {
      const { row, product } = planned
      const there = counted.there.get(planned)
      const entry = {
        id: there?.id,
        name: row.purchasedOn,
        pricePerPackage: there?.pricePerPackage ?? row.pricePerPackage,
        isVoided: there?.isVoided ?? false,
      }
      entries.set(planned, entry)
      const day = identity(tag(product), row.purchasedOn)
      byDay.set(day, byDay.get(day) ?? [])
      byDay.get(day)?.push(entry)
    }
    const added = counted.added.map((planned) => ({
      ...planned,
      entry: entries.get(planned) ?? { id: undefined, name: '' },
      supplier: planned.supplier === null ? null : suppliers.of(run).findOrMake(planned.supplier),
    }))
    return { added, ofDay: (product, day) => byDay.get(identity(tag(product), day)) ?? [] }
  },
  write: ({ added }, { insert }) =>
    insert(
      'purchase',
      added.map(({ row, product, supplier }) => ({
        product_id: idOf(product),
        supplier_id: supplier && idOf(supplier),
        purchased_on: row.purchasedOn,
        quantity: row.quantity,
        price_per_package: row.pricePerPackage,
        notes: row.notes,
      })),
      added,
    ),
})

function priceOfOne(row: Reader, total: string, quantity: string): string {
  const price = exact(total).div(exact(quantity))
  if (fitsDecimal(price)) return toShortest(price, DECIMAL_PLACES)
  row.problem(row.has('total_cost') ? 'total_cost' : 'total_price', 'divided by the quantity is too large')
  return '0'
}

const StoredRow = z.strictObject({
  id: z.int(),
  productId: z.int(),
  pricePerPackage: z.string(),
  isVoided: z.boolean(),
  enteredOn: z.string(),
  enteredQuantity: z.string(),
  enteredPrice: z.string(),
})

/** A purchase of the database: its price as it is now, and by what a file tells it, which no correction changes. */
interface StoredPurchase {
  readonly id: number
  readonly productId: number
  readonly pricePerPackage: string
  readonly isVoided: boolean
  readonly entered: { readonly purchasedOn: string; readonly quantity: string; readonly pricePerPackage: string }
}

/** All purchases of some products, in the order of their ids. */
export async function storedPurchases(productIds: readonly number[], session: Session): Promise<StoredPurchase[]> {
  const rows = await read(
    session,
    sql`SELECT id, product_id AS "productId", price_per_package AS "pricePerPackage",
               voided_at IS NOT NULL AS "isVoided",
               coalesce(${before('purchasedOn', sql`b.id`)}::date, purchased_on) AS "enteredOn",
               coalesce(${before('packages', sql`b.id`)}::numeric, quantity) AS "enteredQuantity",
               coalesce(${before('pricePerPackage', sql`b.id`)}::numeric, price_per_package) AS "enteredPrice"
        FROM purchase b WHERE product_id = ANY(${productIds}::int[]) ORDER BY id`,
    StoredRow,
  )
  return rows.map(({ enteredOn, enteredQuantity, enteredPrice, ...purchase }) => ({
    ...purchase,
    entered: { purchasedOn: enteredOn, quantity: enteredQuantity, pricePerPackage: enteredPrice },
  }))
}

/**
 * What a field of a purchase was before it was first corrected; NULL if it never was. A text. `none` is what it was if it
 * was nothing.
 */
export function before(
  field: 'purchasedOn' | 'packages' | 'pricePerPackage' | 'supplierId',
  purchaseId: Statement,
  none: string | null = null,
): Statement {
  return sql`(
    SELECT coalesce(c.change ->> 'before', ${none}::text) FROM history_entry h CROSS JOIN jsonb_array_elements(h.changes) c(change)
    WHERE h.subject_type = 'Purchase' AND h.subject_id = ${purchaseId} AND h.action = 'correctPurchase'
      AND c.change ->> 'field' = ${field}
    ORDER BY h.id LIMIT 1)`
}
