import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { IngredientDefinition, IngredientOrder } from './ingredient-service.js'

/** All ingredients. A cursor of one order is of no use in the other. */
export const ingredientLists: Readonly<Record<IngredientOrder, PagedList<IngredientDefinition, TextKey>>> = {
  NAME: listByText('ingredients', ({ name }) => name),
  NEWEST: listById('newestIngredients'),
}
