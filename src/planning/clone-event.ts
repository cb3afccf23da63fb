import { findDefinition, recordCreated } from '../history/definitions.js'
import { nameOf } from '../inputs.js'
import { lockEvents } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { assignmentDefinition } from './assignment-definitions.js'
import { eventDefinition } from './event-definitions.js'
import { type Event, getEvent } from './event-service.js'

export interface EventClone {
  readonly id: number
  readonly name: string
  /** YYYY-MM-DD */
  readonly date: string
}

/**
 * Adds an event with the assignments of another one, all pending, but those of recipients and packages that are archived
 * by now. Throws VALIDATION_FAILED; EVENT_NOT_FOUND.
 */
export async function cloneEvent({ id, name, date }: EventClone, session: WritingSession): Promise<Event> {
  const data = { name: nameOf('name', name), date: new Date(date) }
  await lockEvents(sql`${id}::int`, session)
  const { notes } = await findDefinition(eventDefinition, { id }, session)
  const clone = await session.event.create({ data: { ...data, notes } })
  await recordCreated(eventDefinition, 'cloneEvent', [clone], session)
  const assignments = await session.assignment.findMany({
    where: { eventId: id, recipient: { archived: false }, package: { archived: false } },
    orderBy: { id: 'asc' },
  })
  const cloned = await session.assignment.createManyAndReturn({
    data: assignments.map(({ recipientId, packageId, quantity, notes }) => ({
      eventId: clone.id,
      recipientId,
      packageId,
      quantity,
      notes,
    })),
  })
  await recordCreated(assignmentDefinition, 'cloneEvent', cloned, session)
  return getEvent(clone.id, session)
}
