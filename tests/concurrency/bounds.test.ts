import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { sqlState } from '../../src/session/database-errors.js'
import { inSession, OverloadedError } from '../../src/session/in-session.js'
import { sql, type Session } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { gate, stepAside, type Aside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient } from '../support/client.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, STATUS, statusesOf } from '../support/operations.js'

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe.each(servers)('What takes too long is stopped at the server', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  let bakery: Bakery
  beforeAll(async () => {
    db = await open({ poolSize: 2, statementTimeoutMs: 2_000, lockTimeoutMs: 300 })
    aside = await stepAside(db)
    bakery = await openBakery(db.sessions)
  })
  afterAll(async () => {
    await aside.end()
    await db.close()
  })

  it('a statement', async () => {
    const sleep = (session: Session): Promise<unknown> => query(session, sql`SELECT pg_sleep(60)::text AS slept`)
    const before = performance.now()
    expect(sqlState(await failure(inSession(db.sessions, { mode: 'read' }, sleep)))).toBe('57014')
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(await aside.count('active')).toBe(0)
  })

  it('a wait for a lock', async () => {
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM recipient FOR UPDATE')
    const wait = inSession(db.sessions, { mode: 'write' }, (session) =>
      session.recipient.updateMany({ data: { notes: 'x' } }),
    )
    expect(sqlState(await failure(wait))).toBe('55P03')
    expect(await aside.count('active')).toBe(0)
    await aside.client.query('ROLLBACK')
  })

  it('a session that does nothing', async () => {
    const idle = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      await expect.poll(() => aside.count('idle in transaction'), { timeout: 10_000 }).toBe(1)
      await expect.poll(() => aside.count('idle in transaction'), { timeout: 10_000 }).toBe(0)
      await session.recipient.count()
    })
    expect(await failure(idle)).toBeInstanceOf(Error)
    expect(await inSession(db.sessions, { mode: 'read' }, (session) => session.recipient.count())).toBe(1)
  })

  it.each(executors)('a mutation that waits for a lock: 503 with Retry-After (%s)', async (executor) => {
    const client = await startClient(db.sessions, executor)
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM event FOR UPDATE')
    for (let time = 1; time <= 2; time++) {
      const answer = await client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
      expect(answer).toMatchObject({ status: 503, data: null, codes: ['SERVICE_UNAVAILABLE'] })
      expect(answer.headers.get('retry-after')).toBe('1')
    }
    await aside.client.query('ROLLBACK')
    expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
    await client.stop()
  })
})

describe.each(servers)('Writers that wait for one row', ({ open }) => {
  const POOL = 4
  let db: TestDatabase
  let aside: Aside
  let bakery: Bakery
  beforeAll(async () => {
    db = await open({ poolSize: POOL, poolWaitMs: 500, lockTimeoutMs: 5_000 })
    aside = await stepAside(db)
    bakery = await openBakery(db.sessions)
  })
  afterAll(async () => {
    await aside.end()
    await db.close()
  })

  it('leave connections to whoever reads, and those beyond their share are refused soon: 503', async () => {
    const client = await startClient(db.sessions)
    const assemble = () => client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
    await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM event FOR UPDATE')
    const before = performance.now()
    const waiting = Array.from({ length: 3 * POOL }, assemble)
    await aside.lockedOut(POOL - 1)
    for (let n = 0; n < 20; n++) {
      expect((await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })).errors).toEqual([])
    }
    expect(await aside.count('active')).toBeLessThan(POOL)
    const refused = await Promise.race(waiting)
    expect(refused).toMatchObject({ status: 503, codes: ['SERVICE_UNAVAILABLE'] })
    expect(performance.now() - before).toBeLessThan(3_000)
    await aside.client.query('ROLLBACK')
    const answers = await Promise.all(waiting)
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1)
    await client.stop()
  })
})

