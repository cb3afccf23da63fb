import { countDefinitions, readDefinitions, type Definitions } from '../session/pages.js'
import type { DefinitionFilter, Page, Slice, TextKey } from '../paging.js'
import { read, sql, type Session } from '../session/session.js'
import { z } from 'zod'
import type { Supplier } from './rules.js'
import { type Which, supplierNotFound } from './service.js'

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
