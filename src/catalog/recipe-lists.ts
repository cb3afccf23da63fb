import { listByText, type PagedList, type TextKey } from '../paging.js'
import { CATEGORY_END, type RecipeDefinition, type RecipeOrder } from './recipe-service.js'

/** All recipes. */
export const recipeLists: Readonly<Record<RecipeOrder, PagedList<RecipeDefinition, TextKey>>> = {
  NAME: listByText('recipes', ({ name }) => name),
  CATEGORY: listByText('recipesByCategory', ({ category, name }) => `${category}${CATEGORY_END}${name}`),
}
