import { checkUnused } from '../domain-error.js'
import { findDefinition, recordDeleted } from '../history/definitions.js'
import { lockRow } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { recipientDefinition } from './recipient-definitions.js'

/**
 * Deletes a recipient that no assignment refers to. Throws, checked in this order, RECIPIENT_NOT_FOUND; STALE_VERSION;
 * RECIPIENT_IN_USE with how many do.
 */
export async function deleteRecipient(
  input: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<void> {
  // Whoever assigns something to the recipient meanwhile is waited for.
  await lockRow(sql`recipient`, input.id, session)
  const row = await findDefinition(recipientDefinition, input, session)
  const assignments = await session.assignment.count({ where: { recipientId: row.id } })
  checkUnused('RECIPIENT_IN_USE', 'Recipient', row.id, assignments)
  await recordDeleted(recipientDefinition, 'deleteRecipient', [row], session)
  await session.recipient.delete({ where: { id: row.id } })
}
