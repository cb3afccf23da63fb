import { exact, ZERO, type Exact } from '../decimal.js'
import { Refusal } from '../refusal.js'
import { conversion, type Density } from './units.js'

export interface Recipe {
  readonly id: number
  readonly name: string
  readonly category: string
}

export interface FinishedUnit {
  readonly id: number
  readonly name: string
  readonly recipe: Recipe
  /** Items that a batch yields; null where the unit takes `batchPercentage` of one. */
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
}

export interface FinishedGood {
  readonly id: number
  readonly name: string
  readonly components: readonly GoodComponent[]
}

/** Just one of finishedUnit and finishedGood is set. */
export interface GoodComponent {
  readonly quantity: string
  readonly finishedUnit: FinishedUnit | null
  readonly finishedGood: FinishedGood | null
}

export interface PackageContent {
  readonly finishedGood: FinishedGood
  readonly quantity: number
}

/** Finished goods nest at most this deep (DOMAIN.md, Words). */
export const MAX_NESTING = 10

/** The part of a batch that one unit takes: 1 / itemsPerBatch, or batchPercentage / 100 (DOMAIN.md, Formulas). */
export function batchFraction(unit: Pick<FinishedUnit, 'itemsPerBatch' | 'batchPercentage'>): Exact {
  return unit.itemsPerBatch === null ? exact(unit.batchPercentage ?? '0').div(100) : exact(1).div(unit.itemsPerBatch)
}

/** Batches of each recipe, not rounded. */
export type Needs = ReadonlyMap<number, { readonly recipe: Recipe; readonly batches: Exact }>

/**
 * What one package needs of each recipe: its goods expanded, nested ones too, quantities multiplied exactly, and each
 * unit counted as its batch fraction (DOMAIN.md, Units of a package). Throws CIRCULAR_REFERENCE on a cycle or where
 * goods nest deeper than they may.
 */
export function needsOfPackage(contents: readonly PackageContent[]): Needs {
  const needs = new Map<number, { recipe: Recipe; batches: Exact }>()
  const expand = (good: FinishedGood, times: Exact, path: readonly FinishedGood[]): void => {
    if (path.includes(good) || path.length >= MAX_NESTING) throw circular([...path, good])
    for (const { finishedUnit, finishedGood, quantity } of good.components) {
      const count = times.mul(exact(quantity))
      if (finishedGood !== null) expand(finishedGood, count, [...path, good])
      if (finishedUnit !== null) {
        const batches = count.mul(batchFraction(finishedUnit))
        const { recipe } = finishedUnit
        needs.set(recipe.id, { recipe, batches: needs.get(recipe.id)?.batches.add(batches) ?? batches })
      }
    }
  }
  for (const { finishedGood, quantity } of contents) expand(finishedGood, exact(quantity), [])
  return needs
}

export interface Ingredient {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** A recipe's line with what pricing it takes. */
export interface PricedLine {
  readonly ingredient: Ingredient
  readonly quantity: string
  readonly unit: string
  readonly density: Density | null
  /** The ingredient's preferred product, with the price per package of its latest purchase. */
  readonly product: {
    readonly packageUnit: string
    readonly packageUnitQuantity: string
    readonly pricePerPackage: string | null
  } | null
}

export interface PricedRecipe {
  readonly recipe: Recipe
  readonly lines: readonly PricedLine[]
  readonly components: readonly { readonly recipeId: number; readonly quantity: string }[]
}

export type CostGapReason = 'NO_PREFERRED_PRODUCT' | 'NO_PURCHASE' | 'NO_DENSITY' | 'UNIT_NOT_CONVERTIBLE'

/** A recipe line that could not be priced; it costs 0. */
export interface CostGap {
  readonly recipe: Recipe
  readonly ingredient: Ingredient
  readonly reason: CostGapReason
}

/** What a batch of a recipe is planned to cost, exactly, and the lines of it and of its components without a price. */
export interface RecipeCosting {
  readonly recipe: Recipe
  readonly costPerBatch: Exact
  readonly gaps: readonly CostGap[]
}

/**
 * The planned cost of a batch of each recipe (DOMAIN.md, Planned cost of a batch). `recipes` must hold the components
 * of all that it holds. Throws CIRCULAR_REFERENCE with the path of a cycle.
 */
export function costings(recipes: ReadonlyMap<number, PricedRecipe>): Map<number, RecipeCosting> {
  const known = new Map<number, RecipeCosting>()
  const costing = (id: number, path: readonly Recipe[]): RecipeCosting => {
    const done = known.get(id)
    if (done !== undefined) return done
    const priced = recipes.get(id)
    if (priced === undefined) throw new Error(`Recipe ${String(id)} was not loaded with those that use it`)
    const { recipe } = priced
    if (path.includes(recipe)) throw circular([...path, recipe])
    let costPerBatch = ZERO
    const gaps: CostGap[] = []
    for (const line of priced.lines) {
      const cost = costOfLine(line)
      if (typeof cost === 'string') gaps.push({ recipe, ingredient: line.ingredient, reason: cost })
      else costPerBatch = costPerBatch.add(cost)
    }
    for (const { recipeId, quantity } of priced.components) {
      const component = costing(recipeId, [...path, recipe])
      costPerBatch = costPerBatch.add(component.costPerBatch.mul(exact(quantity)))
      gaps.push(...component.gaps)
    }
    const result = { recipe, costPerBatch, gaps: distinctGaps(gaps) }
    known.set(id, result)
    return result
  }
  for (const id of recipes.keys()) costing(id, [])
  return known
}

/** The line's quantity in the package unit x the price per package unit, or the first reason that there is none. */
export function costOfLine({ quantity, unit, density, product }: PricedLine): Exact | CostGapReason {
  if (product === null) return 'NO_PREFERRED_PRODUCT'
  if (product.pricePerPackage === null) return 'NO_PURCHASE'
  const { factor, reason } = conversion(unit, product.packageUnit, density)
  if (factor === undefined) return reason
  return exact(quantity).mul(factor).mul(exact(product.pricePerPackage)).div(exact(product.packageUnitQuantity))
}

/** Each gap once, by recipe name, then id, then ingredient slug, then reason, all in code point order. */
export function distinctGaps(gaps: readonly CostGap[]): CostGap[] {
  const distinct = new Map(
    gaps.map((gap) => [`${String(gap.recipe.id)} ${String(gap.ingredient.id)} ${gap.reason}`, gap]),
  )
  return [...distinct.values()].sort(
    (a, b) =>
      byName(a.recipe, b.recipe) ||
      byCodePoint(a.ingredient.slug, b.ingredient.slug) ||
      byCodePoint(a.reason, b.reason),
  )
}

/** By name in code point order, then id: as the database's COLLATE "C" does it. */
export function byName(a: { name: string; id: number }, b: { name: string; id: number }): number {
  return byCodePoint(a.name, b.name) || a.id - b.id
}

/**
 * Code point order. JavaScript's own `<` compares UTF-16 units, which puts the surrogates of an emoji before U+FF00.
 */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  let index = 0
  while (a.codePointAt(index) === b.codePointAt(index)) index++
  // In the middle of a pair only the low surrogates differ, and they sort as their code points do.
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1)
}

function circular(path: readonly { readonly name: string }[]): Refusal {
  const names = path.map(({ name }) => name)
  return new Refusal('CIRCULAR_REFERENCE', `Contains itself, or nests too deep: ${names.join(' > ')}`, { path: names })
}
