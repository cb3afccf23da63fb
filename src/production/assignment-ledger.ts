import { z } from 'zod'
import { getPackageDetails } from '../catalog/package-service.js'
import { getContentsRevision } from '../catalog/revision-service.js'
import { type Needs, times } from '../catalog/rules.js'
import { DomainError } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { existing } from '../lookup.js'
import { PACKAGE_STATUSES } from '../planning/rules.js'
import { OvertakenError } from '../session/database-errors.js'
import { lockEvents } from '../session/locks.js'
import { read, type Session, sql, type Statement, write, type WritingSession } from '../session/session.js'
import { missingRecipes } from './assembly-rules.js'
import { getSuppliedActivitiesOf, NO_ACTIVITY } from './derived.js'
import { type Activity, type Supply, supplyAfter, supplyOf } from './rules.js'

// What mutations and imports share: assignments and records under their locks, losses, and what is stored of what packed
// assignments take.

export const LockedAssignment = z.strictObject({
  id: z.int(),
  eventId: z.int(),
  packageId: z.int(),
  quantity: z.int(),
  status: z.enum(PACKAGE_STATUSES),
  assembledAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  deliveredTo: z.string().nullable(),
  contentsRevision: z.string(),
  /** The moment of the change, as its stamp will be read: RFC 3339, in UTC. */
  now: z.string(),
})

/**
 * Assignments under the locks of their events, by id; those that do not exist are missing from the answer. To 'assemble'
 * some of them, with what their events have, by event id; to 'move' them, without. A number of statements that does not
 * grow with them.
 */
export async function lockAssignments(
  ids: readonly number[],
  to: 'assemble' | 'move',
  session: WritingSession,
): Promise<{
  readonly assignments: ReadonlyMap<number, LockedAssignment>
  readonly supplies: ReadonlyMap<number, Supply>
}> {
  const eventIds = sql`SELECT event_id FROM assignment WHERE id = ANY(${ids})`
  // Sent together, in one round trip: what stands behind the locks is read once they are held.
  const locking = lockEvents(eventIds, session)
  const reading = Promise.all([
    read(
      session,
      sql`
      SELECT a.id, a.event_id AS "eventId", a.package_id AS "packageId", a.quantity, a.status,
        a.assembled_at AS "assembledAt", a.delivered_at AS "deliveredAt", a.delivered_to AS "deliveredTo",
        c.contents AS "contentsRevision", now()::timestamptz(3) AS now
      FROM assignment a CROSS JOIN catalog_revision c WHERE a.id = ANY(${ids})`,
      LockedAssignment,
    ),
    to === 'assemble' ? getSuppliedActivitiesOf(eventIds, session) : new Map<number, Activity>(),
  ])
  // If a lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  const locked = await locking
  const [rows, activities] = await reading
  // Moved to another event while this waited: that event is to be locked as well, and it is too late to do so in order.
  if (!rows.every(({ eventId }) => locked.includes(eventId)))
    throw new OvertakenError('An assignment was moved meanwhile')
  return {
    assignments: new Map(rows.map((row) => [row.id, row])),
    supplies: new Map(rows.map(({ eventId }) => [eventId, supplyOf(activities.get(eventId) ?? NO_ACTIVITY)])),
  }
}

/** What each of these assignments needs now, by its id. They were read under one catalog. */
export async function needsOfAssignments(
  assignments: readonly LockedAssignment[],
  session: Session,
): Promise<ReadonlyMap<number, Needs>> {
  const packageIds = [...new Set(assignments.map(({ packageId }) => packageId))]
  const details = await getPackageDetails(packageIds, assignments[0]?.contentsRevision ?? '', session)
  return new Map(
    assignments.map(({ id, packageId, quantity }) => [id, times(existing(details, packageId).needs, quantity)]),
  )
}

/**
 * What is left to others once an assignment that is pending is assembled. Throws INCOMPLETE_PRODUCTION with the recipes
 * that fall short.
 */
export function supplyAfterAssembling(supply: Supply, assignmentId: number, needs: Needs): Supply {
  const missing = missingRecipes(supply, { needs, status: 'PENDING' })
  if (missing.length === 0) return supplyAfter(supply, needs)
  throw new DomainError(
    'INCOMPLETE_PRODUCTION',
    `Not enough is produced to assemble this package: ${missing.map(({ recipe }) => recipe.name).join(', ')}`,
    {
      assignmentId: globalId('Assignment', assignmentId),
      missingRecipes: missing.map(({ recipe, batchesRequired, batchesProduced, batchesMissing }) => ({
        recipeId: globalId('Recipe', recipe.id),
        recipeName: recipe.name,
        batchesRequired,
        batchesProduced,
        batchesMissing,
      })),
    },
  )
}

/** An INSERT of what assignments take (rule 10), to stand in the statement that packs them, whatever their number. */
export function insertNeeds(packed: readonly { readonly assignmentId: number; readonly needs: Needs }[]): Statement {
  const rows = packed.flatMap(({ assignmentId, needs }) =>
    [...needs].map(([recipeId, { batches }]) => ({
      assignment_id: assignmentId,
      recipe_id: recipeId,
      numerator: String(batches.n),
      denominator: String(batches.d),
    })),
  )
  return sql`
    INSERT INTO assignment_need (assignment_id, recipe_id, numerator, denominator)
    SELECT assignment_id, recipe_id, numerator, denominator
    FROM json_populate_recordset(NULL::assignment_need, ${JSON.stringify(rows)}::json)`
}

/**
 * Stores for assignments that come packed already, as from an import, what their packages need now. A number of statements
 * that does not grow with them.
 */
export async function storeNeeds(
  packed: readonly { readonly assignmentId: number; readonly packageId: number; readonly quantity: number }[],
  session: WritingSession,
): Promise<void> {
  if (packed.length === 0) return
  const packageIds = [...new Set(packed.map(({ packageId }) => packageId))]
  const details = await getPackageDetails(packageIds, await getContentsRevision(session), session)
  const needs = packed.map(({ assignmentId, packageId, quantity }) => ({
    assignmentId,
    needs: times(existing(details, packageId).needs, quantity),
  }))
  await write(session, insertNeeds(needs))
}

export type LockedAssignment = Readonly<z.infer<typeof LockedAssignment>>
