import {
  costings,
  gapsOf,
  sumOfNeeds,
  type CostGap,
  type Ingredient,
  type IngredientNeed,
  type Needs,
  type PricedLine,
  type PricedRecipe,
  type Recipe,
  type RecipeCosting,
} from '../catalog/rules.js'
import { conversion } from '../catalog/units.js'
import { ceiling, exact, money, plus, rounded, toFixed, toShortest, ZERO, type Exact } from '../decimal.js'
import { inStock, type Stock } from '../inventory/rules.js'
import { existing } from '../lookup.js'
import { byCodePoint, byName } from '../ordering.js'
import type { PackageStatus } from '../planning/rules.js'

/** Needs are compared and rounded up after rounding to 6 places, so that 12/36 + 24/36 is 1 (DOMAIN.md, Formulas). */
export const NEED_PLACES = 6
const COST_PLACES = 4
const PERCENT_PLACES = 2

/** What an event's assignments and production records add up to. What is voided is not among them. */
export interface Activity {
  readonly assignments: readonly {
    readonly packageId: number
    readonly status: PackageStatus
    /** Assignments. */
    readonly rows: number
    /** Packages: the sum of the assignments' quantities. */
    readonly quantity: number
  }[]
  /** What assembled and delivered assignments took, as it was when they were assembled. */
  readonly committed: readonly { readonly recipeId: number; readonly batches: Exact }[]
  readonly production: readonly { readonly recipeId: number; readonly batches: number; readonly cost: string }[]
  /** Of each record that lost something. */
  readonly losses: readonly {
    readonly recordId: number
    readonly recipeId: number
    /** Of the record. */
    readonly batches: number
    readonly cost: string
    readonly batchesLost: Exact
  }[]
}

export interface AssignmentCounts {
  readonly total: number
  readonly pending: number
  readonly assembled: number
  readonly delivered: number
}

/** What was produced of a recipe, losses included, and what was lost of it. */
export interface Production {
  readonly batches: number
  readonly cost: Exact
  readonly batchesLost: Exact
  readonly lossCost: Exact
}

export const NOTHING_PRODUCED: Production = { batches: 0, cost: ZERO, batchesLost: ZERO, lossCost: ZERO }

/** What was produced for an event, and what of it is taken, by recipe id, exactly. */
export interface Supply {
  /** What assembled and delivered assignments have taken. */
  readonly committed: ReadonlyMap<number, Exact>
  readonly produced: ReadonlyMap<number, Production>
}

/** An event's needs and production by recipe id, exactly. What is taken is a part of the needs. */
export interface EventBalance extends Supply {
  readonly needs: ReadonlyMap<number, Exact>
  readonly assignments: AssignmentCounts
  readonly quantities: AssignmentCounts
}

/** As all needs and what is left of production are compared. */
function r6(batches: Exact): Exact {
  return rounded(batches, NEED_PLACES)
}

/** What is there of a recipe, rounded to 6 places: produced less lost. */
function available({ batches, batchesLost }: Production): Exact {
  return r6(exact(batches).sub(batchesLost))
}

export const LOSS_REASONS = ['BURNT', 'BROKEN', 'CONTAMINATED', 'DROPPED', 'WRONG_INGREDIENTS', 'OTHER'] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/** What the first so many lost batches of a record cost, of all that it cost (rule 7). */
export function costOfLost(batchesLost: Exact, record: { readonly batches: number; readonly cost: Exact }): Exact {
  return rounded(record.cost.mul(batchesLost).div(record.batches), COST_PLACES)
}

/** Batches in whole: the need rounded to 6 places, then up. */
export function wholeBatches(need: Exact): number {
  return ceiling(r6(need))
}

/**
 * Adds up an event's needs, all statuses first and rounded nowhere (DOMAIN.md, Need of a recipe): of pending assignments
 * what their packages need now, of the others what was stored when they were assembled (rule 10).
 */
