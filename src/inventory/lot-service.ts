import { z } from 'zod'
import { exact, money, toShortest } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { type Page, type Slice, slice, slicesBy } from '../paging.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { unitCostOf } from './rules.js'
import { countRows, countRowsOf } from '../session/pages.js'

export interface Lot {
  readonly id: number
  readonly version: number
  readonly productId: number
  readonly purchaseId: number | null
  /** YYYY-MM-DD */
  readonly purchasedOn: string | null
  readonly quantity: string
  readonly unit: string
  readonly unitCost: string | null
  readonly value: string
  readonly notes: string | null
}

export const lotNotFound = notFound('LOT_NOT_FOUND', 'Lot')

// ── Lots ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const LotRow = z.strictObject({
  id: z.int(),
  version: z.int(),
  productId: z.int(),
  purchaseId: z.int().nullable(),
  purchasedOn: z.string().nullable(),
  quantity: z.string(),
  unit: z.string(),
  ownUnitCost: z.string().nullable(),
  pricePerPackage: z.string().nullable(),
  packageUnitQuantity: z.string(),
  value: z.string(),
  notes: z.string().nullable(),
})

/** What a lot is read from: `lotTables`. */
export const lotColumns: Statement = sql`
  l.id, l.version, l.product_id AS "productId", l.purchase_id AS "purchaseId", l.purchased_on AS "purchasedOn",
  l.quantity, p.package_unit AS unit, l.unit_cost AS "ownUnitCost", b.price_per_package AS "pricePerPackage",
  p.package_unit_quantity AS "packageUnitQuantity", l.value, l.notes`

/** A lot `l` with its product `p` and the purchase `b` that it may be of. */
export const lotTables: Statement = sql`
  lot l JOIN product p ON p.id = l.product_id LEFT JOIN purchase b ON b.id = l.purchase_id`

function lotOf(row: z.infer<typeof LotRow>): Lot {
  const { id, version, productId, purchaseId, purchasedOn, quantity, unit, value, notes } = row
  const cost = unitCostOf(row)
  return {
    id,
    version,
    productId,
    purchaseId,
    purchasedOn,
    quantity,
    unit,
    unitCost: cost && toShortest(cost, DECIMAL_PLACES),
    value: money(exact(value)),
    notes,
  }
}

/** The lots of these ids; those that do not exist are missing from the answer. */
export async function getLotsByIds(ids: readonly number[], session: Session): Promise<Lot[]> {
  const rows = await read(session, sql`SELECT ${lotColumns} FROM ${lotTables} WHERE l.id = ANY(${ids})`, LotRow)
  return rows.map(lotOf)
}

/** The lot. Throws LOT_NOT_FOUND. */
export async function getLot(lotId: number, session: Session): Promise<Lot> {
  const [lot] = await getLotsByIds([lotId], session)
  if (lot === undefined) throw lotNotFound(lotId)
  return lot
}

/** The lots that were counted, or corrected, since a record took from them, by id. */
export async function getLotsCountedSince(recordId: number, session: Session): Promise<Lot[]> {
  const rows = await read(
    session,
    sql`
    SELECT ${lotColumns} FROM ${lotTables} WHERE EXISTS (
      SELECT FROM lot_entry e JOIN lot_entry n ON n.lot_id = e.lot_id AND n.kind = 'ADJUSTED' AND n.id > e.id
      WHERE e.record_id = ${recordId} AND e.kind = 'CONSUMED' AND e.lot_id = l.id)
    ORDER BY l.id`,
    LotRow,
  )
  return rows.map(lotOf)
}

/**
 * The lot of each purchase; of several, which only imports make, the first, but none that stands for a purchase that was
 * used up before its import if a later import knew a lot of it.
 */
export async function getLotsOfPurchases(purchaseIds: readonly number[], session: Session): Promise<Map<number, Lot>> {
  const rows = await read(
    session,
    sql`
    SELECT DISTINCT ON (l.purchase_id) ${lotColumns} FROM ${lotTables} WHERE l.purchase_id = ANY(${purchaseIds})
    ORDER BY l.purchase_id, l.initial_quantity = 0, l.id`,
    LotRow,
  )
  return new Map(rows.flatMap((row) => (row.purchaseId === null ? [] : [[row.purchaseId, lotOf(row)]])))
}

export interface LotFilter {
  readonly ingredientId?: number | undefined
  readonly productId?: number | undefined
  readonly inStock?: boolean | undefined
}

export type LotOrder = 'FIFO' | 'NEWEST'

export interface LotKey {
  /** Null, for lots whose date is unknown, comes last. */
  readonly purchasedOn: string | null
  readonly id: number
}

