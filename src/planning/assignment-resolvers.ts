import { packageNotFound } from '../catalog/package-service.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { notNull } from '../inputs.js'
import { addAssignment } from './add-assignment.js'
import { assignmentList, assignmentsOfLists } from './assignment-lists.js'
import { assignmentLoader, assignmentsOfLoaders } from './assignment-loaders.js'
import { eventLoader } from './event-loaders.js'
import { removeAssignment } from './remove-assignment.js'
import { assignmentNotFound, getEventAssignments, countAssignments } from './assignment-service.js'
import { eventNotFound } from './event-service.js'
import { recipientNotFound } from './recipient-service.js'
import { updateAssignment } from './update-assignment.js'

export const assignmentResolvers: Pick<Resolvers, 'Query' | 'Package' | 'Assignment' | 'AssignmentConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    assignment: (_, { id }, { session }) => assignmentLoader(session).load(parseId('id', id, assignmentNotFound)),
    eventAssignments: async (_, args, { session }) => {
      const eventId = parseId('eventId', args.eventId, eventNotFound)
      const page = pageOf(assignmentList, eventId, args)
      const slice = await getEventAssignments(eventId, session, page)
      return connection(
        assignmentList,
        eventId,
        slice,
        page,
        async () => (await countAssignments([eventId], session)).get(eventId) ?? 0,
      )
    },
  },
  Mutation: {
    addAssignment: async (_, { input }, { session }) => {
      const eventId = parseId('eventId', input.eventId, eventNotFound)
      const recipientId = parseId('recipientId', input.recipientId, recipientNotFound)
      const packageId = parseId('packageId', input.packageId, packageNotFound)
      const assignment = await addAssignment(
        { ...input, eventId, recipientId, packageId, quantity: input.quantity ?? 1 },
        session,
      )
      return { assignment, query: {} }
    },
    updateAssignment: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, assignmentNotFound)
      const recipientId = notNull('recipientId', input.recipientId)
      const packageId = notNull('packageId', input.packageId)
      const update = {
        ...input,
        id,
        recipientId: recipientId === undefined ? undefined : parseId('recipientId', recipientId, recipientNotFound),
        packageId: packageId === undefined ? undefined : parseId('packageId', packageId, packageNotFound),
      }
      return { assignment: await updateAssignment(update, session), query: {} }
    },
    removeAssignment: async (_, { input }, { session }) => {
      await removeAssignment({ ...input, id: parseId('id', input.id, assignmentNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  Package: {
    assignments: ({ id }, args, { session }) =>
      childConnection(assignmentsOfLists.Package, assignmentsOfLoaders.Package, id, args, session),
  },
  Assignment: {
    event: ({ eventId }, _, { session }) => eventLoader(session).load(eventId),
  },
  AssignmentConnection: connectionResolvers,
}
