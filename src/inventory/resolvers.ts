import { productLoader, supplierLoader } from '../catalog/loaders.js'
import { productNotFound, supplierNotFound } from '../catalog/service.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { notNull, orderOf } from '../inputs.js'
import { adjustLot } from './adjust-lot.js'
import { correctLot } from './correct-lot.js'
import { correctPurchase } from './correct-purchase.js'
import { entryList, lotLists, lotsOfParent, purchaseList, purchasesOfParent } from './lists.js'
import {
  entriesLoader,
  entryCountLoader,
  lotEntryLoader,
  lotLoader,
  lotOfPurchaseLoader,
  lotsLoaders,
  purchaseLoader,
  purchasesLoaders,
  stockLoader,
} from './loaders.js'
import { recordLot } from './record-lot.js'
import { recordPurchase } from './record-purchase.js'
import { countLots, countPurchases, getLots, getPurchases, lotNotFound, purchaseNotFound, stockIn } from './service.js'
import { voidPurchase } from './void-purchase.js'

export const inventoryResolvers: Pick<
  Resolvers,
  | 'Query'
  | 'Ingredient'
  | 'Product'
  | 'Supplier'
  | 'Stock'
  | 'Purchase'
  | 'Lot'
  | 'LotEntry'
  | 'PurchaseConnection'
  | 'LotConnection'
  | 'LotEntryConnection'
> & { readonly Mutation: MutationResolvers<MutationContext> } = {
  Query: {
    purchase: (_, { id }, { session }) => purchaseLoader(session).load(parseId('id', id, purchaseNotFound)),
    purchases: async (_, args, { session }) => {
      const filter = {
        productId: filterId('productId', args.filter?.productId, 'Product'),
        supplierId: filterId('supplierId', args.filter?.supplierId, 'Supplier'),
        from: args.filter?.from ?? undefined,
        to: args.filter?.to ?? undefined,
      }
      const page = pageOf(purchaseList, 0, args)
      const slice = await getPurchases(filter, page, session)
      return connection(purchaseList, 0, slice, page, () => countPurchases(filter, session))
    },
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
    recordPurchase: async (_, { input }, { session }) => {
      const { productId, supplierId } = input
      const purchase = {
        ...input,
        productId: parseId('productId', productId, productNotFound),
        supplierId:
          supplierId === undefined || supplierId === null ? null : parseId('supplierId', supplierId, supplierNotFound),
      }
      return { purchase: await recordPurchase(purchase, session), repricedRecordIds: [], query: {} }
    },
    correctPurchase: async (_, { input }, { session }) => {
      const { supplierId } = input
      const id = parseId('id', input.id, purchaseNotFound)
      const correction = {
        expectedVersion: input.expectedVersion,
        purchasedOn: notNull('purchasedOn', input.purchasedOn),
        packages: notNull('packages', input.packages),
        pricePerPackage: notNull('pricePerPackage', input.pricePerPackage),
        supplierId:
          supplierId === undefined || supplierId === null
            ? supplierId
            : parseId('supplierId', supplierId, supplierNotFound),
        reason: input.reason,
      }
      return { ...(await correctPurchase(id, correction, session)), query: {} }
    },
    voidPurchase: async (_, { input: { id, reason } }, { session }) => {
      const purchase = await voidPurchase(parseId('id', id, purchaseNotFound), reason, session)
      return { purchase, repricedRecordIds: [], query: {} }
    },
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
    purchases: ({ id }, args, { session }) =>
      childConnection(purchasesOfParent.Product, purchasesLoaders.Product, id, args, session),
  },
  Supplier: {
    purchases: ({ id }, args, { session }) =>
      childConnection(purchasesOfParent.Supplier, purchasesLoaders.Supplier, id, args, session),
  },
  Stock: {
    unconverted: ({ unconvertedLotIds }, _, { session }) =>
      Promise.all(unconvertedLotIds.map((id) => lotLoader(session).load(id))),
  },
  Purchase: {
    product: ({ productId }, _, { session }) => productLoader(session).load(productId),
    supplier: ({ supplierId }, _, { session }) =>
      supplierId === null ? null : supplierLoader(session).load(supplierId),
    lot: ({ id }, _, { session }) => lotOfPurchaseLoader(session).load(id),
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
  PurchaseConnection: connectionResolvers,
  LotConnection: connectionResolvers,
  LotEntryConnection: connectionResolvers,
}
