import { ingredientNeeds } from '../catalog/costing-rules.js'
import { type Recipe, times } from '../catalog/rules.js'
import { getPricedRecipes, ingredientsOf } from '../catalog/costing-service.js'
import { recipeNotFound } from '../catalog/recipe-service.js'
import { getPackageDetails } from '../catalog/package-service.js'
import { money } from '../decimal.js'
import { invalid } from '../domain-error.js'
import { bake } from '../inventory/rules.js'
import { getStock } from '../inventory/stock-service.js'
import { existing } from '../lookup.js'
import { byCodePoint } from '../ordering.js'
import { getPendingAssignments, type Assignment } from '../planning/assignment-service.js'
import { type Event, eventNotFound, getEventsByIds, getOpenEventsFrom } from '../planning/event-service.js'
import type { Session } from '../session/session.js'
import { contentsRevisionOf, getBalances, getProgresses } from './derived.js'
import { assemblable } from './assembly-rules.js'
import { type Kitchen, remainingBatches, type RemainingBatches, shopping, type Shopping } from './shopping-rules.js'
import { checkBatches, type LotUse, type Shortage, usesAndShortages } from './record-service.js'

// What to do next: bakes that may be made, packages that may be put together, and what to buy for both. Nothing of it is
// kept beyond its session: it follows from the lots too, whose changes renew no revision.

export interface BakePreview {
  readonly recipe: Recipe
  readonly batches: number
  readonly canBake: boolean
  readonly cost: string
  readonly costIsComplete: boolean
  readonly uses: readonly LotUse[]
  readonly shortages: readonly Shortage[]
}

/** What is next for an event. Each part of it is derived when it is asked for. */
export interface EventPlan {
  readonly event: Event
}

export interface ShoppingList extends Shopping {
  readonly events: readonly Event[]
}

/** How many bakes can be previewed together. */
export const MAX_BAKES = 100

/**
 * What several bakes, one after the other over the same stock, would take, cost and lack (DOMAIN.md, Planning what next).
 * Nothing is promised twice, and nothing is changed. Two statements, whatever is asked. Throws VALIDATION_FAILED for none,
 * for more than 100, and for batches that can't be meant; RECIPE_NOT_FOUND.
 */
export async function previewProduction(
  bakes: readonly { readonly recipeId: number; readonly batches: number }[],
  session: Session,
): Promise<BakePreview[]> {
  if (bakes.length < 1 || bakes.length > MAX_BAKES) throw invalid('bakes', `must be 1 to ${String(MAX_BAKES)}`)
  for (const [index, { batches }] of bakes.entries()) checkBatches(`bakes[${String(index)}].batches`, batches)
  const recipeIds = [...new Set(bakes.map(({ recipeId }) => recipeId))]
  const kitchen = await getKitchen(recipeIds, session)
  for (const id of recipeIds) if (!kitchen.recipes.has(id)) throw recipeNotFound(id)
  return previews(bakes, kitchen)
}

/** What bakes would take, cost and lack, one after the other. */
export function previews(
  bakes: readonly { readonly recipeId: number; readonly batches: number }[],
  { recipes, needs, stock }: Kitchen,
): BakePreview[] {
  let left = stock
  return bakes.map(({ recipeId, batches }) => {
    const result = bake(existing(needs, recipeId), batches, left)
    left = result.left
    const { recipe } = existing(recipes, recipeId)
    const { cost, costIsComplete, shortfalls } = result
    return {
      recipe,
      batches,
      canBake: shortfalls.length === 0,
      cost: money(cost),
      costIsComplete,
      ...usesAndShortages(result),
    }
  })
}

/** What these recipes are baked from; those that do not exist are missing. Two statements, whatever is asked. */
async function getKitchen(recipeIds: readonly number[], session: Session): Promise<Kitchen> {
  const [recipes, stock] = await Promise.all([
    getPricedRecipes(recipeIds, session),
    getStock(ingredientsOf(recipeIds), session),
  ])
  return { recipes, stock, needs: ingredientNeeds(recipes) }
}

