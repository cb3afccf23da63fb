import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { inList } from '../domain-error.js'
import { definitionFilter, orderOf } from '../inputs.js'
import { MAX_PARTS } from '../quantities.js'
import { createFinishedGood } from './create-finished-good.js'
import { deleteFinishedGood } from './delete-finished-good.js'
import { finishedGoodLists } from './finished-good-lists.js'
import {
  finishedGoodLoader,
  goodCostLoader,
  goodDefinitionLoader,
  goodsHoldingLoader,
} from './finished-good-loaders.js'
import { packagesOfGoodLoader } from './package-loaders.js'
import { countFinishedGoods, finishedGoodNotFound, getFinishedGoods } from './finished-good-service.js'
import { finishedUnitNotFound } from './finished-unit-service.js'
import { updateFinishedGood } from './update-finished-good.js'

export const finishedGoodResolvers: Pick<Resolvers, 'Query' | 'FinishedGood' | 'FinishedGoodConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    finishedGood: (_, { id }, { session }) => finishedGoodLoader(session).load(parseId('id', id, finishedGoodNotFound)),
    finishedGoods: async (_, args, { session }) => {
      const which = { filter: definitionFilter(args.filter), order: orderOf(args.orderBy, 'NAME') }
      const list = finishedGoodLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getFinishedGoods(which, page, session)
      for (const good of slice.rows) finishedGoodLoader(session).prime(good.id, good)
      return connection(list, 0, slice, page, () => countFinishedGoods(which, session))
    },
  },
  Mutation: {
    createFinishedGood: async (_, { input }, { session }) => ({
      finishedGood: await createFinishedGood({ ...input, components: componentsOf(input.components ?? []) }, session),
      query: {},
    }),
    updateFinishedGood: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, finishedGoodNotFound)
      // Components that are null are cleared.
      const components = input.components === undefined ? undefined : componentsOf(input.components ?? [])
      return { finishedGood: await updateFinishedGood({ ...input, id, components }, session), query: {} }
    },
    deleteFinishedGood: async (_, { input }, { session }) => {
      await deleteFinishedGood({ ...input, id: parseId('id', input.id, finishedGoodNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  FinishedGood: {
    // What is not read with each package.
    version: async ({ id }, _, { session }) => (await goodDefinitionLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await goodDefinitionLoader(session).load(id)).archived,
    notes: async ({ id }, _, { session }) => (await goodDefinitionLoader(session).load(id)).notes,
    costNow: ({ id }, _, { session }) => goodCostLoader(session).load(id),
    usedIn: ({ id }, _, { session }) => goodsHoldingLoader(session).load(id),
    packages: ({ id }, _, { session }) => packagesOfGoodLoader(session).load(id),
  },
  FinishedGoodConnection: connectionResolvers,
}

/** The components that an input names. */
function componentsOf(
  components: readonly {
    readonly finishedUnitId?: string | null
    readonly finishedGoodId?: string | null
    readonly quantity: string
  }[],
) {
  return components.slice(0, MAX_PARTS + 1).map(({ finishedUnitId, finishedGoodId, quantity }, index) =>
    inList('components', index, () => ({
      finishedUnitId:
        typeof finishedUnitId === 'string' ? parseId('finishedUnitId', finishedUnitId, finishedUnitNotFound) : null,
      componentGoodId:
        typeof finishedGoodId === 'string' ? parseId('finishedGoodId', finishedGoodId, finishedGoodNotFound) : null,
      quantity,
    })),
  )
}
