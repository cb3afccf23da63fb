import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockEvents } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { assignmentDefinition } from './assignment-definitions.js'
import { checkPending } from './ledger.js'

/**
 * Takes an assignment that is still pending off its event. Throws, checked in this order, ASSIGNMENT_NOT_FOUND;
 * STALE_VERSION; ASSIGNMENT_LOCKED once it is packed.
 */
export async function removeAssignment(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  await lockEvents(sql`SELECT event_id FROM assignment WHERE id = ${input.id}`, session)
  const row = await findDefinition(assignmentDefinition, input, session)
  checkPending(row)
  await recordDeleted(assignmentDefinition, 'removeAssignment', [row], session)
  await session.assignment.delete({ where: { id: row.id } })
}
