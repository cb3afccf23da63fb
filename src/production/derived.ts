import { z } from 'zod'
import { getRecipeCostings } from '../catalog/costing-service.js'
import { getPackageDetails } from '../catalog/package-service.js'
import type { Needs, Recipe } from '../catalog/rules.js'
import { type Exact, exact } from '../decimal.js'
import { existing } from '../lookup.js'
import type { Event } from '../planning/event-service.js'
import { PACKAGE_STATUSES } from '../planning/rules.js'
import { cachedOrDerived, revisionCache, type RevisionCache } from '../session/revision-cache.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { type Progress, progress } from './progress-rules.js'
import { type Activity, type EventBalance, eventBalance } from './rules.js'

// What follows from the state of events: balances, progress, assembly checks. Derived for many events at once, and
// cached under the revisions of the state.

export interface ProductionProgress extends Progress {
  readonly event: Event
}

const StoredNeedRow = z.strictObject({
  assignmentId: z.int(),
  recipeId: z.int(),
  name: z.string(),
  category: z.string(),
  numerator: z.string(),
  denominator: z.string(),
})

/** What packed assignments took, by assignment id. No statement without any. */
export async function getStoredNeeds(ids: readonly number[], session: Session): Promise<Map<number, Needs>> {
  if (ids.length === 0) return new Map()
  const rows = await read(
    session,
    sql`
    SELECT n.assignment_id AS "assignmentId", r.id AS "recipeId", r.name, r.category, n.numerator, n.denominator
    FROM assignment_need n JOIN recipe r ON r.id = n.recipe_id WHERE n.assignment_id = ANY(${ids})`,
    StoredNeedRow,
  )
  const stored = new Map<number, Map<number, { recipe: Recipe; batches: Exact }>>()
  for (const { assignmentId, recipeId, name, category, numerator, denominator } of rows) {
    const needs = stored.get(assignmentId) ?? new Map<number, { recipe: Recipe; batches: Exact }>()
    const part = exact(numerator).div(exact(denominator))
    const batches = needs.get(recipeId)?.batches.add(part) ?? part
    stored.set(assignmentId, needs.set(recipeId, { recipe: { id: recipeId, name, category }, batches }))
  }
  return stored
}

/** A balance is a few dozen kilobytes at the most, a bakery's years of events a few hundred of them. */
const EVENTS_CACHED = 2000

const balanceCache = revisionCache<EventBalance>(EVENTS_CACHED)

const progressCache = revisionCache<Progress>(EVENTS_CACHED)

/** The progress of many events, by event id, at once. */
export async function getProgresses(
  events: readonly Event[],
  session: Session,
): Promise<Map<number, ProductionProgress>> {
  const derived = await cachedByState(progressCache, pricedState, events, session, async (changed) => {
    const balances = await getBalances(changed, session)
    const recipeIds = [...balances.values()].flatMap(({ needs, produced }) => [...needs.keys(), ...produced.keys()])
    const costings = await getRecipeCostings(recipeIds, changed[0]?.pricesRevision ?? '', session)
    // Others who asked meanwhile may have come first.
    return new Map(
      changed.map((event) => [
        event.id,
        progressCache.get(event.id, pricedState(event), session) ??
          progress(existing(balances, event.id), (recipeId) => existing(costings, recipeId)),
      ]),
    )
  })
  return new Map(events.map((event) => [event.id, { ...existing(derived, event.id), event }]))
}

/** The balances of events, by event id, at once. */
export function getBalances(events: readonly Event[], session: Session): Promise<Map<number, EventBalance>> {
  return cachedByState(balanceCache, state, events, session, async (changed) => {
    const activities = await getActivities(
      changed.map(({ id }) => id),
      session,
    )
    const needsOf = await needsOfPackages([...activities.values()], contentsRevisionOf(changed), session)
    return new Map([...activities].map(([id, own]) => [id, eventBalance(own, needsOf)]))
  })
}

async function needsOfPackages(
  activities: readonly Activity[],
  contentsRevision: string,
  session: Session,
): Promise<(packageId: number) => Needs> {
  // Of what is packed the needs are stored.
  const pending = activities.flatMap(({ assignments }) => assignments.filter(({ status }) => status === 'PENDING'))
  const details = await getPackageDetails(
    pending.map(({ packageId }) => packageId),
    contentsRevision,
    session,
  )
  return (packageId) => existing(details, packageId).needs
}

/** Names the state that an event's balance follows from. */
const state = ({ revision, contentsRevision }: Event): string => `${revision} ${contentsRevision}`
/** The same for what depends on prices too. */
const pricedState = (event: Event): string => `${state(event)} ${event.pricesRevision}`

function cachedByState<Value>(
  cache: RevisionCache<Value>,
  stateOf: (event: Event) => string,
  events: readonly Event[],
  session: Session,
  derive: (changed: readonly Event[]) => Promise<ReadonlyMap<number, Value>>,
): Promise<Map<number, Value>> {
  const byId = new Map(events.map((event) => [event.id, event]))
  return cachedOrDerived(
    cache,
    [...byId.keys()],
    (id) => stateOf(existing(byId, id)),
    session,
    (ids) => derive(ids.map((id) => existing(byId, id))),
  )
}

/** Events of one session have read one catalog. */
export function contentsRevisionOf(events: readonly Event[]): string {
  return events[0]?.contentsRevision ?? ''
}

