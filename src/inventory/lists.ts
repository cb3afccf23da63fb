import { isDay } from '../calendar.js'
import type { PagedList } from '../paging.js'
import type {
  Lot,
  LotEntry,
  LotEntryKey,
  LotKey,
  LotOrder,
  LotParent,
  Purchase,
  PurchaseKey,
  PurchaseParent,
} from './service.js'

/** All purchases, latest first. */
export const purchaseList: PagedList<Purchase, PurchaseKey> = {
  name: 'purchases',
  keyOf: ({ purchasedOn, id }) => ({ purchasedOn, id }),
  write: ({ purchasedOn, id }) => [purchasedOn, id],
  read: (purchasedOn, id) => (isDay(purchasedOn) ? { purchasedOn, id } : undefined),
}

function lotList(name: string): PagedList<Lot, LotKey> {
  return {
    name,
    keyOf: ({ purchasedOn, id }) => ({ purchasedOn, id }),
    write: ({ purchasedOn, id }) => [purchasedOn ?? '', id],
    read: (text, id) => {
      if (text === '') return { purchasedOn: null, id }
      return isDay(text) ? { purchasedOn: text, id } : undefined
    },
  }
}

/** All lots. A cursor of one order is of no use in the other. */
export const lotLists: Readonly<Record<LotOrder, PagedList<Lot, LotKey>>> = {
  FIFO: lotList('lots'),
  NEWEST: lotList('newestLots'),
}

/** The lots of a product, or of an ingredient, as they are used up. */
export const lotsOfParent: Readonly<Record<LotParent, PagedList<Lot, LotKey>>> = {
  Product: lotList('lotsOfProduct'),
  Ingredient: lotList('lotsOfIngredient'),
}

/** The purchases of a product, or of a supplier, the latest first. */
export const purchasesOfParent: Readonly<Record<PurchaseParent, PagedList<Purchase, PurchaseKey>>> = {
  Product: { ...purchaseList, name: 'purchasesOfProduct' },
  Supplier: { ...purchaseList, name: 'purchasesOfSupplier' },
}

/** A lot's entries, in the order in which they were made. */
export const entryList: PagedList<LotEntry, LotEntryKey> = {
  name: 'lotEntries',
  keyOf: ({ id }) => ({ id }),
  write: ({ id }) => ['', id],
  read: (text, id) => (text === '' ? { id } : undefined),
}
