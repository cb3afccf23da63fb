import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import {
  checkComponents,
  findHeld,
  finishedGoodDefinition,
  type NewComponent,
  replaceComponents,
} from './finished-good-definitions.js'
import { checkNameFree } from './name-rules.js'
import { checkGoods, type FinishedGood } from './rules.js'
import { getFinishedGood, getGoodsAround } from './finished-good-service.js'

export interface NewFinishedGood {
  readonly name: string
  readonly notes?: string | null | undefined
  readonly components: readonly NewComponent[]
}

/**
 * Adds a finished good. Throws, checked in this order, VALIDATION_FAILED for what can't be meant;
 * FINISHED_UNIT_NOT_FOUND and FINISHED_GOOD_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for what it would hold;
 * NAME_TAKEN; CIRCULAR_REFERENCE if it nests deeper than 10.
 */
export async function createFinishedGood(input: NewFinishedGood, session: WritingSession): Promise<FinishedGood> {
  const name = nameOf('name', input.name)
  const notes = optionalText('notes', input.notes, MAX_NOTES)
  const { components } = input
  checkComponents(components)
  await lockCatalog(session)
  const held = await findHeld(components, [], session)
  held.checkNotArchived()
  checkNameFree('FinishedGood', name, await session.finishedGood.findMany({ select: { id: true, name: true } }))
  const slug = await freeSlug(sql`finished_good`, 'FinishedGood', name, session)
  const row = await session.finishedGood.create({ data: { name, notes, slug } })
  await replaceComponents(row.id, components, session)
  await recordCreated(finishedGoodDefinition, 'createFinishedGood', [{ ...row, components: [...components] }], session)
  // What was written goes with the refusal: the goods are checked as they would be.
  checkGoods(await getGoodsAround(row.id, session))
  return getFinishedGood(row.id, session)
}