export function eventBalance(activity: Activity, needsOfPackage: (packageId: number) => Needs): EventBalance {
  const { committed, produced } = supplyOf(activity)
  const needs = new Map(committed)
  for (const { packageId, status, quantity } of activity.assignments) {
    if (status !== 'PENDING') continue
    for (const [id, { batches }] of needsOfPackage(packageId)) add(needs, id, batches.mul(quantity))
  }
  return {
    needs,
    committed,
    produced,
    assignments: counts(activity, ({ rows }) => rows),
    quantities: counts(activity, ({ quantity }) => quantity),
  }
}

export function supplyOf(activity: Activity): Supply {
  const committed = new Map<number, Exact>()
  for (const { recipeId, batches } of activity.committed) add(committed, recipeId, batches)
  return { committed, produced: productionOf(activity) }
}

/** What is left to others once an assignment with these needs is assembled. */
export function supplyAfter({ committed, produced }: Supply, taken: Needs): Supply {
  const more = new Map(committed)
  for (const [id, { batches }] of taken) add(more, id, batches)
  return { committed: more, produced }
}

/** What was produced and lost of each recipe, by its id. */
export function productionOf({ production, losses }: Activity): Map<number, Production> {
  const produced = new Map<number, Production>()
  for (const { recipeId, batches, cost } of production) {
    produced.set(recipeId, { ...NOTHING_PRODUCED, batches, cost: exact(cost) })
  }
  for (const { recipeId, batches, cost, batchesLost } of losses) {
    const so = produced.get(recipeId) ?? NOTHING_PRODUCED
    produced.set(recipeId, {
      ...so,
      batchesLost: plus(so.batchesLost, batchesLost),
      lossCost: so.lossCost.add(costOfLost(batchesLost, { batches, cost: exact(cost) })),
    })
  }
  return produced
}

function add(sums: Map<number, Exact>, id: number, batches: Exact): void {
  sums.set(id, plus(sums.get(id) ?? ZERO, batches))
}

function counts(
  { assignments }: Activity,
  measure: (group: Activity['assignments'][number]) => number,
): AssignmentCounts {
  const of = (status: PackageStatus): number =>
    assignments.reduce((sum, group) => (group.status === status ? sum + measure(group) : sum), 0)
  const [pending, assembled, delivered] = [of('PENDING'), of('ASSEMBLED'), of('DELIVERED')]
  return { total: pending + assembled + delivered, pending, assembled, delivered }
}

export interface RecipeProgress {
  readonly recipe: Recipe
  readonly batchesRequired: number
  /** What was recorded, losses included. */
  readonly batchesProduced: number
  readonly batchesLost: string
  readonly batchesRemaining: number
  readonly isComplete: boolean
  readonly plannedCost: string
  readonly actualCost: string
  readonly lossCost: string
}

/** An event's progress without the event itself: what is derived from its state. */
export interface Progress {
  readonly recipes: readonly RecipeProgress[]
  readonly assignments: AssignmentCounts
  readonly quantities: AssignmentCounts
  readonly plannedCost: string
  readonly actualCost: string
  readonly isComplete: boolean
  readonly costGaps: readonly CostGap[]
}

type Counted = Omit<RecipeProgress, 'recipe' | 'plannedCost'> & { readonly cost: Exact }

/** By recipe id. A new price changes what is planned to be paid for an event, and nothing of this. */
const countedOf = new WeakMap<EventBalance, ReadonlyMap<number, Counted>>()

/** All of a progress that does not follow from prices, counted once for a balance. */
function counted(balance: EventBalance): ReadonlyMap<number, Counted> {
  const known = countedOf.get(balance)
  if (known !== undefined) return known
  const { needs, produced } = balance
  const rows = new Map(
    [...new Set([...needs.keys(), ...produced.keys()])].map((id) => {
      const need = r6(needs.get(id) ?? ZERO)
      const production = produced.get(id) ?? NOTHING_PRODUCED
      const { batches, cost, batchesLost, lossCost } = production
      const left = available(production)
      return [
        id,
        {
          batchesRequired: ceiling(need),
          batchesProduced: batches,
          batchesLost: toShortest(batchesLost, NEED_PLACES),
          batchesRemaining: Math.max(0, ceiling(need.sub(left))),
          isComplete: need.compare(left) <= 0,
          cost,
          actualCost: money(cost),
          lossCost: money(lossCost),
        },
      ]
    }),
  )
  countedOf.set(balance, rows)
  return rows
}

