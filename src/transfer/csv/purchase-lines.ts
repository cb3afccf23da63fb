import type { Origin } from '../problems.js'
import type { cellReader } from './cells.js'

export interface PurchaseLine {
  readonly origin: Origin
  readonly product: ProductCells
  readonly supplier: string | null
  readonly purchasedOn: string
  readonly packages: string
  readonly pricePerPackage: string
  readonly notes: string | null
}

/** What a line says about its product; null says nothing. */
export interface ProductCells {
  /** A name or a slug. */
  readonly ingredient: string
  readonly brand: string | null
  readonly name: string | null
  readonly packageUnit: string | null
  readonly packageUnitQuantity: string | null
}

export function purchaseLine(cells: ReturnType<typeof cellReader<'purchases'>>): PurchaseLine {
  return {
    origin: cells.origin,
    product: {
      ingredient: cells.name('ingredient'),
      brand: cells.optionalName('brand'),
      name: cells.optionalName('product'),
      packageUnit: cells.optionalUnit('packageUnit'),
      packageUnitQuantity: cells.optionalAmount('packageQuantity'),
    },
    supplier: cells.optionalName('supplier'),
    purchasedOn: cells.day('date'),
    packages: cells.amount('packages'),
    pricePerPackage: cells.price('price'),
    notes: cells.optionalText('notes'),
  }
}
