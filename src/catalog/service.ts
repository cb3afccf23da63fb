import { z } from 'zod'
import { notFound } from '../domain-error.js'
import type { DefinitionFilter } from '../paging.js'
import { cachedOrDerived, revisionCache } from '../session/revision-cache.js'
import { read, sql, type Session, type Statement } from '../session/session.js'
import {
  costings,
  type FinishedUnit,
  type Ingredient,
  type PricedRecipe,
  type Product,
  type Recipe,
  type RecipeCosting,
} from './rules.js'

/** Which definitions a list has, and in which order. */
export interface Which<Order extends string> {
  readonly filter: DefinitionFilter
  readonly order: Order
}

/** Entries of a few kilobytes each: together some tens of megabytes at the most. */
const RECIPES_CACHED = 5000

const recipeCostings = revisionCache<RecipeCosting>(RECIPES_CACHED)

/** The revision of the catalog's contents: the name of the state that contents and needs are derived from. */
export async function getContentsRevision(session: Session): Promise<string> {
  const [row] = await read(
    session,
    sql`SELECT contents FROM catalog_revision`,
    z.strictObject({ contents: z.string() }),
  )
  if (row === undefined) throw new Error('The catalog has no revision: its one row is missing')
  return row.contents
}

/** Both revisions of the catalog: of its contents, and of its prices. */
export async function getCatalogRevisions(session: Session): Promise<z.infer<typeof RevisionsRow>> {
  const [row] = await read(session, sql`SELECT contents, prices FROM catalog_revision`, RevisionsRow)
  if (row === undefined) throw new Error('The catalog has no revision: its one row is missing')
  return row
}

const RevisionsRow = z.strictObject({ contents: z.string(), prices: z.string() })

/** The recipe. Throws RECIPE_NOT_FOUND. */
export async function getRecipe(recipeId: number, session: Session): Promise<Recipe> {
  const recipe = await session.recipe.findUnique({
    where: { id: recipeId },
    select: { id: true, name: true, category: true },
  })
  if (recipe === null) throw recipeNotFound(recipeId)
  return recipe
}

export const recipeNotFound = notFound('RECIPE_NOT_FOUND', 'Recipe')
export const ingredientNotFound = notFound('INGREDIENT_NOT_FOUND', 'Ingredient')
export const finishedUnitNotFound = notFound('FINISHED_UNIT_NOT_FOUND', 'FinishedUnit')
export const finishedGoodNotFound = notFound('FINISHED_GOOD_NOT_FOUND', 'FinishedGood')
export const packageNotFound = notFound('PACKAGE_NOT_FOUND', 'Package')
export const productNotFound = notFound('PRODUCT_NOT_FOUND', 'Product')
export const supplierNotFound = notFound('SUPPLIER_NOT_FOUND', 'Supplier')

// Sets of ids are asked for by `= ANY`: Prisma Client's `in` is another text for each number of ids, and only so many are
// prepared.

const RecipeRow = z.strictObject({ id: z.int(), name: z.string(), category: z.string() })

/** The recipes of these ids; those that do not exist are missing from the answer. */
export function getRecipesByIds(ids: readonly number[], session: Session): Promise<Recipe[]> {
  return read(session, sql`SELECT id, name, category FROM recipe WHERE id = ANY(${ids})`, RecipeRow)
}

export const IngredientRow = z.strictObject({ id: z.int(), slug: z.string(), name: z.string(), isTracked: z.boolean() })

/** The ingredients of these ids; those that do not exist are missing from the answer. */
export function getIngredientsByIds(ids: readonly number[], session: Session): Promise<Ingredient[]> {
  return read(
    session,
    sql`SELECT id, slug, name, is_tracked AS "isTracked" FROM ingredient WHERE id = ANY(${ids})`,
    IngredientRow,
  )
}

const ProductRow = z.strictObject({
  id: z.int(),
  brand: z.string(),
  name: z.string(),
  packageUnit: z.string(),
  packageUnitQuantity: z.string(),
  isPreferred: z.boolean(),
  ingredientId: z.int(),
  slug: z.string(),
  ingredientName: z.string(),
  isTracked: z.boolean(),
})

