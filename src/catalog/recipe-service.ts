import { z } from 'zod'
import { notFound } from '../domain-error.js'
import { existing } from '../lookup.js'
import type { DefinitionFilter, Page, Slice, TextKey } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import type { RecipeCosting } from './costing-rules.js'
import { getRecipeCostings } from './costing-service.js'
import { IngredientRow } from './ingredient-service.js'
import { getCatalogRevisions } from './revision-service.js'
import type { FinishedUnit, Ingredient, Nested, Recipe } from './rules.js'

export const recipeNotFound = notFound('RECIPE_NOT_FOUND', 'Recipe')

// Sets of ids are asked for by `= ANY`: Prisma Client's `in` is another text for each number of ids, and only so many are
// prepared.

const RecipeRow = z.strictObject({ id: z.int(), name: z.string(), category: z.string() })

/** The recipe. Throws RECIPE_NOT_FOUND. */
export async function getRecipe(recipeId: number, session: Session): Promise<Recipe> {
  const recipe = await session.recipe.findUnique({
    where: { id: recipeId },
    select: { id: true, name: true, category: true },
  })
  if (recipe === null) throw recipeNotFound(recipeId)
  return recipe
}

/** The recipes of these ids; those that do not exist are missing from the answer. */
export function getRecipesByIds(ids: readonly number[], session: Session): Promise<Recipe[]> {
  return read(session, sql`SELECT id, name, category FROM recipe WHERE id = ANY(${ids})`, RecipeRow)
}

const DefinitionRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  category: z.string(),
  version: z.int(),
  archived: z.boolean(),
  source: z.string().nullable(),
  estimatedMinutes: z.int().nullable(),
  notes: z.string().nullable(),
})
/** What of a recipe is not read with each unit and record that is of it. */
export type RecipeDefinition = Readonly<z.infer<typeof DefinitionRow>>

const columns: Statement = sql`
  d.id, d.name, d.category, d.version, d.archived, d.source, d.estimated_minutes AS "estimatedMinutes", d.notes`

/** The recipes of these ids; those that do not exist are missing from the answer. */
export function getRecipeDefinitionsByIds(ids: readonly number[], session: Session): Promise<RecipeDefinition[]> {
  return read(session, sql`SELECT ${columns} FROM recipe d WHERE d.id = ANY(${ids})`, DefinitionRow)
}

export type RecipeOrder = 'NAME' | 'CATEGORY'

/** Which recipes a list has, and in which order. */
export interface WhichRecipes {
  readonly filter: DefinitionFilter & { readonly category?: string | undefined }
  readonly order: RecipeOrder
}

/** By category, then by name, as one text: no character stands before this one in any of them. */
export const CATEGORY_END = '\u0001'

const recipes: Definitions<typeof DefinitionRow, RecipeOrder> = {
  from: sql`recipe d`,
  columns,
  row: DefinitionRow,
  orders: { NAME: sql`d.name`, CATEGORY: sql`(d.category || ${CATEGORY_END}::text || d.name) COLLATE "C"` },
}

function ofCategory({ category }: WhichRecipes['filter']): Statement {
  return category === undefined ? sql`TRUE` : sql`d.category = ${category}`
}

