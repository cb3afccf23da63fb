import { isDay } from '../calendar.js'
import type { PagedList } from '../paging.js'
import type { LotEntry, LotEntryKey } from './lot-entry-service.js'
import type { Lot, LotKey, LotOrder, LotParent } from './lot-service.js'

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

/** A lot's entries, in the order in which they were made. */
export const entryList: PagedList<LotEntry, LotEntryKey> = {
  name: 'lotEntries',
  keyOf: ({ id }) => ({ id }),
  write: ({ id }) => ['', id],
  read: (text, id) => (text === '' ? { id } : undefined),
}