/** The products of these ids; those that do not exist are missing from the answer. */
export async function getProductsByIds(ids: readonly number[], session: Session): Promise<Product[]> {
  const rows = await read(
    session,
    sql`
    SELECT p.id, p.brand, p.name, p.package_unit AS "packageUnit", p.package_unit_quantity AS "packageUnitQuantity",
      p.is_preferred AS "isPreferred", i.id AS "ingredientId", i.slug, i.name AS "ingredientName",
      i.is_tracked AS "isTracked"
    FROM product p JOIN ingredient i ON i.id = p.ingredient_id WHERE p.id = ANY(${ids})`,
    ProductRow,
  )
  return rows.map(({ ingredientId, slug, ingredientName, isTracked, ...product }) => ({
    ...product,
    ingredient: { id: ingredientId, slug, name: ingredientName, isTracked },
  }))
}

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

/** Planned costs of a batch under a revision of the prices that the session has read. One statement, whatever is asked. */
export function getRecipeCostings(
  recipeIds: readonly number[],
  pricesRevision: string,
  session: Session,
): Promise<Map<number, RecipeCosting>> {
  return cachedOrDerived(
    recipeCostings,
    recipeIds,
    () => pricesRevision,
    session,
    async (ids) => costings(await getPricedRecipes(ids, session)),
  )
}

const PricedRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  category: z.string(),
  lines: z
    .array(
      z.strictObject({
        ingredient: IngredientRow,
        quantity: z.string(),
        unit: z.string(),
        density: z
          .strictObject({ volume: z.string(), volumeUnit: z.string(), weight: z.string(), weightUnit: z.string() })
          .nullable(),
        product: z
          .strictObject({
            id: z.int(),
            packageUnit: z.string(),
            packageUnitQuantity: z.string(),
            pricePerPackage: z.string().nullable(),
          })
          .nullable(),
      }),
    )
    .nullable(),
  components: z.array(z.strictObject({ recipeId: z.int(), quantity: z.string() })).nullable(),
})

/** The ids of all ingredients that these recipes, and all that they are made of, ask for: a subquery. */
export function ingredientsOf(recipeIds: readonly number[]): Statement {
  return sql`
    WITH RECURSIVE used(id) AS (
      SELECT unnest(${recipeIds}::int[])
      UNION
      SELECT c.component_id FROM used JOIN recipe_component c ON c.recipe_id = used.id)
    SELECT l.ingredient_id FROM used JOIN recipe_line l ON l.recipe_id = used.id`
}

/**
 * The recipes and all that they are made of, each line with its preferred product and that one's latest price. Recipes
 * are not joined with those used: PostgreSQL expects ten thousand of a recursion over 25, and compiled the subqueries for
 * so many rows, which took 60 ms of 61.
 */
export async function getPricedRecipes(
  recipeIds: readonly number[],
  session: Session,
): Promise<Map<number, PricedRecipe>> {
  const rows = await read(
    session,
    sql`
    WITH RECURSIVE used(id) AS (
      SELECT unnest(${recipeIds}::int[])
      UNION
      SELECT c.component_id FROM used JOIN recipe_component c ON c.recipe_id = used.id)
    SELECT r.id, r.name, r.category,
      (SELECT json_agg(json_build_object(
          'ingredient', json_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'isTracked', i.is_tracked),
          'quantity', l.quantity::text, 'unit', l.unit,
          'density', CASE WHEN i.density_volume IS NOT NULL THEN json_build_object(
            'volume', i.density_volume::text, 'volumeUnit', i.density_volume_unit,
            'weight', i.density_weight::text, 'weightUnit', i.density_weight_unit) END,
          'product', CASE WHEN p.id IS NOT NULL THEN json_build_object(
            'id', p.id, 'packageUnit', p.package_unit, 'packageUnitQuantity', p.package_unit_quantity::text,
            'pricePerPackage', (SELECT b.price_per_package::text FROM purchase b
              WHERE b.product_id = p.id AND b.voided_at IS NULL
              ORDER BY b.purchased_on DESC, b.id DESC LIMIT 1)) END
        ) ORDER BY l.position)
        FROM recipe_line l JOIN ingredient i ON i.id = l.ingredient_id
        LEFT JOIN product p ON p.ingredient_id = i.id AND p.is_preferred
        WHERE l.recipe_id = r.id) AS lines,
      (SELECT json_agg(json_build_object('recipeId', c.component_id, 'quantity', c.quantity::text) ORDER BY c.position, c.id)
        FROM recipe_component c WHERE c.recipe_id = r.id) AS components
    FROM recipe r WHERE r.id IN (SELECT id FROM used)`,
    PricedRow,
  )
  return new Map(
    rows.map(({ lines, components, ...recipe }) => [
      recipe.id,
      { recipe, lines: lines ?? [], components: components ?? [] },
    ]),
  )
}
