import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/database/database.js'
import { DeadlineError } from '../../src/session/deadline.js'
import { sqlState } from '../../src/session/database-errors.js'
import { inSession, sessionsOf, type Sessions } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { idOf } from '../support/ids.js'
import { query } from '../support/query.js'
import { stepAside, type Aside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, STATUS } from '../support/operations.js'
import { startPgBouncer, type Pooler } from '../support/pgbouncer.js'

const SERVER_CONNECTIONS = 3

describe.each(servers)('Behind PgBouncer in transaction mode', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  let bakery: Bakery
  let pooler: Pooler
  let programs: { database: Database; sessions: Sessions; client: TestClient }[]
  beforeAll(async () => {
    db = await open()
    aside = await stepAside(db)
    bakery = await openBakery(db.sessions, { batches: 100, assignments: 100 })
    if (db.location.kind !== 'server') throw new Error('PgBouncer stands before a server')
    pooler = await startPgBouncer(db.location.url, SERVER_CONNECTIONS)
    const startProgram = async () => {
      const database = await openDatabase({
        location: { kind: 'server', url: pooler.url },
        preparedStatements: false,
        poolSize: 4,
        poolWaitMs: 20_000,
        statementTimeoutMs: 1_000,
        lockTimeoutMs: 700,
      })
      const sessions = sessionsOf(database)
      return { database, sessions, client: await startClient(sessions) }
    }
    programs = await Promise.all([startProgram(), startProgram()])
  })
  afterAll(async () => {
    for (const { database, client } of programs) {
      await client.stop()
      await database.close()
    }
    await pooler.stop()
    await aside.end()
    await db.close()
  })
  const [first, second] = [() => programs[0] ?? fail(), () => programs[1] ?? fail()]

  it('two programs share its connections, and every request is answered', async () => {
    const outcomes = await Promise.all(
      bakery.assignmentIds.flatMap((id, n) => {
        const [writer, reader] = n % 2 === 0 ? [first(), second()] : [second(), first()]
        return [
          writer.client.ask(ASSEMBLE, { id: idOf('Assignment', id) }),
          reader.client.ask(STATUS, { event: idOf('Event', bakery.eventId) }),
          inSession(reader.sessions, { mode: 'read' }, (session) => session.recipient.findMany()).then(() => ({
            codes: [],
          })),
        ]
      }),
    )
    expect(outcomes.flatMap(({ codes }) => codes)).toEqual([])
    const left = await inSession(db.sessions, { mode: 'read' }, (session) =>
      session.assignment.count({ where: { status: 'PENDING' } }),
    )
    expect(left).toBe(0)
  })

  it('the bounds of a session hold', async () => {
    const sleep = inSession(first().sessions, { mode: 'read' }, (session) =>
      query(session, sql`SELECT pg_sleep(60)::text AS n`),
    )
    expect(sqlState(await sleep.catch((error: unknown) => error))).toBe('57014')
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM event FOR UPDATE')
    const wait = inSession(second().sessions, { mode: 'write' }, (session) =>
      session.event.updateMany({ data: { name: 'x' } }),
    )
    expect(sqlState(await wait.catch((error: unknown) => error))).toBe('55P03')
    await aside.client.query('ROLLBACK')
    const smuggled = inSession(first().sessions, { mode: 'read' }, (session) =>
      query(session, sql`INSERT INTO recipient (name) VALUES ('x')`),
    )
    await expect(smuggled).rejects.toThrow(/read-only transaction/)
  })

  it('what takes too long is cancelled at the server', async () => {
    const within = { ...first().sessions, timeoutMs: 200 }
    const sleep = inSession(within, { mode: 'write' }, (session) => query(session, sql`SELECT pg_sleep(60)::text AS n`))
    await expect(sleep).rejects.toThrow(DeadlineError)
    await expect.poll(() => aside.count('active')).toBe(0)
    expect(await inSession(first().sessions, { mode: 'read' }, (session) => session.event.count())).toBe(1)
  })

  it('nothing of it reaches the other clients of the pooler', async () => {
    const others = Array.from({ length: SERVER_CONNECTIONS }, () => new pg.Client({ connectionString: pooler.url }))
    for (const other of others) {
      await other.connect()
      // Held until all of them have one: so each has another of the server's connections.
      await other.query('BEGIN')
    }
    for (const other of others) {
      const { rows } = await other.query(
        `SELECT name, setting, reset_val FROM pg_settings WHERE setting IS DISTINCT FROM reset_val
           AND name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'TimeZone',
             'default_transaction_read_only', 'default_transaction_isolation')`,
      )
      expect(rows).toEqual([])
      expect((await other.query('SELECT FROM pg_prepared_statements')).rowCount).toBe(0)
      await other.query(`INSERT INTO recipient (name) VALUES ('of another program')`)
      await other.query('COMMIT')
      await other.end()
    }
  })
})

function fail(): never {
  throw new Error('Two programs are started')
}
