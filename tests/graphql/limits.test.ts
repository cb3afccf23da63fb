import { getIntrospectionQuery, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { PackingDocument } from '../support/generated/operations.js'
import { openSeason } from '../support/season.js'

const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join(' ')
const nested = (depth: number): string =>
  '{ events(first: 1) { nodes '.concat(
    '{ assignments(first: 1) { nodes { event '.repeat(depth),
    '{ id }',
    ' } } }'.repeat(depth),
    ' } }',
  )

/** Twenty fragments that each spread the next one twice: a million fields. */
const bomb = `{ dashboardSummary { ...F0 } } ${many(20, (i) => `fragment F${String(i)} on EventSummary { ...F${String(i + 1)} ...F${String(i + 1)} }`)} fragment F20 on EventSummary { isComplete }`
const typenameBomb = `{ ...F0 } ${many(20, (i) => `fragment F${String(i)} on Query { ...F${String(i + 1)} ...F${String(i + 1)} }`)} fragment F20 on Query { __typename }`

const tooMuch: [what: string, query: string][] = [
  ['levels', nested(9)],
  ['aliases', `{ dashboardSummary { ${many(51, (i) => `a${String(i)}: isComplete`)} } }`],
  ['root fields', `{ ${many(21, () => 'dashboardSummary { isComplete }')} }`],
  [
    'root fields in a fragment',
    `{ ...R } fragment R on Query { ${many(21, () => 'dashboardSummary { isComplete }')} }`,
  ],
  ['fields through fragments', bomb],
  ['fields about nothing through fragments', typenameBomb],
  ['tokens', `{ dashboardSummary { ${many(2000, () => 'isComplete')} } }`],
  [
    'rows',
    '{ events(first: 100) { nodes { assignments(first: 100) { nodes { event { assignments { nodes { id } } } } } } } }',
  ],
  ['rows by default', '{ events { nodes { assignments { nodes { event { assignments { nodes { id } } } } } } } }'],
  [
    'rows of many lists of one',
    `{ events(first: 100) { nodes { assignments(first: 100) { nodes { event { ${many(2, (i) => `x${String(i)}: assignments(first: 1) { nodes { id } }`)} } } } } } }`,
  ],
]

const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

describe.each(suites)('limits on the $kind database with the $executor executor', ({ open, executor }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 20, assignments: 50 })
    client = await startClient(database.sessions, executor)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  it.each(tooMuch)('an operation of too many %s is refused before anything runs for it', async (_, query) => {
    for (let time = 0; time < 2; time++) {
      database.statements.length = 0
      const began = performance.now()
      const { codes, errors, status, data } = await client.ask(query)
      expect(codes).toEqual(['VALIDATION_FAILED'])
      expect(errors[0]?.extensions).toMatchObject({ field: 'query' })
      expect(data ?? null).toBeNull()
      expect(status).toBeGreaterThanOrEqual(200)
      expect(database.statements).toEqual([])
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })

  it('numbers of rows in variables count as those in the text', async () => {
    const query = `query ($n: Int = 100) { events(first: $n) { nodes { assignments(first: $n) { nodes { event {
      productionRecords(first: $n) { nodes { id } } } } } } } }`
    expect((await client.ask(query)).codes).toEqual(['VALIDATION_FAILED'])
    expect((await client.ask(query, { n: 20 })).codes).toEqual([])
  })

  it('20 events of 50 assignments down to recipes pass', async () => {
    for (let time = 0; time < 2; time++) {
      const { errors, data } = await client.ask(print(PackingDocument), { events: 20, assignments: 50 })
      expect(errors).toEqual([])
      expect(JSON.stringify(data).split('"contents"')).toHaveLength(1001)
    }
  })

  it('a full page whose rows each have a full page passes', async () => {
    const query = '{ events(first: 100) { nodes { assignments(first: 100) { nodes { id } } } } }'
    expect((await client.ask(query)).errors).toEqual([])
  })

  it('the whole schema can be asked for, and opens no session', async () => {
    for (let time = 0; time < 2; time++) {
      database.statements.length = 0
      const { errors, data } = await client.ask(getIntrospectionQuery())
      expect(errors).toEqual([])
      expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
      expect((await client.ask('{ __typename ...T } fragment T on Query { again: __typename }')).data).toEqual({
        __typename: 'Query',
        again: 'Query',
      })
      expect((await client.ask('mutation { __typename }')).data).toEqual({ __typename: 'Mutation' })
      expect(database.statements).toEqual([])
    }
  })
})
