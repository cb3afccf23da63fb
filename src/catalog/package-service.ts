import { z } from 'zod'
import { money, rounded } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { existing } from '../lookup.js'
import type { DefinitionFilter, Page, Slice, TextKey, Which } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { cachedOrDerived, revisionCache } from '../session/revision-cache.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { costOfNeeds } from './costing-rules.js'
import { getRecipeCostings } from './costing-service.js'
import { finishedGoods, goodRows } from './finished-good-service.js'
import { getCatalogRevisions } from './revision-service.js'
import { type GoodNeeds, type Needs, needsOfPackage, type PackageContent } from './rules.js'

export const packageNotFound = notFound('PACKAGE_NOT_FOUND', 'Package')

/** What a package holds, goods within goods down to the recipes, and what one package needs of each recipe. */
export interface PackageDetail {
  readonly contents: readonly PackageContent[]
  readonly needs: Needs
}

/** Entries of a few kilobytes each: together some tens of megabytes at the most. */
const PACKAGES_CACHED = 2000

const packageDetails = revisionCache<PackageDetail>(PACKAGES_CACHED)

const PackageRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  version: z.int(),
  archived: z.boolean(),
  notes: z.string().nullable(),
})
/** What of a package is not read with each assignment. */
export type PackageDefinition = Readonly<z.infer<typeof PackageRow>>

const packageColumns: Statement = sql`d.id, d.name, d.version, d.archived, d.notes`

/** The packages of these ids; those that do not exist are missing from the answer. */
export function getPackagesByIds(ids: readonly number[], session: Session): Promise<PackageDefinition[]> {
  return read(session, sql`SELECT ${packageColumns} FROM package d WHERE d.id = ANY(${ids})`, PackageRow)
}

/** The package. Throws PACKAGE_NOT_FOUND. */
export async function getPackage(packageId: number, session: Session): Promise<PackageDefinition> {
  const [row] = await getPackagesByIds([packageId], session)
  if (row === undefined) throw packageNotFound(packageId)
  return row
}

export type PackageOrder = 'NAME' | 'NEWEST'

const packages: Definitions<typeof PackageRow, PackageOrder> = {
  from: sql`package d`,
  columns: packageColumns,
  row: PackageRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Packages by name, then id, or the newest first. */
export function getPackages(
  which: Which<PackageOrder>,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<PackageDefinition>> {
  return readDefinitions(packages, which, page, session)
}

export function countPackages({ filter }: { readonly filter: DefinitionFilter }, session: Session): Promise<number> {
  return countDefinitions(packages, { filter }, session)
}

/** The packages that hold each good, by name, then id. */
export async function getPackagesOfGoods(
  goodIds: readonly number[],
  session: Session,
): Promise<Map<number, PackageDefinition[]>> {
  const rows = await read(
    session,
    sql`
    SELECT c.finished_good_id AS "goodId", ${packageColumns} FROM package_content c JOIN package d ON d.id = c.package_id
    WHERE c.finished_good_id = ANY(${goodIds}) ORDER BY d.name, d.id`,
    PackageRow.extend({ goodId: z.int() }),
  )
  const byGood = new Map<number, PackageDefinition[]>(goodIds.map((id) => [id, []]))
  for (const { goodId, ...row } of rows) byGood.get(goodId)?.push(row)
  return byGood
}

/** What one of each package is planned to cost now: what it needs of each recipe at the recipe's cost. */
export async function getCostsOfPackages(
  packageIds: readonly number[],
  session: Session,
): Promise<Map<number, string>> {
  const { contents, prices } = await getCatalogRevisions(session)
  const details = await getPackageDetails(packageIds, contents, session)
  const recipeIds = new Set([...details.values()].flatMap(({ needs }) => [...needs.keys()]))
  const costs = await getRecipeCostings([...recipeIds], prices, session)
  return new Map([...details].map(([id, { needs }]) => [id, money(rounded(costOfNeeds(needs, costs), 4))]))
}

/** The contents of packages under a revision of the contents that the session has read. Two statements, whatever is asked. */
export function getPackageDetails(
  packageIds: readonly number[],
  contentsRevision: string,
  session: Session,
): Promise<Map<number, PackageDetail>> {
  return cachedOrDerived(
    packageDetails,
    packageIds,
    () => contentsRevision,
    session,
    async (ids) => {
      const [contents, goods] = await Promise.all([
        contentRows(ids, session),
        goodRows(sql`SELECT finished_good_id FROM package_content WHERE package_id = ANY(${ids})`, session),
      ])
      const goodById = finishedGoods(goods)
      const byPackage = new Map<number, PackageContent[]>(ids.map((id) => [id, []]))
      for (const { packageId, finishedGoodId, quantity } of contents) {
        byPackage.get(packageId)?.push({ finishedGood: existing(goodById, finishedGoodId), quantity })
      }
      const known: GoodNeeds = new Map()
      return new Map([...byPackage].map(([id, own]) => [id, { contents: own, needs: needsOfPackage(own, known) }]))
    },
  )
}

const ContentRow = z.strictObject({ packageId: z.int(), finishedGoodId: z.int(), quantity: z.int() })

type ContentRow = z.infer<typeof ContentRow>

function contentRows(packageIds: readonly number[], session: Session): Promise<ContentRow[]> {
  return read(
    session,
    sql`
    SELECT package_id AS "packageId", finished_good_id AS "finishedGoodId", quantity
    FROM package_content WHERE package_id = ANY(${packageIds}) ORDER BY package_id, position, id`,
    ContentRow,
  )
}
