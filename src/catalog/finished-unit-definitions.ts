import { archived, invalid } from '../domain-error.js'
import { exact, toShortest } from '../decimal.js'
import { globalId } from '../global-ids.js'
import type { Definition } from '../history/definitions.js'
import { MAX_NAME, optionalText, positive } from '../inputs.js'
import { DECIMAL_PLACES, MAX_QUANTITY } from '../quantities.js'
import type { WritingSession } from '../session/session.js'
import { checkNameFree } from './name-rules.js'
import { finishedUnitNotFound } from './finished-unit-service.js'
import { recipeNotFound } from './recipe-service.js'

// How finished units are read by what changes them, and how the history tells them.

async function findUnit(id: number, session: WritingSession) {
  const row = await session.finishedUnit.findUnique({ where: { id } })
  return row === null ? null : { ...row, batchPercentage: row.batchPercentage?.toFixed() ?? null }
}

export const finishedUnitDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findUnit>>>> = {
  type: 'FinishedUnit',
  notFound: finishedUnitNotFound,
  find: findUnit,
  historyFields: ({ name, recipeId, itemsPerBatch, batchPercentage, itemUnit, notes, archived }) => ({
    name,
    recipeId: globalId('Recipe', recipeId),
    itemsPerBatch: itemsPerBatch === null ? null : String(itemsPerBatch),
    batchPercentage: batchPercentage === null ? null : toShortest(exact(batchPercentage), DECIMAL_PLACES),
    itemUnit,
    notes,
    archived: archived ? 'true' : null,
  }),
}

/** What a batch yields: exactly one of the two is set. */
interface Yield {
  readonly itemsPerBatch: number | null
  readonly batchPercentage: string | null
}

/** Throws VALIDATION_FAILED for a number of items, or a percentage, that can't be meant. */
export function checkYield({ itemsPerBatch, batchPercentage }: Partial<Yield>): void {
  const most = `must be at most ${String(MAX_QUANTITY)}`
  if (typeof itemsPerBatch === 'number') {
    if (itemsPerBatch < 1) throw invalid('itemsPerBatch', 'must be above 0')
    if (itemsPerBatch > MAX_QUANTITY) throw invalid('itemsPerBatch', most)
  }
  if (typeof batchPercentage === 'string' && positive('batchPercentage', batchPercentage).compare(MAX_QUANTITY) > 0) {
    throw invalid('batchPercentage', most)
  }
}

/** Throws VALIDATION_FAILED unless exactly one of the two is set. */
export function checkOneYield({ itemsPerBatch, batchPercentage }: Yield): void {
  if ((itemsPerBatch === null) === (batchPercentage === null)) {
    throw invalid('itemsPerBatch', 'or batchPercentage must be given, and not both')
  }
}

/** What one is called: not empty, if it is said. */
export function itemUnitOf(text: string | null | undefined): string | null {
  const unit = optionalText('itemUnit', text, MAX_NAME)?.trim() ?? null
  if (unit === '') throw invalid('itemUnit', 'must not be empty')
  return unit
}

/**
 * The recipe that is to yield it, for a check that it is of new use. Throws RECIPE_NOT_FOUND; the check throws
 * VALIDATION_FAILED (reason ARCHIVED).
 */
export async function findYieldingRecipe(
  recipeId: number,
  session: WritingSession,
): Promise<{ readonly checkNotArchived: () => void }> {
  const recipe = await session.recipe.findUnique({ where: { id: recipeId }, select: { archived: true } })
  if (recipe === null) throw recipeNotFound(recipeId)
  return {
    checkNotArchived: () => {
      if (recipe.archived) throw archived('recipeId')
    },
  }
}

/** Throws NAME_TAKEN if another unit of the recipe has the name. */
export async function checkUnitNameFree(
  name: string,
  recipeId: number,
  session: WritingSession,
  own?: number,
): Promise<void> {
  const units = await session.finishedUnit.findMany({ where: { recipeId }, select: { id: true, name: true } })
  checkNameFree('FinishedUnit', name, units, own)
}

/** How many goods hold a finished unit, and how many losses there are of it. */
export async function countUses(finishedUnitId: number, session: WritingSession): Promise<number> {
  const goods = await session.finishedGoodComponent.count({ where: { finishedUnitId } })
  const losses = await session.loss.count({ where: { finishedUnitId } })
  return goods + losses
}