const ActivityRow = z.strictObject({
  kind: z.enum([...PACKAGE_STATUSES, 'COMMITTED', 'PRODUCED', 'LOST']),
  eventId: z.int(),
  /** The package of assignments, the recipe of all else. */
  id: z.int(),
  /** The record that lost something; 0 for all else. */
  recordId: z.int(),
  /** Assignments, or records. */
  rows: z.int(),
  /** Packages, or batches. */
  quantity: z.int(),
  cost: z.string(),
  // Batches that were committed or lost.
  numerator: z.string(),
  denominator: z.string(),
})

type ActivityRow = z.infer<typeof ActivityRow>

/** What the assignments and records of each event add up to. One statement for all events. */
export async function getActivities(eventIds: readonly number[], session: Session): Promise<Map<number, Activity>> {
  const byEvent = activitiesBy(await activityRows(eventIds, session))
  return new Map(eventIds.map((id) => [id, byEvent.get(id) ?? NO_ACTIVITY]))
}

/**
 * The same for the events that a subquery selects, but for their assignments' counts: what was produced and is taken. Those
 * that have neither are missing from the answer.
 */
export async function getSuppliedActivitiesOf(eventIds: Statement, session: Session): Promise<Map<number, Activity>> {
  // As an array, so that each part of the statement looks the events up by their index.
  return activitiesBy(await read(session, supplyOfEvents(sql`= ANY(ARRAY(${eventIds}))`), ActivityRow))
}

function activitiesBy(rows: readonly ActivityRow[]): Map<number, Activity> {
  const byEvent = new Map<number, ActivityRow[]>()
  for (const row of rows) {
    const own = byEvent.get(row.eventId) ?? []
    byEvent.set(row.eventId, own)
    own.push(row)
  }
  return new Map([...byEvent].map(([id, own]) => [id, activity(own)]))
}

/** The same for the one event that a subquery selects. */
export async function getSuppliedActivityOf(eventId: Statement, session: Session): Promise<Activity> {
  return activity(await read(session, supplyOfEvents(sql`= (${eventId})`), ActivityRow))
}

/** For how many events it is better to look up what is joined to their rows than to read all of it. */
const LOOKED_UP = 20

function activityRows(eventIds: readonly number[], session: Session): Promise<ActivityRow[]> {
  const ofEvents = sql`= ANY(${eventIds})`
  return read(
    session,
    sql`
    SELECT status::text AS kind, event_id AS "eventId", package_id AS id, 0 AS "recordId", count(*) AS rows,
      sum(quantity) AS quantity, 0 AS cost, 0 AS numerator, 1 AS denominator
    FROM assignment WHERE event_id ${ofEvents} GROUP BY event_id, package_id, status
    UNION ALL
    ${supplyOfEvents(ofEvents, eventIds.length <= LOOKED_UP)}`,
    ActivityRow,
  )
}

/**
 * For a few events what is joined to their rows is looked up row by row: OFFSET 0 keeps it apart. PostgreSQL expects so
 * many rows of the events of a prepared statement that it would read these tables as a whole.
 */
function supplyOfEvents(ofEvents: Statement, areFew = true): Statement {
  const apart = areFew ? sql`OFFSET 0` : sql``
  return sql`
    SELECT 'COMMITTED' AS kind, a.event_id AS "eventId", n.recipe_id AS id, 0 AS "recordId", 0 AS rows, 0 AS quantity,
      0 AS cost, sum(n.numerator) AS numerator, n.denominator
    FROM assignment a CROSS JOIN LATERAL (
      SELECT recipe_id, numerator, denominator FROM assignment_need WHERE assignment_id = a.id ${apart}) n
    WHERE a.event_id ${ofEvents} AND a.status <> 'PENDING' GROUP BY a.event_id, n.recipe_id, n.denominator
    UNION ALL
    SELECT 'PRODUCED', event_id, recipe_id, 0, count(*), sum(batches), sum(actual_cost), 0, 1
    FROM production_record WHERE event_id ${ofEvents} AND voided_at IS NULL GROUP BY event_id, recipe_id
    UNION ALL
    SELECT 'LOST', p.event_id, p.recipe_id, p.id, 1, p.batches, p.actual_cost, sum(l.numerator), l.denominator
    FROM production_record p CROSS JOIN LATERAL (
      SELECT numerator, denominator FROM loss WHERE record_id = p.id ${apart}) l
    WHERE p.event_id ${ofEvents} AND p.voided_at IS NULL GROUP BY p.id, l.denominator`
}

export const NO_ACTIVITY: Activity = { assignments: [], committed: [], production: [], losses: [] }

function activity(rows: readonly ActivityRow[]): Activity {
  const assignments: Activity['assignments'][number][] = []
  const committed: Activity['committed'][number][] = []
  const production: Activity['production'][number][] = []
  const losses = new Map<number, Activity['losses'][number]>()
  for (const { kind, id, recordId, rows: count, quantity, cost, numerator, denominator } of rows) {
    const fraction = () => exact(numerator).div(exact(denominator))
    if (kind === 'COMMITTED') committed.push({ recipeId: id, batches: fraction() })
    else if (kind === 'PRODUCED') production.push({ recipeId: id, batches: quantity, cost })
    else if (kind === 'LOST') {
      const batchesLost = losses.get(recordId)?.batchesLost.add(fraction()) ?? fraction()
      losses.set(recordId, { recordId, recipeId: id, batches: quantity, cost, batchesLost })
    } else assignments.push({ packageId: id, status: kind, rows: count, quantity })
  }
  return { assignments, committed, production, losses: [...losses.values()] }
}
