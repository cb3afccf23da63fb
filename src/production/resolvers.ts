import { isInstant } from '../calendar.js'
import { finishedUnitLoader, productLoader } from '../catalog/loaders.js'
import { finishedUnitNotFound, recipeNotFound } from '../catalog/service.js'
import { inList } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import type { LossInput, MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { lotLoader } from '../inventory/loaders.js'
import { eventLoader } from '../planning/loaders.js'
import { assignmentNotFound } from '../planning/assignment-service.js'
import { eventFilter, eventNotFound } from '../planning/service.js'
import type { PagedList } from '../paging.js'
import {
  assemblableLoader,
  assemblyCheckLoader,
  bakesLoader,
  completeCostLoader,
  lossesLoader,
  progressLoader,
  recordCountLoader,
  recordLoader,
  recordsLoader,
  shoppingListLoader,
  shortagesLoader,
  usesLoader,
} from './loaders.js'
import { checkNumberOfEvents, getShoppingList, MAX_BAKES, previewProduction } from './plan.js'
import { recordLoss } from './record-loss.js'
import { recordProduction } from './record-production.js'
import {
  canAssemblePackage,
  costBreakdown,
  getDashboardSummary,
  getProductionProgress,
  getProductionRecords,
  getProductionTotal,
  getRecipeCostBreakdown,
  recordNotFound,
  summaryOf,
  type ProductionRecord,
  type RecordKey,
} from './service.js'
import { revertPackageStatus } from './revert-package-status.js'
import { updatePackageStatus } from './update-package-status.js'
import { checkNumberOfSteps, updatePackageStatuses } from './update-package-statuses.js'
import { voidProduction } from './void-production.js'

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
  | 'Query'
  | 'Event'
  | 'Assignment'
  | 'EventSummary'
  | 'EventPlan'
  | 'ShoppingLine'
  | 'ProductionProgress'
  | 'AssemblyCheck'
  | 'ProductionRecord'
  | 'ProductionRecordConnection'
  | 'LotEntry'
  | 'LotUse'
  | 'Loss'
  | 'PurchasePayload'
> & { readonly Mutation: MutationResolvers<MutationContext> } = {
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
    dashboardSummary: (_, { filter }, { session }) => getDashboardSummary(session, eventFilter(filter)),
    recipeCostBreakdown: (_, { eventId }, { session }) =>
      getRecipeCostBreakdown(parseId('eventId', eventId, eventNotFound), session),
    productionRecord: (_, { id }, { session }) => recordLoader(session).load(parseId('id', id, recordNotFound)),
    previewProduction: (_, { bakes }, { session }) =>
      previewProduction(
        bakes.slice(0, MAX_BAKES + 1).map(({ recipeId, batches }, index) => ({
          recipeId: parseId(`bakes[${String(index)}].recipeId`, recipeId, recipeNotFound),
          batches,
        })),
        session,
      ),
    eventPlan: async (_, { eventId }, { session }) => ({
      event: await eventLoader(session).load(parseId('eventId', eventId, eventNotFound)),
    }),
    shoppingList: (_, { eventIds, today }, { session }) => {
      checkNumberOfEvents(eventIds?.length ?? 0)
      const ids = eventIds?.map((id, index) => parseId(`eventIds[${String(index)}]`, id, eventNotFound))
      return getShoppingList({ eventIds: ids ?? null, today: today ?? null }, session)
    },
  },
  Mutation: {
    updatePackageStatus: async (_, { input: { assignmentId, status, deliveredTo } }, { session }) => ({
      assignment: await updatePackageStatus(
        parseId('assignmentId', assignmentId, assignmentNotFound),
        status,
        session,
        { deliveredTo: deliveredTo ?? undefined },
      ),
      query: {},
    }),
    updatePackageStatuses: async (_, { input: { steps } }, { session }) => {
      checkNumberOfSteps(steps.length)
      const asked = steps.map(({ assignmentId, status, deliveredTo }, index) => ({
        assignmentId: inList('steps', index, () => parseId('assignmentId', assignmentId, assignmentNotFound)),
        status,
        deliveredTo: deliveredTo ?? undefined,
      }))
      return { assignments: await updatePackageStatuses(asked, session), query: {} }
    },
    revertPackageStatus: async (_, { input: { assignmentId, reason } }, { session }) => ({
      assignment: await revertPackageStatus(parseId('assignmentId', assignmentId, assignmentNotFound), reason, session),
      query: {},
    }),
    recordProduction: async (_, { input }, { session }) => ({
      record: await recordProduction(
        {
          ...input,
          eventId: parseId('eventId', input.eventId, eventNotFound),
          recipeId: parseId('recipeId', input.recipeId, recipeNotFound),
          losses: input.losses?.map((loss, index) => lossOf(`losses[${String(index)}].`, loss)),
          onShortage: input.onShortage ?? 'REFUSE',
        },
        session,
      ),
      countedSince: [],
      query: {},
    }),
    recordLoss: async (_, { input }, { session }) => {
      const recordId = parseId('recordId', input.recordId, recordNotFound)
      return { record: await recordLoss(recordId, lossOf('loss.', input.loss), session), countedSince: [], query: {} }
    },
    voidProduction: async (_, { input: { id, reason } }, { session }) => ({
      ...(await voidProduction(parseId('id', id, recordNotFound), reason, session)),
      query: {},
    }),
  },
  Event: {
    productionRecords: ({ id }, args, { session }) =>
      childConnection(recordList, { page: recordsLoader, count: recordCountLoader }, id, args, session),
    progress: (event, _, { session }) => progressLoader(session).load(event),
    summary: async (event, _, { session }) => summaryOf(await progressLoader(session).load(event)),
    costBreakdown: async (event, _, { session }) => costBreakdown(await progressLoader(session).load(event)),
    plan: (event) => ({ event }),
  },
  EventPlan: {
    bake: ({ event }, _, { session }) => bakesLoader(session).load(event),
    assemble: ({ event }, _, { session }) => assemblableLoader(session).load(event),
    shoppingList: ({ event }, _, { session }) => shoppingListLoader(session).load(event),
  },
  ShoppingLine: {
    product: ({ productId }, _, { session }) => (productId === null ? null : productLoader(session).load(productId)),
  },
  Assignment: {
    assemblyCheck: (assignment, _, { session }) => assemblyCheckLoader(session).load(assignment),
  },
  // What is derived is no row: it has the number of what it is derived from.
  EventSummary: { id: ({ event }) => globalId('EventSummary', event.id) },
  ProductionProgress: { id: ({ event }) => globalId('ProductionProgress', event.id) },
  AssemblyCheck: { id: ({ assignment }) => globalId('AssemblyCheck', assignment.id) },
  ProductionRecord: {
    event: ({ eventId }, _, { session }) => eventLoader(session).load(eventId),
    uses: ({ id }, _, { session }) => usesLoader(session).load(id),
    shortages: ({ id }, _, { session }) => shortagesLoader(session).load(id),
    costIsComplete: ({ id }, _, { session }) => completeCostLoader(session).load(id),
    losses: async ({ id }, _, { session }) => (await lossesLoader(session).load(id)).all,
    batchesLost: async ({ id }, _, { session }) => (await lossesLoader(session).load(id)).batchesLost,
    lossCost: async ({ id }, _, { session }) => (await lossesLoader(session).load(id)).lossCost,
  },
  LotUse: {
    lot: ({ lotId }, _, { session }) => lotLoader(session).load(lotId),
  },
  Loss: {
    record: ({ recordId }, _, { session }) => recordLoader(session).load(recordId),
    finishedUnit: ({ finishedUnitId }, _, { session }) => finishedUnitLoader(session).load(finishedUnitId),
  },
  PurchasePayload: {
    repricedRecords: ({ repricedRecordIds }, _, { session }) =>
      Promise.all(repricedRecordIds.map((id) => recordLoader(session).load(id))),
  },
  ProductionRecordConnection: connectionResolvers,
  LotEntry: {
    record: ({ recordId }, _, { session }) => (recordId === null ? null : recordLoader(session).load(recordId)),
  },
}

function lossOf(prefix: string, { finishedUnitId, ...loss }: LossInput) {
  return { ...loss, finishedUnitId: parseId(`${prefix}finishedUnitId`, finishedUnitId, finishedUnitNotFound) }
}
