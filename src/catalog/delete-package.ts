import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { packageDefinition } from './package-definitions.js'

/**
 * Deletes a package that nobody is given. Throws, checked in this order, PACKAGE_NOT_FOUND; STALE_VERSION;
 * PACKAGE_IN_USE with how many assignments there are of it.
 */
export async function deletePackage(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  // Whoever adds an assignment meanwhile is waited for.
  await lockCatalog(session)
  const row = await findDefinition(packageDefinition, input, session)
  checkUnused('PACKAGE_IN_USE', 'Package', row.id, await session.assignment.count({ where: { packageId: row.id } }))
  await recordDeleted(packageDefinition, 'deletePackage', [row], session)
  await session.package.delete({ where: { id: row.id } })
}
