import { byName, distinctGaps, type CostGap, type Needs, type Recipe, type RecipeCosting } from '../catalog/rules.js'
import { ceiling, exact, rounded, toFixed, toShortest, ZERO, type Exact } from '../decimal.js'
import type { PackageStatus } from '../planning/rules.js'

/** Needs are compared and rounded up after rounding to 6 places, so that 12/36 + 24/36 is 1 (DOMAIN.md, Formulas). */
const NEED_PLACES = 6
const COST_PLACES = 4
const PERCENT_PLACES = 2
/** As many as the database keeps. */
const STORED_PLACES = 10

/** What an event's assignments and production records add up to. */
export interface Activity {
  readonly assignments: readonly {
    readonly packageId: number
    readonly status: PackageStatus
    /** Assignments. */
    readonly rows: number
    /** Packages: the sum of the assignments' quantities. */
    readonly quantity: number
  }[]
  readonly production: readonly { readonly recipeId: number; readonly batches: number; readonly cost: string }[]
}

export interface AssignmentCounts {
  readonly total: number
  readonly pending: number
  readonly assembled: number
  readonly delivered: number
}

/** An event's needs and production by recipe id, exactly. */
export interface EventLedger {
  readonly needs: Needs
  /** The part of the needs that assembled and delivered assignments have taken. */
  readonly committed: Needs
  readonly produced: ReadonlyMap<number, { readonly batches: number; readonly cost: Exact }>
  readonly assignments: AssignmentCounts
  readonly quantities: AssignmentCounts
}

/** Batches in whole: the need rounded to 6 places, then up. */
export function wholeBatches(need: Exact): number {
  return ceiling(rounded(need, NEED_PLACES))
}

/** Adds up an event's needs, all statuses first and rounded nowhere (DOMAIN.md, Need of a recipe). */
export function ledger(activity: Activity, needsOfPackage: (packageId: number) => Needs): EventLedger {
  const needs = new Map<number, { recipe: Recipe; batches: Exact }>()
  const committed = new Map<number, { recipe: Recipe; batches: Exact }>()
  for (const { packageId, status, quantity } of activity.assignments) {
    for (const [id, { recipe, batches }] of needsOfPackage(packageId)) {
      const taken = batches.mul(quantity)
      needs.set(id, { recipe, batches: needs.get(id)?.batches.add(taken) ?? taken })
      if (status !== 'PENDING') {
        committed.set(id, { recipe, batches: committed.get(id)?.batches.add(taken) ?? taken })
      }
    }
  }
  return {
    needs,
    committed,
    produced: new Map(
      activity.production.map(({ recipeId, batches, cost }) => [recipeId, { batches, cost: exact(cost) }]),
    ),
    assignments: counts(activity, ({ rows }) => rows),
    quantities: counts(activity, ({ quantity }) => quantity),
  }
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
  readonly batchesProduced: number
  readonly batchesRemaining: number
  readonly isComplete: boolean
  readonly plannedCost: string
  readonly actualCost: string
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

/** One row for each recipe that the event needs or has produced, and their sums (DOMAIN.md, Progress row). */
export function progress(book: EventLedger, costingOf: (recipeId: number) => RecipeCosting): Progress {
  const ids = new Set([...book.needs.keys(), ...book.produced.keys()])
  const costings = [...ids].map(costingOf).sort((a, b) => byName(a.recipe, b.recipe))
  let planned = ZERO
  let actual = ZERO
  const recipes = costings.map(({ recipe, costPerBatch }): RecipeProgress => {
    const need = rounded(book.needs.get(recipe.id)?.batches ?? ZERO, NEED_PLACES)
    const { batches, cost } = book.produced.get(recipe.id) ?? { batches: 0, cost: ZERO }
    const batchesRequired = ceiling(need)
    const plannedCost = rounded(costPerBatch.mul(batchesRequired), COST_PLACES)
    planned = planned.add(plannedCost)
    actual = actual.add(cost)
    return {
      recipe,
      batchesRequired,
      batchesProduced: batches,
      batchesRemaining: Math.max(0, ceiling(need.sub(batches))),
      isComplete: need.compare(batches) <= 0,
      plannedCost: money(plannedCost),
      actualCost: money(cost),
    }
  })
  const { assignments, quantities } = book
  return {
    recipes,
    assignments,
    quantities,
    plannedCost: money(planned),
    actualCost: money(actual),
    isComplete: assignments.total > 0 && assignments.delivered === assignments.total,
    costGaps: distinctGaps(costings.flatMap(({ gaps }) => gaps)),
  }
}

export interface RecipeCost {
  readonly recipe: Recipe
  readonly batchesRequired: number
  readonly batchesProduced: number
  readonly plannedCost: string
  readonly actualCost: string
  readonly variance: string
  readonly variancePercent: string
}

/** Planned against actual cost of a recipe (DOMAIN.md, getRecipeCostBreakdown). */
export function recipeCost(row: RecipeProgress): RecipeCost {
  const { recipe, batchesRequired, batchesProduced, plannedCost, actualCost } = row
  const [planned, actual] = [exact(plannedCost), exact(actualCost)]
  const variance = actual.sub(planned)
  return {
    recipe,
    batchesRequired,
    batchesProduced,
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
  readonly batchesCommitted: string
  readonly batchesMissing: number
}

/**
 * The recipes that fall short for an assignment, by name; none when it can be assembled: committed + own need <=
 * produced for each recipe that it needs. What the assignment itself has taken does not count as committed
 * (DOMAIN.md, Can assemble).
 */
export function missingRecipes(
  { committed, produced }: Pick<EventLedger, 'committed' | 'produced'>,
  own: { readonly needs: Needs; readonly quantity: number; readonly status: PackageStatus },
): MissingRecipe[] {
  const missing: MissingRecipe[] = []
  for (const [id, { recipe, batches }] of own.needs) {
    const need = batches.mul(own.quantity)
    const taken = committed.get(id)?.batches ?? ZERO
    const others = own.status === 'PENDING' ? taken : taken.sub(need)
    const batchesProduced = produced.get(id)?.batches ?? 0
    const short = rounded(others.add(need), NEED_PLACES).sub(batchesProduced)
    if (short.compare(0) > 0) {
      missing.push({
        recipe,
        batchesRequired: wholeBatches(need),
        batchesProduced,
        batchesCommitted: toShortest(others, NEED_PLACES),
        batchesMissing: ceiling(short),
      })
    }
  }
  return missing.sort((a, b) => byName(a.recipe, b.recipe))
}

/** Money as a decimal text: 4 places, more only where what was recorded has more. */
export function money(value: Exact): string {
  const text = toFixed(value, COST_PLACES)
  return exact(text).equals(value) ? text : toShortest(value, STORED_PLACES)
}
