import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import type { WritingSession } from '../session/session.js'
import { eventDefinition } from './event-definitions.js'
import { type Event, getEvent } from './event-service.js'

export interface NewEvent {
  readonly name: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly notes?: string | null | undefined
}

/** Adds an event. Two may have the same name: of one year and the next. Throws VALIDATION_FAILED. */
export async function createEvent({ name, date, notes }: NewEvent, session: WritingSession): Promise<Event> {
  const data = {
    name: nameOf('name', name),
    date: new Date(date),
    notes: optionalText('notes', notes, MAX_NOTES),
  }
  const row = await session.event.create({ data })
  await recordCreated(eventDefinition, 'createEvent', [row], session)
  return getEvent(row.id, session)
}
