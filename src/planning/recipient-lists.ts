import { listByText, type PagedList, type TextKey } from '../paging.js'
import type { RecipientDetail, RecipientOrder } from './recipient-service.js'

/** All recipients. A cursor of one order is of no use in the other. */
export const recipientLists: Readonly<Record<RecipientOrder, PagedList<RecipientDetail, TextKey>>> = {
  NAME: listByText('recipients', ({ name }) => name),
  HOUSEHOLD: listByText('recipientsByHousehold', ({ householdName }) => householdName ?? ''),
}