/** One row for each recipe that the event needs or has produced, and their sums (DOMAIN.md, Progress row). */
export function progress(balance: EventBalance, costingOf: (recipeId: number) => RecipeCosting): Progress {
  const rows = counted(balance)
  const costings = [...rows.keys()].map(costingOf).sort((a, b) => byName(a.recipe, b.recipe))
  let planned = ZERO
  let actual = ZERO
  const recipes = costings.map(({ recipe, costPerBatch }): RecipeProgress => {
    const { cost, ...row } = existing(rows, recipe.id)
    const plannedCost = rounded(costPerBatch.mul(row.batchesRequired), COST_PLACES)
    planned = planned.add(plannedCost)
    actual = actual.add(cost)
    return { recipe, ...row, plannedCost: money(plannedCost) }
  })
  const { assignments, quantities } = balance
  return {
    recipes,
    assignments,
    quantities,
    plannedCost: money(planned),
    actualCost: money(actual),
    isComplete: assignments.total > 0 && assignments.delivered === assignments.total,
    costGaps: gapsOf(costings),
  }
}

export interface RecipeCost {
  readonly recipe: Recipe
  readonly batchesRequired: number
  readonly batchesProduced: number
  readonly batchesLost: string
  readonly plannedCost: string
  readonly actualCost: string
  readonly variance: string
  readonly variancePercent: string
}

/** Planned against actual cost of a recipe (DOMAIN.md, getRecipeCostBreakdown). */
export function recipeCost(row: RecipeProgress): RecipeCost {
  const { recipe, batchesRequired, batchesProduced, batchesLost, plannedCost, actualCost } = row
  const [planned, actual] = [exact(plannedCost), exact(actualCost)]
  const variance = actual.sub(planned)
  return {
    recipe,
    batchesRequired,
    batchesProduced,
    batchesLost,
    plannedCost,
    actualCost,
    variance: money(variance),
    variancePercent: toFixed(percentOf(variance, planned, actual), PERCENT_PLACES),
  }
}

function percentOf(variance: Exact, planned: Exact, actual: Exact): Exact {
  if (!planned.equals(ZERO)) return variance.div(planned).mul(100)
  return actual.equals(ZERO) ? ZERO : exact(100)
}

export interface MissingRecipe {
  readonly recipe: Recipe
  /** The assignment's own need, rounded up. */
  readonly batchesRequired: number
  readonly batchesProduced: number
  readonly batchesLost: string
  readonly batchesCommitted: string
  readonly batchesMissing: number
}

/**
 * The recipes that fall short for an assignment, by name; none when it can be assembled: committed + own need <=
 * produced - lost for each recipe that it needs. `own` is what all packages of the assignment need. What an assignment
 * that is packed has taken itself does not count as committed (DOMAIN.md, Can assemble).
 */
export function missingRecipes(
  { committed, produced }: Supply,
  own: { readonly needs: Needs; readonly status: PackageStatus },
): MissingRecipe[] {
  const missing: MissingRecipe[] = []
  for (const [id, { recipe, batches: need }] of own.needs) {
    const taken = committed.get(id) ?? ZERO
    const others = own.status === 'PENDING' ? taken : taken.sub(need)
    const production = produced.get(id) ?? NOTHING_PRODUCED
    const short = r6(others.add(need)).sub(available(production))
    if (short.compare(0) > 0) {
      missing.push({
        recipe,
        batchesRequired: wholeBatches(need),
        batchesProduced: production.batches,
        batchesLost: toShortest(production.batchesLost, NEED_PLACES),
        batchesCommitted: toShortest(others, NEED_PLACES),
        batchesMissing: ceiling(short),
      })
    }
  }
  return missing.sort((a, b) => byName(a.recipe, b.recipe))
}

