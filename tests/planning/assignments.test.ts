import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byCodePoint } from '../../src/ordering.js'
import { inSession } from '../../src/session/in-session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { openSeason } from '../support/season.js'

interface Assignment {
  readonly id: string
  readonly status: string
  readonly event: { readonly id: string }
  readonly recipient: { readonly id: string; readonly name: string }
  readonly package: { readonly id: string }
  readonly assemblyCheck: { readonly canAssemble: boolean }
}

const FIELDS = 'id status event { id } recipient { id name } package { id } assemblyCheck { canAssemble }'
const LIST = `totalCount nodes { ${FIELDS} } pageInfo { hasNextPage endCursor }`

describe.each(databases)('A list of assignments on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let all: readonly Assignment[]
  beforeAll(async () => {
    database = await open()
    const { assignmentIds, recipeIds } = await openSeason(database.sessions, { events: 3, assignments: 12 })
    client = await startClient(database.sessions)
    // As an import may leave it: more packed than was produced.
    await inSession(database.sessions, { mode: 'write' }, async (session) => {
      const packed = await session.assignment.findMany({ where: { eventId: 3 }, take: 7 })
      for (const { id } of packed) {
        await session.assignmentNeed.create({
          data: { assignmentId: id, recipeId: recipeIds[1] ?? 0, numerator: 1, denominator: 1 },
        })
        await session.assignment.update({ where: { id }, data: { status: 'ASSEMBLED', assembledAt: new Date() } })
      }
    })
    for (const id of assignmentIds.slice(2, 6)) {
      const { errors } = await client.ask(
        'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { query { __typename } } }',
        { id: idOf('Assignment', id) },
      )
      expect(
        errors.map(({ extensions }) => extensions['code']).filter((code) => code !== 'INCOMPLETE_PRODUCTION'),
      ).toEqual([])
    }
    all = await pagesOf('assignments', {}, 'NEWEST', 100)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  /** All pages of a list, the root's or an event's, one behind the other. */
  async function pagesOf(of: string, filter: object, orderBy: string | null, first: number): Promise<Assignment[]> {
    const rows: Assignment[] = []
    for (let after: string | null = null; ;) {
      const { data, errors } = await client.ask(
        of === 'assignments'
          ? `query ($filter: AssignmentFilter, $orderBy: AssignmentOrder, $first: Int, $after: String) {
               list: assignments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { ${LIST} } }`
          : `query ($of: ID!, $filter: AssignmentFilter, $first: Int, $after: String) {
               event(id: $of) { list: assignments(filter: $filter, first: $first, after: $after) { ${LIST} } } }`,
        { ...(of === 'assignments' ? { orderBy } : { of }), filter, first, after },
      )
      expect(errors).toEqual([])
      const answer = data as { list?: Page; event?: { list: Page } }
      const page = answer.list ?? answer.event?.list
      if (page === undefined) throw new Error('The answer lacks its list')
      rows.push(...page.nodes)
      if (!page.pageInfo.hasNextPage) {
        expect(page.totalCount).toBe(rows.length)
        return rows
      }
      expect(page.nodes).toHaveLength(first)
      after = page.pageInfo.endCursor
    }
  }
  interface Page {
    readonly totalCount: number
    readonly nodes: readonly Assignment[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }

  const numberOf = (id: string): number => Number(id.split('_').at(-1))
  const byRecipient = (a: Assignment, b: Assignment): number =>
    byCodePoint(a.recipient.name, b.recipient.name) || numberOf(a.id) - numberOf(b.id)

  const filters: readonly { readonly [field: string]: string | boolean | null }[] = [
    {},
    { status: 'PENDING' },
    { status: 'ASSEMBLED', canAssemble: false },
    { status: 'DELIVERED' },
    { canAssemble: true },
    { canAssemble: false },
    { canAssemble: null, status: null },
    { eventId: 'event_1', canAssemble: true },
    { eventId: 'event_3', canAssemble: false },
    { eventId: 'event_999' },
    { eventId: 'event_999', canAssemble: false },
    { recipientId: 'recipient_1', status: 'PENDING' },
    { packageId: 'package_2', canAssemble: false },
    { packageId: 'package_3', recipientId: 'recipient_3' },
  ]
  const passes = (filter: (typeof filters)[number]) => (row: Assignment) =>
    [
      ['eventId', row.event.id],
      ['recipientId', row.recipient.id],
      ['packageId', row.package.id],
      ['status', row.status],
      ['canAssemble', row.assemblyCheck.canAssemble],
    ].every(([field, value]) => (filter[String(field)] ?? value) === value)

  it('shows a season in which some of each kind can be assembled, and some not', () => {
    const kinds = new Set(all.map(({ status, assemblyCheck }) => `${status} ${String(assemblyCheck.canAssemble)}`))
    expect([...kinds].toSorted()).toEqual(['ASSEMBLED false', 'ASSEMBLED true', 'PENDING false', 'PENDING true'])
    expect(all).toHaveLength(36)
  })

  it.each(filters)('is filtered, ordered and cut into pages as in memory: %j', async (filter) => {
    const sought = all.filter(passes(filter))
    expect(await pagesOf('assignments', filter, 'RECIPIENT', 5)).toEqual(sought.toSorted(byRecipient))
    expect(await pagesOf('assignments', filter, 'NEWEST', 5)).toEqual(
      sought.toSorted((a, b) => numberOf(b.id) - numberOf(a.id)),
    )
    for (const of of ['event_1', 'event_3']) {
      expect(await pagesOf(of, filter, null, 4)).toEqual(
        sought.filter(({ event }) => event.id === of).toSorted(byRecipient),
      )
    }
  })

  it('of several events at once has each its own', async () => {
    const { data } = await client.ask(
      '{ events { nodes { id assignments(filter: { canAssemble: true }) { totalCount nodes { id } } } } }',
    )
    const { events } = data as { events: { nodes: { id: string; assignments: { nodes: { id: string }[] } }[] } }
    for (const { id, assignments } of events.nodes) {
      expect(assignments.nodes.map((row) => row.id)).toEqual(
        all
          .filter(({ event, assemblyCheck }) => event.id === id && assemblyCheck.canAssemble)
          .toSorted(byRecipient)
          .map((row) => row.id),
      )
    }
  })

  it('misses nothing and shows nothing twice while assignments are added in between', async () => {
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { data } = await client.ask(
        'query ($after: String) { assignments(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const { nodes, pageInfo } = (data as { assignments: Page }).assignments
      seen.push(...nodes.map(({ id }) => id))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
      for (const recipientId of ['recipient_1', 'recipient_5']) {
        await client.ask(
          `mutation ($recipientId: ID!) { addAssignment(input: { eventId: "event_2", recipientId: $recipientId, packageId: "package_3" }) { assignment { id } } }`,
          { recipientId },
        )
      }
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(all.map(({ id }) => id).filter((id) => !seen.includes(id))).toEqual([])
  })

  it.each([
    ['{ assignments(filter: { eventId: "recipe_1" }) { totalCount } }', 'eventId'],
    ['{ assignments(filter: { recipientId: "x" }) { totalCount } }', 'recipientId'],
    ['{ event(id: "event_1") { assignments(filter: { packageId: "event_1" }) { totalCount } } }', 'packageId'],
  ])('refuses what can be no id: %s', async (query, field) => {
    const { errors } = await client.ask(query)
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field } }])
  })
})

