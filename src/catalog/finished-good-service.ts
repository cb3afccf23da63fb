import { z } from 'zod'
import { money, rounded } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { existing } from '../lookup.js'
import type { DefinitionFilter, Page, Slice, TextKey, Which } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { costOfNeeds } from './costing-rules.js'
import { getRecipeCostings } from './costing-service.js'
import { getCatalogRevisions } from './revision-service.js'
import { type FinishedGood, type GoodComponent, type GoodNeeds, needsOfPackage, type Recipe } from './rules.js'

export const finishedGoodNotFound = notFound('FINISHED_GOOD_NOT_FOUND', 'FinishedGood')

/** The finished goods of these ids, with all that is in them; those that do not exist are missing from the answer. */
export async function getFinishedGoodsByIds(ids: readonly number[], session: Session): Promise<FinishedGood[]> {
  const goods = finishedGoods(await goodRows(sql`SELECT unnest(${ids}::int[])`, session))
  return ids.flatMap((id) => goods.get(id) ?? [])
}

const GoodDefinitionRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  version: z.int(),
  archived: z.boolean(),
  notes: z.string().nullable(),
})
/** What of a finished good is not read with all that is in it. */
export type GoodDefinition = Readonly<z.infer<typeof GoodDefinitionRow>>

const goodColumns: Statement = sql`d.id, d.name, d.version, d.archived, d.notes`

/** The finished goods of these ids by themselves; those that do not exist are missing from the answer. */
export function getGoodDefinitionsByIds(ids: readonly number[], session: Session): Promise<GoodDefinition[]> {
  return read(session, sql`SELECT ${goodColumns} FROM finished_good d WHERE d.id = ANY(${ids})`, GoodDefinitionRow)
}

/** The finished good with all that is in it. Throws FINISHED_GOOD_NOT_FOUND. */
export async function getFinishedGood(goodId: number, session: Session): Promise<FinishedGood> {
  const [good] = await getFinishedGoodsByIds([goodId], session)
  if (good === undefined) throw finishedGoodNotFound(goodId)
  return good
}

/** The finished good, all those that hold it at any depth, and all that is in any of them. */
export async function getGoodsAround(goodId: number, session: Session): Promise<FinishedGood[]> {
  const rows = await goodRows(
    sql`(WITH RECURSIVE holding(id) AS (
      SELECT ${goodId}::int
      UNION
      SELECT c.finished_good_id FROM holding JOIN finished_good_component c ON c.component_good_id = holding.id)
    SELECT id FROM holding)`,
    session,
  )
  return [...finishedGoods(rows).values()]
}

export type FinishedGoodOrder = 'NAME' | 'NEWEST'

