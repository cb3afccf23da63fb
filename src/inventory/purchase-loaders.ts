import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  countPurchasesOf,
  getPurchasesByIds,
  getPurchasesOf,
  type Purchase,
  type PurchaseKey,
  purchaseNotFound,
  type PurchaseParent,
} from './purchase-service.js'

// By id; an unknown one is the type's ..._NOT_FOUND.
export const purchaseLoader = byId(getPurchasesByIds, purchaseNotFound)

function purchasesOf(parent: PurchaseParent) {
  return {
    page: perSession((session) =>
      pageLoader<Purchase, PurchaseKey>((ids, page) => getPurchasesOf(parent, ids, page, session)),
    ),
    count: countLoader((ids, session) => countPurchasesOf(parent, ids, session)),
  }
}

/** A page of the purchases of each product, or supplier, and how many there are. */
export const purchasesLoaders: Readonly<Record<PurchaseParent, ReturnType<typeof purchasesOf>>> = {
  Product: purchasesOf('Product'),
  Supplier: purchasesOf('Supplier'),
}
