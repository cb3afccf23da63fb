import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import type { WritingSession } from '../session/session.js'
import { assignmentNotFound } from './assignment-service.js'

function findAssignment(id: number, session: WritingSession) {
  return session.assignment.findUnique({ where: { id } })
}

export const assignmentDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findAssignment>>>> = {
  type: 'Assignment',
  notFound: assignmentNotFound,
  find: findAssignment,
  historyFields: ({ eventId, recipientId, packageId, quantity, notes }) => ({
    eventId: globalId('Event', eventId),
    recipientId: globalId('Recipient', recipientId),
    packageId: globalId('Package', packageId),
    quantity: String(quantity),
    notes,
  }),
  eventOf: ({ eventId }) => eventId,
}
