import { z } from 'zod'
import { money, rounded } from '../decimal.js'
import { existing } from '../lookup.js'
import { notFound } from '../domain-error.js'
import { countDefinitions, readDefinitions, type Definitions } from '../session/pages.js'
import type { DefinitionFilter, Page, Slice, TextKey } from '../paging.js'
import { cachedOrDerived, revisionCache } from '../session/revision-cache.js'
import { read, sql, type Session, type Statement } from '../session/session.js'
import {
  costings,
  costOfNeeds,
  needsOfPackage,
  type FinishedGood,
  type FinishedUnit,
  type GoodComponent,
  type GoodNeeds,
  type Ingredient,
  type Needs,
  type PackageContent,
  type PricedRecipe,
  type Product,
  type Recipe,
  type RecipeCosting,
  type Supplier,
} from './rules.js'

/** What a package holds, goods within goods down to the recipes, and what one package needs of each recipe. */
export interface PackageDetail {
  readonly contents: readonly PackageContent[]
  readonly needs: Needs
}

/** Which definitions a list has, and in which order. */
export interface Which<Order extends string> {
  readonly filter: DefinitionFilter
  readonly order: Order
}

/** Entries of a few kilobytes each: together some tens of megabytes at the most. */
const PACKAGES_CACHED = 2000
const RECIPES_CACHED = 5000

const packageDetails = revisionCache<PackageDetail>(PACKAGES_CACHED)
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

const NamedRow = z.strictObject({ id: z.int(), name: z.string() })

const SupplierRow = z.strictObject({ id: z.int(), name: z.string(), version: z.int(), archived: z.boolean() })

/** The suppliers of these ids; those that do not exist are missing from the answer. */
export function getSuppliersByIds(ids: readonly number[], session: Session): Promise<Supplier[]> {
  return read(session, sql`SELECT id, name, version, archived FROM supplier WHERE id = ANY(${ids})`, SupplierRow)
}

/** The supplier. Throws SUPPLIER_NOT_FOUND. */
export async function getSupplier(supplierId: number, session: Session): Promise<Supplier> {
  const [supplier] = await getSuppliersByIds([supplierId], session)
  if (supplier === undefined) throw supplierNotFound(supplierId)
  return supplier
}

export type SupplierOrder = 'NAME' | 'NEWEST'

