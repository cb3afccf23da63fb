import { byId, countLoader, ofEach, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  countEntries,
  getEntriesOfLots,
  getLotEntriesByIds,
  type LotEntry,
  type LotEntryKey,
  lotEntryNotFound,
} from './lot-entry-service.js'
import {
  countLotsOf,
  getLotsByIds,
  getLotsOf,
  getLotsOfPurchases,
  type Lot,
  type LotKey,
  lotNotFound,
  type LotParent,
} from './lot-service.js'

export const lotLoader = byId(getLotsByIds, lotNotFound)

export const lotEntryLoader = byId(getLotEntriesByIds, lotEntryNotFound)

/** The lots of purchases, by purchase id. */
export const lotOfPurchaseLoader = ofEach(getLotsOfPurchases, (id) => new Error(`Purchase ${String(id)} has no lot`))

/** A page of each lot's entries. */
export const entriesLoader = perSession((session) =>
  pageLoader<LotEntry, LotEntryKey>((lotIds, page) => getEntriesOfLots(lotIds, page, session)),
)

export const entryCountLoader = countLoader(countEntries)

function lotsOf(parent: LotParent) {
  return {
    page: perSession((session) => pageLoader<Lot, LotKey>((ids, page) => getLotsOf(parent, ids, page, session))),
    count: countLoader((ids, session) => countLotsOf(parent, ids, session)),
  }
}

/** A page of the lots of each product, or ingredient, and how many there are. */
export const lotsLoaders: Readonly<Record<LotParent, ReturnType<typeof lotsOf>>> = {
  Product: lotsOf('Product'),
  Ingredient: lotsOf('Ingredient'),
}
