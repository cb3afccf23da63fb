import { z } from 'zod'
import type { Ingredient, Recipe } from '../catalog/rules.js'
import { exact, type Exact, money, toShortest } from '../decimal.js'
import { invalid, notFound } from '../domain-error.js'
import { type Bake, SHORTAGE_REASONS, type ShortageReason } from '../inventory/rules.js'
import { existing } from '../lookup.js'
import { DEFAULT_FIRST, type Page, type Slice, slicesBy } from '../paging.js'
import { getEvent } from '../planning/event-service.js'
import { DECIMAL_PLACES, MAX_QUANTITY } from '../quantities.js'
import { countRowsOf } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'

export interface ProductionRecord {
  readonly id: number
  readonly eventId: number
  readonly recipe: Recipe
  readonly batches: number
  readonly actualCost: string
  /** RFC 3339, in UTC. */
  readonly producedAt: string
  readonly notes: string | null
  /** RFC 3339, in UTC; null if it is not voided. */
  readonly voidedAt: string | null
  readonly voidReason: string | null
}

/** What a record took from a lot, or a bake would take, in the package unit of its product. */
export interface LotUse {
  readonly lotId: number
  readonly ingredient: Ingredient
  readonly quantity: string
  readonly cost: string
}

export interface Shortage {
  readonly ingredient: Ingredient
  readonly unit: string
  readonly needed: string
  readonly available: string
  readonly missing: string
  readonly reason: ShortageReason
}

export interface RecordKey {
  readonly producedAt: string
  readonly id: number
}

/** The event's records, newest first, then highest id first. Throws EVENT_NOT_FOUND. */
export async function getProductionRecords(
  eventId: number,
  session: Session,
  page: Page<RecordKey> = { first: DEFAULT_FIRST },
): Promise<Slice<ProductionRecord>> {
  await getEvent(eventId, session)
  const slices = await getRecordsOfEvents([eventId], page, session)
  return slices.get(eventId) ?? { rows: [], hasNextPage: false }
}

