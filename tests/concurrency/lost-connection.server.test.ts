import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { query, sql } from '../../src/session/session.js'
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
    db = await open({ poolSize: 2 })
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
    inSession(db.sessions, 'write', (session) => session.recipient.create({ data: { name } }))
  const has = (name: string): Promise<boolean> =>
    inSession(db.sessions, 'read', async (session) => (await session.recipient.count({ where: { name } })) > 0)

  it.each(['read', 'write'] as const)('between two statements of a %s session: an error, no hang', async (mode) => {
    const work = inSession(db.sessions, mode, async (session) => {
      await session.recipient.count()
      if (mode === 'write') await query(session, sql`INSERT INTO recipient (name) VALUES ('ghost') RETURNING id`)
      expect(await aside.killOthers()).toBeGreaterThan(0)
      return session.recipient.count()
    })
    await expect(work).rejects.toThrow()
    expect(await has('ghost')).toBe(false)
  })

  it('between the last statement and COMMIT: an error, nothing saved', async () => {
    const work = inSession(db.sessions, 'write', async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      await aside.killOthers()
    })
    await expect(work).rejects.toThrow()
    expect(await has('ghost')).toBe(false)
  })

  it('while a statement waits for a lock: an error, nothing saved', async () => {
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM recipient FOR UPDATE')
    const work = inSession(db.sessions, 'write', async (session) => {
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
      inSession(db.sessions, 'write', async (session) => {
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
    expect({ totalCount, idleCount, waitingCount }).toEqual({ totalCount: 2, idleCount: 2, waitingCount: 0 })
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
    const assemble = (): ReturnType<TestClient['ask']> => client.ask(ASSEMBLE, { id: String(bakery.assignmentIds[0]) })
    const unavailable = { status: 503, codes: ['SERVICE_UNAVAILABLE'], data: null }

    it('lost before the first statement: 503, nothing saved, and the next request works', async () => {
      await client.ask(ASSEMBLE, { id: NOBODY })
      wire.tamper = (sent) => (sent.includes('BEGIN') ? undefined : sent)
      expect(await assemble()).toMatchObject(unavailable)
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      wire.tamper = (sent) => sent
      expect((await assemble()).errors).toEqual([])
    })

    it.each(['sent', 'answered'])(
      'lost when COMMIT is %s: an error that does not say what it cannot know',
      async (when) => {
        wire.tamper = (sent) => {
          if (!sent.includes('COMMIT\0')) return sent
          wire.deaf = true
          return when === 'sent' ? undefined : sent
        }
        const answer = await assemble()
        wire.deaf = false
        wire.tamper = (sent) => sent
        expect(answer).toMatchObject({ data: null, codes: ['INTERNAL_SERVER_ERROR'] })
        expect(answer.errors[0]?.message).not.toMatch(/Nothing was changed/)
        const status = when === 'sent' ? 'PENDING' : 'ASSEMBLED'
        expect(await statusesOf(db, bakery.assignmentIds)).toEqual([status, 'PENDING'])
        expect((await assemble()).codes).toEqual(when === 'sent' ? [] : ['INVALID_STATUS_TRANSITION'])
      },
    )

    it('a server that refuses connections: 503 with Retry-After, and then it works again', async () => {
      await wire.down()
      for (const ask of [assemble, () => client.ask(STATUS, { event: String(bakery.eventId) })]) {
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
      try {
        const limited = await wire.open({}, { username, password })
        const guest = await startClient(limited.sessions, executor)
        const ask = (): ReturnType<TestClient['ask']> => guest.ask(ASSEMBLE, { id: String(bakery.assignmentIds[0]) })
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
