import { z } from 'zod'
import { conversion } from '../../catalog/units.js'
import { exact, toShortest, type Exact } from '../../decimal.js'
import { DECIMAL_PLACES } from '../../quantities.js'
import { insertEntries, type NewEntry } from '../../inventory/ledger.js'
import { unitCostOf, worth } from '../../inventory/rules.js'
import { read, sql, write, type Session, type WritingSession } from '../../session/session.js'
import { identity, idsOf, surplus, tagger } from '../identity.js'
import { fitsDecimal, NAME, TEXT, UNIT } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row, type Run } from '../section.js'
import { productOf, products, type Product, type ProductReference } from './products.js'
import { before, purchases, storedPurchases, type Purchase } from './purchases.js'

interface LotRow extends Row {
  readonly product: ProductReference
  readonly purchasedOn: string | null
  readonly initialQuantity: string
  readonly quantity: string
  /** The unit of the quantities and of the cost, if it is not the product's package unit. */
  readonly unit: string | null
  readonly unitCost: string | null
  readonly location: string | null
  readonly notes: string | null
}

interface PlannedLot {
  readonly entry: Entry
  readonly row: LotRow
  readonly product: Product
  readonly purchase: Purchase | null
  readonly initialQuantity: string
  readonly quantity: string
  /** If it is not the price of the purchase. */
  readonly unitCost: string | null
}

export const lots = section<LotRow, readonly PlannedLot[]>({
  names: ['inventory_items', 'pantry_items'],
  read: (row) => {
    const quantity = row.price('quantity', 'current_quantity')
    return {
      origin: row.origin,
      product: productOf(row),
      purchasedOn: row.optionalDay('purchase_date', 'purchased_at', 'acquisition_date', 'purchased_on'),
      initialQuantity: row.optionalPrice('initial_quantity') ?? quantity,
      quantity,
      unit: row.optionalText(UNIT, 'unit'),
      unitCost: row.optionalPrice('unit_cost', 'unit_price'),
      location: row.optionalText(NAME, 'location'),
      notes: row.optionalText(TEXT, 'notes'),
    }
  },
  plan: async (rows, run, report) => {
    const tag = tagger()
    const known = rows.flatMap((row) => {
      const product = products.of(run).find(row.origin, row.product)
      return product === undefined ? [] : [{ row, product }]
    })
    const productIds = idsOf(known.map(({ product }) => product))
    const purchaseOf = await purchasesOfDays(productIds, run)
    const planned = known.flatMap(({ row, product }) => {
      const factor = factorOf(row.unit, product.packageUnit)
      if (factor === undefined) {
        const reason = `can't be converted to ${product.packageUnit}, the product's package unit`
        run.refuse(row.origin, 'unit', row.unit, reason)
        return []
      }
      const purchase = purchaseOf(product, row.purchasedOn)
      const entry: Entry = { id: undefined, name: row.purchasedOn ?? '' }
      const lot = { entry, row, product, purchase, ...converted(row, factor, product, run) }
      return [{ ...lot, key: identity(tag(product), row.purchasedOn, lot.initialQuantity, row.location) }]
    })
    const stored = (await storedLots(productIds, run.session)).map((lot) => ({
      key: identity(lot.productId, lot.purchasedOn, lot.initialQuantity, lot.location),
    }))
    return surplus(report, planned, stored).added
  },
  write: async (added, { insert, session }) => {
    await insert(
      'lot',
      added.map(({ row, product, purchase, initialQuantity, unitCost }) => ({
        product_id: idOf(product),
        purchase_id: purchase && idOf(purchase),
        purchased_on: row.purchasedOn,
        initial_quantity: initialQuantity,
        // What it holds comes with its first entry.
        quantity: 0,
        value: 0,
        version: 0,
        unit_cost: unitCost,
        location: row.location,
        notes: row.notes,
      })),
      added,
    )
    await addEmptyLots(session)
    await write(session, insertEntries(added.map(openingEntry), session))
  },
})