const RecordRow = z.strictObject({
  id: z.int(),
  eventId: z.int(),
  batches: z.int(),
  actualCost: z.string(),
  notes: z.string().nullable(),
  producedAt: z.string(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
  recipeId: z.int(),
  recipeName: z.string(),
  category: z.string(),
})

/** What a record is read from: `p` with its recipe `r`. */
const recordColumns: Statement = sql`
  p.id, p.event_id AS "eventId", p.batches, p.actual_cost AS "actualCost", p.notes, p.produced_at AS "producedAt",
  p.voided_at AS "voidedAt", p.void_reason AS "voidReason", r.id AS "recipeId", r.name AS "recipeName", r.category`

function recordOf({ recipeId, recipeName, category, actualCost, ...row }: z.infer<typeof RecordRow>): ProductionRecord {
  return { ...row, actualCost: money(exact(actualCost)), recipe: { id: recipeId, name: recipeName, category } }
}

/** For each event the same page of its records, newest first. One statement for all events. */
export async function getRecordsOfEvents(
  eventIds: readonly number[],
  page: Page<RecordKey>,
  session: Session,
): Promise<Map<number, Slice<ProductionRecord>>> {
  const { first, after } = page
  const afterCursor =
    after === undefined ? sql`` : sql`AND (p.produced_at, p.id) < (${after.producedAt}::timestamptz, ${after.id})`
  const rows = await read(
    session,
    sql`
    SELECT page.* FROM unnest(${eventIds}::int[]) WITH ORDINALITY AS event(id, position)
    CROSS JOIN LATERAL (
      SELECT ${recordColumns} FROM production_record p JOIN recipe r ON r.id = p.recipe_id
      WHERE p.event_id = event.id ${afterCursor}
      ORDER BY p.produced_at DESC, p.id DESC LIMIT ${first + 1}) page
    ORDER BY event.position, page."producedAt" DESC, page.id DESC`,
    RecordRow,
  )
  return slicesBy(eventIds, rows.map(recordOf), ({ eventId }) => eventId, first)
}

export const recordNotFound = notFound('PRODUCTION_RECORD_NOT_FOUND', 'ProductionRecord')

/** The production records of these ids; those that do not exist are missing from the answer. */
export async function getRecordsByIds(ids: readonly number[], session: Session): Promise<ProductionRecord[]> {
  const rows = await read(
    session,
    sql`
    SELECT ${recordColumns} FROM production_record p JOIN recipe r ON r.id = p.recipe_id WHERE p.id = ANY(${ids})`,
    RecordRow,
  )
  return rows.map(recordOf)
}

/** The record. Throws PRODUCTION_RECORD_NOT_FOUND. */
export async function getRecord(recordId: number, session: Session): Promise<ProductionRecord> {
  const [record] = await getRecordsByIds([recordId], session)
  if (record === undefined) throw recordNotFound(recordId)
  return record
}

const IngredientColumns = {
  ingredientId: z.int(),
  slug: z.string(),
  ingredientName: z.string(),
  isTracked: z.boolean(),
}

const ingredientColumns: Statement = sql`
  i.id AS "ingredientId", i.slug, i.name AS "ingredientName", i.is_tracked AS "isTracked"`

function ingredientOf(row: z.infer<z.ZodObject<typeof IngredientColumns>>): Ingredient {
  return { id: row.ingredientId, slug: row.slug, name: row.ingredientName, isTracked: row.isTracked }
}

const UseRow = z.strictObject({
  recordId: z.int(),
  lotId: z.int(),
  quantity: z.string(),
  cost: z.string(),
  ...IngredientColumns,
})

/** What each record took from lots, in the order in which it took, at what that costs now. One statement for all. */
export async function getUsesOfRecords(recordIds: readonly number[], session: Session): Promise<Map<number, LotUse[]>> {
  const rows = await read(
    session,
    sql`
    SELECT e.record_id AS "recordId", e.lot_id AS "lotId", -e.quantity AS quantity, -e.value - coalesce((
        SELECT sum(n.value) FROM lot_entry n
        WHERE n.record_id = e.record_id AND n.lot_id = e.lot_id AND n.kind = 'REPRICED'), 0) AS cost, ${ingredientColumns}
    FROM lot_entry e JOIN lot l ON l.id = e.lot_id JOIN product p ON p.id = l.product_id
    JOIN ingredient i ON i.id = p.ingredient_id
    WHERE e.record_id = ANY(${recordIds}) AND e.kind = 'CONSUMED' ORDER BY e.record_id, e.id`,
    UseRow,
  )
  const uses = new Map<number, LotUse[]>(recordIds.map((id) => [id, []]))
  for (const row of rows) {
    const { recordId, lotId, quantity, cost } = row
    existing(uses, recordId).push({ lotId, ingredient: ingredientOf(row), quantity, cost: money(exact(cost)) })
  }
  return uses
}

const ShortageRow = z.strictObject({
  recordId: z.int(),
  unit: z.string(),
  needed: z.string(),
  available: z.string(),
  missing: z.string(),
  reason: z.enum(SHORTAGE_REASONS),
  ...IngredientColumns,
})

/** What each record was made without. One statement for all. */
export async function getShortagesOfRecords(
  recordIds: readonly number[],
  session: Session,
): Promise<Map<number, Shortage[]>> {
  const rows = await read(
    session,
    sql`
    SELECT s.record_id AS "recordId", s.unit, s.needed, s.available, s.missing, s.reason, ${ingredientColumns}
    FROM shortage s JOIN ingredient i ON i.id = s.ingredient_id
    WHERE s.record_id = ANY(${recordIds}) ORDER BY s.record_id, s.position`,
    ShortageRow,
  )
  const shortages = new Map<number, Shortage[]>(recordIds.map((id) => [id, []]))
  for (const row of rows) {
    const { recordId, unit, needed, available, missing, reason } = row
    existing(shortages, recordId).push({ ingredient: ingredientOf(row), unit, needed, available, missing, reason })
  }
  return shortages
}

/**
 * Whether each record's cost is all of it: nothing lacked, and each lot that it took from has a price. One statement for
 * all. An import's cost is taken to be complete.
 */
export async function haveCompleteCosts(recordIds: readonly number[], session: Session): Promise<Map<number, boolean>> {
  const rows = await read(
    session,
    sql`
    SELECT p.id, NOT EXISTS (SELECT FROM shortage s WHERE s.record_id = p.id) AND NOT EXISTS (
      SELECT FROM lot_entry e JOIN lot l ON l.id = e.lot_id
      WHERE e.record_id = p.id AND e.kind = 'CONSUMED' AND l.unit_cost IS NULL AND l.purchase_id IS NULL) AS complete
    FROM production_record p WHERE p.id = ANY(${recordIds})`,
    z.strictObject({ id: z.int(), complete: z.boolean() }),
  )
  return new Map(rows.map(({ id, complete }) => [id, complete]))
}

/** What a bake takes and lacks, as the API shows it: quantities with at most 10 places. */
export function usesAndShortages({ takes, shortfalls }: Bake): {
  readonly uses: LotUse[]
  readonly shortages: Shortage[]
} {
  const text = (quantity: Exact): string => toShortest(quantity, DECIMAL_PLACES)
  return {
    // Each field by its name: hundreds of objects taken apart and spread cost as much as what is in them.
    uses: takes.map(({ lotId, ingredient, quantity, cost }) => ({
      lotId,
      ingredient,
      quantity: text(quantity),
      cost: money(cost),
    })),
    shortages: shortfalls.map(({ ingredient, unit, needed, available, missing, reason }) => ({
      ingredient,
      unit,
      reason,
      needed: text(needed),
      available: text(available),
      missing: text(missing),
    })),
  }
}

/** Throws VALIDATION_FAILED for batches that no bake can have. */
export function checkBatches(field: string, batches: number): void {
  if (batches < 1 || batches > MAX_QUANTITY) throw invalid(field, `must be from 1 to ${String(MAX_QUANTITY)}`)
}

/** How many records each event has. */
export function countRecords(eventIds: readonly number[], session: Session): Promise<Map<number, number>> {
  return countRowsOf(eventIds, { rows: sql`production_record`, parent: sql`event_id` }, session)
}
