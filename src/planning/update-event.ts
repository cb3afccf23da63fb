import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import type { WritingSession } from '../session/session.js'
import { eventDefinition } from './event-definitions.js'
import { type Event, getEvent } from './event-service.js'

export interface EventUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  /** YYYY-MM-DD */
  readonly date?: string | null | undefined
  readonly notes?: string | null | undefined
}

/**
 * Changes an event: what is absent stays, what is null is cleared. Throws, checked in this order, VALIDATION_FAILED for
 * texts that can't be meant; EVENT_NOT_FOUND; STALE_VERSION.
 */
export async function updateEvent(input: EventUpdate, session: WritingSession): Promise<Event> {
  const date = notNull('date', input.date)
  const data = given({
    name: newName('name', input.name),
    date: date === undefined ? undefined : new Date(date),
    notes: newText('notes', input.notes, MAX_NOTES),
  })
  const before = await findDefinition(eventDefinition, input, session)
  await saveChanges(
    eventDefinition,
    'updateEvent',
    before,
    data,
    (where) => session.event.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getEvent(input.id, session)
}
