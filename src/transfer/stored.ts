import { query, sql, type Session } from '../session/session.js'
import { alike, type Backup } from './backup.js'
import type { Reference } from './reader.js'

// What of a backup the database has already: one statement a section, whatever its number of rows.

export interface StoredRow {
  readonly id: number
  readonly slug: string | null
  readonly name: string
  readonly within: string | null
}

/** The texts by which rows of a section may be known: their own slugs and names, and those that refer to them. */
function keysOf(rows: readonly { slug?: string | null; name: string }[], references: readonly (Reference | null)[]) {
  const keys = new Set<string>()
  for (const row of [...rows, ...references]) {
    if (row?.slug) keys.add(row.slug)
    if (row?.name) keys.add(row.name)
  }
  return { names: [...keys], slugs: [...keys].map(alike) }
}

export interface StoredProduct {
  readonly id: number
  readonly ingredientId: number
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly isPreferred: boolean
}

/** All that the backup's rows are, or refer to, by slug and by name. */
export async function storedNames(backup: Backup, session: Session) {
  const { purchases, lots, recipes, finishedUnits, compositions, packageContents, assignments } = backup
  const records = backup.productionRecords
  const suppliers = keysOf(
    backup.suppliers,
    purchases.map(({ supplier }) => supplier),
  )
  const ingredients = keysOf(backup.ingredients, [
    ...backup.ingredients.map(({ parent }) => parent),
    ...backup.products.map(({ ingredient }) => ingredient),
    ...[...purchases, ...lots].map(({ product }) => product.ingredient),
    ...recipes.flatMap(({ lines }) => lines.map(({ ingredient }) => ingredient)),
  ])
  const recipeKeys = keysOf(recipes, [
    ...recipes.flatMap(({ components }) => components.map(({ recipe }) => recipe)),
    ...finishedUnits.map(({ recipe }) => ('field' in recipe ? recipe : null)),
    ...records.map(({ recipe }) => recipe),
  ])
  const units = keysOf(
    finishedUnits,
    compositions.map(({ component }) => component.reference),
  )
  const goods = keysOf(backup.finishedGoods, [
    ...compositions.flatMap(({ good, component }) => [good, component.reference]),
    ...packageContents.map(({ good }) => good),
  ])
  const packages = keysOf(
    backup.packages,
    [...packageContents, ...assignments].map((row) => row.package),
  )
  const recipients = keysOf(
    backup.recipients,
    assignments.map(({ recipient }) => recipient),
  )
  const events = keysOf(
    backup.events,
    [...assignments, ...records].map(({ event }) => event),
  )
  return {
    suppliers: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM supplier
          WHERE name = ANY(${suppliers.names}::text[]) OR replace(slug, '_', '-') = ANY(${suppliers.slugs}::text[])`,
    ),
    ingredients: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM ingredient
          WHERE name = ANY(${ingredients.names}::text[]) OR replace(slug, '_', '-') = ANY(${ingredients.slugs}::text[])
          ORDER BY id`,
    ),
    recipes: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM recipe
          WHERE name = ANY(${recipeKeys.names}::text[]) OR replace(slug, '_', '-') = ANY(${recipeKeys.slugs}::text[])
          ORDER BY id`,
    ),
    finishedUnits: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM finished_unit
          WHERE name = ANY(${units.names}::text[]) OR replace(slug, '_', '-') = ANY(${units.slugs}::text[])
          ORDER BY id`,
    ),
    finishedGoods: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM finished_good
          WHERE name = ANY(${goods.names}::text[]) OR replace(slug, '_', '-') = ANY(${goods.slugs}::text[])
          ORDER BY id`,
    ),
    packages: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, NULL AS within FROM package
          WHERE name = ANY(${packages.names}::text[]) OR replace(slug, '_', '-') = ANY(${packages.slugs}::text[])
          ORDER BY id`,
    ),
    recipients: await query<StoredRow>(
      session,
      sql`SELECT id, NULL AS slug, name, household_name AS within FROM recipient
          WHERE name = ANY(${recipients.names}::text[]) ORDER BY id`,
    ),
    events: await query<StoredRow>(
      session,
      sql`SELECT id, slug, name, date::text AS within FROM event
          WHERE name = ANY(${events.names}::text[]) OR replace(slug, '_', '-') = ANY(${events.slugs}::text[])
          ORDER BY id`,
    ),
  }
}