describe.each(databases)('When every connection is taken, on the $kind database', ({ open }) => {
  const WAIT_MS = 300
  let db: TestDatabase
  let bakery: Bakery
  beforeAll(async () => {
    db = await open({ poolSize: 1, poolWaitMs: WAIT_MS })
    bakery = await openBakery(db.sessions)
  })
  afterAll(() => db.close())

  /** Runs `work` while a session holds the one connection. */
  const whileHeld = async (work: () => Promise<void>): Promise<void> => {
    const begun = gate()
    const done = gate()
    const holder = inSession(db.sessions, { mode: 'read' }, async (session) => {
      await session.event.count()
      begun.open()
      await done.opened
      return session.event.count()
    })
    await begun.opened
    try {
      await work()
    } finally {
      done.open()
    }
    expect(await holder).toBe(1)
  }

  it('a session is refused when its wait is over, and the wait is bounded', () =>
    whileHeld(async () => {
      const before = performance.now()
      await expect(inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())).rejects.toThrow(
        OverloadedError,
      )
      const waited = performance.now() - before
      expect(waited).toBeGreaterThan(WAIT_MS * 0.9)
      expect(waited).toBeLessThan(WAIT_MS + 3_000)
    }))

  it('a session is refused at once when too many wait already', () =>
    whileHeld(async () => {
      const count = (): Promise<number> => inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())
      const asked = Array.from({ length: 1000 }, () => failure(count()))
      await expect(count()).rejects.toThrow('Too many requests are waiting')
      for (const error of await Promise.all(asked)) expect(error).toBeInstanceOf(OverloadedError)
    }))

  it('a session is refused at once when it would wait too long at the pace of those before it', async () => {
    const nap = (): Promise<unknown> =>
      inSession(db.sessions, { mode: 'read' }, (session) => query(session, sql`SELECT pg_sleep(0.1)::text AS slept`))
    // Who are here first learn the pace by waiting: about WAIT_MS / 100 of them get their turn.
    await Promise.all(Array.from({ length: 10 }, () => failure(nap())))
    let refused = 0
    const asked = Array.from({ length: 10 }, () =>
      failure(nap()).then((error) => {
        if (error !== undefined) refused++
        return error
      }),
    )
    await new Promise(setImmediate)
    const atOnce = refused
    expect(atOnce).toBeGreaterThan(0)
    const outcomes = await Promise.all(asked)
    expect(outcomes.filter((error) => error === undefined).length).toBeGreaterThan(0)
    for (const error of outcomes) if (error !== undefined) expect(error).toBeInstanceOf(OverloadedError)
  })

  it('what goes around the session, while one is open, is bounded too', () =>
    whileHeld(async () => {
      await expect(db.database.pool.query('SELECT 1')).rejects.toThrow(/timeout exceeded/)
      await expect(db.database.isReady()).rejects.toThrow(/timeout exceeded/)
    }))

  it('a session inside a session, which would wait for itself, is refused as well', async () => {
    const nested = inSession(db.sessions, { mode: 'read' }, async (session) => {
      await session.event.count()
      return inSession(db.sessions, { mode: 'read' }, (inner) => inner.event.count())
    })
    await expect(nested).rejects.toThrow(OverloadedError)
  })

  it.each(executors)('an operation is answered 503 with Retry-After, and writes nothing (%s)', async (executor) => {
    const client = await startClient(db.sessions, executor)
    await whileHeld(async () => {
      const answers = [
        await client.ask(STATUS, { event: idOf('Event', bakery.eventId) }),
        await client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) }),
      ]
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 503, data: null, codes: ['SERVICE_UNAVAILABLE'] })
        expect(answer.headers.get('retry-after')).toBe('1')
      }
      // Nothing of the data is asked for.
      expect(await client.ask('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } })
    })
    expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
    expect((await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })).errors).toEqual([])
    await client.stop()
  })

  it('the connection is back afterwards', () => {
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ totalCount, idleCount, waitingCount }).toEqual({ totalCount: 1, idleCount: 1, waitingCount: 0 })
  })

  it('two operations at once are served one after the other', async () => {
    const order: string[] = []
    const turn = (name: string): Promise<void> =>
      inSession(db.sessions, { mode: 'write' }, async (session) => {
        order.push(`${name} begins`)
        await session.recipient.count()
        await session.recipient.count()
        order.push(`${name} ends`)
      })
    await Promise.all([turn('one'), turn('other')])
    expect(order).toEqual(['one begins', 'one ends', 'other begins', 'other ends'])
  })
})
