import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { finishedGoodDefinition } from './finished-good-definitions.js'

/**
 * Deletes a finished good that nothing holds. Throws, checked in this order, FINISHED_GOOD_NOT_FOUND; STALE_VERSION;
 * FINISHED_GOOD_IN_USE with how many packages and goods do.
 */
export async function deleteFinishedGood(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  await lockCatalog(session)
  const row = await findDefinition(finishedGoodDefinition, input, session)
  const packages = await session.packageContent.count({ where: { finishedGoodId: row.id } })
  const goods = await session.finishedGoodComponent.count({ where: { componentGoodId: row.id } })
  checkUnused('FINISHED_GOOD_IN_USE', 'FinishedGood', row.id, packages + goods)
  await recordDeleted(finishedGoodDefinition, 'deleteFinishedGood', [row], session)
  await session.finishedGood.delete({ where: { id: row.id } })
}
