import { productLoader } from '../catalog/product-loaders.js'
import { supplierLoader } from '../catalog/supplier-loaders.js'
import { productNotFound } from '../catalog/product-service.js'
import { supplierNotFound } from '../catalog/supplier-service.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { notNull } from '../inputs.js'
import { correctPurchase } from './correct-purchase.js'
import { purchaseList, purchasesOfParent } from './purchase-lists.js'
import { lotOfPurchaseLoader } from './lot-loaders.js'
import { purchaseLoader, purchasesLoaders } from './purchase-loaders.js'
import { recordPurchase } from './record-purchase.js'
import { countPurchases, getPurchases, purchaseNotFound } from './purchase-service.js'
import { voidPurchase } from './void-purchase.js'

export const purchaseResolvers: Pick<
  Resolvers,
  'Query' | 'Product' | 'Supplier' | 'Purchase' | 'PurchaseConnection'
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
  },
  Product: {
    purchases: ({ id }, args, { session }) =>
      childConnection(purchasesOfParent.Product, purchasesLoaders.Product, id, args, session),
  },
  Supplier: {
    purchases: ({ id }, args, { session }) =>
      childConnection(purchasesOfParent.Supplier, purchasesLoaders.Supplier, id, args, session),
  },
  Purchase: {
    product: ({ productId }, _, { session }) => productLoader(session).load(productId),
    supplier: ({ supplierId }, _, { session }) =>
      supplierId === null ? null : supplierLoader(session).load(supplierId),
    lot: ({ id }, _, { session }) => lotOfPurchaseLoader(session).load(id),
  },
  PurchaseConnection: connectionResolvers,
}
