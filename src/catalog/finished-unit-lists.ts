import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { FinishedUnitOrder } from './finished-unit-service.js'
import type { FinishedUnit } from './rules.js'

/** All finished units. */
export const finishedUnitLists: Readonly<Record<FinishedUnitOrder, PagedList<FinishedUnit, TextKey>>> = {
  NAME: listByText('finishedUnits', ({ name }) => name),
  NEWEST: listById('newestFinishedUnits'),
}
