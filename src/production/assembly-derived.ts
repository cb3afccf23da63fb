import { z } from 'zod'
import { getPackageDetails } from '../catalog/package-service.js'
import { times } from '../catalog/rules.js'
import { existing } from '../lookup.js'
import { type Assignment, type AssignmentFilter, assignmentCondition } from '../planning/assignment-service.js'
import type { Event } from '../planning/event-service.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { type MissingRecipe, missingRecipes } from './assembly-rules.js'
import { contentsRevisionOf, getBalances, getStoredNeeds } from './derived.js'
import { isOvercommitted } from './rules.js'

/** What of an event can't be assembled: pending assignments by package and quantity, and packed ones by id. */
export interface Unassemblable {
  readonly pending: readonly { readonly eventId: number; readonly packageId: number; readonly quantity: number }[]
  readonly packed: readonly number[]
}

/**
 * What can't be assembled of each event, by event id (DOMAIN.md, Can assemble). Pending assignments with as many of the
 * same package are alike: each such group is looked at once.
 */
export async function getUnassemblable(
  events: readonly Event[],
  session: Session,
): Promise<Map<number, Unassemblable>> {
  const balances = await getBalances(events, session)
  const short = new Set(events.filter(({ id }) => isOvercommitted(existing(balances, id))).map(({ id }) => id))
  const groups = await read(
    session,
    sql`
    SELECT event_id AS "eventId", package_id AS "packageId", quantity, 0 AS id FROM assignment
    WHERE event_id = ANY(${events.map(({ id }) => id)}) AND status = 'PENDING'
    GROUP BY event_id, package_id, quantity
    UNION ALL
    SELECT event_id, package_id, quantity, id FROM assignment
    WHERE event_id = ANY(${[...short]}) AND status <> 'PENDING'`,
    z.strictObject({ eventId: z.int(), packageId: z.int(), quantity: z.int(), id: z.int() }),
  )
  const details = await getPackageDetails(
    [...new Set(groups.filter(({ id }) => id === 0).map(({ packageId }) => packageId))],
    contentsRevisionOf(events),
    session,
  )
  // What is packed lacks nothing, whatever it took, unless more is promised than is there.
  const stored = await getStoredNeeds(
    groups.flatMap(({ id }) => (id === 0 ? [] : [id])),
    session,
  )
  const found = new Map(events.map(({ id }) => [id, nothing()]))
  for (const { id, ...group } of groups) {
    const needs =
      id === 0 ? times(existing(details, group.packageId).needs, group.quantity) : (stored.get(id) ?? new Map())
    const status = id === 0 ? 'PENDING' : 'ASSEMBLED'
    if (missingRecipes(existing(balances, group.eventId), { needs, status }).length === 0) continue
    const own = existing(found, group.eventId)
    if (id === 0) own.pending.push(group)
    else own.packed.push(id)
  }
  return found
}

function nothing(): { pending: Unassemblable['pending'][number][]; packed: number[] } {
  return { pending: [], packed: [] }
}

/** Which assignments a list has. */
export interface AssemblyFilter extends AssignmentFilter {
  readonly canAssemble?: boolean | undefined
}

/** The condition of a filter on the assignments `a`. `found` has all their events, if it asks what can be assembled. */
export function assemblyCondition(asked: AssemblyFilter, found: readonly Unassemblable[]): Statement {
  const condition = assignmentCondition(asked)
  if (asked.canAssemble === undefined) return condition
  const pending = found.flatMap((event) => event.pending)
  const cannot = sql`
    CASE WHEN a.status = 'PENDING' THEN (a.event_id, a.package_id, a.quantity) IN (SELECT * FROM unnest(
      ${pending.map(({ eventId }) => eventId)}::int[], ${pending.map(({ packageId }) => packageId)}::int[],
      ${pending.map(({ quantity }) => quantity)}::int[]))
    ELSE a.id = ANY(${found.flatMap(({ packed }) => packed)}::int[]) END`
  return asked.canAssemble ? sql`${condition} AND NOT (${cannot})` : sql`${condition} AND (${cannot})`
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
  const balances = await getBalances(
    asked.map(({ event }) => event),
    session,
  )
  const pending = asked.filter(({ assignment: { status } }) => status === 'PENDING')
  const details = await getPackageDetails(
    pending.map(({ assignment }) => assignment.package.id),
    contentsRevisionOf(pending.map(({ event }) => event)),
    session,
  )
  // What is packed lacks nothing, whatever it took, unless more is promised than is there.
  const short = asked.filter(
    ({ assignment: { status, eventId } }) => status !== 'PENDING' && isOvercommitted(existing(balances, eventId)),
  )
  const stored = await getStoredNeeds(
    short.map(({ assignment }) => assignment.id),
    session,
  )
  return new Map(
    asked.map(({ assignment }) => {
      const { id, status, quantity, eventId } = assignment
      const needs =
        status === 'PENDING'
          ? times(existing(details, assignment.package.id).needs, quantity)
          : (stored.get(id) ?? new Map<number, never>())
      const missing = missingRecipes(existing(balances, eventId), { needs, status })
      return [id, { assignment, canAssemble: missing.length === 0, missingRecipes: missing }]
    }),
  )
}
