import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { idOf } from '../support/ids.js'
import { query } from '../support/query.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { AssignmentsDocument, EventsDocument, RecordsDocument } from '../support/generated/operations.js'
import { openSeason, type Season } from '../support/season.js'
import { answerTo } from '../support/typed.js'

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

const written = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

describe.each(databases)('pages on the $kind database', ({ open }) => {
  let database: TestDatabase
  let season: Season
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    season = await openSeason(database.sessions, { events: 7, assignments: 11 })
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const eventId = (index = 0) => idOf('Event', season.eventIds[index])
  const askAssignments = async (first: number, after: string | null = null): Promise<Page> =>
    (await answerTo(client, AssignmentsDocument, { eventId: eventId(), first, after })).eventAssignments
  const lists: { list: string; field: string; ask: (first: number, after?: string | null) => Promise<Page> }[] = [
    {
      list: 'events of equal dates',
      field: 'events(',
      ask: async (first, after = null) => (await answerTo(client, EventsDocument, { first, after })).events,
    },
    {
      list: 'assignments of recipients of equal names',
      field: 'eventAssignments(eventId: "E", ',
      ask: askAssignments,
    },
    {
      list: 'records of the same moment',
      field: 'productionRecords(eventId: "E", ',
      ask: async (first, after = null) =>
        (await answerTo(client, RecordsDocument, { eventId: eventId(), first, after })).productionRecords,
    },
  ]
  const ids = (page: Page) => page.nodes.map(({ id }) => id)

  describe.each(lists)('of $list', ({ field, ask }) => {
    it.each([1, 2, 3, 5, 100])('of %i, put together, are the whole list', async (first) => {
      const whole = await ask(100)
      const found: string[] = []
      for (let after: string | null = null, more = true; more;) {
        const page: Page = await ask(first, after)
        expect(page.edges.map(({ node }) => node.id)).toEqual(ids(page))
        expect(page.totalCount).toBe(whole.nodes.length)
        expect(page.pageInfo).toEqual({
          hasNextPage: found.length + page.nodes.length < whole.nodes.length,
          hasPreviousPage: after !== null,
          startCursor: page.edges[0]?.cursor,
          endCursor: page.edges.at(-1)?.cursor,
        })
        expect(page.nodes.length).toBeLessThanOrEqual(first)
        found.push(...ids(page))
        more = page.pageInfo.hasNextPage
        after = page.pageInfo.endCursor
      }
      expect(found).toEqual(ids(whole))
      expect(new Set(found).size).toBe(found.length)
    })

    it('go on behind any of their items', async () => {
      const whole = await ask(100)
      for (const [index, { cursor }] of whole.edges.entries()) {
        expect(ids(await ask(100, cursor))).toEqual(ids(whole).slice(index + 1))
      }
    })

    it('behind the last item are empty', async () => {
      const { pageInfo } = await ask(100)
      expect(await ask(5, pageInfo.endCursor)).toMatchObject({
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      })
    })

    const asking = (argument: string) =>
      client.ask(`{ ${field.replace('"E"', `"${eventId()}"`)}${argument}) { nodes { id } } }`)

    it.each([0, -1, 101, 2147483647])('of %i are refused', async (first) => {
      const { errors } = await asking(`first: ${String(first)}`)
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'first' } }])
    })

    it('of null are those of no number', async () => {
      const [none, without] = [await asking('first: null'), await asking('after: null')]
      expect(none.errors).toEqual([])
      expect(none.data).toEqual(without.data)
    })

    it('behind a cursor that is not one of this list are refused', async () => {
      const of = season.eventIds[0]
      const [first] = (await ask(1)).edges
      const name = field.startsWith('events')
        ? 'events'
        : field.startsWith('event')
          ? 'assignments'
          : 'productionRecords'
      const owner = name === 'events' ? 0 : of
      const text = name === 'events' ? '2026-12-01' : name === 'assignments' ? 'Ann' : '2026-11-30T10:00:00.000Z'
      const forged: unknown[] = [
        ['events', 1, text, 1],
        [name, 987_654, text, 1],
        [name, String(owner), text, 1],
        [name, owner, 'A\0nn', 1],
        [name, owner, '\ud83c', 1],
        [name, owner, 7, 1],
        [name, owner, null, 1],
        [name, owner, text, '1'],
        [name, owner, text, 1.5],
        [name, owner, text, 0],
        [name, owner, text, -1],
        [name, owner, text, 2 ** 31],
        [name, owner, text, 1e308],
        [name, owner, text],
        [name, owner, text, 1, 1],
        { 0: name },
        null,
        'text',
      ]
      const wrong = [
        ...forged.map(written),
        '',
        ' ',
        'garbage',
        '%00',
        '{}',
        'x'.repeat(20_000),
        `${first?.cursor ?? ''}${'A'.repeat(20_000)}`,
      ]
      for (const after of wrong) {
        // In a variable: the longer ones are longer than the text of an operation may be.
        const query = `query ($after: String) { ${field.replace('"E"', `"${eventId()}"`)}after: $after) { nodes { id } } }`
        const { errors } = await client.ask(query, { after })
        expect(errors, after.slice(0, 80)).toMatchObject([
          { extensions: { code: 'VALIDATION_FAILED', field: 'after' } },
        ])
      }
    })
  })

  it.each([
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '2026-00-10',
    '2026-12-32',
    '26-12-01',
    '2026-12-01\n',
    'infinity',
  ])('behind a forged date, %j, are refused', async (date) => {
    const { errors } = await client.ask('query ($after: String) { events(after: $after) { nodes { id } } }', {
      after: written(['events', 0, date, 1]),
    })
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
  })

  it.each([
    '2026-02-30T10:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '2026-11-30T25:00:00.000Z',
    '2026-11-30T10:61:00.000Z',
    '2026-11-30T10:00:00Z',
    'now',
  ])('behind a forged moment, %j, are refused', async (moment) => {
    const { errors } = await client.ask(
      'query ($id: ID!, $after: String) { productionRecords(eventId: $id, after: $after) { nodes { id } } }',
      { id: eventId(), after: written(['productionRecords', season.eventIds[0], moment, 1]) },
    )
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
  })

  it('of one event do not go on in another, but do in the same list under another name', async () => {
    const ofOne = (await answerTo(client, AssignmentsDocument, { eventId: eventId(), first: 1 })).eventAssignments
    const after = ofOne.pageInfo.endCursor
    const inEvent =
      'query ($id: ID!, $after: String) { event(id: $id) { assignments(after: $after) { nodes { id } } } }'
    const other = await client.ask(inEvent, { id: eventId(1), after })
    expect(other.errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
    const same = await client.ask(inEvent, { id: eventId(), after })
    expect(same).toMatchObject({ errors: [], data: { event: { assignments: { nodes: { length: 10 } } } } })
    const records = await client.ask(
      'query ($id: ID!, $after: String) { productionRecords(eventId: $id, after: $after) { nodes { id } } }',
      { id: eventId(), after },
    )
    expect(records.errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
  })

  it('go on behind a recipient with a very long name', async () => {
    const long = '\u{1f36a}'.repeat(2000)
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      query(session, sql`UPDATE recipient SET name = ${long} || id WHERE name LIKE '%Ben'`),
    )
    const whole = await answerTo(client, AssignmentsDocument, { eventId: eventId(), first: 100 })
    const found: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await askAssignments(2, after)
      found.push(...ids(page))
      more = page.pageInfo.hasNextPage
      after = page.pageInfo.endCursor
    }
    expect(found).toEqual(whole.eventAssignments.nodes.map(({ id }) => id))
  })

  it('are ordered by name in code point order, then id', async () => {
    const { eventAssignments } = await answerTo(client, AssignmentsDocument, { eventId: eventId(2), first: 100 })
    const rows = eventAssignments.edges.map(({ node }) => node)
    const sorted = rows.toSorted(
      (a, b) =>
        Buffer.compare(Buffer.from(a.recipient.name), Buffer.from(b.recipient.name)) || Number(a.id) - Number(b.id),
    )
    expect(rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
  })
})
