import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { FinishedGoodOrder } from './finished-good-service.js'
import type { FinishedGood } from './rules.js'

/** All finished goods. */
export const finishedGoodLists: Readonly<Record<FinishedGoodOrder, PagedList<FinishedGood, TextKey>>> = {
  NAME: listByText('finishedGoods', ({ name }) => name),
  NEWEST: listById('newestFinishedGoods'),
}
