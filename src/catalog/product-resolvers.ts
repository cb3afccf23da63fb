import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { definitionFilter, notNull, orderOf } from '../inputs.js'
import { createProduct } from './create-product.js'
import { deleteProduct } from './delete-product.js'
import { productDefinitionLoader, productLoader } from './product-loaders.js'
import { productLists } from './product-lists.js'
import { countProducts, getProducts, productNotFound } from './product-service.js'
import { ingredientNotFound } from './ingredient-service.js'
import { updateProduct } from './update-product.js'

export const productResolvers: Pick<Resolvers, 'Query' | 'Product' | 'ProductConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    product: (_, { id }, { session }) => productLoader(session).load(parseId('id', id, productNotFound)),
    products: async (_, args, { session }) => {
      const which = {
        filter: definitionFilter(args.filter),
        ingredientId: filterId('ingredientId', args.filter?.ingredientId, 'Ingredient'),
        preferred: args.filter?.preferred ?? undefined,
        order: orderOf(args.orderBy, 'NAME'),
      }
      const list = productLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getProducts(which, page, session)
      for (const row of slice.rows) {
        productLoader(session).prime(row.id, row)
        productDefinitionLoader(session).prime(row.id, row)
      }
      return connection(list, 0, slice, page, () => countProducts(which, session))
    },
  },
  Mutation: {
    createProduct: async (_, { input }, { session }) => {
      const ingredientId = parseId('ingredientId', input.ingredientId, ingredientNotFound)
      return { product: await createProduct({ ...input, ingredientId }, session), query: {} }
    },
    updateProduct: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, productNotFound)
      const ofIngredient = notNull('ingredientId', input.ingredientId)
      const ingredientId =
        ofIngredient === undefined ? undefined : parseId('ingredientId', ofIngredient, ingredientNotFound)
      return { product: await updateProduct({ ...input, id, ingredientId }, session), query: {} }
    },
    deleteProduct: async (_, { input }, { session }) => {
      await deleteProduct({ ...input, id: parseId('id', input.id, productNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  Product: {
    // What is not read with each lot.
    version: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).archived,
    packageSize: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).packageSize,
    packageType: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).packageType,
    gtin: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).gtin,
    notes: async ({ id }, _, { session }) => (await productDefinitionLoader(session).load(id)).notes,
  },
  ProductConnection: connectionResolvers,
}
