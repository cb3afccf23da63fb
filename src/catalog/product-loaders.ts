import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  getProductDefinitionsByIds,
  getProductsByIds,
  getProductsOfIngredients,
  type ProductDefinition,
  productNotFound,
} from './product-service.js'

export const productLoader = byId(getProductsByIds, productNotFound)

/** What of products is not read with each lot, by their ids. */
export const productDefinitionLoader = byId(getProductDefinitionsByIds, productNotFound)

/** The products of ingredients, by the ingredient's id. */
export const productsOfIngredientLoader = perSession(
  (session) =>
    new DataLoader<number, readonly ProductDefinition[]>(async (ids) => {
      const products = await getProductsOfIngredients(ids, session)
      for (const row of [...products.values()].flat()) {
        productLoader(session).prime(row.id, row)
        productDefinitionLoader(session).prime(row.id, row)
      }
      return ids.map((id) => products.get(id) ?? [])
    }),
)
