import { packageNotFound } from '../catalog/service.js'
import { isNotFound } from '../domain-error.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { Context, MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { definitionFilter, notNull, orderOf } from '../inputs.js'
import { addAssignment } from './add-assignment.js'
import { cloneEvent } from './clone-event.js'
import { createEvent } from './create-event.js'
import { createRecipient } from './create-recipient.js'
import { deleteEvent } from './delete-event.js'
import { deleteRecipient } from './delete-recipient.js'
import { assignmentList, assignmentsOfLists, eventLists, recipientLists } from './lists.js'
import { assignmentLoader, assignmentsOfLoaders, eventLoader, recipientLoader } from './loaders.js'
import { removeAssignment } from './remove-assignment.js'
import { assignmentNotFound, getEventAssignments, countAssignments } from './assignment-service.js'
import {
  countEvents,
  eventFilter,
  countRecipients,
  eventNotFound,
  getEvents,
  getRecipients,
  recipientNotFound,
  type Event,
} from './service.js'
import { updateAssignment } from './update-assignment.js'
import { updateEvent } from './update-event.js'
import { updateRecipient } from './update-recipient.js'

export const planningResolvers: Pick<
  Resolvers,
  | 'Query'
  | 'Assignment'
  | 'Recipient'
  | 'Package'
  | 'EventConnection'
  | 'AssignmentConnection'
  | 'RecipientConnection'
  | 'HistoryEntry'
> & { readonly Mutation: MutationResolvers<MutationContext> } = {
  Query: {
    event: (_, { id }, { session }) => eventLoader(session).load(parseId('id', id, eventNotFound)),
    assignment: (_, { id }, { session }) => assignmentLoader(session).load(parseId('id', id, assignmentNotFound)),
    events: async (_, args, context) => {
      const filter = eventFilter(args.filter)
      const order = orderOf(args.orderBy, 'DATE')
      const list = eventLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getEvents(filter, order, page, context.session)
      remember(slice.rows, context)
      return connection(list, 0, slice, page, () => countEvents(filter, context.session))
    },
    recipient: (_, { id }, { session }) => recipientLoader(session).load(parseId('id', id, recipientNotFound)),
    recipients: async (_, args, { session }) => {
      const filter = definitionFilter(args.filter)
      const order = orderOf(args.orderBy, 'NAME')
      const list = recipientLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getRecipients(filter, order, page, session)
      for (const recipient of slice.rows) recipientLoader(session).prime(recipient.id, recipient)
      return connection(list, 0, slice, page, () => countRecipients(filter, session))
    },
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
    createRecipient: async (_, { input }, { session }) => ({
      recipient: await createRecipient(input, session),
      query: {},
    }),
    updateRecipient: async (_, { input }, { session }) => ({
      recipient: await updateRecipient({ ...input, id: parseId('id', input.id, recipientNotFound) }, session),
      query: {},
    }),
    deleteRecipient: async (_, { input }, { session }) => {
      await deleteRecipient({ ...input, id: parseId('id', input.id, recipientNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
    createEvent: async (_, { input }, { session }) => ({ event: await createEvent(input, session), query: {} }),
    updateEvent: async (_, { input }, { session }) => ({
      event: await updateEvent({ ...input, id: parseId('id', input.id, eventNotFound) }, session),
      query: {},
    }),
    deleteEvent: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, eventNotFound)
      await deleteEvent({ ...input, id, cascade: input.cascade ?? false }, session)
      return { deletedId: input.id, query: {} }
    },
    cloneEvent: async (_, { input }, { session }) => ({
      event: await cloneEvent({ ...input, id: parseId('id', input.id, eventNotFound) }, session),
      query: {},
    }),
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
  // What is not read with each assignment.
  Recipient: {
    version: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).archived,
    address: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).address,
    notes: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).notes,
    assignments: ({ id }, args, { session }) =>
      childConnection(assignmentsOfLists.Recipient, assignmentsOfLoaders.Recipient, id, args, session),
  },
  Package: {
    assignments: ({ id }, args, { session }) =>
      childConnection(assignmentsOfLists.Package, assignmentsOfLoaders.Package, id, args, session),
  },
  Assignment: {
    event: ({ eventId }, _, { session }) => eventLoader(session).load(eventId),
  },
  HistoryEntry: {
    event: ({ eventId }, _, { session }) =>
      eventId === null ? null : eventLoader(session).load(eventId).catch(nullIfNotFound),
  },
  EventConnection: connectionResolvers,
  AssignmentConnection: connectionResolvers,
  RecipientConnection: connectionResolvers,
}

/** Events that a list has read need not be read again for those that refer to them. */
function remember(rows: readonly Event[], { session }: Context): void {
  for (const event of rows) eventLoader(session).prime(event.id, event)
}

/** History outlives what it is about. */
function nullIfNotFound(error: unknown): null {
  if (isNotFound(error)) return null
  throw error
}
