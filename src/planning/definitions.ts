import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import type { WritingSession } from '../session/session.js'
import { assignmentNotFound } from './assignment-service.js'
import { eventNotFound, recipientNotFound } from './service.js'

// How recipients, events and assignments are read by what changes them, and how the history tells them.

function findRecipient(id: number, session: WritingSession) {
  return session.recipient.findUnique({ where: { id } })
}

export const recipientDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findRecipient>>>> = {
  type: 'Recipient',
  notFound: recipientNotFound,
  find: findRecipient,
  told: ({ name, householdName, address, notes, archived }) => ({
    name,
    householdName,
    address,
    notes,
    archived: archived ? 'true' : null,
  }),
}

function findEvent(id: number, session: WritingSession) {
  return session.event.findUnique({ where: { id } })
}

export const eventDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findEvent>>>> = {
  type: 'Event',
  notFound: eventNotFound,
  find: findEvent,
  told: ({ name, date, notes }) => ({ name, date: date.toISOString().slice(0, 10), notes }),
  eventOf: ({ id }) => id,
}

function findAssignment(id: number, session: WritingSession) {
  return session.assignment.findUnique({ where: { id } })
}

export const assignmentDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findAssignment>>>> = {
  type: 'Assignment',
  notFound: assignmentNotFound,
  find: findAssignment,
  told: ({ eventId, recipientId, packageId, quantity, notes }) => ({
    eventId: globalId('Event', eventId),
    recipientId: globalId('Recipient', recipientId),
    packageId: globalId('Package', packageId),
    quantity: String(quantity),
    notes,
  }),
  eventOf: ({ eventId }) => eventId,
}
