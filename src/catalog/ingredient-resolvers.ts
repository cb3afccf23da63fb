import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { filterId, parseId } from '../graphql/ids.js'
import { definitionFilter, MAX_NAME, optionalText, orderOf } from '../inputs.js'
import { createIngredient } from './create-ingredient.js'
import { deleteIngredient } from './delete-ingredient.js'
import { ingredientLists } from './ingredient-lists.js'
import {
  childrenOfIngredientLoader,
  ingredientDefinitionLoader,
  ingredientLoader,
  recipesOfIngredientLoader,
} from './ingredient-loaders.js'
import { countIngredients, getIngredients, ingredientNotFound } from './ingredient-service.js'
import { productsOfIngredientLoader } from './product-loaders.js'
import { updateIngredient } from './update-ingredient.js'

export const ingredientResolvers: Pick<Resolvers, 'Query' | 'Ingredient' | 'IngredientConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    ingredient: (_, { id }, { session }) => ingredientLoader(session).load(parseId('id', id, ingredientNotFound)),
    ingredients: async (_, args, { session }) => {
      const which = {
        filter: definitionFilter(args.filter),
        category: optionalText('category', args.filter?.category, MAX_NAME) ?? undefined,
        parentId: filterId('parentId', args.filter?.parentId, 'Ingredient'),
        order: orderOf(args.orderBy, 'NAME'),
      }
      const list = ingredientLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getIngredients(which, page, session)
      for (const row of slice.rows) {
        ingredientLoader(session).prime(row.id, row)
        ingredientDefinitionLoader(session).prime(row.id, row)
      }
      return connection(list, 0, slice, page, () => countIngredients(which, session))
    },
  },
  Mutation: {
    createIngredient: async (_, { input }, { session }) => {
      const parentId = parentOf(input.parentId) ?? null
      return { ingredient: await createIngredient({ ...input, parentId }, session), query: {} }
    },
    updateIngredient: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, ingredientNotFound)
      const parentId = parentOf(input.parentId)
      return { ingredient: await updateIngredient({ ...input, id, parentId }, session), query: {} }
    },
    deleteIngredient: async (_, { input }, { session }) => {
      await deleteIngredient({ ...input, id: parseId('id', input.id, ingredientNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  Ingredient: {
    // What is not read with each recipe.
    version: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).archived,
    category: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).category,
    description: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).description,
    isPackaging: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).isPackaging,
    density: async ({ id }, _, { session }) => (await ingredientDefinitionLoader(session).load(id)).density,
    parent: async ({ id }, _, { session }) => {
      const { parentId } = await ingredientDefinitionLoader(session).load(id)
      return parentId === null ? null : ingredientLoader(session).load(parentId)
    },
    children: ({ id }, _, { session }) => childrenOfIngredientLoader(session).load(id),
    products: ({ id }, _, { session }) => productsOfIngredientLoader(session).load(id),
    recipes: ({ id }, _, { session }) => recipesOfIngredientLoader(session).load(id),
  },
  IngredientConnection: connectionResolvers,
}

/** The row of a parent that an input names; undefined if it names none, null if it names no parent. */
function parentOf(id: string | null | undefined): number | null | undefined {
  return typeof id === 'string' ? parseId('parentId', id, ingredientNotFound) : id
}
