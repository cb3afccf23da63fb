import { z } from 'zod'
import { exact, money } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { type Page, type Slice, slice, slicesBy } from '../paging.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { countRows, countRowsOf } from '../session/pages.js'

export interface Purchase {
  readonly id: number
  readonly version: number
  readonly productId: number
  readonly supplierId: number | null
  /** YYYY-MM-DD */
  readonly purchasedOn: string
  readonly packages: string
  readonly pricePerPackage: string
  readonly notes: string | null
  /** RFC 3339, in UTC. */
  readonly voidedAt: string | null
}

export const purchaseNotFound = notFound('PURCHASE_NOT_FOUND', 'Purchase')

// ── Purchases ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const PurchaseRow = z.strictObject({
  id: z.int(),
  version: z.int(),
  productId: z.int(),
  supplierId: z.int().nullable(),
  purchasedOn: z.string(),
  packages: z.string(),
  pricePerPackage: z.string(),
  notes: z.string().nullable(),
  voidedAt: z.string().nullable(),
})

/** What a purchase is read from: `b`. */
export const purchaseColumns: Statement = sql`
  b.id, b.version, b.product_id AS "productId", b.supplier_id AS "supplierId", b.purchased_on AS "purchasedOn",
  b.quantity AS packages, b.price_per_package AS "pricePerPackage", b.notes, b.voided_at AS "voidedAt"`

export function purchaseOf(row: z.infer<typeof PurchaseRow>): Purchase {
  return { ...row, pricePerPackage: money(exact(row.pricePerPackage)) }
}

/** The purchases of these ids; those that do not exist are missing from the answer. */
export async function getPurchasesByIds(ids: readonly number[], session: Session): Promise<Purchase[]> {
  const rows = await read(session, sql`SELECT ${purchaseColumns} FROM purchase b WHERE b.id = ANY(${ids})`, PurchaseRow)
  return rows.map(purchaseOf)
}

export interface PurchaseFilter {
  readonly productId?: number | undefined
  readonly supplierId?: number | undefined
  /** YYYY-MM-DD, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface PurchaseKey {
  readonly purchasedOn: string
  readonly id: number
}

function purchaseCondition({ productId, supplierId, from, to }: PurchaseFilter): Statement {
  return sql`TRUE
    ${productId === undefined ? sql`` : sql`AND b.product_id = ${productId}`}
    ${supplierId === undefined ? sql`` : sql`AND b.supplier_id = ${supplierId}`}
    ${from === undefined ? sql`` : sql`AND b.purchased_on >= ${from}::date`}
    ${to === undefined ? sql`` : sql`AND b.purchased_on <= ${to}::date`}`
}

/** Purchases, the voided ones too, latest first, then highest id first. */
export async function getPurchases(
  filter: PurchaseFilter,
  page: Page<PurchaseKey>,
  session: Session,
): Promise<Slice<Purchase>> {
  const { first, after } = page
  const afterCursor =
    after === undefined ? sql`` : sql`AND (b.purchased_on, b.id) < (${after.purchasedOn}::date, ${after.id})`
  const rows = await read(
    session,
    sql`
    SELECT ${purchaseColumns} FROM purchase b WHERE ${purchaseCondition(filter)} ${afterCursor}
    ORDER BY b.purchased_on DESC, b.id DESC LIMIT ${first + 1}`,
    PurchaseRow,
  )
  return slice(rows.map(purchaseOf), first)
}

export function countPurchases(filter: PurchaseFilter, session: Session): Promise<number> {
  return countRows(sql`purchase b`, purchaseCondition(filter), session)
}

/** Whose purchases a list has. */
export type PurchaseParent = 'Product' | 'Supplier'

const purchaseParent: Readonly<Record<PurchaseParent, Statement>> = {
  Product: sql`b.product_id`,
  Supplier: sql`b.supplier_id`,
}

/** For each product, or supplier, the same page of its purchases, the latest first. One statement for all. */
export async function getPurchasesOf(
  parent: PurchaseParent,
  parentIds: readonly number[],
  { first, after }: Page<PurchaseKey>,
  session: Session,
): Promise<Map<number, Slice<Purchase>>> {
  const afterCursor =
    after === undefined ? sql`` : sql`AND (b.purchased_on, b.id) < (${after.purchasedOn}::date, ${after.id})`
  const rows = await read(
    session,
    sql`
    SELECT page.* FROM unnest(${parentIds}::int[]) WITH ORDINALITY AS parent(id, position)
    CROSS JOIN LATERAL (
      SELECT ${purchaseColumns} FROM purchase b WHERE ${purchaseParent[parent]} = parent.id ${afterCursor}
      ORDER BY b.purchased_on DESC, b.id DESC LIMIT ${first + 1}) page
    ORDER BY parent.position, page."purchasedOn" DESC, page.id DESC`,
    PurchaseRow,
  )
  const parentOf = ({ productId, supplierId }: Purchase): number =>
    parent === 'Product' ? productId : (supplierId ?? 0)
  return slicesBy(parentIds, rows.map(purchaseOf), parentOf, first)
}

/** How many purchases each product, or supplier, has. */
export function countPurchasesOf(
  parent: PurchaseParent,
  parentIds: readonly number[],
  session: Session,
): Promise<Map<number, number>> {
  return countRowsOf(parentIds, { rows: sql`purchase b`, parent: purchaseParent[parent] }, session)
}
