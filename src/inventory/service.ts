import { z } from 'zod'
import { knownUnit, type Density } from '../catalog/units.js'
import { exact, money, toShortest } from '../decimal.js'
import { slice, slicesBy, type Page, type Slice } from '../paging.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { invalid, notFound } from '../domain-error.js'
import { read, sql, type Session, type Statement } from '../session/session.js'
import {
  ADJUSTMENT_REASONS,
  inStock,
  LOT_ENTRY_KINDS,
  unitCostOf,
  type AdjustmentReason,
  type LotEntryKind,
  type Stock,
  type StockedLot,
} from './rules.js'

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

export interface LotEntry {
  readonly id: number
  readonly lotId: number
  readonly kind: LotEntryKind
  readonly quantity: string
  readonly value: string
  /** RFC 3339, in UTC. */
  readonly at: string
  readonly actor: string | null
  readonly reason: AdjustmentReason | null
  readonly note: string | null
  readonly recordId: number | null
  readonly reversesId: number | null
}

export const purchaseNotFound = notFound('PURCHASE_NOT_FOUND', 'Purchase')
export const lotNotFound = notFound('LOT_NOT_FOUND', 'Lot')
export const lotEntryNotFound = notFound('LOT_ENTRY_NOT_FOUND', 'LotEntry')

const CountRow = z.strictObject({ count: z.int() })

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

