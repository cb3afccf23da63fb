import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { definitionFilter, orderOf } from '../inputs.js'
import { createSupplier } from './create-supplier.js'
import { deleteSupplier } from './delete-supplier.js'
import { supplierLists } from './supplier-lists.js'
import { supplierLoader } from './supplier-loaders.js'
import { countSuppliers, getSuppliers, supplierNotFound } from './supplier-service.js'
import { updateSupplier } from './update-supplier.js'

export const supplierResolvers: Pick<Resolvers, 'Query' | 'SupplierConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    supplier: (_, { id }, { session }) => supplierLoader(session).load(parseId('id', id, supplierNotFound)),
    suppliers: async (_, args, { session }) => {
      const which = { filter: definitionFilter(args.filter), order: orderOf(args.orderBy, 'NAME') }
      const list = supplierLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getSuppliers(which, page, session)
      for (const supplier of slice.rows) supplierLoader(session).prime(supplier.id, supplier)
      return connection(list, 0, slice, page, () => countSuppliers(which, session))
    },
  },
  Mutation: {
    createSupplier: async (_, { input }, { session }) => ({
      supplier: await createSupplier(input, session),
      query: {},
    }),
    updateSupplier: async (_, { input }, { session }) => ({
      supplier: await updateSupplier({ ...input, id: parseId('id', input.id, supplierNotFound) }, session),
      query: {},
    }),
    deleteSupplier: async (_, { input }, { session }) => {
      await deleteSupplier({ ...input, id: parseId('id', input.id, supplierNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  SupplierConnection: connectionResolvers,
}