/** A pending assignment and what all of its packages need. */
export interface Candidate<A> {
  readonly assignment: A
  readonly needs: Needs
}

/**
 * Which pending assignments of an event can be assembled, one after the other, without promising a batch twice
 * (DOMAIN.md, Planning what next). What is scarce goes first to those who need the smallest part of it, so that many
 * can be assembled; then by recipient name, then id. One that no longer fits is left out, not waited for.
 */
export function assemblable<A extends { readonly id: number; readonly recipient: { readonly name: string } }>(
  supply: Supply,
  pending: readonly Candidate<A>[],
): A[] {
  const free = scarce(supply, pending)
  const ordered = pending
    .map((candidate) => ({ ...candidate, share: largestShare(candidate.needs, free) }))
    .sort(
      ({ share: a, assignment: one }, { share: b, assignment: other }) =>
        byShare(a, b) || byCodePoint(one.recipient.name, other.recipient.name) || one.id - other.id,
    )
  let left = supply
  return ordered.flatMap(({ assignment, needs }) => {
    if (missingRecipes(left, { needs, status: 'PENDING' }).length > 0) return []
    left = supplyAfter(left, needs)
    return [assignment]
  })
}

/** Of each recipe that is short for all the pending assignments together: how many batches are free. */
function scarce({ committed, produced }: Supply, pending: readonly Candidate<unknown>[]): Map<number, Exact> {
  const asked = new Map<number, Exact>()
  for (const { needs } of pending) for (const [id, { batches }] of needs) add(asked, id, batches)
  const free = new Map<number, Exact>()
  for (const [id, need] of asked) {
    const taken = committed.get(id) ?? ZERO
    const production = produced.get(id) ?? NOTHING_PRODUCED
    if (r6(taken.add(need)).compare(available(production)) <= 0) continue
    free.set(id, exact(production.batches).sub(production.batchesLost).sub(taken))
  }
  return free
}

/** The largest part of what is free of a scarce recipe; more than any part, if nothing is. */
function largestShare(needs: Needs, free: ReadonlyMap<number, Exact>): Exact | 'all' {
  let largest = ZERO
  for (const [id, { batches: need }] of needs) {
    const there = free.get(id)
    if (there === undefined) continue
    if (there.compare(ZERO) <= 0) return 'all'
    const share = need.div(there)
    if (share.compare(largest) > 0) largest = share
  }
  return largest
}

function byShare(a: Exact | 'all', b: Exact | 'all'): number {
  if (a === 'all' || b === 'all') return Number(a === 'all') - Number(b === 'all')
  return a.compare(b)
}

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
    const lacks = needed.sub(onHand)
    const toBuy = lacks.compare(ZERO) < 0 ? ZERO : lacks
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

/** Whether more is promised of a recipe than is there. */
export function isOvercommitted({ committed, produced }: Supply): boolean {
  return [...committed].some(
    ([id, batches]) => r6(batches).compare(available(produced.get(id) ?? NOTHING_PRODUCED)) > 0,
  )
}

/**
 * Whether more of a recipe would be promised than is there, if its production were `less` batches smaller. What is
 * promised beyond it already, as by an import, is so only if it grows (rule 8).
 */
export function isPromised(activity: Activity, recipeId: number, less: Exact): boolean {
  const production = productionOf(activity).get(recipeId) ?? NOTHING_PRODUCED
  const left = exact(production.batches).sub(production.batchesLost)
  const after = r6(left.sub(less))
  let committed = ZERO
  for (const taken of activity.committed) {
    if (taken.recipeId === recipeId) committed = plus(committed, taken.batches)
  }
  return after.compare(r6(left)) < 0 && r6(committed).compare(after) > 0
}

/** What a record has lost so far, in batches. */
export function lostOf({ losses }: Activity, recordId: number): Exact {
  return losses.find((lost) => lost.recordId === recordId)?.batchesLost ?? ZERO
}
