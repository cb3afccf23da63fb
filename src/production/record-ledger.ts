import { z } from 'zod'
import type { Exact } from '../decimal.js'
import { DomainError } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { lockEvents } from '../session/locks.js'
import { read, type Session, sql, type WritingSession } from '../session/session.js'
import { getSuppliedActivityOf } from './derived.js'
import { recordNotFound } from './record-service.js'
import { type Activity, isPromised } from './rules.js'

export const LockedRecord = z.strictObject({
  id: z.int(),
  eventId: z.int(),
  recipeId: z.int(),
  batches: z.int(),
  isVoided: z.boolean(),
})

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

export type LockedRecord = z.infer<typeof LockedRecord>
