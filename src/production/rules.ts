import type { Needs } from '../catalog/rules.js'
import { ceiling, type Exact, exact, plus, rounded, ZERO } from '../decimal.js'
import type { PackageStatus } from '../planning/rules.js'

/** Needs are compared and rounded up after rounding to 6 places, so that 12/36 + 24/36 is 1 (DOMAIN.md, Formulas). */
export const NEED_PLACES = 6

export const COST_PLACES = 4

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
export function r6(batches: Exact): Exact {
  return rounded(batches, NEED_PLACES)
}

/** What is there of a recipe, rounded to 6 places: produced less lost. */
export function available({ batches, batchesLost }: Production): Exact {
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
    for (const [id, { batches }] of needsOfPackage(packageId)) addBatches(needs, id, batches.mul(quantity))
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
  for (const { recipeId, batches } of activity.committed) addBatches(committed, recipeId, batches)
  return { committed, produced: productionOf(activity) }
}

/** What is left to others once an assignment with these needs is assembled. */
export function supplyAfter({ committed, produced }: Supply, taken: Needs): Supply {
  const more = new Map(committed)
  for (const [id, { batches }] of taken) addBatches(more, id, batches)
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

/** Adds batches of a recipe to sums by recipe. */
export function addBatches(sums: Map<number, Exact>, id: number, batches: Exact): void {
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
