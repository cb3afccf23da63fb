import type { Definition } from '../history/definitions.js'
import type { WritingSession } from '../session/session.js'
import { supplierNotFound } from './supplier-service.js'

function findSupplier(id: number, session: WritingSession) {
  return session.supplier.findUnique({ where: { id } })
}

export const supplierDefinition: Definition<NonNullable<Awaited<ReturnType<typeof findSupplier>>>> = {
  type: 'Supplier',
  notFound: supplierNotFound,
  find: findSupplier,
  historyFields: ({ name, archived }) => ({ name, archived: archived ? 'true' : null }),
}
