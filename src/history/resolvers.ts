import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { HistoryFilter as HistoryFilterInput, InputMaybe, Resolvers } from '../generated/resolvers.js'
import { globalId, prefixOf } from '../global-ids.js'
import { filterId, readId } from '../graphql/ids.js'
import { optionalText } from '../inputs.js'
import { historyList } from './lists.js'
import { historyCountLoader, historyLoader } from './loaders.js'
import { countHistory, getHistory, type HistoryFilter } from './service.js'
import { SUBJECT_TYPES } from './rules.js'

export const historyResolvers: Pick<Resolvers, 'Query' | 'Event' | 'HistoryEntry' | 'HistoryConnection'> = {
  Query: {
    history: async (_, args, { session }) => {
      const filter = filterOf(args.filter)
      const page = pageOf(historyList, 0, args)
      const slice = await getHistory(filter, page, session)
      return connection(historyList, 0, slice, page, () => countHistory(filter, session))
    },
  },
  Event: {
    history: ({ id }, args, { session }) =>
      childConnection(historyList, { page: historyLoader, count: historyCountLoader }, id, args, session),
  },
  HistoryEntry: {
    subjectId: ({ subjectType, subjectId }) => globalId(subjectType, subjectId),
  },
  HistoryConnection: connectionResolvers,
}

const subjects = new Map(SUBJECT_TYPES.map((type) => [prefixOf(type), type]))
/** Far longer than any actor or action. */
const MAX_NAME = 200

function filterOf(filter: InputMaybe<HistoryFilterInput> | undefined): HistoryFilter {
  if (filter === null || filter === undefined) return {}
  const { eventId, subjectId, actor, action, from, to } = filter
  const subject = subjectId === null || subjectId === undefined ? undefined : readId('subjectId', subjectId, subjects)
  return {
    eventId: filterId('eventId', eventId, 'Event'),
    subject: subject && { type: subject.of, id: subject.row ?? 0 },
    actor: optionalText('actor', actor, MAX_NAME) ?? undefined,
    action: optionalText('action', action, MAX_NAME) ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
  }
}
