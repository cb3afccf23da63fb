import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { FinishedGood, Supplier } from './rules.js'
import type { FinishedGoodOrder } from './finished-good-service.js'
import type { PackageDefinition, PackageOrder } from './package-service.js'
import type { SupplierOrder } from './supplier-service.js'

// A cursor of one order is of no use in another.

/** All suppliers. */
export const supplierLists: Readonly<Record<SupplierOrder, PagedList<Supplier, TextKey>>> = {
  NAME: listByText('suppliers', ({ name }) => name),
  NEWEST: listById('newestSuppliers'),
}

/** All packages. */
export const packageLists: Readonly<Record<PackageOrder, PagedList<PackageDefinition, TextKey>>> = {
  NAME: listByText('packages', ({ name }) => name),
  NEWEST: listById('newestPackages'),
}

/** All finished goods. */
export const finishedGoodLists: Readonly<Record<FinishedGoodOrder, PagedList<FinishedGood, TextKey>>> = {
  NAME: listByText('finishedGoods', ({ name }) => name),
  NEWEST: listById('newestFinishedGoods'),
}
