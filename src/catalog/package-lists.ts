import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { PackageDefinition, PackageOrder } from './package-service.js'

/** All packages. */
export const packageLists: Readonly<Record<PackageOrder, PagedList<PackageDefinition, TextKey>>> = {
  NAME: listByText('packages', ({ name }) => name),
  NEWEST: listById('newestPackages'),
}
