import { money, rounded } from '../decimal.js'
import { inList } from '../domain-error.js'
import type { MutationResolvers, RecipeComponentInput, RecipeLineInput, Resolvers } from '../generated/resolvers.js'
import { connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { definitionFilter, MAX_NAME, optionalText, orderOf } from '../inputs.js'
import { MAX_PARTS } from '../quantities.js'
import { createRecipe } from './create-recipe.js'
import { deleteRecipe } from './delete-recipe.js'
import {
  recipeComponentsLoader,
  recipeCostLoader,
  recipeDefinitionLoader,
  recipeLinesLoader,
  recipeLoader,
  recipesHoldingLoader,
  unitsOfRecipeLoader,
} from './recipe-loaders.js'
import { recipeLists } from './recipe-lists.js'
import { countRecipes, getRecipes, recipeNotFound } from './recipe-service.js'
import { gapsOf } from './costing-rules.js'
import { ingredientNotFound } from './ingredient-service.js'
import { updateRecipe } from './update-recipe.js'

export const recipeResolvers: Pick<Resolvers, 'Query' | 'Recipe' | 'RecipeConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    recipe: (_, { id }, { session }) => recipeLoader(session).load(parseId('id', id, recipeNotFound)),
    recipes: async (_, args, { session }) => {
      const category = optionalText('category', args.filter?.category, MAX_NAME) ?? undefined
      const which = {
        filter: { ...definitionFilter(args.filter), category },
        order: orderOf(args.orderBy, 'NAME'),
      }
      const list = recipeLists[which.order]
      const page = pageOf(list, 0, args)
      const slice = await getRecipes(which, page, session)
      for (const recipe of slice.rows) {
        recipeLoader(session).prime(recipe.id, recipe)
        recipeDefinitionLoader(session).prime(recipe.id, recipe)
      }
      return connection(list, 0, slice, page, () => countRecipes(which, session))
    },
  },
  Mutation: {
    createRecipe: async (_, { input }, { session }) => ({
      recipe: await createRecipe(
        { ...input, lines: linesOf(input.lines ?? []), components: componentsOf(input.components ?? []) },
        session,
      ),
      query: {},
    }),
    updateRecipe: async (_, { input }, { session }) => {
      const id = parseId('id', input.id, recipeNotFound)
      // Lists that are null are cleared.
      const lines = input.lines === undefined ? undefined : linesOf(input.lines ?? [])
      const components = input.components === undefined ? undefined : componentsOf(input.components ?? [])
      return { recipe: await updateRecipe({ ...input, id, lines, components }, session), query: {} }
    },
    deleteRecipe: async (_, { input }, { session }) => {
      await deleteRecipe({ ...input, id: parseId('id', input.id, recipeNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  Recipe: {
    // What is not read with each unit and record of the recipe.
    version: async ({ id }, _, { session }) => (await recipeDefinitionLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await recipeDefinitionLoader(session).load(id)).archived,
    source: async ({ id }, _, { session }) => (await recipeDefinitionLoader(session).load(id)).source,
    estimatedMinutes: async ({ id }, _, { session }) =>
      (await recipeDefinitionLoader(session).load(id)).estimatedMinutes,
    notes: async ({ id }, _, { session }) => (await recipeDefinitionLoader(session).load(id)).notes,
    lines: ({ id }, _, { session }) => recipeLinesLoader(session).load(id),
    components: ({ id }, _, { session }) => recipeComponentsLoader(session).load(id),
    usedIn: ({ id }, _, { session }) => recipesHoldingLoader(session).load(id),
    finishedUnits: ({ id }, _, { session }) => unitsOfRecipeLoader(session).load(id),
    costPerBatch: async ({ id }, _, { session }) =>
      money(rounded((await recipeCostLoader(session).load(id)).costPerBatch, 4)),
    costGaps: async ({ id }, _, { session }) => gapsOf([await recipeCostLoader(session).load(id)]),
  },
  RecipeConnection: connectionResolvers,
}

/** The lines that an input names. One more than there may be is enough to be refused. */
function linesOf(lines: readonly RecipeLineInput[]) {
  return lines.slice(0, MAX_PARTS + 1).map(({ ingredientId, quantity, unit, notes }, index) => ({
    ingredientId: inList('lines', index, () => parseId('ingredientId', ingredientId, ingredientNotFound)),
    quantity,
    unit,
    notes: notes ?? null,
  }))
}

/** The components that an input names. */
function componentsOf(components: readonly RecipeComponentInput[]) {
  return components.slice(0, MAX_PARTS + 1).map(({ recipeId, batches }, index) => ({
    componentId: inList('components', index, () => parseId('recipeId', recipeId, recipeNotFound)),
    quantity: batches,
  }))
}
