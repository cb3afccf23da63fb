import { recordCreated } from '../history/definitions.js'
import { MAX_NOTES, optionalText } from '../inputs.js'
import type { WritingSession } from '../session/session.js'
import { assignmentDefinition } from './assignment-definitions.js'
import { checkEventTotal, checkNotArchived, checkQuantity, keepParties, lockEvent } from './ledger.js'
import { getAssignment, type Assignment } from './assignment-service.js'

export interface NewAssignment {
  readonly eventId: number
  readonly recipientId: number
  readonly packageId: number
  readonly quantity: number
  readonly notes?: string | null | undefined
}

/**
 * Gives a recipient packages at an event. Throws, checked in this order, VALIDATION_FAILED for a quantity or notes that
 * can't be meant; EVENT_NOT_FOUND; RECIPIENT_NOT_FOUND; PACKAGE_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for either,
 * and for more packages than an event can have. Holds the event's row, and the recipient and the package as they are.
 */
export async function addAssignment(input: NewAssignment, session: WritingSession): Promise<Assignment> {
  const { eventId, recipientId, packageId, quantity } = input
  checkQuantity(quantity)
  const notes = optionalText('notes', input.notes, MAX_NOTES)
  await lockEvent(eventId, session)
  checkNotArchived(await keepParties({ recipientId, packageId }, session))
  await checkEventTotal(eventId, quantity, session)
  const row = await session.assignment.create({ data: { eventId, recipientId, packageId, quantity, notes } })
  await recordCreated(assignmentDefinition, 'addAssignment', [row], session)
  return getAssignment(row.id, session)
}
