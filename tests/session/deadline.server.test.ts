import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { DeadlineError } from '../../src/session/deadline.js'
import { inSession, type Sessions } from '../../src/session/in-session.js'
import { sql, type Session, type WritingSession } from '../../src/session/session.js'
import { stepAside, type Aside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, STATUS, statusesOf } from '../support/operations.js'
import { query } from '../support/query.js'
import { layWire } from '../support/wire.js'

const within = (sessions: Sessions, timeoutMs: number): Sessions => ({ ...sessions, timeoutMs })

describe.each(servers)('When an operation takes too long, its running statement', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  let bakery: Bakery
  beforeAll(async () => {
    db = await open({ poolSize: 2 })
    aside = await stepAside(db)
    bakery = await openBakery(db.sessions)
  })
  afterAll(async () => {
    await aside.end()
    await db.close()
  })

  const sleeps: [string, (session: Session) => Promise<unknown>][] = [
    ['straight on the connection', (session) => query(session, sql`SELECT pg_sleep(60)::text AS slept`)],
    [
      'through Prisma Client',
      // What the compiler refuses in a reading session: no method that reads takes long.
      (session) => (session as WritingSession).$queryRaw`SELECT pg_sleep(60)::text AS slept`,
    ],
    [
      'with others sent behind it',
      (session) => Promise.all([1, 2, 3].map(() => query(session, sql`SELECT pg_sleep(60)::text AS slept`))),
    ],
  ]

  it.each(sleeps)('is cancelled at the server: one sent %s', async (_way, sleep) => {
    for (const mode of ['read', 'write'] as const) {
      const before = performance.now()
      await expect(inSession(within(db.sessions, 200), { mode }, sleep)).rejects.toThrow(DeadlineError)
      expect(performance.now() - before).toBeLessThan(5_000)
      expect(await aside.count('active')).toBe(0)
    }
    await expect.poll(() => aside.count('idle in transaction')).toBe(0)
    expect(await inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())).toBe(1)
  })

  it.each(executors)('is cancelled when it waits for a lock: 504, nothing changed (%s)', async (executor) => {
    const client = await startClient(within(db.sessions, 200), executor)
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM event FOR UPDATE')
    for (let time = 1; time <= 2; time++) {
      const answer = await client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
      expect(answer).toMatchObject({ status: 504, data: null, codes: ['OPERATION_TIMEOUT'] })
      expect(answer.headers.get('retry-after')).toBeUndefined()
      expect(answer.errors[0]?.message).toMatch(/nothing was changed/)
    }
    expect(await aside.count('active')).toBe(0)
    await aside.client.query('ROLLBACK')
    expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
    expect((await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })).errors).toEqual([])
    await client.stop()
  })

  it('is given up when the server says nothing at all, and the connection is cut', async () => {
    const wire = await layWire(db)
    const far = await wire.open()
    const work = inSession(within(far.sessions, 1000), { mode: 'write' }, async (session) => {
      await session.recipient.count()
      wire.silent = true
      await session.recipient.count()
    })
    await expect(work).rejects.toThrow(DeadlineError)
    expect(far.database.pool.totalCount).toBe(0)
    wire.silent = false
    expect(await inSession(far.sessions, { mode: 'read' }, (session) => session.event.count())).toBe(1)
    await far.database.close()
    await wire.down()
  })
})

describe.each(servers)('A deadline that comes at about the time of the COMMIT', ({ open }) => {
  const ROUNDS = 200
  const DEADLINE_MS = 150
  let db: TestDatabase
  beforeAll(async () => {
    db = await open({ poolSize: 8, poolWaitMs: 60_000 })
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      for (const statement of [
        `CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN PERFORM pg_sleep(0.02); RETURN NULL; END'`,
        `CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON recipient DEFERRABLE INITIALLY DEFERRED
           FOR EACH ROW EXECUTE FUNCTION slow_commit()`,
      ]) {
        await session.$executeRawUnsafe(statement)
      }
    })
  })
  afterAll(() => db.close())

  it('is answered as what it came to, and disturbs nobody else', async () => {
    const outcomes = new Map<string, 'done' | 'too late'>()
    let over = false
    const race = async (worker: number): Promise<void> => {
      for (let round = 0; round < ROUNDS / 4; round++) {
        const name = `guest ${String(worker)}.${String(round)}`
        // From well before the deadline to well behind it.
        const seconds = (((round * 4 + worker) / ROUNDS) * 2 * DEADLINE_MS) / 1000
        const work = inSession(within(db.sessions, DEADLINE_MS), { mode: 'write' }, async (session) => {
          await query(session, sql`INSERT INTO recipient (name) VALUES (${name}) RETURNING id`)
          await query(session, sql`SELECT pg_sleep(${seconds})::text AS slept`)
        })
        outcomes.set(
          name,
          await work.then(
            () => 'done' as const,
            (error: unknown) => {
              if (error instanceof DeadlineError) return 'too late' as const
              throw error
            },
          ),
        )
      }
    }
    // These share the connections, and run statements long enough to be hit.
    const stand = async (): Promise<number> => {
      let stood = 0
      for (; !over; stood++) {
        await inSession(db.sessions, { mode: 'write' }, async (session) => {
          await query(session, sql`SELECT pg_sleep(0.005)::text AS slept`)
          await session.event.count()
        })
        await delay(1)
      }
      return stood
    }
    const bystanders = [stand(), stand()]
    await Promise.all([race(0), race(1), race(2), race(3)]).finally(() => (over = true))
    expect(Math.min(...(await Promise.all(bystanders)))).toBeGreaterThan(10)

    const there = await inSession(db.sessions, { mode: 'read' }, async (session) =>
      (await session.recipient.findMany({ select: { name: true } })).map(({ name }) => name),
    )
    const done = [...outcomes].flatMap(([name, outcome]) => (outcome === 'done' ? [name] : []))
    expect(there.sort()).toEqual(done.sort())
    expect(outcomes.size).toBe(ROUNDS)
    expect(done.length).toBeGreaterThan(0)
    expect(done.length).toBeLessThan(ROUNDS)
  })
})