/** What is still to be baked for an event, by recipe name, and what from. */
export interface ToBake {
  readonly remaining: readonly RemainingBatches[]
  readonly kitchen: Kitchen
}

/** What is still to be baked for each event, by event id, at once: all share one kitchen. */
export async function getToBake(events: readonly Event[], session: Session): Promise<Map<number, ToBake>> {
  const progresses = await getProgresses(events, session)
  const remaining = new Map([...progresses].map(([id, progress]) => [id, remainingBatches([progress])]))
  const recipeIds = new Set([...remaining.values()].flatMap((each) => each.map(({ recipe }) => recipe.id)))
  const kitchen = await getKitchen([...recipeIds], session)
  return new Map([...remaining].map(([id, each]) => [id, { remaining: each, kitchen }]))
}

/** The remaining batches of each recipe as previews, one after the other, by recipe name. */
export function bakesOf({ remaining, kitchen }: ToBake): BakePreview[] {
  return previews(
    remaining.map(({ recipe, batches }) => ({ recipeId: recipe.id, batches })),
    kitchen,
  )
}

/** What can be assembled now for each event, one after the other, by event id, at once. */
export async function getAssemblable(
  events: readonly Event[],
  session: Session,
): Promise<Map<number, readonly Assignment[]>> {
  const [balances, pending] = await Promise.all([
    getBalances(events, session),
    getPendingAssignments(
      events.map(({ id }) => id),
      session,
    ),
  ])
  const details = await getPackageDetails(
    [...pending.values()].flat().map((assignment) => assignment.package.id),
    contentsRevisionOf(events),
    session,
  )
  return new Map(
    [...pending].map(([eventId, assignments]) => {
      const candidates = assignments.map((assignment) => ({
        assignment,
        needs: times(existing(details, assignment.package.id).needs, assignment.quantity),
      }))
      return [eventId, assemblable(existing(balances, eventId), candidates)]
    }),
  )
}

/** For how many events that are named a shopping list can be. */
export const MAX_EVENTS = 100

/** Throws VALIDATION_FAILED for more events than a shopping list can be for. */
export function checkNumberOfEvents(events: number): void {
  if (events > MAX_EVENTS) throw invalid('eventIds', `may be at most ${String(MAX_EVENTS)}`)
}

/**
 * What to buy for the remaining batches of events: of these, each counted once, or without any named, of all from `today`
 * on that are not complete (DOMAIN.md, Planning what next). The stock is subtracted once. A number of statements that
 * grows with nothing. Throws VALIDATION_FAILED for more than 100 events; EVENT_NOT_FOUND.
 */
export async function getShoppingList(
  { eventIds, today }: { readonly eventIds: readonly number[] | null; readonly today: string | null },
  session: Session,
): Promise<ShoppingList> {
  const events = eventIds === null ? await getOpenEventsFrom(today, session) : await getNamedEvents(eventIds, session)
  const progresses = await getProgresses(events, session)
  const remaining = remainingBatches(progresses.values())
  const kitchen = await getKitchen(
    remaining.map(({ recipe }) => recipe.id),
    session,
  )
  return { events, ...shopping(remaining, kitchen) }
}

async function getNamedEvents(eventIds: readonly number[], session: Session): Promise<Event[]> {
  checkNumberOfEvents(eventIds.length)
  const ids = [...new Set(eventIds)]
  const events = await getEventsByIds(ids, session)
  const known = new Set(events.map(({ id }) => id))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw eventNotFound(unknown)
  return events.toSorted((a, b) => byCodePoint(a.date, b.date) || a.id - b.id)
}

/** The shopping list of one event. */
export function shoppingListOf(event: Event, { remaining, kitchen }: ToBake): ShoppingList {
  return { events: [event], ...shopping(remaining, kitchen) }
}
