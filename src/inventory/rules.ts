import type { IngredientNeed } from '../catalog/costing-rules.js'
import type { Ingredient } from '../catalog/rules.js'
import { conversion, type Conversion, type Density } from '../catalog/units.js'
import { exact, plus, rounded, ZERO, type Exact } from '../decimal.js'
import { DECIMAL_PLACES } from '../quantities.js'

/** Values are kept to 4 places (DOMAIN.md, Rules of the write side). */
export const VALUE_PLACES = 4

export const LOT_ENTRY_KINDS = ['RECEIVED', 'CONSUMED', 'RETURNED', 'ADJUSTED', 'REPRICED', 'VOIDED'] as const
export type LotEntryKind = (typeof LOT_ENTRY_KINDS)[number]

export const ADJUSTMENT_REASONS = ['COUNT', 'SPOILAGE', 'GIFT', 'CORRECTION', 'OTHER'] as const
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number]

/** A quantity in the package unit, and what it is worth. */
export interface Amount {
  readonly quantity: Exact
  readonly value: Exact
}

/** Of one package unit, not rounded; null is unknown. No rate is ever invented. */
export type UnitCost = Exact | null

/** An entry as far as a lot's quantity and value follow from it. */
export interface LedgerEntry extends Amount {
  readonly id: number
  readonly kind: LotEntryKind
  /** The production record that it belongs to. */
  readonly recordId: number | null
  /** The take that it gives back. */
  readonly reversesId: number | null
}

const NOTHING: Amount = { quantity: ZERO, value: ZERO }

/** The cost of a package unit (rule 1): that of the lot itself, else by the price of its purchase. */
export function unitCostOf(lot: {
  readonly ownUnitCost: string | null
  readonly pricePerPackage: string | null
  readonly packageUnitQuantity: string
}): UnitCost {
  if (lot.ownUnitCost !== null) return exact(lot.ownUnitCost)
  return lot.pricePerPackage === null ? null : exact(lot.pricePerPackage).div(exact(lot.packageUnitQuantity))
}

/** What so many packages hold, in the package unit. */
export function quantityIn(packages: Exact, packageUnitQuantity: string): Exact {
  return rounded(packages.mul(exact(packageUnitQuantity)), DECIMAL_PLACES)
}

/** What comes in is worth r4(u x quantity); 0 if the price is unknown (rule 2). */
export function worth(quantity: Exact, unitCost: UnitCost): Exact {
  return unitCost === null ? ZERO : rounded(unitCost.mul(quantity), VALUE_PLACES)
}

/**
 * What a take of `quantity` from a lot costs (rule 2): all of its value if it takes all that the lot holds, else what the
 * value is above that of the rest. So the costs of all takes add up to what came in, and an empty lot is worth 0.
 */
export function costOfTake(quantity: Exact, held: Amount, unitCost: UnitCost): Exact {
  if (quantity.equals(held.quantity)) return held.value
  const cost = held.value.sub(worth(held.quantity.sub(quantity), unitCost))
  return cost.compare(0) < 0 ? ZERO : cost
}

/** What changes a lot from what it holds to what was counted: downwards a take, upwards at its cost. */
export function adjustment(toQuantity: Exact, held: Amount, unitCost: UnitCost): Amount {
  return change(toQuantity.sub(held.quantity), held, unitCost)
}

/** A change of a lot's quantity with what it is worth, of the same sign. */
export function change(quantity: Exact, held: Amount, unitCost: UnitCost): Amount {
  const value = quantity.compare(0) < 0 ? costOfTake(quantity.neg(), held, unitCost).neg() : worth(quantity, unitCost)
  return { quantity, value }
}

/** What entries add up to. */
export function sumOf(entries: Iterable<Amount>): Amount {
  let { quantity, value } = NOTHING
  for (const entry of entries) {
    quantity = quantity.add(entry.quantity)
    value = value.add(entry.value)
  }
  return { quantity, value }
}

