import { kept, keptOrDerived } from '../session/kept.js'
import { query, sql, type Session } from '../session/session.js'
import { Refusal } from '../refusal.js'
import {
  costings,
  needsOfPackage,
  type FinishedGood,
  type GoodComponent,
  type Needs,
  type PackageContent,
  type PricedLine,
  type PricedRecipe,
  type Recipe,
  type RecipeCosting,
} from './rules.js'

/** What a package holds, goods within goods down to the recipes, and what one package needs of each recipe. */
export interface PackageDetail {
  readonly contents: readonly PackageContent[]
  readonly needs: Needs
}

/** Entries of a few kilobytes each: together some tens of megabytes at the most. */
const PACKAGES_KEPT = 2000
const RECIPES_KEPT = 5000

const packageDetails = kept<PackageDetail>(PACKAGES_KEPT)
const recipeCostings = kept<RecipeCosting>(RECIPES_KEPT)

/** The catalog's revision: the name of the state that contents and planned costs are derived from. */
export async function getCatalogRevision(session: Session): Promise<string> {
  const [row] = await query<{ revision: string }>(session, sql`SELECT revision::text AS revision FROM catalog_revision`)
  if (row === undefined) throw new Error('The catalog has no revision: its one row is missing')
  return row.revision
}

/** The recipe. Throws RECIPE_NOT_FOUND. */
export async function getRecipe(recipeId: number, session: Session): Promise<Recipe> {
  const [recipe] = await getRecipesByIds([recipeId], session)
  if (recipe === undefined) throw recipeNotFound(recipeId)
  return recipe
}

export function recipeNotFound(recipeId: number | string): Refusal<'RECIPE_NOT_FOUND'> {
  return new Refusal('RECIPE_NOT_FOUND', `There is no recipe ${String(recipeId)}`, { id: String(recipeId) })
}

/** The recipes of these ids; those that do not exist are missing from the answer. */
export async function getRecipesByIds(ids: readonly number[], session: Session): Promise<Recipe[]> {
  return session.recipe.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, category: true },
  })
}

/** The contents of packages under a catalog revision that the session has read. Two statements, whatever is asked. */
export function getPackageDetails(
  packageIds: readonly number[],
  catalogRevision: string,
  session: Session,
): Promise<Map<number, PackageDetail>> {
  return keptOrDerived(
    packageDetails,
    packageIds,
    () => catalogRevision,
    session,
    async (ids) => {
      const [contents, goods] = await Promise.all([contentRows(ids, session), goodRows(ids, session)])
      const goodById = finishedGoods(goods)
      const byPackage = new Map<number, PackageContent[]>(ids.map((id) => [id, []]))
      for (const { packageId, finishedGoodId, quantity } of contents) {
        byPackage.get(packageId)?.push({ finishedGood: existing(goodById, finishedGoodId), quantity })
      }
      return new Map([...byPackage].map(([id, own]) => [id, { contents: own, needs: needsOfPackage(own) }]))
    },
  )
}

interface ContentRow {
  readonly packageId: number
  readonly finishedGoodId: number
  readonly quantity: number
}

function contentRows(packageIds: readonly number[], session: Session): Promise<ContentRow[]> {
  return query<ContentRow>(
    session,
    sql`
    SELECT package_id AS "packageId", finished_good_id AS "finishedGoodId", quantity
    FROM package_content WHERE package_id = ANY(${packageIds}) ORDER BY package_id, position, id`,
  )
}

interface GoodRow {
  readonly id: number
  readonly name: string
  readonly quantity: string | null
  readonly componentGoodId: number | null
  readonly unitId: number | null
  readonly unitName: string | null
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
  readonly recipeId: number | null
  readonly recipeName: string | null
  readonly category: string | null
}

