import { recipeNotFound } from '../catalog/recipe-service.js'
import { globalId } from '../global-ids.js'
import type { Resolvers } from '../generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { eventFilter, eventNotFound } from '../planning/event-service.js'
import { progressLoader } from './progress-loaders.js'
import {
  costBreakdown,
  getDashboardSummary,
  getProductionProgress,
  getProductionTotal,
  getRecipeCostBreakdown,
  summaryOf,
} from './progress-service.js'

export const progressResolvers: Pick<Resolvers, 'Query' | 'Event' | 'EventSummary' | 'ProductionProgress'> = {
  Query: {
    productionTotal: (_, args, { session }) =>
      getProductionTotal(
        parseId('eventId', args.eventId, eventNotFound),
        parseId('recipeId', args.recipeId, recipeNotFound),
        session,
      ),
    productionProgress: (_, { eventId }, { session }) =>
      getProductionProgress(parseId('eventId', eventId, eventNotFound), session),
    dashboardSummary: (_, { filter }, { session }) => getDashboardSummary(session, eventFilter(filter)),
    recipeCostBreakdown: (_, { eventId }, { session }) =>
      getRecipeCostBreakdown(parseId('eventId', eventId, eventNotFound), session),
  },
  Event: {
    progress: (event, _, { session }) => progressLoader(session).load(event),
    summary: async (event, _, { session }) => summaryOf(await progressLoader(session).load(event)),
    costBreakdown: async (event, _, { session }) => costBreakdown(await progressLoader(session).load(event)),
  },
  // What is derived is no row: it has the number of what it is derived from.
  EventSummary: { id: ({ event }) => globalId('EventSummary', event.id) },
  ProductionProgress: { id: ({ event }) => globalId('ProductionProgress', event.id) },
}