/** A lot as far as bakes take from it. */
export interface StockedLot {
  readonly id: number
  /** The package unit of its product. */
  readonly unit: string
  readonly held: Amount
  readonly unitCost: UnitCost
}

/** The lots that hold something, by ingredient, in the order in which they are used up. */
export type Stock = ReadonlyMap<number, readonly StockedLot[]>

/** What there is of an ingredient in one unit, and which lots don't convert to it. */
export interface InStock {
  readonly quantity: Exact
  readonly unit: string
  /** Of the lots that convert. */
  readonly value: Exact
  readonly unconvertedLotIds: readonly number[]
}

/** The lots of an ingredient, added up in one unit. */
export function inStock(lots: readonly StockedLot[], unit: string, density: Density | null): InStock {
  let { quantity, value } = NOTHING
  const unconvertedLotIds: number[] = []
  for (const { id, unit: packageUnit, held } of lots) {
    const { factor } = conversion(packageUnit, unit, density)
    if (factor === undefined) {
      unconvertedLotIds.push(id)
      continue
    }
    quantity = plus(quantity, held.quantity.mul(factor))
    value = value.add(held.value)
  }
  return { quantity, unit, value, unconvertedLotIds }
}

/** What a bake takes from a lot, and what that costs. */
export interface Take {
  readonly lotId: number
  readonly ingredient: Ingredient
  readonly quantity: Exact
  readonly cost: Exact
}

export const SHORTAGE_REASONS = ['NOT_IN_STOCK', 'NO_DENSITY', 'UNIT_NOT_CONVERTIBLE'] as const
export type ShortageReason = (typeof SHORTAGE_REASONS)[number]

/** An ingredient of which the lots hold too little, or that can't be converted to what they hold, in the recipe's unit. */
export interface Shortfall {
  readonly ingredient: Ingredient
  readonly unit: string
  readonly needed: Exact
  readonly available: Exact
  readonly missing: Exact
  readonly reason: ShortageReason
}

export interface Bake {
  readonly takes: readonly Take[]
  readonly shortfalls: readonly Shortfall[]
  readonly cost: Exact
  /** Whether nothing falls short, and the price of all that is taken is known. */
  readonly costIsComplete: boolean
  /** What the lots hold afterwards. */
  readonly left: Stock
}

/** A remainder of a lot below this, in its package unit, goes along (rule 4). */
const DUST = exact('0.000001')
/** A shortfall is none if it is below this, in the unit of the need, and below a millionth of the need (rule 4). */
const SMALLEST_SHORTFALL = exact('0.001')
const MILLIONTH = exact('0.000001')

/**
 * What so many batches take, first in, first out, of what each batch needs, and what they lack (DOMAIN.md, rules 2 to 5).
 * Takes what is there even if it is too little: whether that may be is the caller's to say.
 */
export function bake(needs: readonly IngredientNeed[], batches: number, stock: Stock): Bake {
  const left = new Map(stock)
  const takes: Take[] = []
  const shortfalls: Shortfall[] = []
  let cost = ZERO
  let costIsComplete = true
  for (const need of needs) {
    const { ingredient, unit } = need
    const needed = need.quantity.mul(batches)
    const lots = left.get(ingredient.id) ?? []
    const { missing, taken, unconverted } = takeFrom(lots, needed, need)
    const amounts = new Map<StockedLot, Amount>()
    for (const { lot, quantity } of taken) {
      const costOfLot = costOfTake(quantity, lot.held, lot.unitCost)
      amounts.set(lot, { quantity, value: costOfLot })
      takes.push({ lotId: lot.id, ingredient, quantity, cost: costOfLot })
      cost = cost.add(costOfLot)
      if (lot.unitCost === null) costIsComplete = false
    }
    left.set(ingredient.id, without(lots, amounts))
    const isNone = missing.compare(SMALLEST_SHORTFALL) < 0 && missing.compare(needed.mul(MILLIONTH)) < 0
    if (missing.equals(ZERO) || isNone) continue
    costIsComplete = false
    shortfalls.push({
      ingredient,
      unit,
      needed,
      available: needed.sub(missing),
      missing,
      reason: unconverted ?? 'NOT_IN_STOCK',
    })
  }
  return { takes, shortfalls, cost, costIsComplete, left }
}

