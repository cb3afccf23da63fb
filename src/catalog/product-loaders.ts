import { byId, listOfEach } from '../session/loaders.js'
import {
  getProductDefinitionsByIds,
  getProductsByIds,
  getProductsOfIngredients,
  productNotFound,
} from './product-service.js'

export const productLoader = byId(getProductsByIds, productNotFound)

/** What of products is not read with each lot, by their ids. */
export const productDefinitionLoader = byId(getProductDefinitionsByIds, productNotFound)

/** The products of ingredients, by the ingredient's id. */
export const productsOfIngredientLoader = listOfEach(getProductsOfIngredients, (row, session) => {
  productLoader(session).prime(row.id, row)
  productDefinitionLoader(session).prime(row.id, row)
})