/** What a lot holds when it is imported, at its cost; without one it has the value 0. */
function openingEntry({ entry, product, purchase, quantity, unitCost }: PlannedLot): NewEntry {
  const cost = unitCostOf({
    ownUnitCost: unitCost,
    pricePerPackage: purchase && purchase.pricePerPackage,
    packageUnitQuantity: product.packageUnitQuantity,
  })
  const held = exact(quantity)
  return { lotId: idOf(entry), kind: 'RECEIVED', quantity: held, value: worth(held, cost) }
}

/** A purchase that the file has no lot of is used up: its lot is empty. */
async function addEmptyLots(session: WritingSession): Promise<void> {
  await write(
    session,
    sql`
    WITH l AS (
      INSERT INTO lot (product_id, purchase_id, purchased_on, initial_quantity)
      SELECT product_id, id, purchased_on, 0 FROM purchase b
      WHERE NOT EXISTS (SELECT FROM lot l WHERE l.purchase_id = b.id) ORDER BY id RETURNING id)
    INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'RECEIVED', 0, 0 FROM l`,
  )
}

/**
 * The purchase of the product on the lot's day: the first lot's is the first, and so on. None that is voided: what is in
 * stock is not of it.
 */
async function purchasesOfDays(
  productIds: readonly number[],
  run: Run,
): Promise<(product: Product, day: string | null) => Purchase | null> {
  const tag = tagger()
  const stored = new Map<string, Purchase[]>()
  for (const { productId, entered, ...purchase } of await storedPurchases(productIds, run.session)) {
    const day = identity(productId, entered.purchasedOn)
    stored.set(day, stored.get(day) ?? [])
    stored.get(day)?.push({ ...purchase, name: entered.purchasedOn })
  }
  const lotsOfDay = new Map<string, number>()
  return (product, day) => {
    const key = identity(tag(product), day)
    const index = lotsOfDay.get(key) ?? 0
    lotsOfDay.set(key, index + 1)
    const ofFile = purchases.of(run).ofDay(product, day)
    const candidates = (ofFile.length > 0 ? ofFile : (stored.get(key) ?? [])).filter(({ isVoided }) => !isVoided)
    return candidates[index] ?? candidates.at(-1) ?? null
  }
}

function factorOf(unit: string | null, packageUnit: string): Exact | undefined {
  return unit === null || unit === packageUnit ? exact(1) : conversion(unit, packageUnit, null).factor
}

/** The lot in the product's package unit. */
function converted(
  row: LotRow,
  factor: Exact,
  { packageUnit }: Product,
  { refuse }: Run,
): Pick<PlannedLot, 'initialQuantity' | 'quantity' | 'unitCost'> {
  const stored = (field: string, value: string, inPackageUnit: Exact): string => {
    if (fitsDecimal(inPackageUnit)) return toShortest(inPackageUnit, DECIMAL_PLACES)
    refuse(row.origin, field, value, `is too large in ${packageUnit}, the product's package unit`)
    return '0'
  }
  return {
    initialQuantity: stored('initial_quantity', row.initialQuantity, exact(row.initialQuantity).mul(factor)),
    quantity: stored('quantity', row.quantity, exact(row.quantity).mul(factor)),
    unitCost: row.unitCost === null ? null : stored('unit_cost', row.unitCost, exact(row.unitCost).div(factor)),
  }
}

function storedLots(productIds: readonly number[], session: Session) {
  return read(
    session,
    sql`SELECT product_id AS "productId",
               coalesce(${before('purchasedOn', sql`purchase_id`)}::date, purchased_on) AS "purchasedOn",
               initial_quantity AS "initialQuantity", location
        FROM lot WHERE product_id = ANY(${productIds}::int[])`,
    z.strictObject({
      productId: z.int(),
      purchasedOn: z.string().nullable(),
      initialQuantity: z.string(),
      location: z.string().nullable(),
    }),
  )
}
