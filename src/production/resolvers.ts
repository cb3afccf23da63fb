import { isInstant } from '../calendar.js'
import { recipeNotFound } from '../catalog/service.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { Resolvers } from '../graphql/generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { assignmentCountLoader, eventLoader } from '../planning/loaders.js'
import { assignmentList } from '../planning/lists.js'
import { assignmentNotFound, eventNotFound } from '../planning/service.js'
import type { PagedList } from '../paging.js'
import { writing } from '../session/session.js'
import { assemblyCheckLoader, progressLoader, recordCountLoader, recordsLoader } from './loaders.js'
import {
  canAssemblePackage,
  costBreakdown,
  getDashboardSummary,
  getEventAssignments,
  getProductionProgress,
  getProductionRecords,
  getProductionTotal,
  getRecipeCostBreakdown,
  updatePackageStatus,
  type ProductionRecord,
  type RecordKey,
} from './service.js'

/** How an instant is written in a cursor. */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** An event's records, newest first. */
const recordList: PagedList<ProductionRecord, RecordKey> = {
  name: 'productionRecords',
  keyOf: ({ producedAt, id }) => ({ producedAt, id }),
  write: ({ producedAt, id }) => [producedAt, id],
  read: (producedAt, id) => (WRITTEN.test(producedAt) && isInstant(producedAt) ? { producedAt, id } : undefined),
}

export const productionResolvers: Pick<
  Resolvers,
  'Query' | 'Mutation' | 'Event' | 'Assignment' | 'ProductionRecord' | 'ProductionRecordConnection'
> = {
  Query: {
    productionRecords: async (_, args, { session }) => {
      const eventId = parseId('eventId', args.eventId, eventNotFound)
      const page = pageOf(recordList, eventId, args)
      const slice = await getProductionRecords(eventId, session, page)
      return connection(recordList, eventId, slice, page, () => recordCountLoader(session).load(eventId))
    },
    productionTotal: (_, args, { session }) =>
      getProductionTotal(
        parseId('eventId', args.eventId, eventNotFound),
        parseId('recipeId', args.recipeId, recipeNotFound),
        session,
      ),
    canAssemblePackage: (_, { assignmentId }, { session }) =>
      canAssemblePackage(parseId('assignmentId', assignmentId, assignmentNotFound), session),
    productionProgress: (_, { eventId }, { session }) =>
      getProductionProgress(parseId('eventId', eventId, eventNotFound), session),
    dashboardSummary: (_, _args, { session }) => getDashboardSummary(session),
    recipeCostBreakdown: (_, { eventId }, { session }) =>
      getRecipeCostBreakdown(parseId('eventId', eventId, eventNotFound), session),
    eventAssignments: async (_, args, { session }) => {
      const eventId = parseId('eventId', args.eventId, eventNotFound)
      const page = pageOf(assignmentList, eventId, args)
      const slice = await getEventAssignments(eventId, session, page)
      return connection(assignmentList, eventId, slice, page, () => assignmentCountLoader(session).load(eventId))
    },
  },
  Mutation: {
    updatePackageStatus: async (_, { input: { assignmentId, status, deliveredTo } }, { session }) => ({
      assignment: await updatePackageStatus(
        parseId('assignmentId', assignmentId, assignmentNotFound),
        status,
        writing(session),
        { deliveredTo: deliveredTo ?? undefined },
      ),
    }),
  },
  Event: {
    productionRecords: async ({ id }, args, { session }) => {
      const page = pageOf(recordList, id, args)
      const slice = await recordsLoader(session).load({ parentId: id, page })
      return connection(recordList, id, slice, page, () => recordCountLoader(session).load(id))
    },
    progress: (event, _, { session }) => progressLoader(session).load(event),
    costBreakdown: async (event, _, { session }) => costBreakdown(await progressLoader(session).load(event)),
  },
  Assignment: {
    assemblyCheck: (assignment, _, { session }) => assemblyCheckLoader(session).load(assignment),
  },
  ProductionRecord: {
    event: ({ eventId }, _, { session }) => eventLoader(session).load(eventId),
  },
  ProductionRecordConnection: connectionResolvers,
}
