import { z } from 'zod'
import { packageNotFound } from '../catalog/package-service.js'
import { archived, DomainError, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { MAX_EVENT_TOTAL, MAX_QUANTITY } from '../quantities.js'
import { lockEvents } from '../session/locks.js'
import { read, sql, write, type Session, type Statement, type WritingSession } from '../session/session.js'
import type { PackageStatus } from './rules.js'
import { eventNotFound } from './event-service.js'
import { recipientNotFound } from './recipient-service.js'

// What mutations of assignments share.

/** Throws VALIDATION_FAILED for packages that no assignment can have. */
export function checkQuantity(quantity: number): void {
  if (quantity < 1 || quantity > MAX_QUANTITY) throw invalid('quantity', `must be from 1 to ${String(MAX_QUANTITY)}`)
}

/** Locks an event against other writers, and the catalog against changes. Throws EVENT_NOT_FOUND. */
export async function lockEvent(eventId: number, session: WritingSession): Promise<void> {
  const locked = await lockEvents(sql`${eventId}::int`, session)
  if (locked.length === 0) throw eventNotFound(eventId)
}

const PartyRow = z.strictObject({ archived: z.boolean() })

/** Who is given something, and what: as far as it is asked for. */
export interface Parties {
  readonly recipient: z.infer<typeof PartyRow> | undefined
  readonly package: z.infer<typeof PartyRow> | undefined
}

/** Keeps a recipient and a package from being deleted. Throws RECIPIENT_NOT_FOUND; PACKAGE_NOT_FOUND. */
export async function keepParties(
  { recipientId, packageId }: { readonly recipientId?: number | undefined; readonly packageId?: number | undefined },
  session: WritingSession,
): Promise<Parties> {
  const keep = (table: Statement, id: number | undefined) =>
    id === undefined ? [] : write(session, sql`SELECT archived FROM ${table} WHERE id = ${id} FOR KEY SHARE`, PartyRow)
  const [[recipient], [assigned]] = await Promise.all([
    keep(sql`recipient`, recipientId),
    keep(sql`package`, packageId),
  ])
  if (recipientId !== undefined && recipient === undefined) throw recipientNotFound(recipientId)
  if (packageId !== undefined && assigned === undefined) throw packageNotFound(packageId)
  return { recipient, package: assigned }
}

/** Throws VALIDATION_FAILED (reason ARCHIVED): what is archived is of no new use. */
export function checkNotArchived(parties: Parties): void {
  if (parties.recipient?.archived === true) throw archived('recipientId')
  if (parties.package?.archived === true) throw archived('packageId')
}

/** Throws VALIDATION_FAILED if an event would have more packages than it can have. */
export async function checkEventTotal(eventId: number, more: number, session: Session): Promise<void> {
  const [row] = await read(
    session,
    sql`SELECT coalesce(sum(quantity), 0) AS quantity FROM assignment WHERE event_id = ${eventId}`,
    z.strictObject({ quantity: z.int() }),
  )
  if ((row?.quantity ?? 0) + more > MAX_EVENT_TOTAL) throw invalid('quantity', 'is more than an event can have')
}

/** Throws ASSIGNMENT_LOCKED for an assignment that is packed: it is as it was packed (rule 10). */
export function checkPending({ id: row, status }: { readonly id: number; readonly status: PackageStatus }): void {
  if (status === 'PENDING') return
  const id = globalId('Assignment', row)
  throw new DomainError('ASSIGNMENT_LOCKED', `The assignment ${id} is ${status}: take it back first`, { id, status })
}
