import DataLoader from 'dataloader'
import { ingredientNotFound } from '../catalog/ingredient-service.js'
import { perSession } from '../session/session.js'
import { getStockOfIngredients, type IngredientStock } from './stock-service.js'

/** The stock of ingredients, by ingredient id. */
export const stockLoader = perSession(
  (session) =>
    new DataLoader<number, IngredientStock>(async (ids) => {
      const stocks = await getStockOfIngredients(ids, session)
      return ids.map((id) => stocks.get(id) ?? ingredientNotFound(id))
    }),
)
