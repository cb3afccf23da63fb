import { z } from 'zod'
import { batchFraction, times, type FinishedUnit, type Needs } from '../catalog/rules.js'
import { finishedUnitNotFound, getContentsRevision, getFinishedUnitsByIds } from '../catalog/service.js'
import { getPackageDetails } from '../catalog/package-service.js'
import { toShortest, type Exact } from '../decimal.js'
import { DomainError, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { MAX_REMARK, optionalText, positive } from '../inputs.js'
import { quantityText } from '../inventory/ledger.js'
import { existing } from '../lookup.js'
import { lockEvents } from '../session/locks.js'
import { actorOf, read, sql, write, type Session, type Statement, type WritingSession } from '../session/session.js'
import { PACKAGE_STATUSES } from '../planning/rules.js'
import { OvertakenError } from '../session/database-errors.js'
import { getSuppliedActivitiesOf, getSuppliedActivityOf, NO_ACTIVITY } from './derived.js'
import {
  isPromised,
  missingRecipes,
  NEED_PLACES,
  supplyAfter,
  supplyOf,
  type Activity,
  type LossReason,
  type Supply,
} from './rules.js'
import { recordNotFound } from './service.js'

// What mutations and imports share: assignments and records under their locks, losses, and what is stored of what packed
// assignments take.

const LockedAssignment = z.strictObject({
  id: z.int(),
  eventId: z.int(),
  packageId: z.int(),
  quantity: z.int(),
  status: z.enum(PACKAGE_STATUSES),
  assembledAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  deliveredTo: z.string().nullable(),
  contentsRevision: z.string(),
  /** The moment of the change, as its stamp is told later: RFC 3339, in UTC. */
  now: z.string(),
})
export type LockedAssignment = Readonly<z.infer<typeof LockedAssignment>>

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

const LockedRecord = z.strictObject({
  id: z.int(),
  eventId: z.int(),
  recipeId: z.int(),
  batches: z.int(),
  isVoided: z.boolean(),
})
export type LockedRecord = z.infer<typeof LockedRecord>

/** A record under the lock of its event, with what the event's assignments and records add up to. */
export async function lockRecord(
  recordId: number,
  session: WritingSession,
): Promise<{ readonly record: LockedRecord; readonly activity: Activity }> {
  const eventId = sql`SELECT event_id FROM production_record WHERE id = ${recordId}`
  // Sent together, in one round trip: what stands behind the lock is read once it is held. A record stays in its event.
  const locking = lockEvents(eventId, session)
  const reading = Promise.all([
    read(
      session,
      sql`
      SELECT id, event_id AS "eventId", recipe_id AS "recipeId", batches, voided_at IS NOT NULL AS "isVoided"
      FROM production_record WHERE id = ${recordId}`,
      LockedRecord,
    ),
    getSuppliedActivityOf(eventId, session),
  ])
  // If the lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [[record], activity] = await reading
  if (record === undefined) throw recordNotFound(recordId)
  return { record, activity }
}

/** Throws ALREADY_VOIDED for a record that is voided. */
export function checkRecordNotVoided({ id: recordId, isVoided }: LockedRecord): void {
  if (!isVoided) return
  const id = globalId('ProductionRecord', recordId)
  throw new DomainError('ALREADY_VOIDED', `The production record ${id} is voided`, { id })
}

/** Of those that keep a record from shrinking, as many are named. */
const MAX_NAMED = 100

/** Throws PRODUCTION_IN_USE if packed assignments rely on so many batches of the record (rule 8). */
export async function checkNotPromised(
  { id, eventId, recipeId }: LockedRecord,
  activity: Activity,
  less: Exact,
  session: Session,
): Promise<void> {
  if (!isPromised(activity, recipeId, less)) return
  const rows = await read(
    session,
    sql`
    SELECT DISTINCT a.id FROM assignment a JOIN assignment_need n ON n.assignment_id = a.id
    WHERE a.event_id = ${eventId} AND n.recipe_id = ${recipeId} ORDER BY a.id LIMIT ${MAX_NAMED}`,
    z.strictObject({ id: z.int() }),
  )
  throw new DomainError('PRODUCTION_IN_USE', 'Assignments that are assembled or delivered rely on these batches', {
    id: globalId('ProductionRecord', id),
    assignments: rows.map((row) => globalId('Assignment', row.id)),
  })
}

/** What came to nothing, as it is told. */
export interface NewLoss {
  readonly finishedUnitId: number
  readonly quantity: string
  readonly reason: LossReason
  readonly note?: string | null | undefined
}

interface CheckedLoss {
  readonly finishedUnitId: number
  readonly quantity: Exact
  readonly reason: LossReason
  readonly note: string | null
}

/** A loss with the batches that it takes, as of now (rule 7). */
export interface LossOfUnit extends CheckedLoss {
  readonly batches: Exact
}

/** Throws VALIDATION_FAILED for a quantity or a note that can't be meant. `prefix` is where the loss stands. */
export function checkLoss(prefix: string, { finishedUnitId, quantity, reason, note }: NewLoss): CheckedLoss {
  return {
    finishedUnitId,
    quantity: positive(`${prefix}quantity`, quantity),
    reason,
    note: optionalText(`${prefix}note`, note, MAX_REMARK),
  }
}

/** The finished units of losses. No statement without any. */
export async function readUnits(ids: readonly number[], session: Session): Promise<readonly FinishedUnit[]> {
  return ids.length === 0 ? [] : getFinishedUnitsByIds([...new Set(ids)], session)
}

/** Throws FINISHED_UNIT_NOT_FOUND. */
export function unitOf(units: readonly FinishedUnit[], { finishedUnitId }: CheckedLoss): FinishedUnit {
  const unit = units.find(({ id }) => id === finishedUnitId)
  if (unit === undefined) throw finishedUnitNotFound(finishedUnitId)
  return unit
}

/** The loss with its batches. Throws VALIDATION_FAILED for a unit that is not made of the recipe. */
export function lossOf(loss: CheckedLoss, unit: FinishedUnit, recipeId: number, field: string): LossOfUnit {
  if (unit.recipe.id !== recipeId) throw invalid(field, 'must be of the recipe that was made')
  return { ...loss, batches: loss.quantity.mul(batchFraction(unit)) }
}

/** Throws YIELD_EXCEEDS_EXPECTED if more is lost than was made. */
export function checkLost(batches: number, batchesLost: Exact): void {
  if (batchesLost.compare(batches) <= 0) return
  throw new DomainError('YIELD_EXCEEDS_EXPECTED', `More is lost than the ${String(batches)} batches that were made`, {
    batches,
    batchesLost: toShortest(batchesLost, NEED_PLACES),
  })
}

/** An INSERT of losses of one record, to stand in the statement that makes the change: as in `insertEntries`. */
export function insertLosses(
  losses: readonly LossOfUnit[],
  session: WritingSession,
  record: { readonly id: Statement; readonly from?: Statement },
): Statement {
  const rows = losses.map(({ finishedUnitId, quantity, batches, reason, note }) => ({
    finished_unit_id: finishedUnitId,
    quantity: quantityText(quantity),
    numerator: String(batches.n),
    denominator: String(batches.d),
    reason,
    note,
  }))
  const from = sql`json_populate_recordset(NULL::loss, ${JSON.stringify(rows)}::json) WITH ORDINALITY AS lost`
  return sql`
    INSERT INTO loss (record_id, finished_unit_id, quantity, numerator, denominator, reason, note, actor)
    SELECT ${record.id}, finished_unit_id, quantity, numerator, denominator, reason, note, ${actorOf(session)}::text
    FROM ${record.from === undefined ? from : sql`${record.from} CROSS JOIN ${from}`} ORDER BY ordinality`
}
