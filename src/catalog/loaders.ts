import DataLoader from 'dataloader'
import { byId } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import type { FinishedGood, PackageContent } from './rules.js'
import {
  finishedGoodNotFound,
  finishedUnitNotFound,
  getContentsRevision,
  getFinishedUnitsByIds,
  getIngredientsByIds,
  getProductsByIds,
  getRecipesByIds,
  ingredientNotFound,
  packageNotFound,
  productNotFound,
  recipeNotFound,
  supplierNotFound,
} from './service.js'
import {
  getCostsOfGoods,
  getFinishedGoodsByIds,
  getGoodDefinitionsByIds,
  getGoodsHolding,
} from './finished-good-service.js'
import {
  getCostsOfPackages,
  getPackageDetails,
  getPackagesByIds,
  getPackagesOfGoods,
  type PackageDefinition,
} from './package-service.js'
import { getSuppliersByIds } from './supplier-service.js'

// Definitions by id; an unknown one is the type's ..._NOT_FOUND.
export const recipeLoader = byId(getRecipesByIds, recipeNotFound)
export const ingredientLoader = byId(getIngredientsByIds, ingredientNotFound)
export const packageLoader = byId(getPackagesByIds, packageNotFound)
export const finishedUnitLoader = byId(getFinishedUnitsByIds, finishedUnitNotFound)
export const productLoader = byId(getProductsByIds, productNotFound)
export const supplierLoader = byId(getSuppliersByIds, supplierNotFound)
export const finishedGoodLoader = byId(getFinishedGoodsByIds, finishedGoodNotFound)

/** Finished goods by themselves, by id. */
export const goodDefinitionLoader = byId(getGoodDefinitionsByIds, finishedGoodNotFound)

/** The contents of packages by id, down to the recipes. */
export const packageContentsLoader = perSession(
  (session) =>
    new DataLoader<number, readonly PackageContent[]>(async (ids) => {
      const details = await getPackageDetails(ids, await getContentsRevision(session), session)
      return ids.map((id) => details.get(id)?.contents ?? [])
    }),
)

/** What one of each package costs now, by package id. */
export const packageCostLoader = perSession(
  (session) =>
    new DataLoader<number, string>(async (ids) => {
      const costs = await getCostsOfPackages(ids, session)
      return ids.map((id) => costs.get(id) ?? packageNotFound(id))
    }),
)

/** The packages that hold goods, by the good's id. */
export const packagesOfGoodLoader = perSession(
  (session) =>
    new DataLoader<number, readonly PackageDefinition[]>(async (ids) => {
      const packages = await getPackagesOfGoods(ids, session)
      for (const row of [...packages.values()].flat()) packageLoader(session).prime(row.id, row)
      return ids.map((id) => packages.get(id) ?? [])
    }),
)

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