describe.each(databases)('The dashboard on the $kind database', ({ open }) => {
  it('has the events that a filter lets through, and of them those with an assignment', async () => {
    const database = await open()
    await openSeason(database.sessions, { events: 7, assignments: 2 })
    const client = await startClient(database.sessions)
    try {
      await client.ask('mutation { createEvent(input: { name: "Advent empty", date: "2026-12-02" }) { event { id } } }')
      const rows = async (filter: string): Promise<unknown> => {
        const { data, errors } = await client.ask(`{ dashboardSummary${filter} { event { id } } }`)
        expect(errors).toEqual([])
        return (data as { dashboardSummary: { event: { id: string } }[] }).dashboardSummary.map(({ event }) => event.id)
      }
      const ids = (...numbers: number[]) => numbers.map((id) => idOf('Event', id))
      expect(await rows('')).toEqual(ids(1, 2, 3, 4, 5, 6, 7))
      expect(await rows('(filter: null)')).toEqual(ids(1, 2, 3, 4, 5, 6, 7))
      expect(await rows('(filter: { from: "2026-12-02", to: "2026-12-02" })')).toEqual(ids(4, 5, 6))
      expect(await rows('(filter: { search: "T 6" })')).toEqual(ids(6))
      expect(await rows('(filter: { state: COMPLETE })')).toEqual([])
      expect(await rows('(filter: { state: OPEN, to: "2026-12-01" })')).toEqual(ids(1, 2, 3))
    } finally {
      await client.stop()
      await database.close()
    }
  })
})
