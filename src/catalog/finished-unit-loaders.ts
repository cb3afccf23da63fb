import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  finishedUnitNotFound,
  getFinishedUnitsByIds,
  getGoodsHoldingUnits,
  getUnitDefinitionsByIds,
} from './finished-unit-service.js'
import type { FinishedGood } from './rules.js'

export const finishedUnitLoader = byId(getFinishedUnitsByIds, finishedUnitNotFound)

/** Finished units with what is not read with each good that holds them, by id. */
export const unitDefinitionLoader = byId(getUnitDefinitionsByIds, finishedUnitNotFound)

/** The finished goods that hold finished units themselves, by the unit's id. */
export const goodsHoldingUnitLoader = perSession(
  (session) =>
    new DataLoader<number, readonly FinishedGood[]>(async (ids) => {
      const goods = await getGoodsHoldingUnits(ids, session)
      return ids.map((id) => goods.get(id) ?? [])
    }),
)
