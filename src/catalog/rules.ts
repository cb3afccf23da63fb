import { exact, plus, ZERO, type Exact } from '../decimal.js'
import { globalId, wordsOf } from '../global-ids.js'
import { existing } from '../lookup.js'
import { byCodePoint, byName } from '../ordering.js'
import { DomainError } from '../domain-error.js'
import { conversion, measureOf, type Density } from './units.js'

export interface Recipe {
  readonly id: number
  readonly name: string
  readonly category: string
}

export interface FinishedUnit {
  readonly id: number
  readonly name: string
  readonly recipe: Recipe
  /** Items that a batch yields; null if the unit takes `batchPercentage` of one. */
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
}

export interface FinishedGood {
  readonly id: number
  readonly name: string
  readonly components: readonly GoodComponent[]
}

/** Exactly one of finishedUnit and finishedGood is set. */
export interface GoodComponent {
  readonly quantity: string
  readonly finishedUnit: FinishedUnit | null
  readonly finishedGood: FinishedGood | null
}

/** A package by itself, without its contents. */
export interface Package {
  readonly id: number
  readonly name: string
}

export interface PackageContent {
  readonly finishedGood: FinishedGood
  readonly quantity: number
}

/** Finished goods, and recipes, nest at most this deep (DOMAIN.md, Words and Rules). */
export const MAX_NESTING = 10

/** The part of a batch that one unit takes: 1 / itemsPerBatch, or batchPercentage / 100 (DOMAIN.md, Formulas). */
export function batchFraction(unit: Pick<FinishedUnit, 'itemsPerBatch' | 'batchPercentage'>): Exact {
  return unit.itemsPerBatch === null ? exact(unit.batchPercentage ?? '0').div(100) : exact(1).div(unit.itemsPerBatch)
}

/** Batches of a recipe, not rounded. */
export interface Need {
  readonly recipe: Recipe
  readonly batches: Exact
}

/** By the recipe's id. */
export type Needs = ReadonlyMap<number, Need>

/** What so many of something need. */
export function times(needs: Needs, quantity: number): Needs {
  return new Map([...needs].map(([id, { recipe, batches }]) => [id, { recipe, batches: batches.mul(quantity) }]))
}

/** What one of each good needs, and how many goods deep it nests: for goods that several packages or goods hold. */
export type GoodNeeds = Map<FinishedGood, { readonly needs: Needs; readonly depth: number }>

/**
 * What one package needs of each recipe: its goods expanded, nested ones too, quantities multiplied exactly, and each
 * unit counted as its batch fraction (DOMAIN.md, Units of a package). Each good is expanded once, or not at all if
 * `known` has it: 8 goods that each hold the same 8 others, 9 levels deep, have 134 million paths. Throws
 * CIRCULAR_REFERENCE on a cycle, or if goods nest deeper than they may.
 */
export function needsOfPackage(contents: readonly PackageContent[], known: GoodNeeds = new Map()): Needs {
  const needsOfGood = (good: FinishedGood, path: readonly FinishedGood[]) => {
    if (path.includes(good)) throw circular([...path, good])
    const found = known.get(good) ?? expand(good, [...path, good])
    if (path.length + found.depth > MAX_NESTING) throw circular([...path, good])
    known.set(good, found)
    return found
  }
  const expand = (good: FinishedGood, path: readonly FinishedGood[]) => {
    // Deeper than that, a good need not be looked into: it nests too deep, or in a circle.
    if (path.length > MAX_NESTING) throw circular(path)
    const needs = new Map<number, Need>()
    let depth = 1
    for (const { finishedUnit, finishedGood, quantity } of good.components) {
      if (finishedGood !== null) {
        const inner = needsOfGood(finishedGood, path)
        add(needs, inner.needs, exact(quantity))
        depth = Math.max(depth, 1 + inner.depth)
      }
      if (finishedUnit !== null) {
        const { recipe } = finishedUnit
        add(needs, new Map([[recipe.id, { recipe, batches: batchFraction(finishedUnit) }]]), exact(quantity))
      }
    }
    return { needs, depth }
  }
  const needs = new Map<number, Need>()
  for (const { finishedGood, quantity } of contents) add(needs, needsOfGood(finishedGood, []).needs, exact(quantity))
  return needs
}

/**
 * Throws CIRCULAR_REFERENCE if a good holds itself, with the way round, or if goods nest deeper than they may, with all
 * of them from the outermost on. `goods` must hold all that is in them.
 */
export function checkGoods(goods: readonly FinishedGood[]): void {
  const chains = new Map<FinishedGood, readonly FinishedGood[]>()
  /** The longest way from a good to what is in it. Each is looked into once. */
  const chainOf = (good: FinishedGood, path: readonly FinishedGood[]): readonly FinishedGood[] => {
    if (path.includes(good)) throw circular([...path.slice(path.indexOf(good)), good])
    const known = chains.get(good)
    if (known !== undefined) return known
    let below: readonly FinishedGood[] = []
    for (const { finishedGood } of good.components) {
      if (finishedGood === null) continue
      const chain = chainOf(finishedGood, [...path, good])
      if (chain.length > below.length) below = chain
    }
    const chain = [good, ...below]
    if (chain.length > MAX_NESTING) throw circular(chain)
    chains.set(good, chain)
    return chain
  }
  for (const good of goods) chainOf(good, [])
}

/** Adds what so many of something need. */
function add(sum: Map<number, Need>, needs: Needs, quantity: Exact): void {
  for (const [id, { recipe, batches }] of needs) {
    const more = batches.mul(quantity)
    sum.set(id, { recipe, batches: plus(sum.get(id)?.batches ?? ZERO, more) })
  }
}

export interface Ingredient {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** Whether stock of it is kept. What is not, water, costs nothing and never lacks. */
  readonly isTracked: boolean
}

/** One purchasable variant of an ingredient. */
export interface Product {
  readonly id: number
  readonly ingredient: Ingredient
  readonly brand: string
  readonly name: string
  readonly packageUnit: string
  readonly packageUnitQuantity: string
  readonly isPreferred: boolean
}

export interface Supplier {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly archived: boolean
}

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

/** Throws NAME_TAKEN if another one of `others` has the name, whatever its case and the space around it. */
export function checkNameFree(
  type: string,
  name: string,
  others: Iterable<{ readonly id: number; readonly name: string }>,
  own?: number,
): void {
  // By JavaScript's letters: which of them have two cases, a database says by its locale.
  const sought = alikeName(name)
  for (const other of others) {
    if (other.id === own || alikeName(other.name) !== sought) continue
    const id = globalId(type, other.id)
    throw new DomainError('NAME_TAKEN', `The ${wordsOf(type)} ${id} is called "${other.name}"`, {
      name: other.name,
      id,
    })
  }
}

/** By what names are the same that are unique: without case and outer space. */
export function alikeName(name: string): string {
  return name.trim().toLowerCase().normalize()
}

export function circular(path: readonly { readonly name: string }[]): DomainError {
  const names = path.map(({ name }) => name)
  return new DomainError('CIRCULAR_REFERENCE', `Contains itself, or nests too deep: ${names.join(' > ')}`, {
    path: names,
  })
}
