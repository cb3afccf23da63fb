import { byId, listOfEach, ofEach } from '../session/loaders.js'
import {
  finishedGoodNotFound,
  getCostsOfGoods,
  getFinishedGoodsByIds,
  getGoodDefinitionsByIds,
  getGoodsHolding,
} from './finished-good-service.js'

export const finishedGoodLoader = byId(getFinishedGoodsByIds, finishedGoodNotFound)

/** Finished goods by themselves, by id. */
export const goodDefinitionLoader = byId(getGoodDefinitionsByIds, finishedGoodNotFound)

/** What one of each finished good costs now, by its id. */
export const goodCostLoader = ofEach(getCostsOfGoods, finishedGoodNotFound)

/** The finished goods that hold goods themselves, by the id of what they hold. */
export const goodsHoldingLoader = listOfEach(getGoodsHolding)
