import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { newName, notNull } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { supplierDefinition } from './supplier-definitions.js'
import { checkNameFree } from './name-rules.js'
import type { Supplier } from './rules.js'
import { getSupplier } from './supplier-service.js'

export interface SupplierUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly archived?: boolean | null | undefined
}

/**
 * Changes a supplier: what is absent stays. Throws, checked in this order, VALIDATION_FAILED for a name that can't be
 * meant; SUPPLIER_NOT_FOUND; STALE_VERSION; NAME_TAKEN.
 */
export async function updateSupplier(input: SupplierUpdate, session: WritingSession): Promise<Supplier> {
  const data = given({ name: newName('name', input.name), archived: notNull('archived', input.archived) })
  await lockCatalog(session)
  const before = await findDefinition(supplierDefinition, input, session)
  if (data.name !== undefined && data.name !== before.name) {
    const names = await session.supplier.findMany({ select: { id: true, name: true } })
    checkNameFree('Supplier', data.name, names, before.id)
  }
  await saveChanges(
    supplierDefinition,
    'updateSupplier',
    before,
    data,
    (where) => session.supplier.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getSupplier(before.id, session)
}
