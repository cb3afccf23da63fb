import { inSession } from '../../src/session/in-session.js'
import type { TestDatabase } from './database.js'

export const ASSEMBLE = `mutation Assemble($id: ID!) {
  updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id status } }
}`

export const DELIVER_BOTH = `mutation DeliverBoth($one: ID!, $other: ID!, $to: String) {
  one: updatePackageStatus(input: { assignmentId: $one, status: DELIVERED, deliveredTo: $to }) { assignment { status } }
  other: updatePackageStatus(input: { assignmentId: $other, status: DELIVERED, deliveredTo: $to }) {
    assignment { status }
  }
}`

export const ASSEMBLE_BOTH = `mutation AssembleBoth($one: ID!, $other: ID!) {
  one: updatePackageStatus(input: { assignmentId: $one, status: ASSEMBLED }) {
    assignment { status event { progress { assignments { pending assembled } } } }
  }
  other: updatePackageStatus(input: { assignmentId: $other, status: ASSEMBLED }) {
    assignment { status event { progress { assignments { pending assembled } } } }
  }
}`

export const STATUS = `query Status($event: ID!) {
  eventAssignments(eventId: $event) { nodes { id status } }
}`

export const PROGRESS = `query Progress($event: ID!) {
  productionProgress(eventId: $event) { assignments { assembled } recipes { batchesProduced } }
}`

/** An assignment's id that no row has. Asking for it lets an operation be compiled before the test that counts. */
export const NOBODY = 'assignment_2147483647'

/** The statuses of assignments, in the order of `ids`. */
export function statusesOf({ sessions }: Pick<TestDatabase, 'sessions'>, ids: readonly number[]): Promise<string[]> {
  return inSession(sessions, { mode: 'read' }, async (session) => {
    const rows = await session.assignment.findMany({ where: { id: { in: [...ids] } } })
    return ids.map((id) => rows.find((row) => row.id === id)?.status ?? 'GONE')
  })
}
