import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { definitionFilter, notNull, orderOf } from '../inputs.js'
import { createFinishedUnit } from './create-finished-unit.js'
import { deleteFinishedUnit } from './delete-finished-unit.js'
import { finishedUnitLists } from './finished-unit-lists.js'
import { finishedUnitLoader, goodsHoldingUnitLoader, unitDefinitionLoader } from './finished-unit-loaders.js'
import { countFinishedUnits, finishedUnitNotFound, getFinishedUnits } from './finished-unit-service.js'
import { recipeNotFound } from './recipe-service.js'
import { updateFinishedUnit } from './update-finished-unit.js'

export const finishedUnitResolvers: Pick<Resolvers, 'Query' | 'FinishedUnit' | 'FinishedUnitConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    finishedUnit: (_, { id }, { session }) => finishedUnitLoader(session).load(parseId('id', id, finishedUnitNotFound)),
    finishedUnits: async (_, args, { session }) => {
      const recipeId = filterId('recipeId', args.filter?.recipeId, 'Recipe')
      const which = { filter: { ...definitionFilter(args.filter), recipeId }, order: orderOf(args.orderBy, 'NAME') }
      const list = finishedUnitLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getFinishedUnits(which, page, session)
      for (const unit of slice.rows) finishedUnitLoader(session).prime(unit.id, unit)
      return connection(list, 0, slice, page, () => countFinishedUnits(which, session))
    },
  },
  Mutation: {
    createFinishedUnit: async (_, { input }, { session }) => {
      const recipeId = parseId('recipeId', input.recipeId, recipeNotFound)
      return { finishedUnit: await createFinishedUnit({ ...input, recipeId }, session), query: {} }
    },
    updateFinishedUnit: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, finishedUnitNotFound)
      const given = notNull('recipeId', input.recipeId)
      const recipeId = given === undefined ? undefined : parseId('recipeId', given, recipeNotFound)
      return { finishedUnit: await updateFinishedUnit({ ...input, id, recipeId }, session), query: {} }
    },
    deleteFinishedUnit: async (_, { input }, { session }) => {
      await deleteFinishedUnit({ ...input, id: parseId('id', input.id, finishedUnitNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  FinishedUnit: {
    // What is not read with each good that holds it.
    version: async ({ id }, _, { session }) => (await unitDefinitionLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await unitDefinitionLoader(session).load(id)).archived,
    itemUnit: async ({ id }, _, { session }) => (await unitDefinitionLoader(session).load(id)).itemUnit,
    notes: async ({ id }, _, { session }) => (await unitDefinitionLoader(session).load(id)).notes,
    usedIn: ({ id }, _, { session }) => goodsHoldingUnitLoader(session).load(id),
  },
  FinishedUnitConnection: connectionResolvers,
}
