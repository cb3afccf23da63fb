import { z } from 'zod'
import { MAX_PARTS } from '../../quantities.js'
import { read, sql, type Session } from '../../session/session.js'
import { identity, idsOf, tagger } from '../identity.js'
import type { Added } from '../matching.js'
import type { Origin } from '../problems.js'
import { NAME, TEXT, UNIT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { skipRepeated } from '../report.js'
import { section, type Row, type Run } from '../section.js'
import { ingredientOf, ingredients } from './ingredients.js'

interface ProductRow extends Row {
  readonly ingredient: Reference
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly packageSize: string | null
  readonly packageType: string | null
  readonly gtin: string | null
  readonly isPreferred: boolean
  readonly archived: boolean
  readonly notes: string | null
}

/** A product has no slug: it is known by its ingredient, its brand, and as much more as the file gives. */
export interface ProductReference {
  readonly ingredient: Reference
  readonly brand: string | null
  readonly name: string | null
  readonly packageUnit: string | null
  readonly packageUnitQuantity: string | null
}

export interface Product extends Entry {
  readonly ingredient: Entry
  readonly brand: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
}

interface Planned {
  readonly added: readonly (Added<ProductRow> & { readonly ingredient: Entry; readonly isPreferred: boolean })[]
  /** The product that a row refers to. Refuses the row if there is none, or more than one. */
  readonly find: (origin: Origin, reference: ProductReference) => Product | undefined
}

/** Products of the file and of the database by their ingredient. */
interface Shelves {
  readonly ofFile: ReadonlyMap<Entry, readonly Product[]>
  readonly ofDatabase: ReadonlyMap<Entry, readonly Product[]>
}

export function productOf(row: Reader): ProductReference {
  return {
    ingredient: ingredientOf(row),
    brand: row.optionalText(NAME, 'product_brand', 'variant_brand', 'brand'),
    name: row.optionalText(NAME, 'product_name', 'variant_name'),
    packageUnit: row.optionalText(UNIT, 'package_unit', 'purchase_unit'),
    packageUnitQuantity: row.optionalAmount('package_unit_quantity'),
  }
}

export const products = section<ProductRow, Planned>({
  names: ['products', 'variants'],
  read: (row) => ({
    origin: row.origin,
    ingredient: ingredientOf(row),
    brand: row.optionalText(NAME, 'brand') ?? '',
    name: row.optionalText(NAME, 'product_name', 'name') ?? '',
    packageUnit: row.text(UNIT, 'package_unit', 'purchase_unit'),
    packageUnitQuantity: row.amount('package_unit_quantity', 'purchase_quantity'),
    packageSize: row.optionalText(NAME, 'package_size'),
    packageType: row.optionalText(NAME, 'package_type'),
    gtin: row.optionalText(NAME, 'gtin', 'upc_code'),
    isPreferred: row.flag(false, 'preferred', 'is_preferred'),
    archived: row.flag(false, 'is_hidden'),
    notes: row.optionalText(TEXT, 'notes'),
  }),
  plan: async (rows, run, report) => {
    const planned = ingredients.of(run)
    const tag = tagger()
    const keyOf = (product: Omit<Product, 'id'>) =>
      identity(tag(product.ingredient), product.brand, product.name, product.packageUnit, product.packageUnitQuantity)
    const ingredientById = new Map(planned.known.map((entry) => [entry.id, entry]))
    const ofDatabase = new Map<Entry, Product[]>()
    const storedByKey = new Map<string, Product>()
    const preferred = new Set<Entry>()
    for (const { ingredientId, isPreferred, ...stored } of await storedProducts(idsOf(planned.known), run.session)) {
      const ingredient = ingredientById.get(ingredientId)
      if (ingredient === undefined) continue
      const product = { ...stored, ingredient }
      storedByKey.set(keyOf(product), product)
      push(ofDatabase, ingredient, product)
      if (isPreferred) preferred.add(ingredient)
    }

    const ofFile = new Map<Entry, Product[]>()
    const firsts = new Map<string, ProductRow>()
    const preferredInFile = new Map<Entry, ProductRow>()
    const added: Planned['added'][number][] = []
    for (const row of rows) {
      const { brand, name, packageUnit, packageUnitQuantity, origin } = row
      const ingredient = planned.find(origin, row.ingredient)
      if (ingredient === undefined) continue
      const described = { ingredient, brand, name, packageUnit, packageUnitQuantity }
      const key = keyOf(described)
      const first = firsts.get(key)
      if (first !== undefined) {
        skipRepeated(report, origin, first.origin)
        continue
      }
      firsts.set(key, row)
      const other = preferredInFile.get(ingredient)
      if (row.isPreferred && other !== undefined) {
        const reason = `has a preferred product in row ${String(other.origin.row)} already`
        run.refuse(origin, 'preferred', ingredient.name, reason)
      }
      if (row.isPreferred) preferredInFile.set(ingredient, row)
      const there = storedByKey.get(key)
      const product = there ?? { ...described, id: undefined }
      if (push(ofFile, ingredient, product) === MAX_PARTS + 1)
        run.refuse(origin, 'row', ingredient.name, `has more than ${String(MAX_PARTS)} products`)
      if (there !== undefined) {
        report.alreadyThere++
        continue
      }
      const isPreferred = row.isPreferred && !preferred.has(ingredient)
      if (row.isPreferred && !isPreferred) {
        const reason = `the database prefers another product of ${ingredient.name}`
        report.skippedFields.push({ row: origin.row, field: 'preferred', reason })
      }
      added.push({ row, entry: product, ingredient, isPreferred })
      report.added++
    }
    return { added, find: (origin, reference) => find(run, { ofFile, ofDatabase }, origin, reference) }
  },
  write: ({ added }, { insert }) =>
    insert(
      'product',
      added.map(({ row, ingredient, isPreferred }) => ({
        ingredient_id: idOf(ingredient),
        brand: row.brand,
        name: row.name,
        package_unit: row.packageUnit,
        package_unit_quantity: row.packageUnitQuantity,
        package_size: row.packageSize,
        package_type: row.packageType,
        gtin: row.gtin,
        is_preferred: isPreferred,
        archived: row.archived,
        notes: row.notes,
      })),
      added,
    ),
})

/** The product that fits all that the reference says; if several do, the one that says no more than it. */
function find(run: Run, shelves: Shelves, origin: Origin, reference: ProductReference): Product | undefined {
  const ingredient = ingredients.of(run).find(origin, reference.ingredient)
  if (ingredient === undefined) return undefined
  const { brand, name, packageUnit, packageUnitQuantity } = reference
  const said = [reference.ingredient.slug ?? reference.ingredient.name, brand, name, packageUnit, packageUnitQuantity]
  const value = said.filter(Boolean).join(', ')
  for (const products of [shelves.ofFile.get(ingredient), shelves.ofDatabase.get(ingredient)]) {
    const fitting = (products ?? []).filter(
      (product) =>
        (brand === null || product.brand === brand) &&
        (name === null || product.name === name) &&
        (packageUnit === null || product.packageUnit === packageUnit) &&
        (packageUnitQuantity === null || product.packageUnitQuantity === packageUnitQuantity),
    )
    const plain = fitting.filter((product) => product.brand === (brand ?? '') && product.name === (name ?? ''))
    const [only] = fitting.length === 1 ? fitting : plain
    if (only !== undefined && (fitting.length === 1 || plain.length === 1)) return only
    if (fitting.length > 0) {
      run.refuse(origin, 'product_brand', value, 'more than one product fits')
      return undefined
    }
  }
  run.refuse(origin, 'product_brand', value, 'no such product in the file or in the database')
  return undefined
}

/** Adds to the products of an ingredient, and returns how many there are. */
function push(products: Map<Entry, Product[]>, ingredient: Entry, product: Product): number {
  const siblings = products.get(ingredient)
  if (siblings !== undefined) return siblings.push(product)
  products.set(ingredient, [product])
  return 1
}

const StoredProduct = z.strictObject({
  id: z.int(),
  ingredientId: z.int(),
  brand: z.string(),
  name: z.string(),
  packageUnit: z.string(),
  packageUnitQuantity: z.string(),
  isPreferred: z.boolean(),
})
type StoredProduct = z.infer<typeof StoredProduct>

/** All products of some ingredients. */
function storedProducts(ingredientIds: readonly number[], session: Session): Promise<StoredProduct[]> {
  return read(
    session,
    sql`SELECT id, ingredient_id AS "ingredientId", brand, name, package_unit AS "packageUnit",
               package_unit_quantity AS "packageUnitQuantity", is_preferred AS "isPreferred"
        FROM product WHERE ingredient_id = ANY(${ingredientIds}::int[]) ORDER BY id`,
    StoredProduct,
  )
}
