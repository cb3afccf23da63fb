import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  finishedGoodNotFound,
  getCostsOfGoods,
  getFinishedGoodsByIds,
  getGoodDefinitionsByIds,
  getGoodsHolding,
} from './finished-good-service.js'
import type { FinishedGood } from './rules.js'

export const finishedGoodLoader = byId(getFinishedGoodsByIds, finishedGoodNotFound)

/** Finished goods by themselves, by id. */
export const goodDefinitionLoader = byId(getGoodDefinitionsByIds, finishedGoodNotFound)

/** What one of each finished good costs now, by its id. */
export const goodCostLoader = perSession(
  (session) =>
    new DataLoader<number, string>(async (ids) => {
      const costs = await getCostsOfGoods(ids, session)
      return ids.map((id) => costs.get(id) ?? finishedGoodNotFound(id))
    }),
)

/** The finished goods that hold goods themselves, by the id of what they hold. */
export const goodsHoldingLoader = perSession(
  (session) =>
    new DataLoader<number, readonly FinishedGood[]>(async (ids) => {
      const goods = await getGoodsHolding(ids, session)
      return ids.map((id) => goods.get(id) ?? [])
    }),
)
