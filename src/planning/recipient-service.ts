import { z } from 'zod'
import { notFound } from '../domain-error.js'
import { type DefinitionFilter, type Page, type Slice, slice, type TextKey } from '../paging.js'
import { byText, countRows, hasPart } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'

export const RecipientRow = z.strictObject({ id: z.int(), name: z.string(), householdName: z.string().nullable() })

export type Recipient = Readonly<z.infer<typeof RecipientRow>>

/** What of a recipient is not read with each assignment. */
const RecipientDetailRow = RecipientRow.extend({
  version: z.int(),
  archived: z.boolean(),
  address: z.string().nullable(),
  notes: z.string().nullable(),
})

export type RecipientDetail = Readonly<z.infer<typeof RecipientDetailRow>>

export const recipientNotFound = notFound('RECIPIENT_NOT_FOUND', 'Recipient')

const recipientColumns: Statement = sql`
  r.id, r.name, r.household_name AS "householdName", r.version, r.archived, r.address, r.notes`

/** The recipients of these ids; those that do not exist are missing from the answer. */
export function getRecipientsByIds(ids: readonly number[], session: Session): Promise<RecipientDetail[]> {
  return read(session, sql`SELECT ${recipientColumns} FROM recipient r WHERE r.id = ANY(${ids})`, RecipientDetailRow)
}

/** The recipient. Throws RECIPIENT_NOT_FOUND. */
export async function getRecipient(recipientId: number, session: Session): Promise<RecipientDetail> {
  const [recipient] = await getRecipientsByIds([recipientId], session)
  if (recipient === undefined) throw recipientNotFound(recipientId)
  return recipient
}

function recipientCondition({ search, archived }: DefinitionFilter): Statement {
  return sql`TRUE
    ${archived === null ? sql`` : sql`AND r.archived = ${archived}`}
    ${search === undefined ? sql`` : sql`AND ${hasPart(sql`r.name`, search)}`}`
}

export type RecipientOrder = 'NAME' | 'HOUSEHOLD'

/** Those without a household come first. */
const recipientOrders: Readonly<Record<RecipientOrder, Statement>> = {
  NAME: sql`r.name`,
  HOUSEHOLD: sql`coalesce(r.household_name, '') COLLATE "C"`,
}

/** Recipients by name, or household, then id. */
export async function getRecipients(
  filter: DefinitionFilter,
  order: RecipientOrder,
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<RecipientDetail>> {
  const rows = await read(
    session,
    sql`
    SELECT ${recipientColumns} FROM recipient r WHERE ${recipientCondition(filter)}
    ${byText(recipientOrders[order], sql`r.id`, page)}`,
    RecipientDetailRow,
  )
  return slice(rows, page.first)
}

export function countRecipients(filter: DefinitionFilter, session: Session): Promise<number> {
  return countRows(sql`recipient r`, recipientCondition(filter), session)
}
