import { findDefinition, given, saveChanges } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, newName, newText, notNull } from '../inputs.js'
import type { WritingSession } from '../session/session.js'
import { recipientDefinition } from './recipient-definitions.js'
import { getRecipient, type Recipient } from './recipient-service.js'

export interface RecipientUpdate {
  readonly id: number
  readonly expectedVersion?: number | null | undefined
  readonly name?: string | null | undefined
  readonly householdName?: string | null | undefined
  readonly address?: string | null | undefined
  readonly notes?: string | null | undefined
  readonly archived?: boolean | null | undefined
}

/**
 * Changes a recipient: what is absent stays, what is null is cleared. Throws, checked in this order, VALIDATION_FAILED for
 * texts that can't be meant; RECIPIENT_NOT_FOUND; STALE_VERSION.
 */
export async function updateRecipient(input: RecipientUpdate, session: WritingSession): Promise<Recipient> {
  const data = given({
    name: newName('name', input.name),
    householdName: newText('householdName', input.householdName, MAX_NAME),
    address: newText('address', input.address, MAX_NOTES),
    notes: newText('notes', input.notes, MAX_NOTES),
    archived: notNull('archived', input.archived),
  })
  const before = await findDefinition(recipientDefinition, input, session)
  await saveChanges(
    recipientDefinition,
    'updateRecipient',
    before,
    data,
    (where) => session.recipient.updateMany({ where, data: { ...data, version: { increment: 1 } } }),
    session,
  )
  return getRecipient(input.id, session)
}
