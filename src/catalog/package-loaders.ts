import DataLoader from 'dataloader'
import { byId, listOfEach, ofEach } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  getCostsOfPackages,
  getPackageDetails,
  getPackagesByIds,
  getPackagesOfGoods,
  packageNotFound,
} from './package-service.js'
import { getContentsRevision } from './revision-service.js'
import type { PackageContent } from './rules.js'

export const packageLoader = byId(getPackagesByIds, packageNotFound)

/** The contents of packages by id, down to the recipes. */
export const packageContentsLoader = perSession(
  (session) =>
    new DataLoader<number, readonly PackageContent[]>(async (ids) => {
      const details = await getPackageDetails(ids, await getContentsRevision(session), session)
      return ids.map((id) => details.get(id)?.contents ?? [])
    }),
)

/** What one of each package costs now, by package id. */
export const packageCostLoader = ofEach(getCostsOfPackages, packageNotFound)

/** The packages that hold goods, by the good's id. */
export const packagesOfGoodLoader = listOfEach(
  getPackagesOfGoods,
  (row, session) => void packageLoader(session).prime(row.id, row),
)
