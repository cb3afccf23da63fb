import { recordCreated } from '../history/definitions.js'
import { MAX_NAME, MAX_NOTES, nameOf, optionalText } from '../inputs.js'
import type { WritingSession } from '../session/session.js'
import { recipientDefinition } from './recipient-definitions.js'
import type { Recipient } from './recipient-service.js'

export interface NewRecipient {
  readonly name: string
  readonly householdName?: string | null | undefined
  readonly address?: string | null | undefined
  readonly notes?: string | null | undefined
}

/** Adds a recipient. Two may have the same name. Throws VALIDATION_FAILED for texts that can't be meant. */
export async function createRecipient(input: NewRecipient, session: WritingSession): Promise<Recipient> {
  const data = {
    name: nameOf('name', input.name),
    householdName: optionalText('householdName', input.householdName, MAX_NAME),
    address: optionalText('address', input.address, MAX_NOTES),
    notes: optionalText('notes', input.notes, MAX_NOTES),
  }
  const row = await session.recipient.create({ data })
  await recordCreated(recipientDefinition, 'createRecipient', [row], session)
  return row
}
