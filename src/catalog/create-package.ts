import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import { checkContents, findGoods, type NewContent, packageDefinition } from './package-definitions.js'
import { checkNameFree } from './name-rules.js'
import { getPackage, type PackageDefinition } from './package-service.js'

export interface NewPackage {
  readonly name: string
  readonly notes?: string | null | undefined
  readonly contents: readonly NewContent[]
}

/**
 * Adds a package. Throws, checked in this order, VALIDATION_FAILED for what can't be meant; FINISHED_GOOD_NOT_FOUND;
 * VALIDATION_FAILED (reason ARCHIVED) for a good; NAME_TAKEN.
 */
export async function createPackage(input: NewPackage, session: WritingSession): Promise<PackageDefinition> {
  const name = nameOf('name', input.name)
  const notes = optionalText('notes', input.notes, MAX_NOTES)
  const { contents } = input
  checkContents(contents)
  await lockCatalog(session)
  const goods = await findGoods(contents, [], session)
  goods.checkNotArchived()
  checkNameFree('Package', name, await session.package.findMany({ select: { id: true, name: true } }))
  const slug = await freeSlug(sql`package`, 'Package', name, session)
  const row = await session.package.create({ data: { name, notes, slug } })
  await session.packageContent.createMany({
    data: contents.map(({ finishedGoodId, quantity }, position) => ({
      packageId: row.id,
      finishedGoodId,
      quantity,
      position,
    })),
  })
  await recordCreated(packageDefinition, 'createPackage', [{ ...row, contents: [...contents] }], session)
  return getPackage(row.id, session)
}
