import { z } from 'zod'
import { cachedOrDerived, revisionCache } from '../session/revision-cache.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { costings, type PricedRecipe, type RecipeCosting } from './costing-rules.js'
import { IngredientRow } from './ingredient-service.js'

/** Entries of a few kilobytes each: together some tens of megabytes at the most. */
const RECIPES_CACHED = 5000

const recipeCostings = revisionCache<RecipeCosting>(RECIPES_CACHED)

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
