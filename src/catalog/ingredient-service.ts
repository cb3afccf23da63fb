import { z } from 'zod'
import { notFound } from '../domain-error.js'
import { existing } from '../lookup.js'
import type { Page, Slice, TextKey, Which } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import type { Ingredient, Recipe } from './rules.js'
import type { Density } from './units.js'

export const ingredientNotFound = notFound('INGREDIENT_NOT_FOUND', 'Ingredient')

export const IngredientRow = z.strictObject({ id: z.int(), slug: z.string(), name: z.string(), isTracked: z.boolean() })

/** The ingredients of these ids; those that do not exist are missing from the answer. */
export function getIngredientsByIds(ids: readonly number[], session: Session): Promise<Ingredient[]> {
  return read(
    session,
    sql`SELECT id, slug, name, is_tracked AS "isTracked" FROM ingredient WHERE id = ANY(${ids})`,
    IngredientRow,
  )
}

const DefinitionRow = z.strictObject({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  isTracked: z.boolean(),
  version: z.int(),
  archived: z.boolean(),
  category: z.string().nullable(),
  description: z.string().nullable(),
  isPackaging: z.boolean(),
  parentId: z.int().nullable(),
  densityVolume: z.string().nullable(),
  densityVolumeUnit: z.string().nullable(),
  densityWeight: z.string().nullable(),
  densityWeightUnit: z.string().nullable(),
})

type DefinitionRow = z.infer<typeof DefinitionRow>

/** An ingredient with what of it is not read with each recipe. */
export interface IngredientDefinition extends Ingredient {
  readonly version: number
  readonly archived: boolean
  readonly category: string | null
  readonly description: string | null
  readonly isPackaging: boolean
  readonly parentId: number | null
  readonly density: Density | null
}

const ingredientColumns: Statement = sql`d.id, d.slug, d.name, d.is_tracked AS "isTracked", d.version, d.archived,
  d.category, d.description, d.is_packaging AS "isPackaging", d.parent_id AS "parentId",
  d.density_volume AS "densityVolume", d.density_volume_unit AS "densityVolumeUnit",
  d.density_weight AS "densityWeight", d.density_weight_unit AS "densityWeightUnit"`

function definitionOf(row: DefinitionRow): IngredientDefinition {
  const { densityVolume, densityVolumeUnit, densityWeight, densityWeightUnit, ...ingredient } = row
  return { ...ingredient, density: densityOf({ densityVolume, densityVolumeUnit, densityWeight, densityWeightUnit }) }
}

/** A density from its four columns: all of them are set, or none. */
export function densityOf(columns: {
  readonly densityVolume: string | null
  readonly densityVolumeUnit: string | null
  readonly densityWeight: string | null
  readonly densityWeightUnit: string | null
}): Density | null {
  const { densityVolume: volume, densityVolumeUnit: volumeUnit } = columns
  const { densityWeight: weight, densityWeightUnit: weightUnit } = columns
  if (volume === null || volumeUnit === null || weight === null || weightUnit === null) return null
  return { volume, volumeUnit, weight, weightUnit }
}

/** The ingredients of these ids by themselves; those that do not exist are missing from the answer. */
export async function getIngredientDefinitionsByIds(
  ids: readonly number[],
  session: Session,
): Promise<IngredientDefinition[]> {
  const rows = await read(
    session,
    sql`SELECT ${ingredientColumns} FROM ingredient d WHERE d.id = ANY(${ids})`,
    DefinitionRow,
  )
  return rows.map(definitionOf)
}

/** The ingredient. Throws INGREDIENT_NOT_FOUND. */
export async function getIngredient(ingredientId: number, session: Session): Promise<Ingredient> {
  const [ingredient] = await getIngredientsByIds([ingredientId], session)
  if (ingredient === undefined) throw ingredientNotFound(ingredientId)
  return ingredient
}

export type IngredientOrder = 'NAME' | 'NEWEST'

/** Which ingredients a list has, and in which order. */
export interface WhichIngredients extends Which<IngredientOrder> {
  readonly category?: string | undefined
  readonly parentId?: number | undefined
}

const ingredients: Definitions<typeof DefinitionRow, IngredientOrder> = {
  from: sql`ingredient d`,
  columns: ingredientColumns,
  row: DefinitionRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Ingredients by name, then id, or the newest first. */
export async function getIngredients(
  which: WhichIngredients,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<IngredientDefinition>> {
  const slice = await readDefinitions(ingredients, { ...which, also: ingredientCondition(which) }, page, session)
  return { ...slice, rows: slice.rows.map(definitionOf) }
}

export function countIngredients(which: WhichIngredients, session: Session): Promise<number> {
  return countDefinitions(ingredients, { filter: which.filter, also: ingredientCondition(which) }, session)
}

function ingredientCondition({ category, parentId }: WhichIngredients): Statement {
  return sql`TRUE
    ${category === undefined ? sql`` : sql`AND d.category = ${category}`}
    ${parentId === undefined ? sql`` : sql`AND d.parent_id = ${parentId}`}`
}

/** The ingredients that stand right below each, by name, then id. */
export async function getChildrenOfIngredients(
  parentIds: readonly number[],
  session: Session,
): Promise<Map<number, IngredientDefinition[]>> {
  const rows = await read(
    session,
    sql`SELECT ${ingredientColumns} FROM ingredient d WHERE d.parent_id = ANY(${parentIds}) ORDER BY d.name, d.id`,
    DefinitionRow,
  )
  const byParent = new Map<number, IngredientDefinition[]>(parentIds.map((id) => [id, []]))
  for (const row of rows) if (row.parentId !== null) existing(byParent, row.parentId).push(definitionOf(row))
  return byParent
}

/** The recipes whose own lines ask for each ingredient, each once, by name, then id. */
export async function getRecipesOfIngredients(
  ingredientIds: readonly number[],
  session: Session,
): Promise<Map<number, Recipe[]>> {
  const rows = await read(
    session,
    sql`
    SELECT l.ingredient_id AS "ingredientId", r.id, r.name, r.category
    FROM (SELECT DISTINCT ingredient_id, recipe_id FROM recipe_line WHERE ingredient_id = ANY(${ingredientIds})) l
    JOIN recipe r ON r.id = l.recipe_id ORDER BY r.name, r.id`,
    z.strictObject({ ingredientId: z.int(), id: z.int(), name: z.string(), category: z.string() }),
  )
  const byIngredient = new Map<number, Recipe[]>(ingredientIds.map((id) => [id, []]))
  for (const { ingredientId, ...recipe } of rows) existing(byIngredient, ingredientId).push(recipe)
  return byIngredient
}
