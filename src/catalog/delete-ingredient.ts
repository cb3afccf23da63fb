import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { ingredientDefinition } from './ingredient-definitions.js'

/**
 * Deletes an ingredient that nothing refers to. Throws, checked in this order, INGREDIENT_NOT_FOUND; STALE_VERSION;
 * INGREDIENT_IN_USE with how many products, lines of recipes, ingredients below it and recorded shortages do.
 */
export async function deleteIngredient(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  await lockCatalog(session)
  const row = await findDefinition(ingredientDefinition, input, session)
  const where = { ingredientId: row.id }
  const products = await session.product.count({ where })
  const lines = await session.recipeLine.count({ where })
  const children = await session.ingredient.count({ where: { parentId: row.id } })
  const shortages = await session.shortage.count({ where })
  checkUnused('INGREDIENT_IN_USE', 'Ingredient', row.id, products + lines + children + shortages)
  await recordDeleted(ingredientDefinition, 'deleteIngredient', [row], session)
  await session.ingredient.delete({ where: { id: row.id } })
}
