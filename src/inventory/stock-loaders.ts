import { ingredientNotFound } from '../catalog/ingredient-service.js'
import { ofEach } from '../session/loaders.js'
import { getStockOfIngredients } from './stock-service.js'

/** The stock of ingredients, by ingredient id. */
export const stockLoader = ofEach(getStockOfIngredients, ingredientNotFound)
