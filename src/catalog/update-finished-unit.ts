import { checkUnused, checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import {
  checkOneYield,
  checkUnitNameFree,
  checkYield,
  countUses,
  findYieldingRecipe,
  finishedUnitDefinition,
  itemUnitOf,
} from './finished-unit-definitions.js'
import { getFinishedUnit } from './finished-unit-service.js'
import type { FinishedUnit } from './rules.js'

export interface FinishedUnitUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly recipeId?: number | undefined
  readonly name?: string | null | undefined
  readonly itemsPerBatch?: number | null | undefined
  readonly batchPercentage?: string | null | undefined
  readonly itemUnit?: string | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
}

/**
 * Changes a finished unit: what is absent stays, what is null is cleared. What is assembled, and what was lost, stays as
 * it was (rules 7 and 10). Throws, checked in this order, VALIDATION_FAILED for what can't be meant;
 * FINISHED_UNIT_NOT_FOUND; RECIPE_NOT_FOUND; STALE_VERSION; FINISHED_UNIT_IN_USE for another recipe once goods hold it or
 * some of it was lost; VALIDATION_FAILED (reason ARCHIVED) for that recipe, and for both yields or none; NAME_TAKEN.
 */
export async function updateFinishedUnit(input: FinishedUnitUpdate, session: WritingSession): Promise<FinishedUnit> {
  const { id } = input
  const data = given({
    recipeId: input.recipeId,
    name: newName('name', input.name),
    itemsPerBatch: input.itemsPerBatch,
    batchPercentage: input.batchPercentage,
    itemUnit: input.itemUnit === undefined ? undefined : itemUnitOf(input.itemUnit),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  checkYield(data)
  await lockCatalog(session)
  const before = await findDefinition(finishedUnitDefinition, { id }, session)
  const { name, recipeId } = { ...before, ...data }
  const recipe = recipeId === before.recipeId ? undefined : await findYieldingRecipe(recipeId, session)
  checkVersion(input.expectedVersion, before.version)
  checkOneYield({ ...before, ...data })
  if (recipe !== undefined) {
    checkUnused('FINISHED_UNIT_IN_USE', 'FinishedUnit', id, await countUses(id, session))
    recipe.checkNotArchived()
  }
  if (name !== before.name || recipe !== undefined) await checkUnitNameFree(name, recipeId, session, id)
  await saveChanges(
    finishedUnitDefinition,
    'updateFinishedUnit',
    before,
    data,
    (where) => session.finishedUnit.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getFinishedUnit(id, session)
}
