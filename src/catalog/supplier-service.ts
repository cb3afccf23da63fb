import { z } from 'zod'
import { notFound } from '../domain-error.js'
import type { DefinitionFilter, Page, Slice, TextKey, Which } from '../paging.js'
import { countDefinitions, type Definitions, readDefinitions } from '../session/pages.js'
import { read, type Session, sql } from '../session/session.js'
import type { Supplier } from './rules.js'

export const supplierNotFound = notFound('SUPPLIER_NOT_FOUND', 'Supplier')

const SupplierRow = z.strictObject({ id: z.int(), name: z.string(), version: z.int(), archived: z.boolean() })

/** The suppliers of these ids; those that do not exist are missing from the answer. */
export function getSuppliersByIds(ids: readonly number[], session: Session): Promise<Supplier[]> {
  return read(session, sql`SELECT id, name, version, archived FROM supplier WHERE id = ANY(${ids})`, SupplierRow)
}

/** The supplier. Throws SUPPLIER_NOT_FOUND. */
export async function getSupplier(supplierId: number, session: Session): Promise<Supplier> {
  const [supplier] = await getSuppliersByIds([supplierId], session)
  if (supplier === undefined) throw supplierNotFound(supplierId)
  return supplier
}

export type SupplierOrder = 'NAME' | 'NEWEST'

const suppliers: Definitions<typeof SupplierRow, SupplierOrder> = {
  from: sql`supplier d`,
  columns: sql`d.id, d.name, d.version, d.archived`,
  row: SupplierRow,
  orders: { NAME: sql`d.name`, NEWEST: 'newest first' },
}

/** Suppliers by name, then id, or the newest first. */
export function getSuppliers(
  which: Which<SupplierOrder>,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<Supplier>> {
  return readDefinitions(suppliers, which, page, session)
}

export function countSuppliers({ filter }: { readonly filter: DefinitionFilter }, session: Session): Promise<number> {
  return countDefinitions(suppliers, { filter }, session)
}
