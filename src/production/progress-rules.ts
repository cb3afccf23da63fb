import { type CostGap, gapsOf, type RecipeCosting } from '../catalog/costing-rules.js'
import type { Recipe } from '../catalog/rules.js'
import { ceiling, exact, type Exact, money, rounded, toFixed, toShortest, ZERO } from '../decimal.js'
import { existing } from '../lookup.js'
import { byName } from '../ordering.js'
import {
  type AssignmentCounts,
  available,
  COST_PLACES,
  type EventBalance,
  NEED_PLACES,
  NOTHING_PRODUCED,
  r6,
} from './rules.js'

const PERCENT_PLACES = 2

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
