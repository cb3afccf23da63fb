import { z } from 'zod'
import { storeNeeds } from '../../production/assignment-ledger.js'
import { read, sql, type Session } from '../../session/session.js'
import { identity, idsOf, surplus, tagger } from '../identity.js'
import { shown } from '../problems.js'
import { NAME, TEXT, type Reader, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'
import { eventOf, events, refuseTotals } from './events.js'
import { packageOf, packages } from './packages.js'
import { recipientOf, recipients } from './recipients.js'

type Status = 'PENDING' | 'ASSEMBLED' | 'DELIVERED'

interface AssignmentRow extends Row {
  readonly event: Reference
  readonly recipient: Reference
  readonly package: Reference
  readonly quantity: number
  readonly status: Status
  readonly deliveredTo: string | null
  readonly assembledAt: string | null
  readonly deliveredAt: string | null
  readonly notes: string | null
  /** What the row says and its status has no place for. */
  readonly misplaced: readonly { readonly field: string; readonly reason: string }[]
}

interface PlannedAssignment {
  readonly entry: Entry
  readonly row: AssignmentRow
  readonly event: Entry
  readonly recipient: Entry
  readonly package: Entry
}

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['pending', 'PENDING'],
  ['assembled', 'ASSEMBLED'],
  ['ready', 'ASSEMBLED'],
  ['delivered', 'DELIVERED'],
])

export const assignments = section<AssignmentRow, readonly PlannedAssignment[]>({
  names: ['event_recipient_packages'],
  read: (row) => {
    const misplaced: { field: string; reason: string }[] = []
    const fulfilment = statusOf(row, 'fulfillment_status')
    const status = statusOf(row, 'status') ?? fulfilment ?? 'PENDING'
    if (fulfilment !== null && fulfilment !== status)
      misplaced.push({ field: 'fulfillment_status', reason: `status says ${status}, and counts` })
    const kept = <T>(value: T | null, field: string, reached: boolean, standing: string): T | null => {
      if (value === null || reached) return value
      misplaced.push({ field, reason: `"${shown(value)}" belongs to ${standing} packages only, and this is ${status}` })
      return null
    }
    const delivered = status === 'DELIVERED'
    return {
      origin: row.origin,
      event: eventOf(row),
      recipient: recipientOf(row),
      package: packageOf(row),
      quantity: row.count('quantity'),
      status,
      deliveredTo: kept(row.optionalText(500, 'delivered_to'), 'delivered_to', delivered, 'delivered'),
      assembledAt: kept(row.optionalInstant('assembled_at'), 'assembled_at', status !== 'PENDING', 'assembled'),
      deliveredAt: kept(row.optionalInstant('delivered_at'), 'delivered_at', delivered, 'delivered'),
      notes: row.optionalText(TEXT, 'notes'),
      misplaced,
    }
  },
  plan: async (rows, run, report) => {
    const tag = tagger()
    const planned = rows.flatMap((row) => {
      const event = events.of(run).find(row.origin, row.event)
      const recipient = recipients.of(run).find(row.origin, row.recipient)
      const assigned = packages.of(run).find(row.origin, row.package)
      return event === undefined || recipient === undefined || assigned === undefined
        ? []
        : [
            {
              entry: { id: undefined, name: '' },
              row,
              event,
              recipient,
              package: assigned,
              key: identity(tag(event), tag(recipient), tag(assigned)),
            },
          ]
    })
    const stored = (await storedAssignments(idsOf(events.of(run).known), run.session)).map((assignment) => ({
      ...assignment,
      key: identity(assignment.eventId, assignment.recipientId, assignment.packageId),
    }))
    const { added } = surplus(report, planned, stored)
    for (const { row } of added)
      for (const { field, reason } of row.misplaced) report.skippedFields.push({ row: row.origin.row, field, reason })
    refuseTotals(
      run.refuse,
      'quantity',
      added.map(({ row, event }) => ({ origin: row.origin, event, amount: row.quantity })),
      stored.map(({ eventId, quantity }) => ({ eventId, amount: quantity })),
    )
    return added
  },
  write: async (added, { insert, session }) => {
    await insert(
      'assignment',
      added.map(({ row, event, recipient, package: assigned }) => ({
        event_id: idOf(event),
        recipient_id: idOf(recipient),
        package_id: idOf(assigned),
        quantity: row.quantity,
        status: row.status,
        delivered_to: row.deliveredTo,
        assembled_at: row.assembledAt,
        delivered_at: row.deliveredAt,
        notes: row.notes,
      })),
      added,
    )
    const packed = added.filter(({ row }) => row.status !== 'PENDING')
    await storeNeeds(
      packed.map((assignment) => ({
        assignmentId: idOf(assignment.entry),
        packageId: idOf(assignment.package),
        quantity: assignment.row.quantity,
      })),
      session,
    )
  },
})

function statusOf(row: Reader, field: 'status' | 'fulfillment_status'): Status | null {
  const text = row.optionalText(NAME, field)
  if (text === null) return null
  const status = STATUSES.get(text.toLowerCase())
  if (status === undefined) row.problem(field, 'is none of pending, assembled, delivered')
  return status ?? null
}

function storedAssignments(eventIds: readonly number[], session: Session) {
  return read(
    session,
    sql`SELECT event_id AS "eventId", recipient_id AS "recipientId", package_id AS "packageId", quantity
        FROM assignment WHERE event_id = ANY(${eventIds}::int[])`,
    z.strictObject({ eventId: z.int(), recipientId: z.int(), packageId: z.int(), quantity: z.int() }),
  )
}
