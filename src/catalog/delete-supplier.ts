import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { supplierDefinition } from './supplier-definitions.js'

/**
 * Deletes a supplier from whom nothing was bought. Throws, checked in this order, SUPPLIER_NOT_FOUND; STALE_VERSION;
 * SUPPLIER_IN_USE with how many purchases there are, the voided ones too.
 */
export async function deleteSupplier(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  // Whoever records a purchase meanwhile is waited for.
  await lockCatalog(session)
  const row = await findDefinition(supplierDefinition, input, session)
  const purchases = await session.purchase.count({ where: { supplierId: row.id } })
  checkUnused('SUPPLIER_IN_USE', 'Supplier', row.id, purchases)
  await recordDeleted(supplierDefinition, 'deleteSupplier', [row], session)
  await session.supplier.delete({ where: { id: row.id } })
}
