import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import type { Prisma, PrismaClient } from '../../src/generated/prisma/client.js'
import { eventLoader } from '../../src/planning/event-loaders.js'
import { getDashboardSummary, getProductionTotal } from '../../src/production/progress-service.js'
import { updatePackageStatus } from '../../src/production/update-package-status.js'
import { inSession } from '../../src/session/in-session.js'
import { afterCommit, ClosedSessionError, sql, write } from '../../src/session/session.js'
import { query } from '../support/query.js'
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
    expectTypeOf<Session>().not.toHaveProperty('$executeRaw')
    expectTypeOf<Session>().not.toHaveProperty('$queryRaw')
    expectTypeOf<Session['event']>().not.toHaveProperty('create')
    expectTypeOf<Session['event']>().toHaveProperty('findUnique')
    expectTypeOf<WritingSession['event']>().toHaveProperty('create')
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
      // @ts-expect-error: no model of this session creates
      expectTypeOf<Session['event']['create']>()
      // @ts-expect-error: nor does it run statements that write
      expectTypeOf<Session['$executeRaw']>()
      // @ts-expect-error: no statement that writes in this session
      void write(session, sql`DELETE FROM event`)
      // @ts-expect-error: nothing of a reading session is committed
      afterCommit(session, () => undefined)
    }
    expect(misuse).toBeTypeOf('function')
  })

  it('work gets the session of its mode', () => {
    const misuse = (sessions: Parameters<typeof inSession>[0]): void => {
      void inSession(sessions, { mode: 'read' }, (session) => {
        expectTypeOf(session).toEqualTypeOf<Session>()
        return Promise.resolve()
      })
      void inSession(sessions, { mode: 'write' }, (session) => {
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
    committed: async () => inSession(db.sessions, { mode: 'write' }, (session) => Promise.resolve(session)),
    'rolled back': async () => {
      let kept: WritingSession | undefined
      await inSession(db.sessions, { mode: 'write' }, (session) => {
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
      await expect(query(session, sql`SELECT 1`)).rejects.toThrow(ClosedSessionError)
      expect(() => eventLoader(session)).toThrow(ClosedSessionError)
      expect(() => {
        afterCommit(session, () => undefined)
      }).toThrow(ClosedSessionError)
      await expect(session.event.count()).rejects.toThrow(ClosedSessionError)
      await expect(session.$executeRaw`SELECT 1`).rejects.toThrow(ClosedSessionError)
      await expect(getDashboardSummary(session)).rejects.toThrow(ClosedSessionError)
      expect(db.traffic).toEqual([])
    })
  })

  it('refuses a loader that was taken from a session before it was settled', async () => {
    const loader = await inSession(db.sessions, { mode: 'read' }, (session) => Promise.resolve(eventLoader(session)))
    await expect(loader.load(1)).rejects.toThrow(ClosedSessionError)
  })

  it('refuses a write in a reading session by the database itself', async () => {
    const data = { name: 'Smuggled', date: new Date('2026-01-01') }
    // What the compiler refuses, done all the same.
    const create = (session: Session): Promise<unknown> => (session as WritingSession).event.create({ data })
    await expect(inSession(db.sessions, { mode: 'read' }, create)).rejects.toThrow(/read-only transaction/)
    await expect(
      inSession(db.sessions, { mode: 'read' }, (session) =>
        query(session, sql`INSERT INTO event (name, date) VALUES ('Smuggled', '2026-01-01') RETURNING id`),
      ),
    ).rejects.toThrow(/read-only transaction/)
    expect(await inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())).toBe(0)
  })
})
