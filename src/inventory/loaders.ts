import DataLoader from 'dataloader'
import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import { ingredientNotFound } from '../catalog/service.js'
import {
  countEntries,
  countLotsOf,
  countPurchasesOf,
  getEntriesOfLots,
  getLotEntriesByIds,
  getLotsByIds,
  getLotsOf,
  getLotsOfPurchases,
  getPurchasesByIds,
  getPurchasesOf,
  getStockOfIngredients,
  lotEntryNotFound,
  lotNotFound,
  purchaseNotFound,
  type Lot,
  type LotEntry,
  type IngredientStock,
  type LotEntryKey,
  type LotKey,
  type LotParent,
  type Purchase,
  type PurchaseKey,
  type PurchaseParent,
} from './service.js'

// By id; an unknown one is the type's ..._NOT_FOUND.
export const purchaseLoader = byId(getPurchasesByIds, purchaseNotFound)
export const lotLoader = byId(getLotsByIds, lotNotFound)
export const lotEntryLoader = byId(getLotEntriesByIds, lotEntryNotFound)

/** The lots of purchases, by purchase id. */
export const lotOfPurchaseLoader = perSession(
  (session) =>
    new DataLoader<number, Lot>(async (purchaseIds) => {
      const lots = await getLotsOfPurchases(purchaseIds, session)
      return purchaseIds.map((id) => lots.get(id) ?? new Error(`Purchase ${String(id)} has no lot`))
    }),
)

/** A page of each lot's entries. */
export const entriesLoader = perSession((session) =>
  pageLoader<LotEntry, LotEntryKey>((lotIds, page) => getEntriesOfLots(lotIds, page, session)),
)

export const entryCountLoader = perSession((session) => countLoader(countEntries, session))

/** The stock of ingredients, by ingredient id. */
export const stockLoader = perSession(
  (session) =>
    new DataLoader<number, IngredientStock>(async (ids) => {
      const stocks = await getStockOfIngredients(ids, session)
      return ids.map((id) => stocks.get(id) ?? ingredientNotFound(id))
    }),
)

function purchasesOf(parent: PurchaseParent) {
  return {
    page: perSession((session) =>
      pageLoader<Purchase, PurchaseKey>((ids, page) => getPurchasesOf(parent, ids, page, session)),
    ),
    count: perSession((session) => countLoader((ids) => countPurchasesOf(parent, ids, session), session)),
  }
}

/** A page of the purchases of each product, or supplier, and how many there are. */
export const purchasesLoaders: Readonly<Record<PurchaseParent, ReturnType<typeof purchasesOf>>> = {
  Product: purchasesOf('Product'),
  Supplier: purchasesOf('Supplier'),
}

function lotsOf(parent: LotParent) {
  return {
    page: perSession((session) => pageLoader<Lot, LotKey>((ids, page) => getLotsOf(parent, ids, page, session))),
    count: perSession((session) => countLoader((ids) => countLotsOf(parent, ids, session), session)),
  }
}

/** A page of the lots of each product, or ingredient, and how many there are. */
export const lotsLoaders: Readonly<Record<LotParent, ReturnType<typeof lotsOf>>> = {
  Product: lotsOf('Product'),
  Ingredient: lotsOf('Ingredient'),
}
