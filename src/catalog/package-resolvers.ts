import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { inList } from '../domain-error.js'
import { definitionFilter, orderOf } from '../inputs.js'
import { MAX_PARTS } from '../quantities.js'
import { createPackage } from './create-package.js'
import { deletePackage } from './delete-package.js'
import { packageLists } from './package-lists.js'
import { packageContentsLoader, packageCostLoader, packageLoader } from './package-loaders.js'
import { finishedGoodNotFound } from './finished-good-service.js'
import { countPackages, getPackages, packageNotFound } from './package-service.js'
import { updatePackage } from './update-package.js'

export const packageResolvers: Pick<Resolvers, 'Query' | 'Package' | 'PackageConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    package: (_, { id }, { session }) => packageLoader(session).load(parseId('id', id, packageNotFound)),
    packages: async (_, args, { session }) => {
      const which = { filter: definitionFilter(args.filter), order: orderOf(args.orderBy, 'NAME') }
      const list = packageLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getPackages(which, page, session)
      for (const row of slice.rows) packageLoader(session).prime(row.id, row)
      return connection(list, 0, slice, page, () => countPackages(which, session))
    },
  },
  Mutation: {
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
  },
  Package: {
    // What is not read with each assignment.
    version: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).archived,
    notes: async ({ id }, _, { session }) => (await packageLoader(session).load(id)).notes,
    contents: ({ id }, _, { session }) => packageContentsLoader(session).load(id),
    costNow: ({ id }, _, { session }) => packageCostLoader(session).load(id),
  },
  PackageConnection: connectionResolvers,
}

/** The contents that an input names. One more than there may be is enough to be refused. */
function contentsOf(contents: readonly { readonly finishedGoodId: string; readonly quantity: number }[]) {
  return contents.slice(0, MAX_PARTS + 1).map(({ finishedGoodId, quantity }, index) => ({
    finishedGoodId: inList('contents', index, () => parseId('finishedGoodId', finishedGoodId, finishedGoodNotFound)),
    quantity,
  }))
}
