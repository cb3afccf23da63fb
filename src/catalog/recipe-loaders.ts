import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import type { RecipeCosting } from './costing-rules.js'
import {
  getComponentsOfRecipes,
  getCostsOfRecipes,
  getLinesOfRecipes,
  getRecipeDefinitionsByIds,
  getRecipesByIds,
  getRecipesHolding,
  getUnitsOfRecipes,
  type RecipeComponent,
  type RecipeDefinition,
  type RecipeLine,
  recipeNotFound,
} from './recipe-service.js'
import type { FinishedUnit } from './rules.js'

// Definitions by id; an unknown one is the type's ..._NOT_FOUND.
export const recipeLoader = byId(getRecipesByIds, recipeNotFound)

/** Recipes with what is not read with each unit and record that is of them, by id. */
export const recipeDefinitionLoader = byId(getRecipeDefinitionsByIds, recipeNotFound)

/** The lines of recipes, by the recipe's id. */
export const recipeLinesLoader = perSession(
  (session) =>
    new DataLoader<number, readonly RecipeLine[]>(async (ids) => {
      const lines = await getLinesOfRecipes(ids, session)
      return ids.map((id) => lines.get(id) ?? [])
    }),
)

/** The components of recipes, by the recipe's id. */
export const recipeComponentsLoader = perSession(
  (session) =>
    new DataLoader<number, readonly RecipeComponent[]>(async (ids) => {
      const components = await getComponentsOfRecipes(ids, session)
      return ids.map((id) => components.get(id) ?? [])
    }),
)

/** The recipes that hold recipes themselves, by the id of what they hold. */
export const recipesHoldingLoader = perSession(
  (session) =>
    new DataLoader<number, readonly RecipeDefinition[]>(async (ids) => {
      const recipes = await getRecipesHolding(ids, session)
      for (const recipe of [...recipes.values()].flat()) {
        recipeLoader(session).prime(recipe.id, recipe)
        recipeDefinitionLoader(session).prime(recipe.id, recipe)
      }
      return ids.map((id) => recipes.get(id) ?? [])
    }),
)

/** What batches of recipes yield, by the recipe's id. */
export const unitsOfRecipeLoader = perSession(
  (session) =>
    new DataLoader<number, readonly FinishedUnit[]>(async (ids) => {
      const units = await getUnitsOfRecipes(ids, session)
      return ids.map((id) => units.get(id) ?? [])
    }),
)

/** What a batch of each recipe costs now, by the recipe's id. */
export const recipeCostLoader = perSession(
  (session) =>
    new DataLoader<number, RecipeCosting>(async (ids) => {
      const costs = await getCostsOfRecipes(ids, session)
      return ids.map((id) => costs.get(id) ?? recipeNotFound(id))
    }),
)
