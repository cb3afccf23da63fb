import type { Definition } from '../history/definitions.js'
import type { WritingSession } from '../session/session.js'
import { eventNotFound } from './event-service.js'

function findEvent(id: number, session: WritingSession) {
  return session.event.findUnique({ where: { id } })
}

export const eventDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findEvent>>>> = {
  type: 'Event',
  notFound: eventNotFound,
  find: findEvent,
  historyFields: ({ name, date, notes }) => ({ name, date: date.toISOString().slice(0, 10), notes }),
  eventOf: ({ id }) => id,
}
