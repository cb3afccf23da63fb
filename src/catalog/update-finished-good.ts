import { checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import {
  checkComponents,
  findHeld,
  finishedGoodDefinition,
  type NewComponent,
  replaceComponents,
} from './finished-good-definitions.js'
import { checkNameFree } from './name-rules.js'
import { checkGoods, circular, type FinishedGood } from './rules.js'
import { getFinishedGood, getGoodsAround } from './finished-good-service.js'

export interface FinishedGoodUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
  readonly components?: readonly NewComponent[] | undefined
}

/**
 * Changes a finished good: what is absent stays, what is null is cleared, components are replaced. Packages that are
 * assembled stay as they were assembled (rule 10). Throws, checked in this order, VALIDATION_FAILED for what can't be
 * meant; FINISHED_GOOD_NOT_FOUND; FINISHED_UNIT_NOT_FOUND and FINISHED_GOOD_NOT_FOUND for what it would hold;
 * STALE_VERSION; VALIDATION_FAILED (reason ARCHIVED) for what it did not hold before; NAME_TAKEN; CIRCULAR_REFERENCE if
 * it would hold itself, or it or a good that holds it would nest deeper than 10.
 */
export async function updateFinishedGood(input: FinishedGoodUpdate, session: WritingSession): Promise<FinishedGood> {
  const { id, components } = input
  const data = given({
    name: newName('name', input.name),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  checkComponents(components ?? [])
  await lockCatalog(session)
  const before = await findDefinition(finishedGoodDefinition, { id }, session)
  const held = await findHeld(components ?? [], before.components, session)
  checkVersion(input.expectedVersion, before.version)
  held.checkNotArchived()
  if (data.name !== undefined && data.name !== before.name) {
    const names = await session.finishedGood.findMany({ select: { id: true, name: true } })
    checkNameFree('FinishedGood', data.name, names, id)
  }
  // The database would refuse it without a path.
  if (components?.some(({ componentGoodId }) => componentGoodId === id) === true) throw circular([before, before])
  await saveChanges(
    finishedGoodDefinition,
    'updateFinishedGood',
    before,
    { ...data, ...(components === undefined ? {} : { components: [...components] }) },
    async (where) => {
      const saved = await session.finishedGood.updateMany({ where, data: { ...data, version: { increment: 1 } } })
      if (components !== undefined && saved.count > 0) await replaceComponents(id, components, session)
      return saved
    },
    session,
  )
  // What was written goes with the refusal: the goods are checked as they would be.
  if (components !== undefined) checkGoods(await getGoodsAround(id, session))
  return getFinishedGood(id, session)
}
