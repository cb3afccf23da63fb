import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateServer, openDatabase, type Database } from '../../src/database/database.js'
import { inSession, sessionsOf, type Sessions } from '../../src/session/in-session.js'
import { afterCommit } from '../../src/session/session.js'
import { idOf } from '../support/ids.js'
import { openBakery } from '../support/bakery.js'
import { startClient } from '../support/client.js'
import { startCluster, type Cluster } from '../support/cluster.js'
import { ASSEMBLE } from '../support/operations.js'

describe('A COMMIT whose synchronous standby does not answer', () => {
  let cluster: Cluster
  let admin: pg.Client
  let database: Database
  let sessions: Sessions
  beforeAll(async () => {
    cluster = await startCluster()
    await migrateServer(cluster.url)
    admin = new pg.Client({ connectionString: cluster.url })
    await admin.connect()
    const bounds = { poolSize: 2, poolWaitMs: 1000, statementTimeoutMs: 2000, lockTimeoutMs: 1000 }
    database = await openDatabase({ location: { kind: 'server', url: cluster.url }, ...bounds })
    sessions = sessionsOf(database)
  })
  afterAll(async () => {
    await database.close()
    await admin.end()
    await cluster.stop()
  })

  const waiting = (what: string): Promise<unknown> =>
    expect
      .poll(async () => {
        const { rowCount } = await admin.query(`SELECT ${what} FROM pg_stat_activity WHERE wait_event = 'SyncRep'`)
        return rowCount
      })
      .toBeGreaterThan(0)

  const withoutStandby = async (work: () => Promise<void>): Promise<void> => {
    const set = async (names: string) => {
      await admin.query(`SET synchronous_commit = local`)
      await admin.query(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`)
      await admin.query('SELECT pg_reload_conf()')
      await expect
        .poll(async () => (await admin.query<object>('SHOW synchronous_standby_names')).rows)
        .toEqual([{ synchronous_standby_names: names }])
    }
    await set('nobody')
    try {
      await work()
    } finally {
      await set('')
    }
  }

  it.each([
    ['that is cancelled', 'pg_cancel_backend(pid)'],
    ['whose connection is ended', 'pg_terminate_backend(pid)'],
    ['that goes on for longer than a statement may take', 'pid'],
  ])('%s is told as unknown, and nothing happens after it', { timeout: 30_000 }, async (_when, what) => {
    const { assignmentIds } = await openBakery(sessions, { name: `Feast ${what}` })
    const client = await startClient(sessions)
    await withoutStandby(async () => {
      const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', assignmentIds[0]) })
      await waiting(what)
      const answer = await asked
      expect(answer).toMatchObject({ data: null, codes: ['COMMIT_UNKNOWN'] })
      expect(answer.errors[0]?.message).not.toMatch(/nothing was changed/i)
    })
    await withoutStandby(async () => {
      const happened: string[] = []
      const work = inSession(sessions, { mode: 'write' }, async (session) => {
        afterCommit(session, () => happened.push('published'))
        await session.recipient.create({ data: { name: 'guest' } })
      })
      const refused = expect(work).rejects.toThrow(/COMMIT/)
      await waiting(what)
      await refused
      expect(happened).toEqual([])
    })
    expect(await inSession(sessions, { mode: 'read' }, (session) => session.event.count())).toBeGreaterThan(0)
    await client.stop()
  })
})
