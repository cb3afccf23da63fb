import { recordCreated } from '../history/definitions.js'
import { nameOf } from '../inputs.js'
import { lockCatalog } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { freeSlug } from './definitions.js'
import { supplierDefinition } from './supplier-definitions.js'
import { checkNameFree } from './name-rules.js'
import type { Supplier } from './rules.js'

/** Adds a supplier. Throws, checked in this order, VALIDATION_FAILED for a name that can't be meant; NAME_TAKEN. */
export async function createSupplier(input: { readonly name: string }, session: WritingSession): Promise<Supplier> {
  const name = nameOf('name', input.name)
  await lockCatalog(session)
  checkNameFree('Supplier', name, await session.supplier.findMany({ select: { id: true, name: true } }))
  const slug = await freeSlug(sql`supplier`, 'Supplier', name, session)
  const row = await session.supplier.create({ data: { name, slug } })
  await recordCreated(supplierDefinition, 'createSupplier', [row], session)
  return row
}