/** Recipes by name, or by category and name, then id. */
export function getRecipes(
  { filter, order }: WhichRecipes,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<RecipeDefinition>> {
  return readDefinitions(recipes, { filter, also: ofCategory(filter), order }, page, session)
}

export function countRecipes({ filter }: Pick<WhichRecipes, 'filter'>, session: Session): Promise<number> {
  return countDefinitions(recipes, { filter, also: ofCategory(filter) }, session)
}

/** A quantity of an ingredient in a batch of a recipe. */
export interface RecipeLine {
  readonly ingredient: Ingredient
  readonly quantity: string
  readonly unit: string
  readonly notes: string | null
}

/** The lines of each recipe's own, by position. */
export async function getLinesOfRecipes(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, RecipeLine[]>> {
  const rows = await read(
    session,
    sql`
    SELECT l.recipe_id AS "recipeId", l.quantity, l.unit, l.notes, i.id, i.slug, i.name, i.is_tracked AS "isTracked"
    FROM recipe_line l JOIN ingredient i ON i.id = l.ingredient_id
    WHERE l.recipe_id = ANY(${recipeIds}) ORDER BY l.recipe_id, l.position`,
    IngredientRow.extend({
      recipeId: z.int(),
      quantity: z.string(),
      unit: z.string(),
      notes: z.string().nullable(),
    }),
  )
  const byRecipe = new Map<number, RecipeLine[]>(recipeIds.map((id) => [id, []]))
  for (const { recipeId, quantity, unit, notes, ...ingredient } of rows) {
    byRecipe.get(recipeId)?.push({ ingredient, quantity, unit, notes })
  }
  return byRecipe
}

/** So much of another recipe in a batch of a recipe. */
export interface RecipeComponent {
  readonly recipe: Recipe
  readonly batches: string
}

/** The components of each recipe, by position. */
export async function getComponentsOfRecipes(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, RecipeComponent[]>> {
  const rows = await read(
    session,
    sql`
    SELECT c.recipe_id AS "recipeId", c.quantity AS batches, r.id, r.name, r.category
    FROM recipe_component c JOIN recipe r ON r.id = c.component_id
    WHERE c.recipe_id = ANY(${recipeIds}) ORDER BY c.recipe_id, c.position, c.id`,
    z.strictObject({ recipeId: z.int(), batches: z.string(), id: z.int(), name: z.string(), category: z.string() }),
  )
  const byRecipe = new Map<number, RecipeComponent[]>(recipeIds.map((id) => [id, []]))
  for (const { recipeId, batches, ...recipe } of rows) byRecipe.get(recipeId)?.push({ recipe, batches })
  return byRecipe
}

/** The recipes that hold each recipe themselves, by name, then id. */
export async function getRecipesHolding(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, RecipeDefinition[]>> {
  const rows = await read(
    session,
    sql`
    SELECT c.component_id AS "heldId", ${columns} FROM recipe_component c JOIN recipe d ON d.id = c.recipe_id
    WHERE c.component_id = ANY(${recipeIds}) ORDER BY d.name, d.id`,
    DefinitionRow.extend({ heldId: z.int() }),
  )
  const byHeld = new Map<number, RecipeDefinition[]>(recipeIds.map((id) => [id, []]))
  for (const { heldId, ...recipe } of rows) byHeld.get(heldId)?.push(recipe)
  return byHeld
}

/** What a batch of each recipe yields, by name, then id. */
export async function getUnitsOfRecipes(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, FinishedUnit[]>> {
  const rows = await read(
    session,
    sql`
    SELECT u.id, u.name, u.recipe_id AS "recipeId", u.items_per_batch AS "itemsPerBatch",
      u.batch_percentage AS "batchPercentage"
    FROM finished_unit u WHERE u.recipe_id = ANY(${recipeIds}) ORDER BY u.name, u.id`,
    z.strictObject({
      id: z.int(),
      name: z.string(),
      recipeId: z.int(),
      itemsPerBatch: z.int().nullable(),
      batchPercentage: z.string().nullable(),
    }),
  )
  const recipes = new Map((await getRecipesByIds(recipeIds, session)).map((recipe) => [recipe.id, recipe]))
  const byRecipe = new Map<number, FinishedUnit[]>(recipeIds.map((id) => [id, []]))
  for (const { recipeId, ...unit } of rows) {
    byRecipe.get(recipeId)?.push({ ...unit, recipe: existing(recipes, recipeId) })
  }
  return byRecipe
}

/** What a batch of each recipe is planned to cost now; recipes that do not exist are missing from the answer. */
export async function getCostsOfRecipes(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, RecipeCosting>> {
  const { prices } = await getCatalogRevisions(session)
  return getRecipeCostings(recipeIds, prices, session)
}

/** The recipe, all those that hold it at any depth, and all that is in any of them. */
export async function getRecipesAround(recipeId: number, session: Session): Promise<Nested[]> {
  const rows = await read(
    session,
    sql`
    WITH RECURSIVE holding(id) AS (
      SELECT ${recipeId}::int
      UNION
      SELECT c.recipe_id FROM holding JOIN recipe_component c ON c.component_id = holding.id),
    around(id) AS (
      SELECT id FROM holding
      UNION
      SELECT c.component_id FROM around JOIN recipe_component c ON c.recipe_id = around.id)
    SELECT r.id, r.name, c.component_id AS "componentId" FROM around JOIN recipe r ON r.id = around.id
    LEFT JOIN recipe_component c ON c.recipe_id = r.id ORDER BY r.id, c.position, c.id`,
    z.strictObject({ id: z.int(), name: z.string(), componentId: z.int().nullable() }),
  )
  const nested = new Map<number, Nested & { readonly held: Nested[] }>()
  for (const { id, name } of rows) if (!nested.has(id)) nested.set(id, { name, held: [] })
  for (const { id, componentId } of rows) {
    if (componentId !== null) existing(nested, id).held.push(existing(nested, componentId))
  }
  return [...nested.values()]
}
