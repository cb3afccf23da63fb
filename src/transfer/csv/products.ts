import { z } from 'zod'
import { alikeName } from '../../catalog/name-rules.js'
import { read, sql, type Session } from '../../session/session.js'
import { alike } from '../../slugs.js'
import { identity } from '../identity.js'
import type { ProductCells, PurchaseLine } from './purchase-lines.js'

const StoredIngredient = z.strictObject({ id: z.int(), slug: z.string(), name: z.string() })
type StoredIngredient = z.infer<typeof StoredIngredient>

const StoredProduct = z.strictObject({
  id: z.int(),
  ingredientId: z.int(),
  brand: z.string(),
  name: z.string(),
  packageUnit: z.string(),
  packageUnitQuantity: z.string(),
  isPreferred: z.boolean(),
  archived: z.boolean(),
})
export type StoredProduct = z.infer<typeof StoredProduct>

/** Why no product is found, and what the line says about it. */
interface NotFound {
  readonly value: string
  readonly reason: string
}

type Found = StoredProduct | NotFound
export type FindProduct = (cells: ProductCells) => Found

/** Finds the products of lines: all are read in two statements, whatever their number. */
export async function productFinder(lines: readonly PurchaseLine[], session: Session): Promise<FindProduct> {
  const ingredients = index(await storedIngredients(session))
  const wanted = new Set(
    lines.flatMap(({ product }) => {
      const found = ingredientOf(product.ingredient, ingredients)
      return 'reason' in found ? [] : [found.id]
    }),
  )
  const products = grouped(await storedProducts([...wanted], session), ({ ingredientId }) => ingredientId)
  // Lines by the thousand are of few products.
  const known = new Map<string, Found>()
  return (cells) => {
    const { ingredient, brand, name, packageUnit, packageUnitQuantity } = cells
    const key = identity(ingredient, brand, name, packageUnit, packageUnitQuantity)
    const before = known.get(key)
    if (before !== undefined) return before
    const found = ingredientOf(ingredient, ingredients)
    const product = 'reason' in found ? found : productOf(cells, products.get(found.id) ?? [])
    known.set(key, product)
    return product
  }
}

interface Index {
  readonly bySlug: ReadonlyMap<string, readonly StoredIngredient[]>
  readonly byName: ReadonlyMap<string, readonly StoredIngredient[]>
}

const slugKey = (slug: string) => alike(slug.toLowerCase())

function index(rows: readonly StoredIngredient[]): Index {
  return {
    bySlug: grouped(rows, ({ slug }) => slugKey(slug)),
    byName: grouped(rows, ({ name }) => alikeName(name)),
  }
}

/** The ingredient by its slug, else by its name; of several that differ in case, the one that is written so. */
function ingredientOf(cell: string, { bySlug, byName }: Index): StoredIngredient | NotFound {
  const found = bySlug.get(slugKey(cell)) ?? byName.get(alikeName(cell)) ?? []
  const only = onlyOf(found) ?? onlyOf(found.filter(({ name, slug }) => name === cell || slug === cell))
  if (only !== undefined) return only
  const reason =
    found.length === 0
      ? 'no ingredient has this name or slug'
      : `more than one ingredient has this name: write its slug (${examples(found.map(({ slug }) => slug))})`
  return { value: cell, reason }
}

/**
 * The product that fits all that a line says, without case. Of several: the one that is in use; the one that is written
 * so; if the line gives a brand or a name, the one that has no more of them than the line; the preferred one.
 */
function productOf(cells: ProductCells, products: readonly StoredProduct[]): Found {
  const { brand, name, packageUnit, packageUnitQuantity } = cells
  const value = [cells.ingredient, brand, name, packageUnitQuantity, packageUnit]
    .filter((cell) => cell !== null)
    .join(', ')
  const fitting = products.filter(
    (product) =>
      (brand === null || alikeName(product.brand) === alikeName(brand)) &&
      (name === null || alikeName(product.name) === alikeName(name)) &&
      (packageUnit === null || alikeName(product.packageUnit) === alikeName(packageUnit)) &&
      (packageUnitQuantity === null || product.packageUnitQuantity === packageUnitQuantity),
  )
  const inUse = fitting.filter(({ archived }) => !archived)
  const candidates = inUse.length === 0 ? fitting : inUse
  const written = candidates.filter(
    (product) =>
      (brand === null || product.brand === brand) &&
      (name === null || product.name === name) &&
      (packageUnit === null || product.packageUnit === packageUnit),
  )
  const named = brand !== null || name !== null
  const plain = candidates.filter((product) => product.brand === (brand ?? '') && product.name === (name ?? ''))
  const only =
    onlyOf(candidates) ??
    onlyOf(written) ??
    (named ? onlyOf(plain) : undefined) ??
    onlyOf(candidates.filter(({ isPreferred }) => isPreferred))
  if (only !== undefined) return only
  if (candidates.length > 0) {
    const which = 'say which by product brand, product name, package unit and package quantity'
    return { value, reason: `more than one product fits (${examples(candidates.map(described))}): ${which}` }
  }
  const reason =
    products.length === 0 ? 'has no product' : `no product fits: there is ${examples(products.map(described))}`
  return { value, reason }
}

function described({ brand, name, packageUnit, packageUnitQuantity }: StoredProduct): string {
  return [brand, name, packageUnitQuantity, packageUnit].filter((word) => word !== '').join(' ')
}

const EXAMPLES = 5

function examples(texts: readonly string[]): string {
  const more = texts.length - EXAMPLES
  return [...texts.slice(0, EXAMPLES), ...(more > 0 ? [`${String(more)} more`] : [])].join('; ')
}

/** The one of a list that has no other. */
export function onlyOf<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}

/** The items of a list by a key, in the order of the list. */
export function grouped<T, K>(list: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const item of list) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** All of them: what is the same without case, only JavaScript's letters say. */
function storedIngredients(session: Session): Promise<StoredIngredient[]> {
  return read(session, sql`SELECT id, slug, name FROM ingredient ORDER BY id`, StoredIngredient)
}

/** All products of some ingredients. */
function storedProducts(ingredientIds: readonly number[], session: Session): Promise<StoredProduct[]> {
  return read(
    session,
    sql`SELECT id, ingredient_id AS "ingredientId", brand, name, package_unit AS "packageUnit",
               package_unit_quantity AS "packageUnitQuantity", is_preferred AS "isPreferred", archived
        FROM product WHERE ingredient_id = ANY(${ingredientIds}::int[]) ORDER BY id`,
    StoredProduct,
  )
}
