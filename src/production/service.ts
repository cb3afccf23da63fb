import { getRecipe } from '../catalog/service.js'
import type { Recipe } from '../catalog/rules.js'
import { exact } from '../decimal.js'
import type { Page, Slice } from '../paging.js'
import { checkDeliveredTo, checkTransition, type PackageStatus } from '../planning/rules.js'
import {
  assignmentNotFound,
  eventColumns,
  getAssignmentsByIds,
  getAssignmentsOfEvents,
  getEvent,
  slicesBy,
  stampStatus,
  type Assignment,
  type AssignmentKey,
  type Event,
} from '../planning/service.js'
import { Refusal } from '../refusal.js'
import { holdStill, query, sql, type Session, type WritingSession } from '../session/session.js'
import {
  checkAssemblies,
  existing,
  getActivityAround,
  getMissingRecipes,
  getProgresses,
  type AssemblyCheck,
  type ProductionProgress,
} from './derived.js'
import { money, recipeCost, type MissingRecipe, type Progress, type RecipeCost } from './rules.js'

export interface ProductionRecord {
  readonly id: number
  readonly eventId: number
  readonly recipe: Recipe
  readonly batches: number
  readonly actualCost: string
  /** RFC 3339, in UTC. */
  readonly producedAt: string
  readonly notes: string | null
}

export interface ProductionTotal {
  readonly event: Event
  readonly recipe: Recipe
  readonly batchesProduced: number
  readonly totalActualCost: string
}

export interface EventSummary extends Omit<Progress, 'recipes' | 'costGaps'> {
  readonly event: Event
  readonly recipesComplete: number
  readonly recipesTotal: number
}

export interface RecordKey {
  readonly producedAt: string
  readonly id: number
}

const DEFAULT_PAGE = { first: 50 }

/** The event's records, newest first, then highest id first. Throws EVENT_NOT_FOUND. */
export async function getProductionRecords(
  eventId: number,
  session: Session,
  page: Page<RecordKey> = DEFAULT_PAGE,
): Promise<Slice<ProductionRecord>> {
  await getEvent(eventId, session)
  const slices = await getRecordsOfEvents([eventId], page, session)
  return slices.get(eventId) ?? { rows: [], hasNextPage: false }
}

interface RecordRow extends Omit<ProductionRecord, 'recipe'> {
  readonly recipeId: number
  readonly recipeName: string
  readonly category: string
}

/** For each event the same page of its records, newest first. One statement for all events. */
export async function getRecordsOfEvents(
  eventIds: readonly number[],
  page: Page<RecordKey>,
  session: Session,
): Promise<Map<number, Slice<ProductionRecord>>> {
  const { first, after } = page
  const behind =
    after === undefined ? sql`` : sql`AND (p.produced_at, p.id) < (${after.producedAt}::timestamptz, ${after.id})`
  const rows = await query<RecordRow>(
    session,
    sql`
    SELECT page.* FROM unnest(${eventIds}::int[]) WITH ORDINALITY AS event(id, position)
    CROSS JOIN LATERAL (
      SELECT p.id, p.event_id AS "eventId", p.batches, p.actual_cost::text AS "actualCost", p.notes,
        to_char(p.produced_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "producedAt",
        r.id AS "recipeId", r.name AS "recipeName", r.category
      FROM production_record p JOIN recipe r ON r.id = p.recipe_id
      WHERE p.event_id = event.id ${behind}
      ORDER BY p.produced_at DESC, p.id DESC LIMIT ${first + 1}) page
    ORDER BY event.position, page."producedAt" DESC, page.id DESC`,
  )
  const records = rows.map(({ recipeId, recipeName, category, actualCost, ...row }): ProductionRecord => ({
    ...row,
    actualCost: money(exact(actualCost)),
    recipe: { id: recipeId, name: recipeName, category },
  }))
  return slicesBy(eventIds, records, first)
}

