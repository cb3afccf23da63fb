import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransactionLostError } from '../../src/database/connection.js'
import { inSession } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { databases, type TestDatabase } from '../support/database.js'
import { addTwice, IMPOSSIBLE } from '../support/sabotage.js'

/** SWALLOWED=200 for as many as that. */
const ROUNDS = Number(process.env['SWALLOWED'] ?? 40)

const mistakes: { by: string; make: (session: WritingSession, round: number) => Promise<unknown> }[] = [
  { by: 'a raw statement', make: (session) => query(session, IMPOSSIBLE) },
  { by: 'Prisma Client', make: (session, round) => addTwice(session, `twice-${String(round)}`) },
]

describe.each(databases)('A statement error that work swallows ($kind)', ({ open }) => {
  let db: TestDatabase
  const names = (): Promise<string[]> =>
    inSession(db.sessions, { mode: 'read' }, async (session) =>
      (await session.event.findMany()).map(({ name }) => name),
    )
  const add = (session: WritingSession, name: string): Promise<unknown> =>
    session.event.create({ data: { name, date: new Date('2026-01-01') } })

  beforeAll(async () => {
    db = await open({ poolSize: 2 })
  })
  afterAll(() => db.close())
  beforeEach(() => inSession(db.sessions, { mode: 'write' }, (session) => session.event.deleteMany()))

  it.each(mistakes)(`is no silent loss, ${String(ROUNDS)} times in a row: $by`, async ({ make }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
        await add(session, 'lost')
        await make(session, round).catch(() => undefined)
        return 'as if all were well'
      })
      await expect(work).rejects.toThrow(TransactionLostError)
      // The connection is as good as new: pools hand out the one that was given back last.
      expect(await names()).toEqual([])
    }
    await inSession(db.sessions, { mode: 'write' }, (session) => add(session, 'saved'))
    expect(await names()).toEqual(['saved'])
  })

  it('nor is one in the very first statement, sent along with BEGIN', async () => {
    const work = inSession(db.sessions, { mode: 'write' }, (session) => query(session, IMPOSSIBLE).catch(() => []))
    await expect(work).rejects.toThrow(TransactionLostError)
    expect(await names()).toEqual([])
  })

  it('nor one among others that were asked at once', async () => {
    const work = inSession(db.sessions, { mode: 'write' }, (session) =>
      Promise.allSettled([add(session, 'one'), query(session, IMPOSSIBLE), add(session, 'other')]),
    )
    await expect(work).rejects.toThrow(TransactionLostError)
    expect(await names()).toEqual([])
  })

  it('does not make a statement that was asked with it look as if it had found nothing', async () => {
    const outcomes = inSession(db.sessions, { mode: 'read' }, (session) =>
      Promise.allSettled([query(session, IMPOSSIBLE), query(session, sql`SELECT 1 AS n`)]),
    )
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('reaches the caller as it is when work does not swallow it', async () => {
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await add(session, 'lost')
      return query(session, IMPOSSIBLE)
    })
    await expect(work).rejects.toThrow(/division by zero/)
    expect(await names()).toEqual([])
  })

  it('loses nothing in a reading session, which has nothing to save', async () => {
    for (let round = 0; round < 10; round++) {
      const read = inSession(db.sessions, { mode: 'read' }, (session) =>
        query(session, IMPOSSIBLE).catch(() => ['swallowed']),
      )
      expect(await read).toEqual(['swallowed'])
      expect(await names()).toEqual([])
    }
  })

  it.each(mistakes)('may be taken back by a savepoint of a nested transaction: $by', async ({ make }) => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await add(session, 'before')
      await expect(
        session.$transaction(async (nested) => {
          await nested.event.create({ data: { name: 'inside', date: new Date('2026-01-01') } })
          await make(session, 0)
        }),
      ).rejects.toThrow()
      await add(session, 'after')
    })
    expect((await names()).sort()).toEqual(['after', 'before'])
  })

  it.each(mistakes)('may be taken back by a savepoint of plain statements: $by', async ({ make }) => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await add(session, 'before')
      await session.$executeRaw`SAVEPOINT here`
      await expect(make(session, 0)).rejects.toThrow()
      await session.$executeRaw`ROLLBACK TO SAVEPOINT here`
      await add(session, 'after')
    })
    expect((await names()).sort()).toEqual(['after', 'before'])
  })

  it('a savepoint may be the first thing that a session sends', async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.$executeRaw`SAVEPOINT here`
      await add(session, 'taken back')
      await session.$executeRaw`ROLLBACK TO SAVEPOINT here`
      await add(session, 'kept')
    })
    expect(await names()).toEqual(['kept'])
  })
})