const suppliers: Definitions<typeof SupplierRow, SupplierOrder> = {
  from: sql`supplier d`,
  columns: sql`d.id, d.name, d.version, d.archived`,
  row: SupplierRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Suppliers by name, then id, or the newest first. */
export function getSuppliers(
  which: Which<SupplierOrder>,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<Supplier>> {
  return readDefinitions(suppliers, which, page, session)
}

export function countSuppliers({ filter }: { readonly filter: DefinitionFilter }, session: Session): Promise<number> {
  return countDefinitions(suppliers, { filter }, session)
}

const PackageRow = NamedRow.extend({ version: z.int(), archived: z.boolean(), notes: z.string().nullable() })
/** What of a package is not read with each assignment. */
export type PackageDefinition = Readonly<z.infer<typeof PackageRow>>

const packageColumns: Statement = sql`d.id, d.name, d.version, d.archived, d.notes`

/** The packages of these ids; those that do not exist are missing from the answer. */
export function getPackagesByIds(ids: readonly number[], session: Session): Promise<PackageDefinition[]> {
  return read(session, sql`SELECT ${packageColumns} FROM package d WHERE d.id = ANY(${ids})`, PackageRow)
}

/** The package. Throws PACKAGE_NOT_FOUND. */
export async function getPackage(packageId: number, session: Session): Promise<PackageDefinition> {
  const [row] = await getPackagesByIds([packageId], session)
  if (row === undefined) throw packageNotFound(packageId)
  return row
}

export type PackageOrder = 'NAME' | 'NEWEST'

const packages: Definitions<typeof PackageRow, PackageOrder> = {
  from: sql`package d`,
  columns: packageColumns,
  row: PackageRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Packages by name, then id, or the newest first. */
export function getPackages(
  which: Which<PackageOrder>,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<PackageDefinition>> {
  return readDefinitions(packages, which, page, session)
}

export function countPackages({ filter }: { readonly filter: DefinitionFilter }, session: Session): Promise<number> {
  return countDefinitions(packages, { filter }, session)
}

/** The packages that hold each good, by name, then id. */
export async function getPackagesOfGoods(
  goodIds: readonly number[],
  session: Session,
): Promise<Map<number, PackageDefinition[]>> {
  const rows = await read(
    session,
    sql`
    SELECT c.finished_good_id AS "goodId", ${packageColumns} FROM package_content c JOIN package d ON d.id = c.package_id
    WHERE c.finished_good_id = ANY(${goodIds}) ORDER BY d.name, d.id`,
    PackageRow.extend({ goodId: z.int() }),
  )
  const byGood = new Map<number, PackageDefinition[]>(goodIds.map((id) => [id, []]))
  for (const { goodId, ...row } of rows) byGood.get(goodId)?.push(row)
  return byGood
}

/** What one of each package is planned to cost now: what it needs of each recipe at the recipe's cost. */
export async function getCostsOfPackages(
  packageIds: readonly number[],
  session: Session,
): Promise<Map<number, string>> {
  const { contents, prices } = await getCatalogRevisions(session)
  const details = await getPackageDetails(packageIds, contents, session)
  const recipeIds = new Set([...details.values()].flatMap(({ needs }) => [...needs.keys()]))
  const costs = await getRecipeCostings([...recipeIds], prices, session)
  return new Map([...details].map(([id, { needs }]) => [id, money(rounded(costOfNeeds(needs, costs), 4))]))
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

/** The finished goods of these ids, with all that is in them; those that do not exist are missing from the answer. */
export async function getFinishedGoodsByIds(ids: readonly number[], session: Session): Promise<FinishedGood[]> {
  const goods = finishedGoods(await goodRows(sql`SELECT unnest(${ids}::int[])`, session))
  return ids.flatMap((id) => goods.get(id) ?? [])
}

const GoodDefinitionRow = NamedRow.extend({ version: z.int(), archived: z.boolean(), notes: z.string().nullable() })
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

/** The contents of packages under a revision of the contents that the session has read. Two statements, whatever is asked. */
export function getPackageDetails(
  packageIds: readonly number[],
  contentsRevision: string,
  session: Session,
): Promise<Map<number, PackageDetail>> {
  return cachedOrDerived(
    packageDetails,
    packageIds,
    () => contentsRevision,
    session,
    async (ids) => {
      const [contents, goods] = await Promise.all([
        contentRows(ids, session),
        goodRows(sql`SELECT finished_good_id FROM package_content WHERE package_id = ANY(${ids})`, session),
      ])
      const goodById = finishedGoods(goods)
      const byPackage = new Map<number, PackageContent[]>(ids.map((id) => [id, []]))
      for (const { packageId, finishedGoodId, quantity } of contents) {
        byPackage.get(packageId)?.push({ finishedGood: existing(goodById, finishedGoodId), quantity })
      }
      const known: GoodNeeds = new Map()
      return new Map([...byPackage].map(([id, own]) => [id, { contents: own, needs: needsOfPackage(own, known) }]))
    },
  )
}

const ContentRow = z.strictObject({ packageId: z.int(), finishedGoodId: z.int(), quantity: z.int() })
type ContentRow = z.infer<typeof ContentRow>

function contentRows(packageIds: readonly number[], session: Session): Promise<ContentRow[]> {
  return read(
    session,
    sql`
    SELECT package_id AS "packageId", finished_good_id AS "finishedGoodId", quantity
    FROM package_content WHERE package_id = ANY(${packageIds}) ORDER BY package_id, position, id`,
    ContentRow,
  )
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
function goodRows(goodIds: Statement, session: Session): Promise<GoodRow[]> {
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
