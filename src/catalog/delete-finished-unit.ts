import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockCatalog } from '../session/locks.js'
import type { WritingSession } from '../session/session.js'
import { countUses, finishedUnitDefinition } from './finished-unit-definitions.js'

/**
 * Deletes a finished unit that nothing refers to. Throws, checked in this order, FINISHED_UNIT_NOT_FOUND; STALE_VERSION;
 * FINISHED_UNIT_IN_USE with how many goods hold it, and how often some of it was lost.
 */
export async function deleteFinishedUnit(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  await lockCatalog(session)
  const row = await findDefinition(finishedUnitDefinition, input, session)
  checkUnused('FINISHED_UNIT_IN_USE', 'FinishedUnit', row.id, await countUses(row.id, session))
  await recordDeleted(finishedUnitDefinition, 'deleteFinishedUnit', [row], session)
  await session.finishedUnit.delete({ where: { id: row.id } })
}
