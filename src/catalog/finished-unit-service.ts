import { z } from 'zod'
import { notFound } from '../domain-error.js'
import type { DefinitionFilter, Page, Slice, TextKey } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { getGoodsThatHold } from './finished-good-service.js'
import type { FinishedGood, FinishedUnit } from './rules.js'

export const finishedUnitNotFound = notFound('FINISHED_UNIT_NOT_FOUND', 'FinishedUnit')

const UnitRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  itemsPerBatch: z.int().nullable(),
  batchPercentage: z.string().nullable(),
  recipeId: z.int(),
  recipeName: z.string(),
  category: z.string(),
})

/** The finished units of these ids; those that do not exist are missing from the answer. */
export async function getFinishedUnitsByIds(ids: readonly number[], session: Session): Promise<FinishedUnit[]> {
  const rows = await read(
    session,
    sql`
    SELECT u.id, u.name, u.items_per_batch AS "itemsPerBatch", u.batch_percentage AS "batchPercentage",
      r.id AS "recipeId", r.name AS "recipeName", r.category
    FROM finished_unit u JOIN recipe r ON r.id = u.recipe_id WHERE u.id = ANY(${ids})`,
    UnitRow,
  )
  return rows.map(({ recipeId, recipeName, category, ...unit }) => ({
    ...unit,
    recipe: { id: recipeId, name: recipeName, category },
  }))
}

const DefinitionRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  version: z.int(),
  archived: z.boolean(),
  itemUnit: z.string().nullable(),
  notes: z.string().nullable(),
})
/** What of a finished unit is not read with each good that holds it. */
export type UnitDefinition = Readonly<z.infer<typeof DefinitionRow>>

const columns: Statement = sql`d.id, d.name, d.version, d.archived, d.item_unit AS "itemUnit", d.notes`

/** The finished units of these ids; those that do not exist are missing from the answer. */
export function getUnitDefinitionsByIds(ids: readonly number[], session: Session): Promise<UnitDefinition[]> {
  return read(session, sql`SELECT ${columns} FROM finished_unit d WHERE d.id = ANY(${ids})`, DefinitionRow)
}

/** The finished unit. Throws FINISHED_UNIT_NOT_FOUND. */
export async function getFinishedUnit(unitId: number, session: Session): Promise<FinishedUnit> {
  const [unit] = await getFinishedUnitsByIds([unitId], session)
  if (unit === undefined) throw finishedUnitNotFound(unitId)
  return unit
}

export type FinishedUnitOrder = 'NAME' | 'NEWEST'

/** Which finished units a list has, and in which order. */
export interface WhichUnits {
  readonly filter: DefinitionFilter & { readonly recipeId?: number | undefined }
  readonly order: FinishedUnitOrder
}

const units: Definitions<typeof DefinitionRow, FinishedUnitOrder> = {
  from: sql`finished_unit d`,
  columns,
  row: DefinitionRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

function ofRecipe({ recipeId }: WhichUnits['filter']): Statement {
  return recipeId === undefined ? sql`TRUE` : sql`d.recipe_id = ${recipeId}`
}

/** Finished units by name, then id, or the newest first. */
export async function getFinishedUnits(
  { filter, order }: WhichUnits,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<FinishedUnit>> {
  const which = { filter, also: ofRecipe(filter), order }
  const { rows, hasNextPage } = await readDefinitions(units, which, page, session)
  const ids = rows.map(({ id }) => id)
  const byId = new Map((await getFinishedUnitsByIds(ids, session)).map((unit) => [unit.id, unit]))
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), hasNextPage }
}

export function countFinishedUnits({ filter }: Pick<WhichUnits, 'filter'>, session: Session): Promise<number> {
  return countDefinitions(units, { filter, also: ofRecipe(filter) }, session)
}

/** The finished goods that hold each finished unit themselves, by name, then id. */
export function getGoodsHoldingUnits(
  unitIds: readonly number[],
  session: Session,
): Promise<Map<number, FinishedGood[]>> {
  return getGoodsThatHold('finished_unit_id', unitIds, session)
}
