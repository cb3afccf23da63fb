import type { Needs } from '../catalog/rules.js'
import { getPackageDetails, getRecipeCostings } from '../catalog/service.js'
import type { Assignment, Event } from '../planning/service.js'
import type { PackageStatus } from '../planning/rules.js'
import { kept, keptOrDerived, type Kept } from '../session/kept.js'
import { query, sql, type Session, type Statement } from '../session/session.js'
import {
  ledger,
  missingRecipes,
  progress,
  type Activity,
  type EventLedger,
  type MissingRecipe,
  type Progress,
} from './rules.js'

// What follows from the state of events: ledgers, progress, assembly checks. Derived for many events at once, and kept
// under the revisions of the state.

export interface ProductionProgress extends Progress {
  readonly event: Event
}

export interface AssemblyCheck {
  readonly assignment: Assignment
  readonly canAssemble: boolean
  readonly missingRecipes: readonly MissingRecipe[]
}

/** The assembly checks of many assignments, by assignment id, at once. */
export async function checkAssemblies(
  asked: readonly { readonly assignment: Assignment; readonly event: Event }[],
  session: Session,
): Promise<Map<number, AssemblyCheck>> {
  const ledgers = await getLedgers(
    asked.map(({ event }) => event),
    session,
  )
  const packageIds = asked.map(({ assignment }) => assignment.package.id)
  const details = await getPackageDetails(packageIds, catalogRevisionOf(asked.map(({ event }) => event)), session)
  return new Map(
    asked.map(({ assignment }) => {
      const { needs } = existing(details, assignment.package.id)
      const missing = missingRecipes(existing(ledgers, assignment.eventId), { ...assignment, needs })
      return [assignment.id, { assignment, canAssemble: missing.length === 0, missingRecipes: missing }]
    }),
  )
}

/** A ledger is a few dozen kilobytes at the most, a bakery's years of events a few hundred of them. */
const EVENTS_KEPT = 2000
const ledgers = kept<EventLedger>(EVENTS_KEPT)
const progresses = kept<Progress>(EVENTS_KEPT)

/** The progress of many events, by event id, at once. */
export async function getProgresses(
  events: readonly Event[],
  session: Session,
): Promise<Map<number, ProductionProgress>> {
  const derived = await keptByState(progresses, events, session, async (changed) => {
    const books = await getLedgers(changed, session)
    const recipeIds = [...books.values()].flatMap((book) => [...book.needs.keys(), ...book.produced.keys()])
    const costings = await getRecipeCostings(recipeIds, catalogRevisionOf(changed), session)
    return new Map([...books].map(([id, book]) => [id, progress(book, (recipeId) => existing(costings, recipeId))]))
  })
  return new Map(events.map((event) => [event.id, { ...existing(derived, event.id), event }]))
}

function getLedgers(events: readonly Event[], session: Session): Promise<Map<number, EventLedger>> {
  return keptByState(ledgers, events, session, async (changed) => {
    const activities = await getActivities(
      changed.map(({ id }) => id),
      session,
    )
    const needsOf = await needsOfPackages([...activities.values()], catalogRevisionOf(changed), session)
    return new Map([...activities].map(([id, own]) => [id, ledger(own, needsOf)]))
  })
}

/** What falls short for an assignment, by an activity of its event that was read under this catalog revision. */
export async function getMissingRecipes(
  assignment: { readonly packageId: number; readonly quantity: number; readonly status: PackageStatus },
  around: Activity,
  catalogRevision: string,
  session: Session,
): Promise<MissingRecipe[]> {
  const needsOf = await needsOfPackages([around], catalogRevision, session)
  return missingRecipes(ledger(around, needsOf), { ...assignment, needs: needsOf(assignment.packageId) })
}

async function needsOfPackages(
  activities: readonly Activity[],
  catalogRevision: string,
  session: Session,
): Promise<(packageId: number) => Needs> {
  const packageIds = activities.flatMap(({ assignments }) => assignments.map(({ packageId }) => packageId))
  const details = await getPackageDetails(packageIds, catalogRevision, session)
  return (packageId) => existing(details, packageId).needs
}

function keptByState<Value>(
  values: Kept<Value>,
  events: readonly Event[],
  session: Session,
  derive: (changed: readonly Event[]) => Promise<ReadonlyMap<number, Value>>,
): Promise<Map<number, Value>> {
  const byId = new Map(events.map((event) => [event.id, event]))
  return keptOrDerived(
    values,
    [...byId.keys()],
    (id) => {
      const { revision, catalogRevision } = existing(byId, id)
      return `${revision} ${catalogRevision}`
    },
    session,
    (ids) => derive(ids.map((id) => existing(byId, id))),
  )
}

/** Events of one session have read one catalog. */
function catalogRevisionOf(events: readonly Event[]): string {
  return events[0]?.catalogRevision ?? ''
}

interface ActivityRow {
  readonly kind: PackageStatus | 'PRODUCED'
  readonly eventId: number
  /** The package of assignments, the recipe of production. */
  readonly id: number
  readonly rows: number
  readonly quantity: number
  readonly cost: string
}

/** What the assignments and records of each event add up to. One statement for all events. */
async function getActivities(eventIds: readonly number[], session: Session): Promise<Map<number, Activity>> {
  const rows = await activityRows(sql`= ANY(${eventIds})`, session)
  const byEvent = new Map<number, ActivityRow[]>(eventIds.map((id) => [id, []]))
  for (const row of rows) existing(byEvent, row.eventId).push(row)
  return new Map([...byEvent].map(([id, own]) => [id, activity(own)]))
}

/** The same for the event of one assignment. */
export async function getActivityAround(assignmentId: number, session: Session): Promise<Activity> {
  const ofAssignment = sql`= (SELECT event_id FROM assignment WHERE id = ${assignmentId})`
  return activity(await activityRows(ofAssignment, session))
}

function activityRows(ofEvents: Statement, session: Session): Promise<ActivityRow[]> {
  return query<ActivityRow>(
    session,
    sql`
    SELECT status::text AS kind, event_id AS "eventId", package_id AS id, count(*)::int AS rows,
      sum(quantity)::int AS quantity, '0' AS cost
    FROM assignment WHERE event_id ${ofEvents} GROUP BY event_id, package_id, status
    UNION ALL
    SELECT 'PRODUCED', event_id, recipe_id, count(*)::int, sum(batches)::int, sum(actual_cost)::text
    FROM production_record WHERE event_id ${ofEvents} GROUP BY event_id, recipe_id`,
  )
}

function activity(rows: readonly ActivityRow[]): Activity {
  return {
    assignments: rows.flatMap(({ kind, id, rows: count, quantity }) =>
      kind === 'PRODUCED' ? [] : [{ packageId: id, status: kind, rows: count, quantity }],
    ),
    production: rows.flatMap(({ kind, id, quantity, cost }) =>
      kind === 'PRODUCED' ? [{ recipeId: id, batches: quantity, cost }] : [],
    ),
  }
}

/** The value that was derived for an id. */
export function existing<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id)
  if (value === undefined) throw new Error(`${String(id)} was not derived with the others`)
  return value
}
