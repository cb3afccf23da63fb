import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeadlineError } from '../../src/session/deadline.js'
import { inSession } from '../../src/session/in-session.js'
import { afterCommit, ClosedSessionError, sql, type Session } from '../../src/session/session.js'
import { gate } from '../support/aside.js'
import { databases, type TestDatabase } from '../support/database.js'
import { query } from '../support/query.js'
import { failUpdates } from '../support/sabotage.js'
import { openBakery } from '../support/bakery.js'

describe.each(databases)('An operation that takes too long as a whole, on the $kind database', ({ open }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await open({ poolSize: 1 })
    // The first session of all takes a while: a table's first read, Prisma's first query.
    await inSession(db.sessions, { mode: 'write' }, (session) => session.recipient.deleteMany())
  })
  afterAll(() => db.close())

  const within = (timeoutMs: number) => ({ ...db.sessions, timeoutMs })
  const names = (): Promise<string[]> =>
    inSession(db.sessions, { mode: 'read' }, async (session) =>
      (await session.recipient.findMany()).map(({ name }) => name),
    )

  it('by doing nothing is answered, rolled back, and can ask nothing any more', async () => {
    let kept: Session | undefined
    const happened: string[] = []
    const work = inSession(within(500), { mode: 'write' }, async (session) => {
      kept = session
      afterCommit(session, () => happened.push('published'))
      await session.recipient.create({ data: { name: 'ghost' } })
      await new Promise(() => undefined)
    })
    await expect(work).rejects.toThrow(DeadlineError)
    const session = kept
    if (session === undefined) throw new Error('The work has not begun')
    await expect(session.recipient.count()).rejects.toThrow()
    await expect(async () => query(session, sql`SELECT 1 AS n`)).rejects.toThrow(ClosedSessionError)
    expect(await names()).toEqual([])
    expect(happened).toEqual([])
  })

  it('by many statements, each of them short: sends no more of them, and no COMMIT', async () => {
    db.traffic.length = 0
    let asked = 0
    const { opened, open: ended } = gate()
    const work = inSession(within(300), { mode: 'write' }, async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      try {
        for (;;) {
          await query(session, sql`SELECT pg_sleep(0.02)::text AS slept`)
          asked++
        }
      } finally {
        ended()
      }
    })
    await expect(work).rejects.toThrow(DeadlineError)
    await opened
    expect(asked).toBeGreaterThan(0)
    expect(db.traffic.at(-1)).toBe('ROLLBACK')
    expect(db.traffic).not.toContain('COMMIT')
    expect(await names()).toEqual([])
  })

  it('by its retries is not tried again', async () => {
    const { assignmentIds } = await openBakery(db.sessions)
    const sabotage = await failUpdates(db, { sqlState: '40001', times: 1000, at: 'statement' })
    let tries = 0
    const work = inSession(within(250), { mode: 'write' }, async (session) => {
      tries++
      await new Promise((resolve) => setTimeout(resolve, 100))
      await session.assignment.updateMany({ where: { id: { in: [...assignmentIds] } }, data: { notes: 'touched' } })
    })
    await expect(work).rejects.toThrow(DeadlineError)
    expect(tries).toBeLessThan(4)
    await sabotage.stop()
  })

  it('by its wait for a connection is given up, and the connection serves others', async () => {
    const { opened, open: go } = gate()
    const holder = inSession(db.sessions, { mode: 'read' }, async (session) => {
      await session.recipient.count()
      await opened
    })
    let begun = false
    const work = inSession(within(100), { mode: 'read' }, () => {
      begun = true
      return Promise.resolve()
    })
    await expect(work).rejects.toThrow(DeadlineError)
    go()
    await holder
    expect(await inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())).toBe(1)
    expect(begun).toBe(false)
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ totalCount, idleCount, waitingCount }).toEqual({ totalCount: 1, idleCount: 1, waitingCount: 0 })
  })

  it('during COMMIT alone has not taken too long: it is answered as done', async () => {
    const name = 'guest of a slow COMMIT'
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      for (const statement of [
        `CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS
           'BEGIN PERFORM pg_sleep(2.5); RETURN NULL; END'`,
        `CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON recipient DEFERRABLE INITIALLY DEFERRED
           FOR EACH ROW EXECUTE FUNCTION slow_commit()`,
      ]) {
        await session.$executeRawUnsafe(statement)
      }
    })
    const happened: string[] = []
    await inSession(within(2_000), { mode: 'write' }, async (session) => {
      afterCommit(session, () => happened.push('published'))
      await session.recipient.create({ data: { name } })
    })
    expect(happened).toEqual(['published'])
    expect(await names()).toContain(name)
    await inSession(
      db.sessions,
      { mode: 'write' },
      (session) => session.$executeRaw`DROP TRIGGER slow_commit ON recipient`,
    )
  })

  it('leaves nothing behind when it ends in time: no timer holds up the process', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    for (let round = 0; round < 5; round++) {
      await inSession(within(60_000), { mode: 'read' }, (session) => query(session, sql`SELECT 1 AS n`))
    }
    const after = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    expect(after - before).toBeLessThan(5)
  })
})
