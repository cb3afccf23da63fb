import { checkVersion } from '../domain-error.js'
import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NOTES, newText, notNull } from '../inputs.js'
import { lockEvents } from '../session/locks.js'
import { sql, type WritingSession } from '../session/session.js'
import { assignmentDefinition } from './assignment-definitions.js'
import { checkEventTotal, checkNotArchived, checkPending, checkQuantity, keepParties } from './ledger.js'
import { getAssignment, type Assignment } from './assignment-service.js'

export interface AssignmentUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly recipientId?: number | undefined
  readonly packageId?: number | undefined
  readonly quantity?: number | null | undefined
  readonly notes?: string | null | undefined
}

/**
 * Changes an assignment: what is absent stays, notes that are null are cleared. Throws, checked in this order,
 * VALIDATION_FAILED for a quantity or notes that can't be meant; ASSIGNMENT_NOT_FOUND; RECIPIENT_NOT_FOUND;
 * PACKAGE_NOT_FOUND; STALE_VERSION; ASSIGNMENT_LOCKED for another package or quantity of one that is packed;
 * VALIDATION_FAILED (reason ARCHIVED), and for more packages than an event can have.
 */
export async function updateAssignment(input: AssignmentUpdate, session: WritingSession): Promise<Assignment> {
  const quantity = notNull('quantity', input.quantity)
  if (quantity !== undefined) checkQuantity(quantity)
  const { id, recipientId, packageId } = input
  const data = given({ recipientId, packageId, quantity, notes: newText('notes', input.notes, MAX_NOTES) })
  await lockEvents(sql`SELECT event_id FROM assignment WHERE id = ${id}`, session)
  const before = await findDefinition(assignmentDefinition, { id }, session)
  const parties = await keepParties(
    {
      recipientId: recipientId === before.recipientId ? undefined : recipientId,
      packageId: packageId === before.packageId ? undefined : packageId,
    },
    session,
  )
  checkVersion(input.expectedVersion, before.version)
  const isRepacked =
    (packageId !== undefined && packageId !== before.packageId) ||
    (quantity !== undefined && quantity !== before.quantity)
  if (isRepacked) checkPending(before)
  checkNotArchived(parties)
  if (quantity !== undefined) await checkEventTotal(before.eventId, quantity - before.quantity, session)
  await saveChanges(
    assignmentDefinition,
    'updateAssignment',
    before,
    data,
    (where) => session.assignment.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getAssignment(id, session)
}