/** Whether a lot `l` is of a product, or of one of an ingredient's: as an array, by which lots are looked up. */
const isOf: Readonly<Record<LotParent, (id: Statement) => Statement>> = {
  Product: (id) => sql`l.product_id = ${id}`,
  Ingredient: (id) => sql`l.product_id = ANY(ARRAY(SELECT id FROM product WHERE ingredient_id = ${id}))`,
}

/** What each of a page's lots `l` is joined with, looked up for each: the database expects pages of thousands. */
const ofEachLot: Statement = sql`
  JOIN product p ON p.id = l.product_id
  LEFT JOIN LATERAL (SELECT price_per_package FROM purchase WHERE id = l.purchase_id OFFSET 0) b ON TRUE`

function lotCondition({ ingredientId, productId, inStock }: LotFilter): Statement {
  return sql`TRUE
    ${productId === undefined ? sql`` : sql`AND ${isOf.Product(sql`${productId}`)}`}
    ${ingredientId === undefined ? sql`` : sql`AND ${isOf.Ingredient(sql`${ingredientId}`)}`}
    ${inStock === undefined ? sql`` : sql`AND (l.quantity > 0) = ${inStock}`}`
}

/** By purchase date, unknown ones last, then by id: ascending as lots are used up, or the newest first. */
export async function getLots(
  filter: LotFilter,
  order: LotOrder,
  page: Page<LotKey>,
  session: Session,
): Promise<Slice<Lot>> {
  const { first, after } = page
  const isFifo = order === 'FIFO'
  const unknown = isFifo ? sql`'infinity'::date` : sql`'-infinity'::date`
  const day = sql`coalesce(l.purchased_on, ${unknown})`
  const key = after && sql`(coalesce(${after.purchasedOn}::date, ${unknown}), ${after.id}::int)`
  const afterCursor =
    key === undefined ? sql`` : isFifo ? sql`AND (${day}, l.id) > ${key}` : sql`AND (${day}, l.id) < ${key}`
  const ordering = isFifo ? sql`${day}, l.id` : sql`${day} DESC, l.id DESC`
  const rows = await read(
    session,
    sql`
    SELECT ${lotColumns} FROM (
      SELECT * FROM lot l WHERE ${lotCondition(filter)} ${afterCursor} ORDER BY ${ordering} LIMIT ${first + 1}) l
    ${ofEachLot} ORDER BY ${ordering}`,
    LotRow,
  )
  return slice(rows.map(lotOf), first)
}

/** Whose lots a list has. */
export type LotParent = 'Product' | 'Ingredient'

const parentColumn: Readonly<Record<LotParent, Statement>> = {
  Product: sql`l.product_id`,
  Ingredient: sql`p.ingredient_id`,
}

/** For each product, or ingredient, the same page of its lots, as they are used up. One statement for all. */
export async function getLotsOf(
  parent: LotParent,
  parentIds: readonly number[],
  { first, after }: Page<LotKey>,
  session: Session,
): Promise<Map<number, Slice<Lot>>> {
  const day = sql`coalesce(l.purchased_on, 'infinity'::date)`
  const afterCursor =
    after === undefined
      ? sql``
      : sql`AND (${day}, l.id) > (coalesce(${after.purchasedOn}::date, 'infinity'::date), ${after.id}::int)`
  const rows = await read(
    session,
    sql`
    SELECT parent.id AS "parentId", ${lotColumns}
    FROM unnest(${parentIds}::int[]) WITH ORDINALITY AS parent(id, position)
    CROSS JOIN LATERAL (
      SELECT * FROM lot l WHERE ${isOf[parent](sql`parent.id`)} ${afterCursor} ORDER BY ${day}, l.id LIMIT ${first + 1}) l
    ${ofEachLot} ORDER BY parent.position, ${day}, l.id`,
    LotRow.extend({ parentId: z.int() }),
  )
  const ofParent = slicesBy(parentIds, rows, ({ parentId }) => parentId, first)
  return new Map([...ofParent].map(([id, { rows: own, hasNextPage }]) => [id, { rows: own.map(lotOf), hasNextPage }]))
}

/** How many lots each product, or ingredient, has. */
export function countLotsOf(
  parent: LotParent,
  parentIds: readonly number[],
  session: Session,
): Promise<Map<number, number>> {
  const rows = sql`lot l JOIN product p ON p.id = l.product_id`
  return countRowsOf(parentIds, { rows, parent: parentColumn[parent] }, session)
}

export function countLots(filter: LotFilter, session: Session): Promise<number> {
  return countRows(sql`lot l`, lotCondition(filter), session)
}
