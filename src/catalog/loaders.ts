import DataLoader from 'dataloader'
import { perSession } from '../session/session.js'
import { getCatalogRevision, getPackageDetails } from './service.js'
import type { PackageContent } from './rules.js'

/** The contents of packages by id, down to the recipes. */
export const packageContentsLoader = perSession(
  (session) =>
    new DataLoader<number, readonly PackageContent[]>(async (ids) => {
      const details = await getPackageDetails(ids, await getCatalogRevision(session), session)
      return ids.map((id) => details.get(id)?.contents ?? [])
    }),
)
