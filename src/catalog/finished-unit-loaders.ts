import { byId, listOfEach } from '../session/loaders.js'
import {
  finishedUnitNotFound,
  getFinishedUnitsByIds,
  getGoodsHoldingUnits,
  getUnitDefinitionsByIds,
} from './finished-unit-service.js'

export const finishedUnitLoader = byId(getFinishedUnitsByIds, finishedUnitNotFound)

/** Finished units with what is not read with each good that holds them, by id. */
export const unitDefinitionLoader = byId(getUnitDefinitionsByIds, finishedUnitNotFound)

/** The finished goods that hold finished units themselves, by the unit's id. */
export const goodsHoldingUnitLoader = listOfEach(getGoodsHoldingUnits)
