import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import type { Prisma, PrismaClient } from '../../src/generated/prisma/client.js'
import { eventLoader } from '../../src/planning/loaders.js'
import { getProductionTotal, getDashboardSummary, updatePackageStatus } from '../../src/production/service.js'
import { inSession } from '../../src/session/in-session.js'
import { afterCommit, query, SettledSessionError, sql, writing } from '../../src/session/session.js'
import type { Session, WritingSession } from '../../src/session/session.js'
import { databases, type TestDatabase } from '../support/database.js'

describe('To the compiler', () => {
  it('no Prisma Client is a session, neither the plain one nor that of a transaction', () => {
    expectTypeOf<PrismaClient>().not.toExtend<Session>()
    expectTypeOf<Prisma.TransactionClient>().not.toExtend<Session>()
    expectTypeOf<Prisma.TransactionClient>().not.toExtend<WritingSession>()
  })

  it('a writing session may read, and a reading one may not write', () => {
    expectTypeOf<WritingSession>().toExtend<Session>()
    expectTypeOf<Session>().not.toExtend<WritingSession>()
  })

  it('service functions require their session, of the kind that they need', () => {
    expectTypeOf(getProductionTotal).parameters.toEqualTypeOf<[number, number, Session]>()
    expectTypeOf(updatePackageStatus).parameter(2).toEqualTypeOf<WritingSession>()
    const misuse = (session: Session, prisma: PrismaClient): void => {
      // @ts-expect-error: the session is missing
      void getDashboardSummary()
      // @ts-expect-error: this client has no transaction
      void getDashboardSummary(prisma)
      // @ts-expect-error: this session may only read
      void updatePackageStatus(1, 'ASSEMBLED', session)
      // @ts-expect-error: nothing of a reading session is committed
      afterCommit(session, () => undefined)
    }
    expect(misuse).toBeTypeOf('function')
  })

  it('work gets the session of its mode', () => {
    const misuse = (sessions: Parameters<typeof inSession>[0]): void => {
      void inSession(sessions, 'read', (session) => {
        expectTypeOf(session).toEqualTypeOf<Session>()
        return Promise.resolve()
      })
      void inSession(sessions, 'write', (session) => {
        expectTypeOf(session).toEqualTypeOf<WritingSession>()
        return Promise.resolve()
      })
    }
    expect(misuse).toBeTypeOf('function')
  })
})

describe.each(databases)('On the $kind database', ({ open }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())

  const settled = {
    committed: async () => inSession(db.sessions, 'write', (session) => Promise.resolve(session)),
    'rolled back': async () => {
      let kept: WritingSession | undefined
      await inSession(db.sessions, 'write', (session) => {
        kept = session
        return Promise.reject(new Error('no'))
      }).catch(() => undefined)
      if (kept === undefined) throw new Error('The work was not called')
      return kept
    },
  }

  describe.each(['committed', 'rolled back'] as const)('a session that is %s', (how) => {
    it('refuses every use', async () => {
      const session = await settled[how]()
      db.traffic.length = 0
      await expect(query(session, sql`SELECT 1`)).rejects.toThrow(SettledSessionError)
      expect(() => eventLoader(session)).toThrow(SettledSessionError)
      expect(() => {
        afterCommit(session, () => undefined)
      }).toThrow(SettledSessionError)
      expect(() => writing(session)).toThrow(SettledSessionError)
      await expect(session.event.count()).rejects.toThrow(SettledSessionError)
      await expect(session.$executeRaw`SELECT 1`).rejects.toThrow(SettledSessionError)
      await expect(getDashboardSummary(session)).rejects.toThrow(SettledSessionError)
      expect(db.traffic).toEqual([])
    })
  })

  it('refuses a loader that was taken from a session before it was settled', async () => {
    const loader = await inSession(db.sessions, 'read', (session) => Promise.resolve(eventLoader(session)))
    await expect(loader.load(1)).rejects.toThrow(SettledSessionError)
  })

  it('refuses to take a reading session for a writing one', async () => {
    await inSession(db.sessions, 'read', (session) => {
      expect(() => writing(session)).toThrow(TypeError)
      return Promise.resolve()
    })
    await inSession(db.sessions, 'write', (session) => {
      expect(writing(session)).toBe(session)
      return Promise.resolve()
    })
  })

  it('refuses a write in a reading session by the database itself', async () => {
    const data = { name: 'Smuggled', date: new Date('2026-01-01') }
    await expect(inSession(db.sessions, 'read', (session) => session.event.create({ data }))).rejects.toThrow(
      /read-only transaction/,
    )
    await expect(
      inSession(
        db.sessions,
        'read',
        (session) => session.$executeRaw`INSERT INTO event (name, date) VALUES ('Smuggled', '2026-01-01')`,
      ),
    ).rejects.toThrow(/read-only transaction/)
    expect(await inSession(db.sessions, 'read', (session) => session.event.count())).toBe(0)
  })

  it('refuses a write that goes around sessions, through the pool', async () => {
    await expect(db.database.pool.query(`INSERT INTO event (name, date) VALUES ('x', '2026-01-01')`)).rejects.toThrow(
      /read-only transaction/,
    )
  })
})