/** All products of some ingredients. */
export function storedProducts(session: Session, ingredients: readonly number[]): Promise<StoredProduct[]> {
  return query<StoredProduct>(
    session,
    sql`SELECT id, ingredient_id AS "ingredientId", brand, name, package_unit AS "packageUnit",
               trim_scale(package_unit_quantity)::text AS "packageUnitQuantity", is_preferred AS "isPreferred"
        FROM product WHERE ingredient_id = ANY(${ingredients}::int[]) ORDER BY id`,
  )
}

export interface StoredPurchase {
  readonly id: number
  readonly productId: number
  readonly purchasedOn: string
  readonly quantity: string
  readonly pricePerPackage: string
}

/** All purchases of some products, in the order of their ids. */
export function storedPurchases(session: Session, products: readonly number[]): Promise<StoredPurchase[]> {
  return query<StoredPurchase>(
    session,
    sql`SELECT id, product_id AS "productId", purchased_on::text AS "purchasedOn",
               trim_scale(quantity)::text AS quantity, trim_scale(price_per_package)::text AS "pricePerPackage"
        FROM purchase WHERE product_id = ANY(${products}::int[]) ORDER BY id`,
  )
}

export function storedLots(session: Session, products: readonly number[]) {
  return query<{ productId: number; purchasedOn: string | null; initialQuantity: string; location: string | null }>(
    session,
    sql`SELECT product_id AS "productId", purchased_on::text AS "purchasedOn",
               trim_scale(initial_quantity)::text AS "initialQuantity", location
        FROM lot WHERE product_id = ANY(${products}::int[])`,
  )
}

export function storedAssignments(session: Session, events: readonly number[]) {
  return query<{ eventId: number; recipientId: number; packageId: number }>(
    session,
    sql`SELECT event_id AS "eventId", recipient_id AS "recipientId", package_id AS "packageId"
        FROM assignment WHERE event_id = ANY(${events}::int[])`,
  )
}

export function storedRecords(session: Session, events: readonly number[]) {
  return query<{ eventId: number; recipeId: number; producedAt: string; batches: number; actualCost: string }>(
    session,
    sql`SELECT event_id AS "eventId", recipe_id AS "recipeId", batches, trim_scale(actual_cost)::text AS "actualCost",
               to_char(produced_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "producedAt"
        FROM production_record WHERE event_id = ANY(${events}::int[])`,
  )
}

/** Which components some goods have, and the goods within goods of all. */
export function storedCompositions(session: Session, goods: readonly number[]) {
  return query<{ goodId: number; unitId: number | null; componentGoodId: number | null }>(
    session,
    sql`SELECT finished_good_id AS "goodId", finished_unit_id AS "unitId", component_good_id AS "componentGoodId"
        FROM finished_good_component
        WHERE finished_good_id = ANY(${goods}::int[]) OR component_good_id IS NOT NULL`,
  )
}

export function storedContents(session: Session, packages: readonly number[]) {
  return query<{ packageId: number; goodId: number }>(
    session,
    sql`SELECT package_id AS "packageId", finished_good_id AS "goodId"
        FROM package_content WHERE package_id = ANY(${packages}::int[])`,
  )
}

/** Packages and goods that an assembled or delivered assignment has taken: their contents may not change any more. */
export async function takenContents(session: Session): Promise<{ packages: Set<number>; goods: Set<number> }> {
  const rows = await query<{ packageId: number | null; goodId: number | null }>(
    session,
    sql`WITH RECURSIVE taken_package AS (
          SELECT DISTINCT package_id FROM assignment WHERE status <> 'PENDING'
        ), taken_good AS (
          SELECT finished_good_id FROM package_content JOIN taken_package USING (package_id)
          UNION
          SELECT component.component_good_id
          FROM finished_good_component component JOIN taken_good USING (finished_good_id)
          WHERE component.component_good_id IS NOT NULL
        )
        SELECT package_id AS "packageId", NULL::int AS "goodId" FROM taken_package
        UNION ALL SELECT NULL, finished_good_id FROM taken_good`,
  )
  return {
    packages: new Set(rows.flatMap(({ packageId }) => packageId ?? [])),
    goods: new Set(rows.flatMap(({ goodId }) => goodId ?? [])),
  }
}
