import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { ClosedSessionError, sql, type Session } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { databases, type TestDatabase } from '../support/database.js'

// Prisma enters a session's transaction when the session is first used as Prisma Client.

describe.each(databases)('A session as Prisma Client, on the $kind database', ({ open }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await open({ poolSize: 1 })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.finishedUnit.deleteMany()
      await session.recipe.deleteMany()
      await session.recipe.create({
        data: {
          name: 'Stollen',
          category: 'Bread',
          finishedUnits: { create: { slug: 'loaf', name: 'Loaf', itemsPerBatch: 2 } },
        },
      })
    })
    db.traffic.length = 0
  })

  it('has all that Prisma has: models, relations behind a row, raw statements', async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      const [{ id } = { id: 0 }] = await query<{ id: number }>(session, sql`SELECT id FROM recipe`)
      expect(await session.recipe.findUnique({ where: { id } })).toMatchObject({ name: 'Stollen' })
      expect(await session.recipe.findUniqueOrThrow({ where: { id } }).finishedUnits()).toMatchObject([
        { name: 'Loaf' },
      ])
      expect(await session.$queryRaw`SELECT name FROM recipe WHERE id = ${id}`).toEqual([{ name: 'Stollen' }])
      await expect(session.recipe.findUniqueOrThrow({ where: { id: id + 1 } })).rejects.toMatchObject({ code: 'P2025' })
    })
  })

  it('asks what it is asked for once, and only when somebody waits for it', async () => {
    await inSession(db.sessions, { mode: 'read' }, async (session) => {
      const count = session.recipe.count()
      await query(session, sql`SELECT 1`)
      expect(db.traffic.filter((text) => text.includes('recipe'))).toEqual([])
      expect(await count).toBe(1)
      expect(await count).toBe(1)
    })
    expect(db.traffic.filter((text) => text.includes('recipe'))).toHaveLength(1)
  })

  it('is in the transaction of the set-based statements: one BEGIN, one COMMIT, one snapshot', async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await query(session, sql`INSERT INTO recipe (name, category) VALUES ('Cookies', 'Cookie')`)
      expect(await session.recipe.count()).toBe(2)
      await session.recipe.updateMany({ data: { category: 'Christmas' } })
      expect(await query(session, sql`SELECT DISTINCT category FROM recipe`)).toEqual([{ category: 'Christmas' }])
    })
    expect(db.traffic.filter((text) => text.startsWith('BEGIN'))).toHaveLength(1)
    expect(db.traffic.filter((text) => text === 'COMMIT')).toHaveLength(1)
    expect(db.traffic.at(-1)).toBe('COMMIT')
  })

  it('does not make Prisma open a transaction where it is asked for nothing', async () => {
    const open = vi.spyOn(db.sessions.prisma, '$transaction')
    await inSession(db.sessions, { mode: 'read' }, (session) => query(session, sql`SELECT 1`))
    expect(open).not.toHaveBeenCalled()
    await inSession(db.sessions, { mode: 'read' }, (session) => session.recipe.count())
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('keeps no connection where Prisma cannot enter, and says why', async () => {
    vi.spyOn(db.sessions.prisma, '$transaction').mockRejectedValue(new Error('out of order'))
    const work = (session: Session): Promise<number> => session.recipe.count()
    await expect(inSession(db.sessions, { mode: 'write' }, work)).rejects.toThrow('out of order')
    vi.restoreAllMocks()
    expect(await inSession(db.sessions, { mode: 'write' }, work)).toBe(1)
  })

  it.each(['read', 'write'] as const)(
    'refuses what was prepared in a %s session and is asked after it',
    async (mode) => {
      // In a box, for a promise that is handed on is asked.
      const late = await inSession(db.sessions, { mode }, async (session) => {
        await session.recipe.count()
        return { count: session.recipe.count() }
      })
      // The next session has the same connection: nothing of the last one may end up in it.
      await inSession(db.sessions, { mode }, async (session) => {
        await query(session, sql`SELECT 1`)
        db.traffic.length = 0
        await expect(late.count).rejects.toThrow(ClosedSessionError)
        expect(db.traffic).toEqual([])
      })
    },
  )

  it('sends nothing more of a query that was under way when its session ended', async () => {
    let abandoned: Promise<unknown> = Promise.resolve()
    const include = { finishedUnits: { include: { recipe: { include: { finishedUnits: true } } } } }
    const work = inSession(db.sessions, { mode: 'read' }, async (session) => {
      await session.recipe.count()
      const sent = db.traffic.length
      // Four statements, one after another. The session ends behind the first.
      abandoned = session.recipe.findMany({ include }).then(
        () => 'answered',
        (error: unknown) => error,
      )
      while (db.traffic.length === sent) await new Promise(setImmediate)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    const outcome = await abandoned
    // Where the database was quick, all of them came before the end.
    if (outcome !== 'answered') expect(String(outcome)).toMatch(/transaction/i)
    expect(db.traffic.at(-1)).toBe('ROLLBACK')
  })
})
