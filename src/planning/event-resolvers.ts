import { isNotFound } from '../domain-error.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { Context, MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { orderOf } from '../inputs.js'
import { cloneEvent } from './clone-event.js'
import { createEvent } from './create-event.js'
import { deleteEvent } from './delete-event.js'
import { eventLists } from './event-lists.js'
import { eventLoader } from './event-loaders.js'
import { countEvents, type Event, eventFilter, eventNotFound, getEvents } from './event-service.js'
import { updateEvent } from './update-event.js'

export const eventResolvers: Pick<Resolvers, 'Query' | 'HistoryEntry' | 'EventConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    event: (_, { id }, { session }) => eventLoader(session).load(parseId('id', id, eventNotFound)),
    events: async (_, args, context) => {
      const filter = eventFilter(args.filter)
      const order = orderOf(args.orderBy, 'DATE')
      const list = eventLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getEvents(filter, order, page, context.session)
      remember(slice.rows, context)
      return connection(list, 0, slice, page, () => countEvents(filter, context.session))
    },
  },
  Mutation: {
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
  },
  HistoryEntry: {
    event: ({ eventId }, _, { session }) =>
      eventId === null ? null : eventLoader(session).load(eventId).catch(nullIfNotFound),
  },
  EventConnection: connectionResolvers,
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
