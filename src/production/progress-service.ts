import { getRecipe } from '../catalog/recipe-service.js'
import type { Recipe } from '../catalog/rules.js'
import { money, toShortest } from '../decimal.js'
import { existing } from '../lookup.js'
import { type Event, type EventFilter, getEvent, getPlannedEvents } from '../planning/event-service.js'
import type { Session } from '../session/session.js'
import { getActivities, getProgresses, type ProductionProgress } from './derived.js'
import { type Progress, type RecipeCost, recipeCost } from './progress-rules.js'
import { NEED_PLACES, NOTHING_PRODUCED, productionOf } from './rules.js'

export interface ProductionTotal {
  readonly event: Event
  readonly recipe: Recipe
  /** What was recorded, losses included. */
  readonly batchesProduced: number
  readonly batchesLost: string
  readonly totalActualCost: string
}

export interface EventSummary extends Omit<Progress, 'recipes' | 'costGaps'> {
  readonly event: Event
  readonly recipesComplete: number
  readonly recipesTotal: number
}

/**
 * Batches of a recipe produced for an event and their actual cost; zeros if nothing was recorded. Throws
 * EVENT_NOT_FOUND and RECIPE_NOT_FOUND.
 */
export async function getProductionTotal(
  eventId: number,
  recipeId: number,
  session: Session,
): Promise<ProductionTotal> {
  const event = await getEvent(eventId, session)
  const recipe = await getRecipe(recipeId, session)
  const activities = await getActivities([eventId], session)
  const { batches, batchesLost, cost } = productionOf(existing(activities, eventId)).get(recipeId) ?? NOTHING_PRODUCED
  return {
    event,
    recipe,
    batchesProduced: batches,
    batchesLost: toShortest(batchesLost, NEED_PLACES),
    totalActualCost: money(cost),
  }
}

/** The event's progress: required, produced and remaining batches, costs, and statuses. Throws EVENT_NOT_FOUND. */
export async function getProductionProgress(eventId: number, session: Session): Promise<ProductionProgress> {
  const event = await getEvent(eventId, session)
  const progresses = await getProgresses([event], session)
  return existing(progresses, event.id)
}

/** One row for every event that has an assignment and that a filter lets through, by date, then id. */
export async function getDashboardSummary(session: Session, filter: EventFilter = {}): Promise<EventSummary[]> {
  const events = await getPlannedEvents(filter, session)
  const progresses = await getProgresses(events, session)
  return events.map((event) => summaryOf(existing(progresses, event.id)))
}

/** An event's progress as one row of the dashboard. */
export function summaryOf({
  event,
  recipes,
  assignments,
  quantities,
  plannedCost,
  actualCost,
  isComplete,
}: ProductionProgress): EventSummary {
  return {
    event,
    assignments,
    quantities,
    plannedCost,
    actualCost,
    isComplete,
    recipesComplete: recipes.filter(({ isComplete }) => isComplete).length,
    recipesTotal: recipes.length,
  }
}

/** Planned against actual cost of each recipe of the event's progress. Throws EVENT_NOT_FOUND. */
export async function getRecipeCostBreakdown(eventId: number, session: Session): Promise<RecipeCost[]> {
  return costBreakdown(await getProductionProgress(eventId, session))
}

export function costBreakdown({ recipes }: Progress): RecipeCost[] {
  return recipes.map(recipeCost)
}
