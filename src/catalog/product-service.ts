import { z } from 'zod'
import { notFound } from '../domain-error.js'
import { existing } from '../lookup.js'
import type { Page, Slice, TextKey, Which } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import type { Product } from './rules.js'

export const productNotFound = notFound('PRODUCT_NOT_FOUND', 'Product')

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

const DefinitionRow = z.strictObject({
  id: z.int(),
  brand: z.string(),
  name: z.string(),
  packageUnit: z.string(),
  packageUnitQuantity: z.string(),
  isPreferred: z.boolean(),
  version: z.int(),
  archived: z.boolean(),
  packageSize: z.string().nullable(),
  packageType: z.string().nullable(),
  gtin: z.string().nullable(),
  notes: z.string().nullable(),
  ingredientId: z.int(),
  slug: z.string(),
  ingredientName: z.string(),
  isTracked: z.boolean(),
})

/** A product with what of it is not read with each lot. */
export interface ProductDefinition extends Product {
  readonly version: number
  readonly archived: boolean
  readonly packageSize: string | null
  readonly packageType: string | null
  readonly gtin: string | null
  readonly notes: string | null
}

const productTables: Statement = sql`product d JOIN ingredient i ON i.id = d.ingredient_id`

const productColumns: Statement = sql`d.id, d.brand, d.name, d.package_unit AS "packageUnit",
  d.package_unit_quantity AS "packageUnitQuantity", d.is_preferred AS "isPreferred", d.version, d.archived,
  d.package_size AS "packageSize", d.package_type AS "packageType", d.gtin, d.notes,
  i.id AS "ingredientId", i.slug, i.name AS "ingredientName", i.is_tracked AS "isTracked"`

function definitionOf(row: z.infer<typeof DefinitionRow>): ProductDefinition {
  const { ingredientId, slug, ingredientName, isTracked, ...product } = row
  return { ...product, ingredient: { id: ingredientId, slug, name: ingredientName, isTracked } }
}

/** The products of these ids by themselves; those that do not exist are missing from the answer. */
export async function getProductDefinitionsByIds(
  ids: readonly number[],
  session: Session,
): Promise<ProductDefinition[]> {
  const rows = await read(
    session,
    sql`SELECT ${productColumns} FROM ${productTables} WHERE d.id = ANY(${ids})`,
    DefinitionRow,
  )
  return rows.map(definitionOf)
}

/** The product. Throws PRODUCT_NOT_FOUND. */
export async function getProduct(productId: number, session: Session): Promise<Product> {
  const [product] = await getProductsByIds([productId], session)
  if (product === undefined) throw productNotFound(productId)
  return product
}

export type ProductOrder = 'NAME' | 'NEWEST'

/** Which products a list has, and in which order. */
export interface WhichProducts extends Which<ProductOrder> {
  readonly ingredientId?: number | undefined
  readonly preferred?: boolean | undefined
}

const products: Definitions<typeof DefinitionRow, ProductOrder> = {
  from: productTables,
  columns: productColumns,
  row: DefinitionRow,
  // Most have neither a brand nor a name: who looks for one knows what it is of.
  searched: [sql`i.name`, sql`d.brand`, sql`d.name`],
  orders: { NAME: sql`i.name`, NEWEST: 'newest first' },
}

/** Products by the name of their ingredient, then id, or the newest first. */
export async function getProducts(
  which: WhichProducts,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<ProductDefinition>> {
  const slice = await readDefinitions(products, { ...which, also: productCondition(which) }, page, session)
  return { ...slice, rows: slice.rows.map(definitionOf) }
}

export function countProducts(which: WhichProducts, session: Session): Promise<number> {
  return countDefinitions(products, { filter: which.filter, also: productCondition(which) }, session)
}

function productCondition({ ingredientId, preferred }: WhichProducts): Statement {
  return sql`TRUE
    ${ingredientId === undefined ? sql`` : sql`AND d.ingredient_id = ${ingredientId}`}
    ${preferred === undefined ? sql`` : sql`AND d.is_preferred = ${preferred}`}`
}

/** The products of each ingredient, by brand, then name, then id. */
export async function getProductsOfIngredients(
  ingredientIds: readonly number[],
  session: Session,
): Promise<Map<number, ProductDefinition[]>> {
  const rows = await read(
    session,
    sql`
    SELECT ${productColumns} FROM ${productTables} WHERE d.ingredient_id = ANY(${ingredientIds})
    ORDER BY d.brand, d.name, d.id`,
    DefinitionRow,
  )
  const byIngredient = new Map<number, ProductDefinition[]>(ingredientIds.map((id) => [id, []]))
  for (const row of rows) existing(byIngredient, row.ingredientId).push(definitionOf(row))
  return byIngredient
}
