import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { Supplier } from './rules.js'
import type { SupplierOrder } from './supplier-service.js'

// A cursor of one order is of no use in another.

/** All suppliers. */
export const supplierLists: Readonly<Record<SupplierOrder, PagedList<Supplier, TextKey>>> = {
  NAME: listByText('suppliers', ({ name }) => name),
  NEWEST: listById('newestSuppliers'),
}
