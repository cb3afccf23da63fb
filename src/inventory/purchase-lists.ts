import { isDay } from '../calendar.js'
import type { PagedList } from '../paging.js'
import type { Purchase, PurchaseKey, PurchaseParent } from './purchase-service.js'

/** All purchases, latest first. */
export const purchaseList: PagedList<Purchase, PurchaseKey> = {
  name: 'purchases',
  keyOf: ({ purchasedOn, id }) => ({ purchasedOn, id }),
  write: ({ purchasedOn, id }) => [purchasedOn, id],
  read: (purchasedOn, id) => (isDay(purchasedOn) ? { purchasedOn, id } : undefined),
}

/** The purchases of a product, or of a supplier, the latest first. */
export const purchasesOfParent: Readonly<Record<PurchaseParent, PagedList<Purchase, PurchaseKey>>> = {
  Product: { ...purchaseList, name: 'purchasesOfProduct' },
  Supplier: { ...purchaseList, name: 'purchasesOfSupplier' },
}