const goods: Definitions<typeof GoodDefinitionRow, FinishedGoodOrder> = {
  from: sql`finished_good d`,
  columns: goodColumns,
  row: GoodDefinitionRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Finished goods with all that is in them, by name, then id, or the newest first. */
export async function getFinishedGoods(
  which: Which<FinishedGoodOrder>,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<FinishedGood>> {
  const { rows, hasNextPage } = await readDefinitions(goods, which, page, session)
  const ids = rows.map(({ id }) => id)
  return { rows: await getFinishedGoodsByIds(ids, session), hasNextPage }
}

export function countFinishedGoods(
  { filter }: { readonly filter: DefinitionFilter },
  session: Session,
): Promise<number> {
  return countDefinitions(goods, { filter }, session)
}

/** The finished goods that hold each good themselves, by name, then id. */
export function getGoodsHolding(goodIds: readonly number[], session: Session): Promise<Map<number, FinishedGood[]>> {
  return getGoodsThatHold('component_good_id', goodIds, session)
}

/** The finished goods that hold each of these goods, or finished units, themselves, by name, then id. */
export async function getGoodsThatHold(
  column: 'component_good_id' | 'finished_unit_id',
  heldIds: readonly number[],
  session: Session,
): Promise<Map<number, FinishedGood[]>> {
  const held = column === 'component_good_id' ? sql`c.component_good_id` : sql`c.finished_unit_id`
  const rows = await read(
    session,
    sql`
    SELECT ${held} AS "heldId", d.id FROM finished_good_component c
    JOIN finished_good d ON d.id = c.finished_good_id
    WHERE ${held} = ANY(${heldIds}) ORDER BY d.name, d.id`,
    z.strictObject({ heldId: z.int(), id: z.int() }),
  )
  const holding = await getFinishedGoodsByIds([...new Set(rows.map(({ id }) => id))], session)
  const byId = new Map(holding.map((good) => [good.id, good]))
  const byHeld = new Map<number, FinishedGood[]>(heldIds.map((id) => [id, []]))
  for (const { heldId, id } of rows) byHeld.get(heldId)?.push(existing(byId, id))
  return byHeld
}

/** What one of each finished good is planned to cost now: what it needs of each recipe at the recipe's cost. */
export async function getCostsOfGoods(goodIds: readonly number[], session: Session): Promise<Map<number, string>> {
  const { prices } = await getCatalogRevisions(session)
  const known: GoodNeeds = new Map()
  const needs = (await getFinishedGoodsByIds(goodIds, session)).map(
    (finishedGood) => [finishedGood.id, needsOfPackage([{ finishedGood, quantity: 1 }], known)] as const,
  )
  const recipeIds = new Set(needs.flatMap(([, each]) => [...each.keys()]))
  const costs = await getRecipeCostings([...recipeIds], prices, session)
  return new Map(needs.map(([id, each]) => [id, money(rounded(costOfNeeds(each, costs), 4))]))
}

const GoodRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  quantity: z.string().nullable(),
  componentGoodId: z.int().nullable(),
  unitId: z.int().nullable(),
  unitName: z.string().nullable(),
  itemsPerBatch: z.int().nullable(),
  batchPercentage: z.string().nullable(),
  recipeId: z.int().nullable(),
  recipeName: z.string().nullable(),
  category: z.string().nullable(),
})

type GoodRow = z.infer<typeof GoodRow>

/** These goods and all that they hold, at any depth, with a row for each component of each (one without, if none). */
export function goodRows(goodIds: Statement, session: Session): Promise<GoodRow[]> {
  return read(
    session,
    sql`
    WITH RECURSIVE held(id) AS (
      ${goodIds}
      UNION
      SELECT c.component_good_id FROM held JOIN finished_good_component c ON c.finished_good_id = held.id
      WHERE c.component_good_id IS NOT NULL)
    SELECT g.id, g.name, c.quantity, c.component_good_id AS "componentGoodId",
      u.id AS "unitId", u.name AS "unitName", u.items_per_batch AS "itemsPerBatch",
      u.batch_percentage AS "batchPercentage",
      r.id AS "recipeId", r.name AS "recipeName", r.category
    FROM held JOIN finished_good g ON g.id = held.id
    LEFT JOIN finished_good_component c ON c.finished_good_id = g.id
    LEFT JOIN finished_unit u ON u.id = c.finished_unit_id
    LEFT JOIN recipe r ON r.id = u.recipe_id
    ORDER BY g.id, c.position, c.id`,
    GoodRow,
  )
}

export function finishedGoods(rows: readonly GoodRow[]): Map<number, FinishedGood> {
  const goods = new Map<number, FinishedGood & { readonly components: GoodComponent[] }>()
  const recipes = new Map<number, Recipe>()
  for (const { id, name } of rows) if (!goods.has(id)) goods.set(id, { id, name, components: [] })
  for (const row of rows) {
    if (row.quantity === null) continue
    existing(goods, row.id).components.push({
      quantity: row.quantity,
      finishedUnit: finishedUnit(row, recipes),
      finishedGood: row.componentGoodId === null ? null : existing(goods, row.componentGoodId),
    })
  }
  return goods
}

function finishedUnit(row: GoodRow, recipes: Map<number, Recipe>): GoodComponent['finishedUnit'] {
  const { unitId, unitName, recipeId, recipeName, category, itemsPerBatch, batchPercentage } = row
  if (unitId === null || unitName === null || recipeId === null || recipeName === null || category === null) return null
  // One object for a recipe, however many units are made from it.
  const recipe = recipes.get(recipeId) ?? { id: recipeId, name: recipeName, category }
  recipes.set(recipeId, recipe)
  return { id: unitId, name: unitName, recipe, itemsPerBatch, batchPercentage }
}
