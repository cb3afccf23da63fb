import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockEvents } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { assignmentDefinition } from './assignment-definitions.js'
import { eventDefinition } from './event-definitions.js'

export interface EventDeletion {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  /** Whether its assignments go along. */
  readonly cascade: boolean
}

/**
 * Deletes an event, with its assignments if that is asked for, but none of which something was delivered or made. Throws,
 * checked in this order, EVENT_NOT_FOUND; STALE_VERSION; EVENT_IN_USE with how many assignments and records hold it.
 */
export async function deleteEvent({ cascade, ...input }: EventDeletion, session: WritingSession): Promise<void> {
  await lockEvents(sql`${input.id}::int`, session)
  const row = await findDefinition(eventDefinition, input, session)
  const eventId = row.id
  // What is voided has taken from lots and given back, and stands in their entries.
  const records = await session.productionRecord.count({ where: { eventId } })
  const assignments = await session.assignment.findMany({ where: { eventId }, orderBy: { id: 'asc' } })
  const delivered = assignments.filter(({ status }) => status === 'DELIVERED')
  checkUnused('EVENT_IN_USE', 'Event', eventId, records + (cascade ? delivered : assignments).length)
  await recordDeleted(assignmentDefinition, 'deleteEvent', assignments, session)
  await recordDeleted(eventDefinition, 'deleteEvent', [row], session)
  await session.assignment.deleteMany({ where: { eventId } })
  await session.event.delete({ where: { id: eventId } })
}