/** What is taken from lots for a need, in the package unit of each, and how much of the need that leaves. */
function takeFrom(
  lots: readonly StockedLot[],
  needed: Exact,
  { unit, density }: IngredientNeed,
): {
  readonly missing: Exact
  readonly taken: readonly { readonly lot: StockedLot; readonly quantity: Exact }[]
  /** Why a lot was left out: that a density is missing before all else. */
  readonly unconverted: 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE' | undefined
} {
  const taken: { lot: StockedLot; quantity: Exact }[] = []
  let missing = needed
  let unconverted: 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE' | undefined
  const conversions = new Map<string, Conversion>()
  for (const lot of lots) {
    if (missing.equals(ZERO)) break
    const converted = conversions.get(lot.unit) ?? conversion(lot.unit, unit, density)
    conversions.set(lot.unit, converted)
    const { factor, reason } = converted
    if (factor === undefined) {
      if (unconverted !== 'NO_DENSITY') unconverted = reason
      continue
    }
    const held = lot.held.quantity
    const there = held.mul(factor)
    if (there.compare(missing) <= 0) {
      taken.push({ lot, quantity: held })
      missing = missing.sub(there)
      continue
    }
    // The last lot: only here is something rounded.
    const quantity = rounded(missing.div(factor), DECIMAL_PLACES)
    const rest = held.sub(quantity)
    if (!quantity.equals(ZERO)) taken.push({ lot, quantity: rest.compare(DUST) < 0 ? held : quantity })
    missing = ZERO
  }
  return { missing, taken, unconverted }
}

/** What lots hold after these amounts were taken from them; those that are empty are gone. */
function without(lots: readonly StockedLot[], taken: ReadonlyMap<StockedLot, Amount>): readonly StockedLot[] {
  if (taken.size === 0) return lots
  return lots.flatMap((lot) => {
    const amount = taken.get(lot)
    if (amount === undefined) return [lot]
    const quantity = lot.held.quantity.sub(amount.quantity)
    if (quantity.equals(ZERO)) return []
    const { id, unit, unitCost, held } = lot
    return [{ id, unit, unitCost, held: { quantity, value: held.value.sub(amount.value) } }]
  })
}

/** How the value of what belongs to one record, or to none, changes by a new price. */
export interface Repricing {
  readonly recordId: number | null
  readonly value: Exact
}

/**
 * Replays a lot's entries, in their order, at another cost (rule 9): quantities stay, and what is given back is worth
 * what its take costs now. Returns what the lot then holds, and by which differences its value gets there: one for each
 * record whose takes cost more or less, and one for all else, which is there even if it is 0.
 */
export function replay(
  entries: readonly LedgerEntry[],
  unitCost: UnitCost,
): { readonly held: Amount; readonly repricings: readonly Repricing[] } {
  let held = NOTHING
  const differences = new Map<number | null, Exact>([[null, ZERO]])
  const add = (recordId: number | null, value: Exact): void => {
    differences.set(recordId, (differences.get(recordId) ?? ZERO).add(value))
  }
  const valueNow = new Map<number, Exact>()
  for (const { id, kind, quantity, value, recordId, reversesId } of entries) {
    add(recordId, value.neg())
    if (kind === 'REPRICED') continue
    const returned = kind === 'RETURNED' && reversesId !== null ? valueNow.get(reversesId)?.neg() : undefined
    const now = returned ?? change(quantity, held, unitCost).value
    valueNow.set(id, now)
    add(recordId, now)
    held = { quantity: held.quantity.add(quantity), value: held.value.add(now) }
  }
  const repricings = [...differences]
    .map(([recordId, value]) => ({ recordId, value }))
    .filter(({ recordId, value }) => recordId === null || !value.equals(ZERO))
  return { held, repricings }
}
