import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import {
  checkOneYield,
  checkUnitNameFree,
  checkYield,
  findYieldingRecipe,
  finishedUnitDefinition,
  itemUnitOf,
} from './finished-unit-definitions.js'
import { getFinishedUnit } from './finished-unit-service.js'
import type { FinishedUnit } from './rules.js'

export interface NewFinishedUnit {
  readonly recipeId: number
  readonly name: string
  readonly itemsPerBatch?: number | null | undefined
  readonly batchPercentage?: string | null | undefined
  readonly itemUnit?: string | null | undefined
  readonly notes?: string | null | undefined
}

/**
 * Adds a finished unit. Throws, checked in this order, VALIDATION_FAILED for what can't be meant; RECIPE_NOT_FOUND;
 * VALIDATION_FAILED (reason ARCHIVED) for the recipe; NAME_TAKEN by another one of the recipe.
 */
export async function createFinishedUnit(input: NewFinishedUnit, session: WritingSession): Promise<FinishedUnit> {
  const { recipeId, itemsPerBatch = null, batchPercentage = null } = input
  const name = nameOf('name', input.name)
  const data = {
    recipeId,
    name,
    itemsPerBatch,
    batchPercentage,
    itemUnit: itemUnitOf(input.itemUnit),
    notes: optionalText('notes', input.notes, MAX_NOTES),
  }
  checkYield(data)
  checkOneYield(data)
  await lockCatalog(session)
  const recipe = await findYieldingRecipe(recipeId, session)
  recipe.checkNotArchived()
  await checkUnitNameFree(name, recipeId, session)
  const slug = await freeSlug(sql`finished_unit`, 'FinishedUnit', name, session)
  const row = await session.finishedUnit.create({ data: { ...data, slug } })
  await recordCreated(finishedUnitDefinition, 'createFinishedUnit', [{ ...row, batchPercentage }], session)
  return getFinishedUnit(row.id, session)
}
