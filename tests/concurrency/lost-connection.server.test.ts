import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { gate, stepAside, type Aside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, NOBODY, STATUS, statusesOf } from '../support/operations.js'
import { layWire, type Wire } from '../support/wire.js'

describe.each(servers)('A connection that is lost', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  let bakery: Bakery
  let opened = 0
  beforeAll(async () => {
    db = await open({ poolSize: 3 })
    aside = await stepAside(db)
  })
  afterAll(async () => {
    await aside.end()
    await db.close()
  })
  beforeEach(async () => {
    bakery = await openBakery(db.sessions, { name: `Feast ${String(++opened)}`, batches: 2 })
  })

  const add = (name: string): Promise<unknown> =>
    inSession(db.sessions, { mode: 'write' }, (session) => session.recipient.create({ data: { name } }))
  const has = (name: string): Promise<boolean> =>
    inSession(
      db.sessions,
      { mode: 'read' },
      async (session) => (await session.recipient.count({ where: { name } })) > 0,
    )

  it.each(['read', 'write'] as const)('between two statements of a %s session: an error, no hang', async (mode) => {
    const work = inSession(db.sessions, { mode }, async (session) => {
      await session.recipient.count()
      if (mode === 'write') await query(session, sql`INSERT INTO recipient (name) VALUES ('ghost') RETURNING id`)
      expect(await aside.killOthers()).toBeGreaterThan(0)
      return session.recipient.count()
    })
    await expect(work).rejects.toThrow()
    expect(await has('ghost')).toBe(false)
  })

  it('between the last statement and COMMIT: an error, nothing saved', async () => {
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      await aside.killOthers()
    })
    await expect(work).rejects.toThrow()
    expect(await has('ghost')).toBe(false)
  })

  it('while a statement waits for a lock: an error, nothing saved', async () => {
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM recipient FOR UPDATE')
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      await session.recipient.updateMany({ data: { notes: 'late' } })
    })
    const refused = expect(work).rejects.toThrow()
    await aside.lockedOut()
    await aside.killOthers()
    await refused
    await aside.client.query('ROLLBACK')
    expect(await has('ghost')).toBe(false)
  })

  it('while others are at work in sessions of their own: each is told', async () => {
    const { opened: killed, open: go } = gate()
    let begun = 0
    const works = [1, 2].map(() =>
      inSession(db.sessions, { mode: 'write' }, async (session) => {
        await session.recipient.create({ data: { name: 'ghost' } })
        if (++begun === 2) {
          await aside.killOthers()
          go()
        }
        await killed
        await session.recipient.count()
      }),
    )
    const outcomes = await Promise.allSettled(works)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await has('ghost')).toBe(false)
  })

  it('while idle in the pool is replaced, and no request fails for it once it is known', async () => {
    for (let round = 0; round < 10; round++) {
      const name = `guest ${String(round)}`
      expect(await aside.killOthers()).toBeGreaterThan(0)
      await expect.poll(() => db.database.pool.totalCount).toBe(0)
      await add(name)
      expect(await has(name)).toBe(true)
    }
  })

  it('leaves the pool whole', async () => {
    await Promise.all(['a', 'b', 'c'].map(add))
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
  })

  it('again and again, also while it connects: the process lives, and answers afterwards', async () => {
    const uncaught: unknown[] = []
    const note = (error: unknown): void => void uncaught.push(error)
    process.on('uncaughtExceptionMonitor', note).on('unhandledRejection', note)
    // So much work, however fast the machine is, each of it at the risk of being cut off.
    const work = 120
    let asked = 0
    const client = async (): Promise<void> => {
      while (asked < work) {
        await has('nobody').catch(() => undefined)
        asked += 1
        await delay(1)
      }
    }
    const clients = Promise.all(Array.from({ length: 8 }, client))
    let kills = 0
    while (asked < work) {
      kills += await aside.terminateOthers()
      await delay(20)
    }
    await clients
    process.off('uncaughtExceptionMonitor', note).off('unhandledRejection', note)
    expect(uncaught).toEqual([])
    expect(kills).toBeGreaterThan(10)
    await expect.poll(() => has('nobody').catch(() => undefined), { timeout: 10_000 }).toBe(false)
  })

  describe.each(executors)('through GraphQL with the %s executor', (executor) => {
    let client: TestClient
    let wire: Wire
    let far: Awaited<ReturnType<Wire['open']>>
    beforeAll(async () => {
      wire = await layWire(db)
      far = await wire.open()
      client = await startClient(far.sessions, executor)
    })
    afterAll(async () => {
      await client.stop()
      await far.database.close()
      await wire.down()
    })
    afterEach(() => {
      wire.tamper = (sent) => sent
      wire.silent = false
      wire.deaf = false
    })
    const assemble = (): ReturnType<TestClient['ask']> =>
      client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
    const unavailable = { status: 503, codes: ['SERVICE_UNAVAILABLE'], data: null }

    it('lost before the first statement: 503, nothing saved, and the next request works', async () => {
      await client.ask(ASSEMBLE, { id: NOBODY })
      wire.tamper = (sent) => (sent.includes('BEGIN') ? undefined : sent)
      expect(await assemble()).toMatchObject(unavailable)
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      wire.tamper = (sent) => sent
      expect((await assemble()).errors).toEqual([])
    })

    /** Calls `happen` in place of passing on a COMMIT. */
    const atCommit = (happen: (sent: Buffer) => Buffer | undefined): void => {
      wire.tamper = (sent) => (sent.includes('COMMIT\0') ? happen(sent) : sent)
    }

    it('lost before COMMIT arrives: 503, nothing was changed', async () => {
      atCommit(() => undefined)
      const answer = await assemble()
      expect(answer).toMatchObject(unavailable)
      expect(answer.errors[0]?.message).toMatch(/Nothing was changed/)
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      wire.tamper = (sent) => sent
      expect((await assemble()).errors).toEqual([])
    })

    it('lost before the answer to COMMIT arrives: it is looked up, and answered as done', async () => {
      atCommit((sent) => {
        wire.deaf = true
        return sent
      })
      expect((await assemble()).errors).toEqual([])
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['ASSEMBLED', 'PENDING'])
    })

    it('lost at COMMIT, and nobody can be asked: COMMIT_UNKNOWN, which does not say what it cannot know', async () => {
      let down: Promise<void> | undefined
      atCommit(() => {
        down = wire.down()
        return undefined
      })
      const answer = await assemble()
      expect(answer).toMatchObject({ data: null, codes: ['COMMIT_UNKNOWN'] })
      expect(answer.errors[0]?.message).not.toMatch(/nothing was changed/i)
      await down
      await wire.up()
    })

    it('ended by the server during COMMIT: 503, nothing was changed', async () => {
      await aside.client.query(`
        CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(5); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER slow_commit AFTER UPDATE ON assignment DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION slow_commit()`)
      const asked = assemble()
      const commits = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'COMMIT' AND state = 'active'`
      await expect.poll(async () => (await aside.client.query(commits)).rowCount).toBe(1)
      expect(await asked).toMatchObject(unavailable)
      await aside.client.query('DROP TRIGGER slow_commit ON assignment; DROP FUNCTION slow_commit')
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
    })

    it('a server that refuses connections: 503 with Retry-After, and then it works again', async () => {
      await wire.down()
      for (const ask of [assemble, () => client.ask(STATUS, { event: idOf('Event', bakery.eventId) })]) {
        const answer = await ask()
        expect(answer).toMatchObject(unavailable)
        expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      }
      await wire.up()
      expect((await assemble()).errors).toEqual([])
    })

    it('a server that answers no new connection: 503 with Retry-After within the wait for one', async () => {
      await wire.down()
      wire.silent = true
      await wire.up()
      const before = performance.now()
      const answer = await assemble()
      expect(answer).toMatchObject(unavailable)
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      expect(performance.now() - before).toBeLessThan(6_000)
      await wire.down()
      wire.silent = false
      await wire.up()
      expect((await assemble()).errors).toEqual([])
    })

    it('a server that takes no more connections: 503 with Retry-After, and then it works again', async () => {
      const username = `batchboard_test_${randomUUID().replaceAll('-', '')}`
      const password = 'flour'
      const admin = (text: string): Promise<unknown> => aside.client.query(text)
      await admin(`CREATE ROLE ${username} LOGIN PASSWORD '${password}'`)
      await admin(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${username}`)
      await admin(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${username}`)
      try {
        const limited = await wire.open({}, { username, password })
        const guest = await startClient(limited.sessions, executor)
        const ask = (): ReturnType<TestClient['ask']> =>
          guest.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
        await admin(`ALTER ROLE ${username} CONNECTION LIMIT 0`)
        await aside.killOthers()
        await expect.poll(() => limited.database.pool.totalCount).toBe(0)
        expect(await ask()).toMatchObject(unavailable)
        await admin(`ALTER ROLE ${username} CONNECTION LIMIT -1`)
        expect((await ask()).errors).toEqual([])
        await guest.stop()
        await limited.database.close()
      } finally {
        await admin(`DROP OWNED BY ${username}`)
        await admin(`DROP ROLE ${username}`)
      }
    })

    it('a server that is shut down: 503 with Retry-After, and nothing saved', async () => {
      await aside.client.query('BEGIN')
      await aside.client.query('SELECT FROM event FOR UPDATE')
      const asked = assemble()
      await aside.lockedOut()
      await aside.killOthers()
      await aside.client.query('ROLLBACK')
      expect(await asked).toMatchObject(unavailable)
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      expect((await assemble()).errors).toEqual([])
    })
  })
})
