import { isInstant } from '../calendar.js'
import { finishedUnitLoader } from '../catalog/finished-unit-loaders.js'
import { finishedUnitNotFound } from '../catalog/finished-unit-service.js'
import { recipeNotFound } from '../catalog/recipe-service.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import type { LossInput, MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { lotLoader } from '../inventory/lot-loaders.js'
import { eventLoader } from '../planning/event-loaders.js'
import { eventNotFound } from '../planning/event-service.js'
import type { PagedList } from '../paging.js'
import {
  completeCostLoader,
  lossesLoader,
  recordCountLoader,
  recordLoader,
  recordsLoader,
  shortagesLoader,
  usesLoader,
} from './record-loaders.js'
import { recordLoss } from './record-loss.js'
import { recordProduction } from './record-production.js'
import { getProductionRecords, type ProductionRecord, type RecordKey, recordNotFound } from './record-service.js'
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

export const recordResolvers: Pick<
  Resolvers,
  | 'Query'
  | 'Event'
  | 'ProductionRecord'
  | 'LotUse'
  | 'Loss'
  | 'PurchasePayload'
  | 'ProductionRecordConnection'
  | 'LotEntry'
> & { readonly Mutation: MutationResolvers<MutationContext> } = {
  Query: {
    productionRecords: async (_, args, { session }) => {
      const eventId = parseId('eventId', args.eventId, eventNotFound)
      const page = pageOf(recordList, eventId, args)
      const slice = await getProductionRecords(eventId, session, page)
      return connection(recordList, eventId, slice, page, () => recordCountLoader(session).load(eventId))
    },
    productionRecord: (_, { id }, { session }) => recordLoader(session).load(parseId('id', id, recordNotFound)),
  },
  Mutation: {
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
  },
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
