import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { ProductDefinition, ProductOrder } from './product-service.js'

/** All products. A cursor of one order is of no use in the other. */
export const productLists: Readonly<Record<ProductOrder, PagedList<ProductDefinition, TextKey>>> = {
  NAME: listByText('products', ({ ingredient }) => ingredient.name),
  NEWEST: listById('newestProducts'),
}
