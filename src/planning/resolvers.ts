import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { Context } from '../graphql/context.js'
import type { Resolvers } from '../graphql/generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { assignmentCountLoader, assignmentsLoader, eventLoader } from './loaders.js'
import { assignmentList, eventList } from './lists.js'
import { countEvents, eventNotFound, getEvents, type Event } from './service.js'

export const planningResolvers: Pick<
  Resolvers,
  'Query' | 'Event' | 'Assignment' | 'EventConnection' | 'AssignmentConnection'
> = {
  Query: {
    event: (_, { id }, { session }) => eventLoader(session).load(parseId('id', id, eventNotFound)),
    events: async (_, args, context) => {
      const page = pageOf(eventList, 0, args)
      const slice = await getEvents(page, context.session)
      remember(slice.rows, context)
      return connection(eventList, 0, slice, page, () => countEvents(context.session))
    },
  },
  Event: {
    assignments: async ({ id }, args, { session }) => {
      const page = pageOf(assignmentList, id, args)
      const slice = await assignmentsLoader(session).load({ parentId: id, page })
      return connection(assignmentList, id, slice, page, () => assignmentCountLoader(session).load(id))
    },
  },
  Assignment: {
    event: ({ eventId }, _, { session }) => eventLoader(session).load(eventId),
  },
  EventConnection: connectionResolvers,
  AssignmentConnection: connectionResolvers,
}

/** Events that a list has read need not be read again for those that refer to them. */
function remember(rows: readonly Event[], { session }: Context): void {
  for (const event of rows) eventLoader(session).prime(event.id, event)
}
