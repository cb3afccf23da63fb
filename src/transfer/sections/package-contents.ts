import { z } from 'zod'
import { read, sql, type Session } from '../../session/session.js'
import { idsOf } from '../identity.js'
import { planPairs } from '../pairs.js'
import type { Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'
import { finishedGoods, goodOf } from './finished-goods.js'
import { packageOf, packages } from './packages.js'

interface PackageContentRow extends Row {
  readonly package: Reference
  readonly good: Reference
  readonly quantity: number
  readonly position: number
}

interface PlannedContent {
  readonly row: PackageContentRow
  readonly owner: Entry
  readonly part: Entry
}

export const packageContents = section<PackageContentRow, readonly PlannedContent[]>({
  names: ['package_finished_goods'],
  read: (row) => ({
    origin: row.origin,
    package: packageOf(row),
    good: goodOf(row),
    quantity: row.count('quantity'),
    position: row.optionalWhole('sort_order', 'position') ?? row.origin.row - 1,
  }),
  plan: async (rows, run, report) => {
    const planned = rows.flatMap((row) => {
      const owner = packages.of(run).find(row.origin, row.package)
      const part = finishedGoods.of(run).find(row.origin, row.good)
      return owner === undefined || part === undefined ? [] : [{ row, owner, part, kind: 'good' }]
    })
    const stored = await storedContents(idsOf(packages.of(run).known), run.session)
    const pairs = stored.map(({ packageId, goodId }) => ({ ownerId: packageId, partId: goodId, kind: 'good' }))
    return planPairs(planned, pairs, await takenPackages(run.session), run.refuse, report)
  },
  write: (added, { insert }) =>
    insert(
      'package_content',
      added.map(({ row, owner, part }) => ({
        package_id: idOf(owner),
        finished_good_id: idOf(part),
        quantity: row.quantity,
        position: row.position,
      })),
    ),
})

function storedContents(packageIds: readonly number[], session: Session) {
  return read(
    session,
    sql`SELECT package_id AS "packageId", finished_good_id AS "goodId"
        FROM package_content WHERE package_id = ANY(${packageIds}::int[])`,
    z.strictObject({ packageId: z.int(), goodId: z.int() }),
  )
}

/** Packages that an assembled or delivered assignment has taken: their contents may not change any more. */
async function takenPackages(session: Session): Promise<Set<number>> {
  const rows = await read(
    session,
    sql`SELECT DISTINCT package_id AS id FROM assignment WHERE status <> 'PENDING'`,
    z.strictObject({ id: z.int() }),
  )
  return new Set(rows.map(({ id }) => id))
}
