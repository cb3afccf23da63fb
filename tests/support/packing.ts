import { idOf } from './ids.js'
import type { Answer, TestClient } from './client.js'

/** A step as it is asked for, of an assignment by its row. */
export interface AskedStep {
  readonly of: number | undefined
  readonly to: 'PENDING' | 'ASSEMBLED' | 'DELIVERED'
  readonly deliveredTo?: string
}

const SHOWN = 'id status assembledAt deliveredAt deliveredTo'

export interface ShownAssignment {
  readonly id: string
  readonly status: string
  readonly assembledAt: string | null
  readonly deliveredAt: string | null
  readonly deliveredTo: string | null
}

/** Takes steps together. */
export function takeSteps(client: TestClient, steps: readonly AskedStep[]): Promise<Answer> {
  return client.ask(
    `mutation ($input: UpdatePackageStatusesInput!) { updatePackageStatuses(input: $input) { assignments { ${SHOWN} } } }`,
    {
      input: {
        steps: steps.map(({ of, to, ...rest }) => ({ assignmentId: idOf('Assignment', of), status: to, ...rest })),
      },
    },
  )
}

/** Takes one step by itself. */
export function takeStep(client: TestClient, { of, to, ...rest }: AskedStep): Promise<Answer> {
  return client.ask(
    `mutation ($input: UpdatePackageStatusInput!) { updatePackageStatus(input: $input) { assignment { ${SHOWN} } } }`,
    { input: { assignmentId: idOf('Assignment', of), status: to, ...rest } },
  )
}

/** Takes the last step of an assignment back. */
export function takeBack(client: TestClient, row: number | undefined, reason = 'A mistake'): Promise<Answer> {
  return client.ask(
    `mutation ($input: RevertPackageStatusInput!) { revertPackageStatus(input: $input) { assignment { ${SHOWN} } } }`,
    { input: { assignmentId: idOf('Assignment', row), reason } },
  )
}

/** The assignments that a change which went well has told of. */
export function assignmentsIn({ data, errors }: Answer): readonly ShownAssignment[] {
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  // The operation was validated against the schema.
  const [payload] = Object.values(
    data as Record<
      string,
      { readonly assignment?: ShownAssignment; readonly assignments?: readonly ShownAssignment[] }
    >,
  )
  const { assignment, assignments } = payload ?? {}
  return assignments ?? (assignment === undefined ? [] : [assignment])
}

/** The assignment that a change which went well has told of, alone. */
export function assignmentIn(answer: Answer): ShownAssignment {
  const [assignment] = assignmentsIn(answer)
  if (assignment === undefined) throw new Error('There is no assignment')
  return assignment
}

export interface ShownEntry {
  readonly at: string
  readonly actor: string | null
  readonly action: string
  readonly reason: string | null
  readonly subjectId: string
  readonly subject: { readonly id: string } | null
  readonly event: { readonly id: string } | null
  readonly changes: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
}

/** What was changed for an event, the latest first. */
export async function historyOf(client: TestClient, eventId: number): Promise<readonly ShownEntry[]> {
  const { data, errors } = await client.ask(
    `query ($id: ID!) { event(id: $id) { history(first: 100) {
       nodes { at actor action reason subjectId subject { id } event { id } changes { field before after } } } } }`,
    { id: idOf('Event', eventId) },
  )
  if (errors.length > 0) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`)
  return (data as { event: { history: { nodes: readonly ShownEntry[] } } }).event.history.nodes
}
