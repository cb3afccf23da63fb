import { byId, listOfEach, ofEach } from '../session/loaders.js'
import {
  getComponentsOfRecipes,
  getCostsOfRecipes,
  getLinesOfRecipes,
  getRecipeDefinitionsByIds,
  getRecipesByIds,
  getRecipesHolding,
  getUnitsOfRecipes,
  recipeNotFound,
} from './recipe-service.js'

// Definitions by id; an unknown one is the type's ..._NOT_FOUND.
export const recipeLoader = byId(getRecipesByIds, recipeNotFound)

/** Recipes with what is not read with each unit and record that is of them, by id. */
export const recipeDefinitionLoader = byId(getRecipeDefinitionsByIds, recipeNotFound)

/** The lines of recipes, by the recipe's id. */
export const recipeLinesLoader = listOfEach(getLinesOfRecipes)

/** The components of recipes, by the recipe's id. */
export const recipeComponentsLoader = listOfEach(getComponentsOfRecipes)

/** The recipes that hold recipes themselves, by the id of what they hold. */
export const recipesHoldingLoader = listOfEach(getRecipesHolding, (recipe, session) => {
  recipeLoader(session).prime(recipe.id, recipe)
  recipeDefinitionLoader(session).prime(recipe.id, recipe)
})

/** What batches of recipes yield, by the recipe's id. */
export const unitsOfRecipeLoader = listOfEach(getUnitsOfRecipes)

/** What a batch of each recipe costs now, by the recipe's id. */
export const recipeCostLoader = ofEach(getCostsOfRecipes, recipeNotFound)