function purchasesThat({ productId, supplierId, from, to }: PurchaseFilter): Statement {
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
    SELECT ${purchaseColumns} FROM purchase b WHERE ${purchasesThat(filter)} ${afterCursor}
    ORDER BY b.purchased_on DESC, b.id DESC LIMIT ${first + 1}`,
    PurchaseRow,
  )
  return slice(rows.map(purchaseOf), first)
}

export async function countPurchases(filter: PurchaseFilter, session: Session): Promise<number> {
  const [row] = await read(
    session,
    sql`SELECT count(*) AS count FROM purchase b WHERE ${purchasesThat(filter)}`,
    CountRow,
  )
  return row?.count ?? 0
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
export async function countPurchasesOf(
  parent: PurchaseParent,
  parentIds: readonly number[],
  session: Session,
): Promise<Map<number, number>> {
  const column = purchaseParent[parent]
  const rows = await read(
    session,
    sql`SELECT ${column} AS id, count(*) AS count FROM purchase b WHERE ${column} = ANY(${parentIds}) GROUP BY ${column}`,
    CountRow.extend({ id: z.int() }),
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

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

const StockRow = z.strictObject({
  id: z.int(),
  ingredientId: z.int(),
  unit: z.string(),
  quantity: z.string(),
  value: z.string(),
  ownUnitCost: z.string().nullable(),
  pricePerPackage: z.string().nullable(),
  packageUnitQuantity: z.string(),
})

/**
 * The lots that hold something of the ingredients that a subquery selects, of all their products, as they are used up: by
 * purchase date, unknown ones last, then by id. One statement.
 */
export async function getStock(ingredientIds: Statement, session: Session): Promise<Stock> {
  const rows = await read(
    session,
    sql`
    SELECT l.id, p.ingredient_id AS "ingredientId", p.package_unit AS unit, l.quantity, l.value,
      l.unit_cost AS "ownUnitCost", b.price_per_package AS "pricePerPackage",
      p.package_unit_quantity AS "packageUnitQuantity"
    FROM product p JOIN lot l ON l.product_id = p.id AND l.quantity > 0 LEFT JOIN purchase b ON b.id = l.purchase_id
    WHERE p.ingredient_id IN (${ingredientIds}) ORDER BY l.purchased_on, l.id`,
    StockRow,
  )
  const stock = new Map<number, StockedLot[]>()
  for (const row of rows) {
    const lots = stock.get(row.ingredientId) ?? []
    stock.set(row.ingredientId, lots)
    const held = { quantity: exact(row.quantity), value: exact(row.value) }
    lots.push({ id: row.id, unit: row.unit, held, unitCost: unitCostOf(row) })
  }
  return stock
}

/** The lots of an ingredient that hold something, and how they are added up. */
export interface IngredientStock {
  readonly lots: readonly StockedLot[]
  readonly density: Density | null
  /** The package unit of the preferred product, or of the first; null without any product. */
  readonly unit: string | null
}

const MeasureRow = z.strictObject({
  id: z.int(),
  unit: z.string().nullable(),
  density: z
    .strictObject({ volume: z.string(), volumeUnit: z.string(), weight: z.string(), weightUnit: z.string() })
    .nullable(),
})

/** The stock of each ingredient. Two statements for all. */
export async function getStockOfIngredients(
  ingredientIds: readonly number[],
  session: Session,
): Promise<Map<number, IngredientStock>> {
  const [stock, rows] = await Promise.all([
    getStock(sql`SELECT unnest(${ingredientIds}::int[])`, session),
    read(
      session,
      sql`
      SELECT i.id, CASE WHEN i.density_volume IS NOT NULL THEN json_build_object(
          'volume', i.density_volume::text, 'volumeUnit', i.density_volume_unit,
          'weight', i.density_weight::text, 'weightUnit', i.density_weight_unit) END AS density,
        (SELECT p.package_unit FROM product p WHERE p.ingredient_id = i.id ORDER BY p.is_preferred DESC, p.id LIMIT 1) AS unit
      FROM ingredient i WHERE i.id = ANY(${ingredientIds})`,
      MeasureRow,
    ),
  ])
  return new Map(rows.map(({ id, ...measure }) => [id, { ...measure, lots: stock.get(id) ?? [] }]))
}

/** What there is of an ingredient, as it is told. */
export interface Stocked {
  readonly quantity: string
  readonly unit: string
  readonly value: string
  readonly unconvertedLotIds: readonly number[]
}

/**
 * What there is of an ingredient in a unit, or in that of its products; null without any. Throws VALIDATION_FAILED for a
 * unit that is not known.
 */
export function stockIn(asked: string | null | undefined, stock: IngredientStock): Stocked | null {
  const known = asked === null || asked === undefined ? undefined : knownUnit(asked)
  if (asked !== null && asked !== undefined && known === undefined) throw invalid('unit', 'is not a known unit')
  if (stock.unit === null) return null
  const { quantity, unit, value, unconvertedLotIds } = inStock(stock.lots, known ?? stock.unit, stock.density)
  return { quantity: toShortest(quantity, DECIMAL_PLACES), unit, value: money(value), unconvertedLotIds }
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

/** What is told of each of a page's lots `l`, looked up for each: the database expects pages of thousands. */
const ofEachLot: Statement = sql`
  JOIN product p ON p.id = l.product_id
  LEFT JOIN LATERAL (SELECT price_per_package FROM purchase WHERE id = l.purchase_id OFFSET 0) b ON TRUE`

function lotsThat({ ingredientId, productId, inStock }: LotFilter): Statement {
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
      SELECT * FROM lot l WHERE ${lotsThat(filter)} ${afterCursor} ORDER BY ${ordering} LIMIT ${first + 1}) l
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
export async function countLotsOf(
  parent: LotParent,
  parentIds: readonly number[],
  session: Session,
): Promise<Map<number, number>> {
  const column = parentColumn[parent]
  const rows = await read(
    session,
    sql`
    SELECT ${column} AS id, count(*) AS count FROM lot l JOIN product p ON p.id = l.product_id
    WHERE ${column} = ANY(${parentIds}) GROUP BY ${column}`,
    CountRow.extend({ id: z.int() }),
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

export async function countLots(filter: LotFilter, session: Session): Promise<number> {
  const [row] = await read(session, sql`SELECT count(*) AS count FROM lot l WHERE ${lotsThat(filter)}`, CountRow)
  return row?.count ?? 0
}

// ── Entries of lots ──────────────────────────────────────────────────────────────────────────────────────────────────

export const LotEntryRow = z.strictObject({
  id: z.int(),
  lotId: z.int(),
  kind: z.enum(LOT_ENTRY_KINDS),
  quantity: z.string(),
  value: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  reason: z.enum(ADJUSTMENT_REASONS).nullable(),
  note: z.string().nullable(),
  recordId: z.int().nullable(),
  reversesId: z.int().nullable(),
})

/** What an entry is read from: `e`. */
export const entryColumns: Statement = sql`
  e.id, e.lot_id AS "lotId", e.kind, e.quantity, e.value, e.at, e.actor, e.reason, e.note, e.record_id AS "recordId",
  e.reverses_id AS "reversesId"`

function entryOf(row: z.infer<typeof LotEntryRow>): LotEntry {
  return { ...row, value: money(exact(row.value)) }
}

/** The entries of these ids; those that do not exist are missing from the answer. */
export async function getLotEntriesByIds(ids: readonly number[], session: Session): Promise<LotEntry[]> {
  const rows = await read(session, sql`SELECT ${entryColumns} FROM lot_entry e WHERE e.id = ANY(${ids})`, LotEntryRow)
  return rows.map(entryOf)
}

export interface LotEntryKey {
  readonly id: number
}

/** For each lot the same page of its entries, in the order in which they were made. One statement for all lots. */
export async function getEntriesOfLots(
  lotIds: readonly number[],
  page: Page<LotEntryKey>,
  session: Session,
): Promise<Map<number, Slice<LotEntry>>> {
  const { first, after } = page
  const rows = await read(
    session,
    sql`
    SELECT page.* FROM unnest(${lotIds}::int[]) WITH ORDINALITY AS lot(id, position)
    CROSS JOIN LATERAL (
      SELECT ${entryColumns} FROM lot_entry e WHERE e.lot_id = lot.id AND e.id > ${after?.id ?? 0}
      ORDER BY e.id LIMIT ${first + 1}) page
    ORDER BY lot.position, page.id`,
    LotEntryRow,
  )
  return slicesBy(lotIds, rows.map(entryOf), ({ lotId }) => lotId, first)
}

/** How many entries each lot has. */
export async function countEntries(lotIds: readonly number[], session: Session): Promise<Map<number, number>> {
  const rows = await read(
    session,
    sql`SELECT lot_id AS id, count(*) AS count FROM lot_entry WHERE lot_id = ANY(${lotIds}) GROUP BY lot_id`,
    CountRow.extend({ id: z.int() }),
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