/** Each good that the packages hold, at any depth, with a row for each of its components (one without, if none). */
function goodRows(packageIds: readonly number[], session: Session): Promise<GoodRow[]> {
  return query<GoodRow>(
    session,
    sql`
    WITH RECURSIVE held(id) AS (
      SELECT finished_good_id FROM package_content WHERE package_id = ANY(${packageIds})
      UNION
      SELECT c.component_good_id FROM held JOIN finished_good_component c ON c.finished_good_id = held.id
      WHERE c.component_good_id IS NOT NULL)
    SELECT g.id, g.name, trim_scale(c.quantity)::text AS quantity, c.component_good_id AS "componentGoodId",
      u.id AS "unitId", u.name AS "unitName", u.items_per_batch AS "itemsPerBatch",
      trim_scale(u.batch_percentage)::text AS "batchPercentage",
      r.id AS "recipeId", r.name AS "recipeName", r.category
    FROM held JOIN finished_good g ON g.id = held.id
    LEFT JOIN finished_good_component c ON c.finished_good_id = g.id
    LEFT JOIN finished_unit u ON u.id = c.finished_unit_id
    LEFT JOIN recipe r ON r.id = u.recipe_id
    ORDER BY g.id, c.position, c.id`,
  )
}

function finishedGoods(rows: readonly GoodRow[]): Map<number, FinishedGood> {
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

/** Planned costs of a batch under a catalog revision that the session has read. One statement, whatever is asked. */
export function getRecipeCostings(
  recipeIds: readonly number[],
  catalogRevision: string,
  session: Session,
): Promise<Map<number, RecipeCosting>> {
  return keptOrDerived(
    recipeCostings,
    recipeIds,
    () => catalogRevision,
    session,
    async (ids) => costings(await pricedRecipes(ids, session)),
  )
}

interface PricedRow extends Recipe {
  readonly lines: PricedLine[] | null
  readonly components: PricedRecipe['components'] | null
}

/** The recipes and all that they are made of, each line with its preferred product and that one's latest price. */
async function pricedRecipes(recipeIds: readonly number[], session: Session): Promise<Map<number, PricedRecipe>> {
  const rows = await query<PricedRow>(
    session,
    sql`
    WITH RECURSIVE used(id) AS (
      SELECT unnest(${recipeIds}::int[])
      UNION
      SELECT c.component_id FROM used JOIN recipe_component c ON c.recipe_id = used.id)
    SELECT r.id, r.name, r.category,
      (SELECT json_agg(json_build_object(
          'ingredient', json_build_object('id', i.id, 'slug', i.slug, 'name', i.name),
          'quantity', l.quantity::text, 'unit', l.unit,
          'density', CASE WHEN i.density_volume IS NOT NULL THEN json_build_object(
            'volume', i.density_volume::text, 'volumeUnit', i.density_volume_unit,
            'weight', i.density_weight::text, 'weightUnit', i.density_weight_unit) END,
          'product', CASE WHEN p.id IS NOT NULL THEN json_build_object(
            'packageUnit', p.package_unit, 'packageUnitQuantity', p.package_unit_quantity::text,
            'pricePerPackage', (SELECT b.price_per_package::text FROM purchase b WHERE b.product_id = p.id
              ORDER BY b.purchased_on DESC, b.id DESC LIMIT 1)) END
        ) ORDER BY l.position)
        FROM recipe_line l JOIN ingredient i ON i.id = l.ingredient_id
        LEFT JOIN product p ON p.ingredient_id = i.id AND p.is_preferred
        WHERE l.recipe_id = r.id) AS lines,
      (SELECT json_agg(json_build_object('recipeId', c.component_id, 'quantity', c.quantity::text) ORDER BY c.position, c.id)
        FROM recipe_component c WHERE c.recipe_id = r.id) AS components
    FROM used JOIN recipe r ON r.id = used.id`,
  )
  return new Map(
    rows.map(({ lines, components, ...recipe }) => [
      recipe.id,
      { recipe, lines: lines ?? [], components: components ?? [] },
    ]),
  )
}

function existing<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id)
  if (value === undefined) throw new Error(`Finished good ${String(id)} was not loaded with what holds it`)
  return value
}
