import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { recipeDefinition } from './recipe-definitions.js'

/**
 * Deletes a recipe that nothing refers to, with its lines and components. Throws, checked in this order,
 * RECIPE_NOT_FOUND; STALE_VERSION; RECIPE_IN_USE with how many recipes, finished units, production records and needs of
 * packed assignments do.
 */
export async function deleteRecipe(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  // Whoever bakes by it keeps the catalog as it is, and waits, or has recorded it.
  await lockCatalog(session)
  const row = await findDefinition(recipeDefinition, input, session)
  const recipes = await session.recipeComponent.count({ where: { componentId: row.id } })
  const units = await session.finishedUnit.count({ where: { recipeId: row.id } })
  const records = await session.productionRecord.count({ where: { recipeId: row.id } })
  const needs = await session.assignmentNeed.count({ where: { recipeId: row.id } })
  checkUnused('RECIPE_IN_USE', 'Recipe', row.id, recipes + units + records + needs)
  await recordDeleted(recipeDefinition, 'deleteRecipe', [row], session)
  await session.recipe.delete({ where: { id: row.id } })
}
