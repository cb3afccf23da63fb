import type { Definition } from '../history/definitions.js'
import type { WritingSession } from '../session/session.js'
import { recipientNotFound } from './recipient-service.js'

// How recipients, events and assignments are read by what changes them, and how the history tells them.

function findRecipient(id: number, session: WritingSession) {
  return session.recipient.findUnique({ where: { id } })
}

export const recipientDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findRecipient>>>> = {
  type: 'Recipient',
  notFound: recipientNotFound,
  find: findRecipient,
  historyFields: ({ name, householdName, address, notes, archived }) => ({
    name,
    householdName,
    address,
    notes,
    archived: archived ? 'true' : null,
  }),
}