/** How many records each event has. */
export async function countRecords(eventIds: readonly number[], session: Session): Promise<Map<number, number>> {
  const rows = await query<{ id: number; count: number }>(
    session,
    sql`
    SELECT event_id AS id, count(*)::int AS count FROM production_record
    WHERE event_id = ANY(${eventIds}) GROUP BY event_id`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/**
 * Batches of a recipe produced for an event and their actual cost; zeros where nothing was recorded. Throws
 * EVENT_NOT_FOUND and RECIPE_NOT_FOUND.
 */
export async function getProductionTotal(
  eventId: number,
  recipeId: number,
  session: Session,
): Promise<ProductionTotal> {
  const event = await getEvent(eventId, session)
  const recipe = await getRecipe(recipeId, session)
  const [total] = await query<{ batches: number; cost: string }>(
    session,
    sql`
    SELECT coalesce(sum(batches), 0)::int AS batches, coalesce(sum(actual_cost), 0)::text AS cost
    FROM production_record WHERE event_id = ${eventId} AND recipe_id = ${recipeId}`,
  )
  return { event, recipe, batchesProduced: total?.batches ?? 0, totalActualCost: money(exact(total?.cost ?? 0)) }
}

/** Whether the assignment can be assembled now, and what falls short. Throws ASSIGNMENT_NOT_FOUND. */
export async function canAssemblePackage(assignmentId: number, session: Session): Promise<AssemblyCheck> {
  const assignment = await getAssignment(assignmentId, session)
  const event = await getEvent(assignment.eventId, session)
  const checks = await checkAssemblies([{ assignment, event }], session)
  return existing(checks, assignment.id)
}

async function getAssignment(assignmentId: number, session: Session): Promise<Assignment> {
  const [assignment] = await getAssignmentsByIds([assignmentId], session)
  if (assignment === undefined) throw assignmentNotFound(assignmentId)
  return assignment
}

/** The event's progress: required, produced and remaining batches, costs, and statuses. Throws EVENT_NOT_FOUND. */
export async function getProductionProgress(eventId: number, session: Session): Promise<ProductionProgress> {
  const event = await getEvent(eventId, session)
  const progresses = await getProgresses([event], session)
  return existing(progresses, event.id)
}

/** One row for every event that has an assignment, by date, then id. */
export async function getDashboardSummary(session: Session): Promise<EventSummary[]> {
  const events = await query<Event>(
    session,
    sql`
    SELECT ${eventColumns} FROM event e CROSS JOIN catalog_revision c
    WHERE EXISTS (SELECT FROM assignment a WHERE a.event_id = e.id)
    ORDER BY e.date, e.id`,
  )
  const progresses = await getProgresses(events, session)
  return events.map((event) => summary(existing(progresses, event.id)))
}

function summary({
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

/** The event's assignments, by recipient name, then id. Throws EVENT_NOT_FOUND. */
export async function getEventAssignments(
  eventId: number,
  session: Session,
  page: Page<AssignmentKey> = DEFAULT_PAGE,
): Promise<Slice<Assignment>> {
  await getEvent(eventId, session)
  const slices = await getAssignmentsOfEvents([eventId], page, session)
  return slices.get(eventId) ?? { rows: [], hasNextPage: false }
}

/**
 * Moves an assignment one step along PENDING -> ASSEMBLED -> DELIVERED and stamps the time. `deliveredTo` (at most 500
 * characters) says where or to whom it was handed over, with DELIVERED only.
 *
 * Throws, checked in this order: ASSIGNMENT_NOT_FOUND; INVALID_STATUS_TRANSITION; VALIDATION_FAILED for a deliveredTo
 * that does not belong; INCOMPLETE_PRODUCTION with the recipes that fall short. Holds the event's row from before it
 * looks until the commit, so of two who race for the same batches one wins and the other is told what is missing.
 */
export async function updatePackageStatus(
  assignmentId: number,
  status: PackageStatus,
  session: WritingSession,
  { deliveredTo }: { readonly deliveredTo?: string | undefined } = {},
): Promise<Assignment> {
  // Sent together, in one round trip: what stands behind the lock is read once it is held.
  const locked = lockEventOf(assignmentId, session)
  const read = Promise.all([
    query<Gated>(
      session,
      sql`
      SELECT a.package_id AS "packageId", a.quantity, a.status::text AS status, c.revision::text AS "catalogRevision"
      FROM assignment a CROSS JOIN catalog_revision c WHERE a.id = ${assignmentId}`,
    ),
    status === 'ASSEMBLED' ? getActivityAround(assignmentId, session) : undefined,
  ])
  // Where the lock fails, what stands behind it only fails because of it.
  read.catch(() => undefined)
  await locked
  const [[assignment], around] = await read
  if (assignment === undefined) throw assignmentNotFound(assignmentId)
  holdStill(session)
  checkTransition(assignment.status, status)
  if (deliveredTo !== undefined) checkDeliveredTo(deliveredTo, status)
  if (around !== undefined) {
    requireNone(assignmentId, await getMissingRecipes(assignment, around, assignment.catalogRevision, session))
  }
  return stampStatus(assignmentId, status, deliveredTo, session)
}

interface Gated {
  readonly packageId: number
  readonly quantity: number
  readonly status: PackageStatus
  readonly catalogRevision: string
}

/** Holds the assignment's event against other writers, and the catalog against changes, until the session ends. */
async function lockEventOf(assignmentId: number, session: WritingSession): Promise<void> {
  await query(
    session,
    sql`
    SELECT pg_advisory_xact_lock_shared(7262, 1)::text, e.id
    FROM event e WHERE e.id = (SELECT event_id FROM assignment WHERE id = ${assignmentId})
    FOR NO KEY UPDATE OF e`,
  )
}

function requireNone(assignmentId: number, missing: readonly MissingRecipe[]): void {
  if (missing.length === 0) return
  throw new Refusal(
    'INCOMPLETE_PRODUCTION',
    `Not enough is produced to assemble this package: ${missing.map(({ recipe }) => recipe.name).join(', ')}`,
    {
      assignmentId: String(assignmentId),
      missingRecipes: missing.map(({ recipe, batchesRequired, batchesProduced, batchesMissing }) => ({
        recipeId: String(recipe.id),
        recipeName: recipe.name,
        batchesRequired,
        batchesProduced,
        batchesMissing,
      })),
    },
  )
}
