import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { productDefinition } from './product-definitions.js'

/**
 * Deletes a product that was never there. Throws, checked in this order, PRODUCT_NOT_FOUND; STALE_VERSION; PRODUCT_IN_USE
 * with how many purchases, the voided ones too, and lots of it there are.
 */
export async function deleteProduct(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  // Whoever records a purchase or a lot meanwhile is waited for.
  await lockCatalog(session)
  const row = await findDefinition(productDefinition, input, session)
  const purchases = await session.purchase.count({ where: { productId: row.id } })
  const lots = await session.lot.count({ where: { productId: row.id } })
  checkUnused('PRODUCT_IN_USE', 'Product', row.id, purchases + lots)
  await recordDeleted(productDefinition, 'deleteProduct', [row], session)
  await session.product.delete({ where: { id: row.id } })
}
