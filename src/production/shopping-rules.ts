import {
  type CostGap,
  costings,
  gapsOf,
  type IngredientNeed,
  type PricedLine,
  type PricedRecipe,
  sumOfNeeds,
} from '../catalog/costing-rules.js'
import type { Ingredient, Recipe } from '../catalog/rules.js'
import { conversion } from '../catalog/units.js'
import { exact, money, rounded, toShortest, ZERO } from '../decimal.js'
import { inStock, type Stock } from '../inventory/rules.js'
import { existing } from '../lookup.js'
import { byName } from '../ordering.js'
import type { Progress } from './progress-rules.js'
import { COST_PLACES, r6 } from './rules.js'

/** What is still to be baked of a recipe. */
export interface RemainingBatches {
  readonly recipe: Recipe
  readonly batches: number
}

/** What is still to be baked for events, added up by recipe, by recipe name. */
export function remainingBatches(progresses: Iterable<Pick<Progress, 'recipes'>>): RemainingBatches[] {
  const sums = new Map<number, RemainingBatches>()
  for (const { recipes } of progresses) {
    for (const { recipe, batchesRemaining } of recipes) {
      if (batchesRemaining === 0) continue
      sums.set(recipe.id, { recipe, batches: (sums.get(recipe.id)?.batches ?? 0) + batchesRemaining })
    }
  }
  return [...sums.values()].sort((a, b) => byName(a.recipe, b.recipe))
}

/** What is taken for batches, what it costs, and what there is of it. */
export interface Kitchen {
  /** All that is baked, and all that it is made of. */
  readonly recipes: ReadonlyMap<number, PricedRecipe>
  /** Of a batch of each recipe. */
  readonly needs: ReadonlyMap<number, readonly IngredientNeed[]>
  readonly stock: Stock
}

/** An ingredient to have for baking, in one unit: see `shopping`. */
export interface ShoppingLine {
  readonly ingredient: Ingredient
  readonly unit: string
  readonly needed: string
  readonly onHand: string
  readonly toBuy: string
  /** The preferred one, if the unit is its package unit. */
  readonly productId: number | null
  readonly packages: number | null
  readonly cost: string | null
}

/** What to buy for batches. */
export interface Shopping {
  readonly lines: readonly ShoppingLine[]
  readonly cost: string
  readonly gaps: readonly CostGap[]
}

const SHOWN_PLACES = 6
/** As GraphQL's Int. */
const MAX_PACKAGES = 2 ** 31 - 1

/**
 * What batches need, component recipes included, added up an ingredient, less what there is of it (DOMAIN.md, Planning
 * what next): in the package unit of the preferred product. What does not convert to that, or has no such product, is a
 * line of its own in the unit that asks for it first: a need is never dropped because nobody can say how many packages
 * it is. By ingredient name, then id, the line with a product first.
 */
export function shopping(remaining: readonly RemainingBatches[], kitchen: Kitchen): Shopping {
  const products = new Map<number, PricedLine['product']>()
  for (const { lines } of kitchen.recipes.values()) {
    for (const { ingredient, product } of lines) products.set(ingredient.id, product)
  }
  const needs = sumOfNeeds(
    remaining.flatMap(({ recipe, batches }) =>
      existing(kitchen.needs, recipe.id).map((need) => ({ ...need, quantity: need.quantity.mul(batches) })),
    ),
  )
  const costs = costings(kitchen.recipes)
  let sum = ZERO
  const lines = needs.map((need): ShoppingLine => {
    const { ingredient, density } = need
    const product = products.get(ingredient.id) ?? null
    const { factor } = product === null ? {} : conversion(need.unit, product.packageUnit, density)
    const bought = factor === undefined ? null : product
    const unit = bought?.packageUnit ?? need.unit
    const needed = need.quantity.mul(factor ?? 1)
    const onHand = inStock(kitchen.stock.get(ingredient.id) ?? [], unit, density).quantity
    const missing = needed.sub(onHand)
    const toBuy = missing.compare(ZERO) < 0 ? ZERO : missing
    const packages = bought && r6(toBuy.div(exact(bought.packageUnitQuantity))).ceil()
    const price = bought?.pricePerPackage ?? null
    const cost = packages === null || price === null ? null : rounded(packages.mul(exact(price)), COST_PLACES)
    if (cost !== null) sum = sum.add(cost)
    return {
      ingredient,
      unit,
      needed: toShortest(needed, SHOWN_PLACES),
      onHand: toShortest(onHand, SHOWN_PLACES),
      toBuy: toShortest(toBuy, SHOWN_PLACES),
      productId: bought?.id ?? null,
      packages: packages === null || packages.compare(MAX_PACKAGES) > 0 ? null : packages.valueOf(),
      cost: cost && money(cost),
    }
  })
  return {
    lines: lines.sort(
      (a, b) => byName(a.ingredient, b.ingredient) || Number(a.productId === null) - Number(b.productId === null),
    ),
    cost: money(sum),
    gaps: gapsOf(remaining.map(({ recipe }) => existing(costs, recipe.id))),
  }
}
