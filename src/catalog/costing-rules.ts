import { type Exact, exact, plus, ZERO } from '../decimal.js'
import { existing } from '../lookup.js'
import { byCodePoint, byName } from '../ordering.js'
import { circular, type Ingredient, MAX_NESTING, type Needs, type Recipe } from './rules.js'
import { conversion, type Density, measureOf } from './units.js'

/** A recipe's line with what pricing it takes. */
export interface PricedLine {
  readonly ingredient: Ingredient
  readonly quantity: string
  readonly unit: string
  readonly density: Density | null
  /** The ingredient's preferred product, with the price per package of its latest purchase. */
  readonly product: {
    readonly id: number
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

/** What a batch of a recipe is planned to cost, exactly, and which of its lines have no price. */
export interface RecipeCosting {
  readonly recipe: Recipe
  readonly costPerBatch: Exact
  /** Of its own lines: `gapsOf` finds those of its components too. */
  readonly gaps: readonly CostGap[]
  readonly components: readonly RecipeCosting[]
}

/**
 * The planned cost of a batch of each recipe (DOMAIN.md, Planned cost of a batch). `recipes` must hold the components
 * of all that it holds. Throws CIRCULAR_REFERENCE with the path of a cycle, or of recipes that nest too deep.
 */
export function costings(recipes: ReadonlyMap<number, PricedRecipe>): Map<number, RecipeCosting> {
  const known = new Map<number, RecipeCosting & { readonly depth: number }>()
  const costing = (id: number, path: readonly Recipe[]): RecipeCosting & { readonly depth: number } => {
    const done = known.get(id)
    if (done !== undefined && path.length + done.depth <= MAX_NESTING) return done
    const priced = existing(recipes, id)
    const { recipe } = priced
    if (path.includes(recipe) || path.length >= MAX_NESTING) throw circular([...path, recipe])
    let costPerBatch = ZERO
    let depth = 1
    const gaps: CostGap[] = []
    const components: RecipeCosting[] = []
    for (const line of priced.lines) {
      if (!line.ingredient.isTracked) continue
      const cost = costOfLine(line)
      if (typeof cost === 'string') gaps.push({ recipe, ingredient: line.ingredient, reason: cost })
      else costPerBatch = plus(costPerBatch, cost)
    }
    for (const { recipeId, quantity } of priced.components) {
      const component = costing(recipeId, [...path, recipe])
      costPerBatch = plus(costPerBatch, component.costPerBatch.mul(exact(quantity)))
      depth = Math.max(depth, 1 + component.depth)
      components.push(component)
    }
    const result = { recipe, costPerBatch, gaps, components, depth }
    known.set(id, result)
    return result
  }
  for (const id of recipes.keys()) costing(id, [])
  return known
}

/** What so many batches cost, exactly. `costs` must hold all their recipes. */
export function costOfNeeds(needs: Needs, costs: ReadonlyMap<number, RecipeCosting>): Exact {
  return [...needs].reduce((sum, [id, { batches }]) => plus(sum, batches.mul(existing(costs, id).costPerBatch)), ZERO)
}

/** What a recipe takes of an ingredient, in the unit of the first of its lines that ask for it. */
export interface IngredientNeed {
  readonly ingredient: Ingredient
  readonly density: Density | null
  readonly unit: string
  readonly quantity: Exact
}

/**
 * What a batch of each recipe takes of each ingredient, its own lines and those of its components added up, in the order
 * in which they first ask for it: own lines by position, then the components', depth first (rules 3 and 4). Lines that
 * don't convert to an ingredient's first are a need of their own. What is not tracked is left out. `recipes` must hold
 * the components of all that it holds. Throws CIRCULAR_REFERENCE as `costings` does.
 */
export function ingredientNeeds(recipes: ReadonlyMap<number, PricedRecipe>): Map<number, readonly IngredientNeed[]> {
  const known = new Map<number, { readonly needs: ReadonlyMap<string, IngredientNeed>; readonly depth: number }>()
  const needsOf = (id: number, path: readonly Recipe[]) => {
    const done = known.get(id)
    if (done !== undefined && path.length + done.depth <= MAX_NESTING) return done
    const { recipe, lines, components } = existing(recipes, id)
    if (path.includes(recipe) || path.length >= MAX_NESTING) throw circular([...path, recipe])
    const needs = new Map<string, IngredientNeed>()
    let depth = 1
    for (const { ingredient, density, unit, quantity } of lines) {
      if (ingredient.isTracked) addNeed(needs, { ingredient, density, unit, quantity: exact(quantity) })
    }
    for (const { recipeId, quantity } of components) {
      const component = needsOf(recipeId, [...path, recipe])
      const batches = exact(quantity)
      depth = Math.max(depth, 1 + component.depth)
      for (const need of component.needs.values()) addNeed(needs, { ...need, quantity: need.quantity.mul(batches) })
    }
    const result = { needs, depth }
    known.set(id, result)
    return result
  }
  return new Map([...recipes.keys()].map((id) => [id, [...needsOf(id, []).needs.values()]]))
}

/** Needs added up as those of one batch are, in the order in which an ingredient is first asked for. */
export function sumOfNeeds(needs: Iterable<IngredientNeed>): IngredientNeed[] {
  const sums = new Map<string, IngredientNeed>()
  for (const need of needs) addNeed(sums, need)
  return [...sums.values()]
}

function addNeed(needs: Map<string, IngredientNeed>, more: IngredientNeed): void {
  const key = `${String(more.ingredient.id)} ${measureOf(more.unit, more.density)}`
  const need = needs.get(key)
  if (need === undefined) {
    needs.set(key, more)
    return
  }
  // A unit that is not known is the same unit, or it would be another measure.
  const { factor } = conversion(more.unit, need.unit, need.density)
  const quantity = factor === undefined ? more.quantity : more.quantity.mul(factor)
  needs.set(key, { ...need, quantity: plus(need.quantity, quantity) })
}

/** The line's quantity in the package unit x the price per package unit, or the first reason that there is none. */
export function costOfLine({ quantity, unit, density, product }: PricedLine): Exact | CostGapReason {
  if (product === null) return 'NO_PREFERRED_PRODUCT'
  if (product.pricePerPackage === null) return 'NO_PURCHASE'
  const { factor, reason } = conversion(unit, product.packageUnit, density)
  if (factor === undefined) return reason
  return exact(quantity).mul(factor).mul(exact(product.pricePerPackage)).div(exact(product.packageUnitQuantity))
}

/**
 * The gaps of recipes and of all their components, each once, by recipe name, then id, then ingredient slug, then
 * reason, all in code point order. Collected when asked for: if each recipe kept those of its components, recipes on
 * ten levels could keep as many as all of them together, each.
 */
export function gapsOf(costings: Iterable<RecipeCosting>): CostGap[] {
  const all = new Set(costings)
  // What is added on the way is visited too.
  for (const { components } of all) for (const component of components) all.add(component)
  const gaps = [...all].flatMap((costing) => costing.gaps)
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
