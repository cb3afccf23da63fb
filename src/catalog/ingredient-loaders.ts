import { byId, listOfEach } from '../session/loaders.js'
import {
  getChildrenOfIngredients,
  getIngredientDefinitionsByIds,
  getIngredientsByIds,
  getRecipesOfIngredients,
  ingredientNotFound,
} from './ingredient-service.js'
import { recipeLoader } from './recipe-loaders.js'

export const ingredientLoader = byId(getIngredientsByIds, ingredientNotFound)

/** What of ingredients is not read with each recipe, by their ids. */
export const ingredientDefinitionLoader = byId(getIngredientDefinitionsByIds, ingredientNotFound)

/** The ingredients right below others, by the id of what they stand below. */
export const childrenOfIngredientLoader = listOfEach(getChildrenOfIngredients, (row, session) => {
  ingredientLoader(session).prime(row.id, row)
  ingredientDefinitionLoader(session).prime(row.id, row)
})

/** The recipes whose own lines ask for ingredients, by the ingredient's id. */
export const recipesOfIngredientLoader = listOfEach(
  getRecipesOfIngredients,
  (row, session) => void recipeLoader(session).prime(row.id, row),
)
