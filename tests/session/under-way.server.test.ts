import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, type Session } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { stepAside, type Aside } from '../support/aside.js'
import { servers, type TestDatabase } from '../support/database.js'

describe.each(servers)('Statements that are under way when a session ends', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  beforeAll(async () => {
    db = await open({ poolSize: 1, lockTimeoutMs: 8_000 })
    aside = await stepAside(db)
  })
  afterAll(async () => {
    await aside.end()
    await db.close()
  })

  const ways: [string, (session: Session) => Promise<unknown>][] = [
    ['straight on the connection', (session) => query(session, sql`SELECT name FROM recipient`)],
    ['through Prisma Client', (session) => session.recipient.findMany()],
  ]

  /** Asks for what another transaction has locked, and for more behind it, and waits for none of it. */
  const askAndLeave = async (session: Session, ask: (session: Session) => Promise<unknown>): Promise<void> => {
    await query(session, sql`SELECT 1 AS n`)
    for (let n = 0; n < 3; n++) ask(session).catch(() => undefined)
    query(session, sql`SELECT name AS "never asked before" FROM recipient`).catch(() => undefined)
    await aside.lockedOut()
  }

  describe.each(ways)('asked %s', (_way, ask) => {
    it.each(['read', 'write'] as const)('hold up neither a %s session that fails, nor the next one', async (mode) => {
      await aside.client.query('BEGIN; LOCK TABLE recipient IN ACCESS EXCLUSIVE MODE')
      const before = performance.now()
      const work = inSession(db.sessions, { mode }, async (session) => {
        await askAndLeave(session, ask)
        throw new Error('refused early')
      })
      await expect(work).rejects.toThrow('refused early')
      await inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())
      expect(performance.now() - before).toBeLessThan(4_000)
      await aside.client.query('ROLLBACK')
      await inSession(db.sessions, { mode: 'read' }, (session) => ask(session))
      await inSession(db.sessions, { mode: 'read' }, (session) =>
        query(session, sql`SELECT name AS "never asked before" FROM recipient`),
      )
    })

    it('hold up neither a reading session that has its answer, nor the next one', async () => {
      await aside.client.query('BEGIN; LOCK TABLE recipient IN ACCESS EXCLUSIVE MODE')
      const before = performance.now()
      await inSession(db.sessions, { mode: 'read' }, (session) => askAndLeave(session, ask))
      await inSession(db.sessions, { mode: 'read' }, (session) => session.event.count())
      expect(performance.now() - before).toBeLessThan(4_000)
      await aside.client.query('ROLLBACK')
      await inSession(db.sessions, { mode: 'read' }, (session) => ask(session))
      await inSession(db.sessions, { mode: 'read' }, (session) =>
        query(session, sql`SELECT name AS "never asked before" FROM recipient`),
      )
    })
  })
})
