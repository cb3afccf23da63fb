import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { inList } from '../domain-error.js'
import { definitionFilter, orderOf } from '../inputs.js'
import { MAX_PARTS } from '../quantities.js'
import { createFinishedGood } from './create-finished-good.js'
import { createPackage } from './create-package.js'
import { createSupplier } from './create-supplier.js'
import { deleteFinishedGood } from './delete-finished-good.js'
import { deletePackage } from './delete-package.js'
import { deleteSupplier } from './delete-supplier.js'
import { finishedGoodLists, packageLists, supplierLists } from './lists.js'
import {
  finishedGoodLoader,
  goodCostLoader,
  goodDefinitionLoader,
  goodsHoldingLoader,
  packageContentsLoader,
  packageCostLoader,
  packageLoader,
  packagesOfGoodLoader,
  supplierLoader,
} from './loaders.js'
import { finishedGoodNotFound, finishedUnitNotFound, packageNotFound, supplierNotFound } from './service.js'
import { countFinishedGoods, getFinishedGoods } from './finished-good-service.js'
import { countPackages, getPackages } from './package-service.js'
import { countSuppliers, getSuppliers } from './supplier-service.js'
import { updateFinishedGood } from './update-finished-good.js'
import { updatePackage } from './update-package.js'
import { updateSupplier } from './update-supplier.js'

export const catalogResolvers: Pick<
  Resolvers,
  'Query' | 'Package' | 'FinishedGood' | 'FinishedGoodConnection' | 'PackageConnection' | 'SupplierConnection'
> & {
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
    package: (_, { id }, { session }) => packageLoader(session).load(parseId('id', id, packageNotFound)),
    packages: async (_, args, { session }) => {
      const which = { filter: definitionFilter(args.filter), order: orderOf(args.orderBy, 'NAME') }
      const list = packageLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getPackages(which, page, session)
      for (const row of slice.rows) packageLoader(session).prime(row.id, row)
      return connection(list, 0, slice, page, () => countPackages(which, session))
    },
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
    createPackage: async (_, { input }, { session }) => ({
      package: await createPackage({ ...input, contents: contentsOf(input.contents ?? []) }, session),
      query: {},
    }),
    updatePackage: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, packageNotFound)
      // Contents that are null are cleared.
      const contents = input.contents === undefined ? undefined : contentsOf(input.contents ?? [])
      return { package: await updatePackage({ ...input, id, contents }, session), query: {} }
    },
    deletePackage: async (_, { input }, { session }) => {
      await deletePackage({ ...input, id: parseId('id', input.id, packageNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
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
  Package: {
    // What is not read with each assignment.
    version: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).archived,
    notes: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).notes,
    contents: ({ id }, _, { session }) => packageContentsLoader(session).load(id),
    costNow: ({ id }, _, { session }) => packageCostLoader(session).load(id),
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
  PackageConnection: connectionResolvers,
  SupplierConnection: connectionResolvers,
}

/** The contents that an input names. One more than there may be is enough to be refused. */
function contentsOf(contents: readonly { readonly finishedGoodId: string; readonly quantity: number }[]) {
  return contents.slice(0, MAX_PARTS + 1).map(({ finishedGoodId, quantity }, index) => ({
    finishedGoodId: inList('contents', index, () => parseId('finishedGoodId', finishedGoodId, finishedGoodNotFound)),
    quantity,
  }))
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
