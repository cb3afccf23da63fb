import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  getChildrenOfIngredients,
  getIngredientDefinitionsByIds,
  getIngredientsByIds,
  getRecipesOfIngredients,
  type IngredientDefinition,
  ingredientNotFound,
} from './ingredient-service.js'
import { recipeLoader } from './recipe-loaders.js'
import type { Recipe } from './rules.js'

export const ingredientLoader = byId(getIngredientsByIds, ingredientNotFound)

/** What of ingredients is not read with each recipe, by their ids. */
export const ingredientDefinitionLoader = byId(getIngredientDefinitionsByIds, ingredientNotFound)

/** The ingredients right below others, by the id of what they stand below. */
export const childrenOfIngredientLoader = perSession(
  (session) =>
    new DataLoader<number, readonly IngredientDefinition[]>(async (ids) => {
      const children = await getChildrenOfIngredients(ids, session)
      for (const row of [...children.values()].flat()) {
        ingredientLoader(session).prime(row.id, row)
        ingredientDefinitionLoader(session).prime(row.id, row)
      }
      return ids.map((id) => children.get(id) ?? [])
    }),
)

/** The recipes whose own lines ask for ingredients, by the ingredient's id. */
export const recipesOfIngredientLoader = perSession(
  (session) =>
    new DataLoader<number, readonly Recipe[]>(async (ids) => {
      const recipes = await getRecipesOfIngredients(ids, session)
      for (const row of [...recipes.values()].flat()) recipeLoader(session).prime(row.id, row)
      return ids.map((id) => recipes.get(id) ?? [])
    }),
)
