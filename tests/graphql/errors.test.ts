import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason } from '../support/season.js'

const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

describe.each(suites)('errors on the $kind database with the $executor executor', ({ open, executor }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 2 })
    client = await startClient(database.sessions, executor)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const rename = (from: string, to: string) =>
    inSession(database.sessions, { mode: 'write' }, (session) =>
      session.$executeRawUnsafe(`ALTER TABLE production_record RENAME COLUMN ${from} TO ${to}`),
    )

  it('that nobody foresaw are masked, and logged once with the request id', async () => {
    await rename('notes', 'no_notes')
    try {
      for (let time = 0; time < 3; time++) {
        client.log.length = 0
        const answer = await client.ask('{ productionRecords(eventId: "event_1") { nodes { notes } } }')
        expect(answer.data).toEqual({ productionRecords: null })
        expect(answer.codes).toEqual(['INTERNAL_SERVER_ERROR'])
        const [error] = answer.errors
        expect(error?.message).toBe('Something went wrong on the server')
        expect(error?.path).toEqual(['productionRecords'])
        expect(Object.keys(error?.extensions ?? {}).sort()).toEqual(['code', 'requestId'])
        expect(JSON.stringify(answer)).not.toMatch(/SELECT|notes"? does|\.ts|\.js|node_modules|[Pp]risma|\n\s+at /)
        const id = String(error?.extensions['requestId'])
        const logged = client.log.filter((line) => line.includes(`"${id}"`))
        expect(logged).toHaveLength(1)
        expect(client.log.filter((line) => line.includes('unexpected error'))).toHaveLength(1)
        expect(logged[0]).toContain('notes')
      }
    } finally {
      await rename('no_notes', 'notes')
    }
    expect((await client.ask('{ productionRecords(eventId: "event_1") { nodes { notes } } }')).errors).toEqual([])
  })

  it('of one field leave the data of others that may be null', async () => {
    for (let time = 0; time < 3; time++) {
      const answer = await client.ask(
        '{ a: event(id: "event_1") { id } b: event(id: "event_999") { id } c: event(id: "x") { id } }',
      )
      expect(answer.data).toEqual({ a: { id: 'event_1' }, b: null, c: null })
      expect(answer.errors.map(({ path, extensions: { code } }) => [path, code]).toSorted()).toEqual([
        [['b'], 'EVENT_NOT_FOUND'],
        [['c'], 'VALIDATION_FAILED'],
      ])
    }
  })

  it('of a field that may not be null leave no data', async () => {
    for (let time = 0; time < 3; time++) {
      const answer = await client.ask('{ event(id: "event_1") { id } events(first: 0) { totalCount } }')
      expect(answer.data).toBeNull()
      expect(answer.codes).toEqual(['VALIDATION_FAILED'])
    }
  })

  it.each<[string, string]>([
    ['productionRecords', 'productionRecords(eventId: "event_999") { totalCount }'],
    ['productionTotal', 'productionTotal(eventId: "event_1", recipeId: "recipe_999") { batchesProduced }'],
    ['canAssemblePackage', 'canAssemblePackage(assignmentId: "assignment_999") { canAssemble }'],
    ['productionProgress', 'productionProgress(eventId: "event_999") { isComplete }'],
    ['recipeCostBreakdown', 'recipeCostBreakdown(eventId: "event_999") { variance }'],
    ['eventAssignments', 'eventAssignments(eventId: "event_999") { totalCount }'],
  ])('of %s, which asks for what is not there, leave the other root fields answered', async (name, field) => {
    for (let time = 0; time < 3; time++) {
      const answer = await client.ask(`{ event(id: "event_1") { id } ${field} dashboardSummary { isComplete } }`)
      expect(answer.data).toMatchObject({ event: { id: 'event_1' }, [name]: null, dashboardSummary: [{}, {}] })
      expect(answer.errors).toHaveLength(1)
      expect(answer.errors[0]?.path).toEqual([name])
      expect(answer.codes[0]).toMatch(/_NOT_FOUND$/)
    }
  })

  it('inside an event leave the event out, and the other root fields in', async () => {
    for (let time = 0; time < 3; time++) {
      const answer = await client.ask(
        '{ a: event(id: "event_1") { assignments(first: 0) { totalCount } } b: event(id: "event_2") { id } }',
      )
      expect(answer.data).toEqual({ a: null, b: { id: 'event_2' } })
      expect(answer.errors).toMatchObject([{ path: ['a', 'assignments'], extensions: { code: 'VALIDATION_FAILED' } }])
    }
  })

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'a variable of the wrong type',
      'query ($n: Int) { events(first: $n) { totalCount } }',
      { n: 'ten' },
      'BAD_USER_INPUT',
    ],
    [
      'a number that is not whole',
      'query ($n: Int) { events(first: $n) { totalCount } }',
      { n: 1.5 },
      'BAD_USER_INPUT',
    ],
    [
      'a number beyond 32 bits',
      'query ($n: Int) { events(first: $n) { totalCount } }',
      { n: 2 ** 31 },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', 'query ($id: ID!) { event(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['a variable that may not be null', 'query ($id: ID!) { event(id: $id) { id } }', { id: null }, 'BAD_USER_INPUT'],
    ['a list for an id', 'query ($id: ID!) { event(id: $id) { id } }', { id: ['event_1'] }, 'BAD_USER_INPUT'],
    [
      'a status that does not exist',
      'mutation ($i: UpdatePackageStatusInput!) { updatePackageStatus(input: $i) { assignment { id } } }',
      { i: { assignmentId: 'assignment_1', status: 'LOST' } },
      'BAD_USER_INPUT',
    ],
    [
      'an input field that does not exist',
      'mutation ($i: UpdatePackageStatusInput!) { updatePackageStatus(input: $i) { assignment { id } } }',
      { i: { assignmentId: 'assignment_1', status: 'ASSEMBLED', force: true } },
      'BAD_USER_INPUT',
    ],
    ['a literal of the wrong type', '{ events(first: "ten") { totalCount } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a field that does not exist', '{ event(id: "event_1") { colour } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['no GraphQL', '{ event(id: "1" { id } }', {}, 'GRAPHQL_PARSE_FAILED'],
  ])('say of %s what is wrong, and ask the database nothing', async (_, query, variables, code) => {
    for (let time = 0; time < 3; time++) {
      database.statements.length = 0
      const { codes, status, data, errors } = await client.ask(query, variables)
      expect(codes).toEqual([code])
      expect(status).toBe(400)
      expect(data ?? null).toBeNull()
      expect(JSON.stringify(errors)).not.toMatch(/\.ts|\.js|node_modules/)
      expect(database.statements).toEqual([])
    }
  })

  it("of a variable that is null where its default let it through are the client's", async () => {
    for (let time = 0; time < 3; time++) {
      client.log.length = 0
      const argument = await client.ask('query ($id: ID = "event_1") { event(id: $id) { id } }', { id: null })
      expect(argument.data).toEqual({ event: null })
      expect(argument.errors).toMatchObject([{ path: ['event'], extensions: { code: 'BAD_USER_INPUT' } }])
      const condition = 'query ($yes: Boolean = true) { event(id: "event_1") { id name @include(if: $yes) } }'
      expect((await client.ask(condition, { yes: null })).codes).toEqual(['BAD_USER_INPUT'])
      expect(client.log.filter((line) => line.includes('unexpected'))).toEqual([])
    }
  })

  it('that were foreseen are not logged as unexpected', async () => {
    client.log.length = 0
    await client.ask('{ productionProgress(eventId: "event_999") { isComplete } }')
    expect(client.log.filter((line) => line.includes('unexpected'))).toEqual([])
  })
})
