import { productLoader } from '../catalog/product-loaders.js'
import { productNotFound } from '../catalog/product-service.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { orderOf } from '../inputs.js'
import { adjustLot } from './adjust-lot.js'
import { correctLot } from './correct-lot.js'
import { entryList, lotLists, lotsOfParent } from './lot-lists.js'
import { entriesLoader, entryCountLoader, lotEntryLoader, lotLoader, lotsLoaders } from './lot-loaders.js'
import { purchaseLoader } from './purchase-loaders.js'
import { stockLoader } from './stock-loaders.js'
import { recordLot } from './record-lot.js'
import { countLots, getLots, lotNotFound } from './lot-service.js'
import { stockIn } from './stock-service.js'

export const lotResolvers: Pick<
  Resolvers,
  'Query' | 'Ingredient' | 'Product' | 'Stock' | 'Lot' | 'LotEntry' | 'LotConnection' | 'LotEntryConnection'
> & { readonly Mutation: MutationResolvers<MutationContext> } = {
  Query: {
    lot: (_, { id }, { session }) => lotLoader(session).load(parseId('id', id, lotNotFound)),
    lots: async (_, args, { session }) => {
      const filter = {
        ingredientId: filterId('ingredientId', args.filter?.ingredientId, 'Ingredient'),
        productId: filterId('productId', args.filter?.productId, 'Product'),
        inStock: args.filter?.inStock ?? undefined,
      }
      const order = orderOf(args.orderBy, 'FIFO')
      const list = lotLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getLots(filter, order, page, session)
      return connection(list, 0, slice, page, () => countLots(filter, session))
    },
  },
  Mutation: {
    recordLot: async (_, { input }, { session }) => {
      const productId = parseId('productId', input.productId, productNotFound)
      return { lot: await recordLot({ ...input, productId }, session), query: {} }
    },
    adjustLot: async (_, { input }, { session }) => ({
      lot: await adjustLot(parseId('id', input.id, lotNotFound), input, session),
      query: {},
    }),
    correctLot: async (_, { input }, { session }) => ({
      lot: await correctLot(parseId('id', input.id, lotNotFound), input, session),
      query: {},
    }),
  },
  Ingredient: {
    stock: async ({ id }, { unit }, { session }) => stockIn(unit, await stockLoader(session).load(id)),
    lots: ({ id }, args, { session }) =>
      childConnection(lotsOfParent.Ingredient, lotsLoaders.Ingredient, id, args, session),
  },
  Product: {
    lots: ({ id }, args, { session }) => childConnection(lotsOfParent.Product, lotsLoaders.Product, id, args, session),
  },
  Stock: {
    unconverted: ({ unconvertedLotIds }, _, { session }) =>
      Promise.all(unconvertedLotIds.map((id) => lotLoader(session).load(id))),
  },
  Lot: {
    product: ({ productId }, _, { session }) => productLoader(session).load(productId),
    purchase: ({ purchaseId }, _, { session }) =>
      purchaseId === null ? null : purchaseLoader(session).load(purchaseId),
    entries: ({ id }, args, { session }) =>
      childConnection(entryList, { page: entriesLoader, count: entryCountLoader }, id, args, session),
  },
  LotEntry: {
    lot: ({ lotId }, _, { session }) => lotLoader(session).load(lotId),
    reverses: ({ reversesId }, _, { session }) =>
      reversesId === null ? null : lotEntryLoader(session).load(reversesId),
  },
  LotConnection: connectionResolvers,
  LotEntryConnection: connectionResolvers,
}
