import { checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { checkContents, findGoods, type NewContent, packageDefinition } from './package-definitions.js'
import { checkNameFree } from './name-rules.js'
import { getPackage, type PackageDefinition } from './package-service.js'

export interface PackageUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
  readonly contents?: readonly NewContent[] | undefined
}

/**
 * Changes a package: what is absent stays, what is null is cleared, contents are replaced. Packages that are assembled
 * stay as they were assembled (rule 10). Throws, checked in this order, VALIDATION_FAILED for what can't be meant;
 * PACKAGE_NOT_FOUND; FINISHED_GOOD_NOT_FOUND; STALE_VERSION; VALIDATION_FAILED (reason ARCHIVED) for a good that it did
 * not hold before; NAME_TAKEN.
 */
export async function updatePackage(input: PackageUpdate, session: WritingSession): Promise<PackageDefinition> {
  const { id, contents } = input
  const data = given({
    name: newName('name', input.name),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  checkContents(contents ?? [])
  await lockCatalog(session)
  const before = await findDefinition(packageDefinition, { id }, session)
  const goods = await findGoods(contents ?? [], before.contents, session)
  checkVersion(input.expectedVersion, before.version)
  goods.checkNotArchived()
  if (data.name !== undefined && data.name !== before.name) {
    checkNameFree('Package', data.name, await session.package.findMany({ select: { id: true, name: true } }), id)
  }
  await saveChanges(
    packageDefinition,
    'updatePackage',
    before,
    { ...data, ...(contents === undefined ? {} : { contents: [...contents] }) },
    async (where) => {
      const saved = await session.package.updateMany({ where, data: { ...data, version: { increment: 1 } } })
      if (contents !== undefined && saved.count > 0) {
        await session.packageContent.deleteMany({ where: { packageId: id } })
        await session.packageContent.createMany({
          data: contents.map(({ finishedGoodId, quantity }, position) => ({
            packageId: id,
            finishedGoodId,
            quantity,
            position,
          })),
        })
      }
      return saved
    },
    session,
  )
  return getPackage(id, session)
}
