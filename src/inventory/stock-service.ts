import { z } from 'zod'
import { type Density, knownUnit } from '../catalog/units.js'
import { exact, money, toShortest } from '../decimal.js'
import { invalid } from '../domain-error.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { inStock, type Stock, type StockedLot, unitCostOf } from './rules.js'

const StockRow = z.strictObject({
  id: z.int(),
  ingredientId: z.int(),
  unit: z.string(),
  quantity: z.string(),
  value: z.string(),
  ownUnitCost: z.string().nullable(),
  pricePerPackage: z.string().nullable(),
  packageUnitQuantity: z.string(),
})

/**
 * The lots that hold something of the ingredients that a subquery selects, of all their products, as they are used up: by
 * purchase date, unknown ones last, then by id. One statement.
 */
export async function getStock(ingredientIds: Statement, session: Session): Promise<Stock> {
  const rows = await read(
    session,
    sql`
    SELECT l.id, p.ingredient_id AS "ingredientId", p.package_unit AS unit, l.quantity, l.value,
      l.unit_cost AS "ownUnitCost", b.price_per_package AS "pricePerPackage",
      p.package_unit_quantity AS "packageUnitQuantity"
    FROM product p JOIN lot l ON l.product_id = p.id AND l.quantity > 0 LEFT JOIN purchase b ON b.id = l.purchase_id
    WHERE p.ingredient_id IN (${ingredientIds}) ORDER BY l.purchased_on, l.id`,
    StockRow,
  )
  const stock = new Map<number, StockedLot[]>()
  for (const row of rows) {
    const lots = stock.get(row.ingredientId) ?? []
    stock.set(row.ingredientId, lots)
    const held = { quantity: exact(row.quantity), value: exact(row.value) }
    lots.push({ id: row.id, unit: row.unit, held, unitCost: unitCostOf(row) })
  }
  return stock
}

/** The lots of an ingredient that hold something, and how they are added up. */
export interface IngredientStock {
  readonly lots: readonly StockedLot[]
  readonly density: Density | null
  /** The package unit of the preferred product, or of the first; null without any product. */
  readonly unit: string | null
}

const MeasureRow = z.strictObject({
  id: z.int(),
  unit: z.string().nullable(),
  density: z
    .strictObject({ volume: z.string(), volumeUnit: z.string(), weight: z.string(), weightUnit: z.string() })
    .nullable(),
})

/** The stock of each ingredient. Two statements for all. */
export async function getStockOfIngredients(
  ingredientIds: readonly number[],
  session: Session,
): Promise<Map<number, IngredientStock>> {
  const [stock, rows] = await Promise.all([
    getStock(sql`SELECT unnest(${ingredientIds}::int[])`, session),
    read(
      session,
      sql`
      SELECT i.id, CASE WHEN i.density_volume IS NOT NULL THEN json_build_object(
          'volume', i.density_volume::text, 'volumeUnit', i.density_volume_unit,
          'weight', i.density_weight::text, 'weightUnit', i.density_weight_unit) END AS density,
        (SELECT p.package_unit FROM product p WHERE p.ingredient_id = i.id ORDER BY p.is_preferred DESC, p.id LIMIT 1) AS unit
      FROM ingredient i WHERE i.id = ANY(${ingredientIds})`,
      MeasureRow,
    ),
  ])
  return new Map(rows.map(({ id, ...measure }) => [id, { ...measure, lots: stock.get(id) ?? [] }]))
}

/** What there is of an ingredient, as the API shows it. */
export interface Stocked {
  readonly quantity: string
  readonly unit: string
  readonly value: string
  readonly unconvertedLotIds: readonly number[]
}

/**
 * What there is of an ingredient in a unit, or in that of its products; null without any. Throws VALIDATION_FAILED for a
 * unit that is not known.
 */
export function stockIn(asked: string | null | undefined, stock: IngredientStock): Stocked | null {
  const known = asked === null || asked === undefined ? undefined : knownUnit(asked)
  if (asked !== null && asked !== undefined && known === undefined) throw invalid('unit', 'is not a known unit')
  if (stock.unit === null) return null
  const { quantity, unit, value, unconvertedLotIds } = inStock(stock.lots, known ?? stock.unit, stock.density)
  return { quantity: toShortest(quantity, DECIMAL_PLACES), unit, value: money(value), unconvertedLotIds }
}
