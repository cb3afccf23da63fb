import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { stepAside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, STATUS } from '../support/operations.js'

const SNAPSHOT = /^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;/

describe.each(databases)('A reading session on the $kind database', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  beforeAll(async () => {
    db = await open()
    bakery = await openBakery(db.sessions)
  })
  afterAll(() => db.close())
  beforeEach(() => {
    db.traffic.length = 0
  })

  it('is READ ONLY and REPEATABLE READ', async () => {
    const state = sql`
      SELECT current_setting('transaction_read_only') AS "readOnly", current_setting('transaction_isolation') AS level`
    const [row] = await inSession(db.sessions, { mode: 'read' }, (session) => query(session, state))
    expect(row).toEqual({ readOnly: 'on', level: 'repeatable read' })
  })

  it.each(['read', 'write'] as const)('has its bounds for itself: a %s session leaves none behind', async (mode) => {
    const settings = sql`SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('TimeZone') AS zone,
      current_setting('default_transaction_read_only') AS "readOnly"`
    const bounds = { statement: '10s', lock: '5s', idle: '10s', zone: 'UTC', readOnly: 'off' }
    const { pool } = db.database
    await pool.query(`SET TimeZone = 'Asia/Tokyo'`)
    const [inside] = await inSession(db.sessions, { mode }, (session) => query(session, settings))
    expect(inside).toEqual(bounds)
    const { rows } = await pool.query(settings.text)
    expect(rows).toEqual([{ statement: '0', lock: '0', idle: '0', zone: 'Asia/Tokyo', readOnly: 'off' }])
    await pool.query(`RESET TimeZone`)
  })

  it('opens one transaction, whatever it asks', async () => {
    await inSession(db.sessions, { mode: 'read' }, async (session) => {
      await Promise.all([session.event.count(), session.recipe.findMany(), query(session, sql`SELECT 1 AS n`)])
      await session.assignment.findMany()
    })
    expect(db.traffic).toHaveLength(6)
    expect(db.traffic[0]).toMatch(SNAPSHOT)
    expect(db.traffic.at(-1)).toBe('COMMIT')
    expect(db.traffic.filter((text) => text.startsWith('BEGIN'))).toHaveLength(1)
  })

  it('sends nothing when it asks nothing', async () => {
    await inSession(db.sessions, { mode: 'read' }, () => Promise.resolve())
    expect(db.traffic).toEqual([])
  })

  describe.each(executors)('with the %s executor', (executor) => {
    let client: TestClient
    beforeAll(async () => {
      client = await startClient(db.sessions, executor)
    })
    afterAll(() => client.stop())

    it.each(['first', 'second', 'third'])('an operation has one session, asked for the %s time', async () => {
      const answer = await client.ask(
        `query ($event: ID!) { event(id: $event) { name } dashboardSummary { isComplete }
          productionProgress(eventId: $event) { isComplete } }`,
        { event: idOf('Event', bakery.eventId) },
      )
      expect(answer).toMatchObject({ data: { event: { name: 'Christmas' } }, errors: [] })
      expect(db.traffic[0]).toMatch(SNAPSHOT)
      expect(db.traffic.at(-1)).toBe('COMMIT')
      expect(db.traffic.filter((text) => /^(BEGIN|COMMIT|ROLLBACK)/.test(text))).toHaveLength(2)
    })

    it.each([
      '{ __typename }',
      '{ __schema { queryType { name } } __type(name: "Event") { name } }',
      'mutation { __typename }',
      'query { ...names } fragment names on Query { ... on Query { __typename } }',
      '{ nothing }',
      '{ event(id: }',
      'query ($first: Int = 101000) { events(first: $first) { nodes { assignments(first: 100) { nodes { id } } } } }',
    ])('%s opens none', async (operation) => {
      await client.ask(operation)
      await client.ask(operation)
      expect(db.traffic).toEqual([])
    })

    it('an operation with an error in a field is a session like any other, and shows its other fields', async () => {
      const answer = await client.ask(
        `query ($id: ID!) { event(id: $id) { name } canAssemblePackage(assignmentId: "assignment_2147483647") { canAssemble } }`,
        { id: idOf('Event', bakery.eventId) },
      )
      expect(answer.codes).toEqual(['ASSIGNMENT_NOT_FOUND'])
      expect(db.traffic.filter((text) => /^(BEGIN|COMMIT|ROLLBACK)/.test(text))).toHaveLength(2)
    })
  })
})

describe.each(servers)('While others write', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  beforeAll(async () => {
    db = await open()
    bakery = await openBakery(db.sessions)
  })
  afterAll(() => db.close())

  it('a reading session sees one snapshot: what is committed in between is not there', async () => {
    const aside = await stepAside(db)
    const name = (): Promise<string> =>
      inSession(db.sessions, { mode: 'read' }, async (session) => {
        const before = await session.event.findUniqueOrThrow({ where: { id: bakery.eventId } })
        await aside.client.query(`UPDATE event SET name = name || '!' WHERE id = $1`, [bakery.eventId])
        await aside.client.query(`INSERT INTO event (name, date) VALUES ('Late', '2026-12-31')`)
        const after = await session.event.findUniqueOrThrow({ where: { id: bakery.eventId } })
        const [raw] = await query<{ name: string }>(
          session,
          sql`SELECT name FROM event WHERE id = ${bakery.eventId} AND NOT EXISTS (SELECT FROM event WHERE name = 'Late')`,
        )
        expect([after.name, raw?.name]).toEqual([before.name, before.name])
        await aside.client.query(`DELETE FROM event WHERE name = 'Late'`)
        return before.name
      })
    expect(await name()).toBe('Christmas')
    expect(await name()).toBe('Christmas!')
    await aside.end()
  })

  it('an answer is not handed out before its session is closed', async () => {
    const aside = await stepAside(db)
    const client = await startClient(db.sessions)
    for (const id of bakery.assignmentIds.slice(0, 1)) {
      expect(await client.ask(ASSEMBLE, { id: idOf('Assignment', id) })).toMatchObject({ errors: [] })
      const { rows } = await aside.client.query('SELECT status FROM assignment WHERE id = $1', [id])
      expect(rows).toEqual([{ status: 'ASSEMBLED' }])
    }
    await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })
    await expect.poll(() => aside.count('idle in transaction')).toBe(0)
    await client.stop()
    await aside.end()
  })
})
