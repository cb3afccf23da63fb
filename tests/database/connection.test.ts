import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransactionLostError } from '../../src/database/connection.js'
import { statementNames } from '../../src/database/statement-names.js'
import { inSession, sessionsOf } from '../../src/session/in-session.js'
import { Prisma } from '../../src/generated/prisma/client.js'
import { sql, type Session, type Statement } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { layWire, type Wire } from '../support/wire.js'

const SNAPSHOT = expect.stringMatching(/^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;/) as string
const WRITING = expect.stringMatching(/^BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;/) as string

describe('Names of prepared statements', () => {
  it('the same text has the same name, another has another', () => {
    const name = statementNames(10)
    const first = name('SELECT 1')
    expect(first).not.toBe('')
    expect(name('SELECT 2')).not.toBe(first)
    expect(name('SELECT 1')).toBe(first)
  })

  it('are those of any other process', () => {
    const [name, other] = [statementNames(10), statementNames(10)]
    other('SELECT 1')
    expect(other('SELECT 2')).toBe(name('SELECT 2'))
    expect(name('SELECT 2')).toMatch(/^[\w-]{10,63}$/)
  })

  it('are bounded: later texts go without, earlier ones keep theirs', () => {
    const name = statementNames(3)
    const names = Array.from({ length: 100 }, (_, n) => name(`SELECT ${String(n)}`))
    expect(new Set(names).size).toBe(4)
    expect(names.slice(3).every((each) => each === '')).toBe(true)
    expect(name('SELECT 0')).toBe(names[0])
  })

  it.each([
    'SAVEPOINT s1',
    'ROLLBACK TO SAVEPOINT s1',
    'RELEASE SAVEPOINT s1',
    'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
  ])('are not given to transaction control: %s', (text) => {
    expect(statementNames(10)(text)).toBe('')
  })
})

describe.each(databases)('A connection to the $kind database', ({ open }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await open({ poolSize: 1 })
  })
  afterAll(() => db.close())
  beforeEach(() => {
    db.traffic.length = 0
  })

  const count = (): Promise<number> => inSession(db.sessions, { mode: 'read' }, (session) => session.recipient.count())

  it('sends one BEGIN that says it all, and no SET TRANSACTION', async () => {
    await inSession(db.sessions, { mode: 'read' }, (session) => query(session, sql`SELECT 1 AS n`))
    expect(db.traffic).toEqual([SNAPSHOT, 'SELECT 1 AS n', 'COMMIT'])
    db.traffic.length = 0
    await inSession(db.sessions, { mode: 'write' }, (session) => query(session, sql`SELECT 1 AS n`))
    expect(db.traffic).toEqual([WRITING, 'SELECT 1 AS n', 'COMMIT'])
  })

  it('sends a statement that may write when BEGIN is answered, others with it', async () => {
    const sentAtOnce = (statement: Statement): Promise<number> =>
      inSession(db.sessions, { mode: 'write' }, async (session) => {
        db.traffic.length = 0
        const asked = query(session, statement)
        const sent = db.traffic.length
        await asked
        return sent
      })
    expect(await sentAtOnce(sql`SELECT 1 AS n`)).toBe(2)
    expect(await sentAtOnce(sql`UPDATE recipient SET notes = 'x' RETURNING id`)).toBe(1)
  })

  it('keeps the order of what is asked at once, also if it has to wait for BEGIN', async () => {
    const names = ['one', 'two', 'three']
    const seen = await inSession(db.sessions, { mode: 'write' }, (session) =>
      Promise.all(
        names.flatMap((name) => [
          query(session, sql`INSERT INTO recipient (name) VALUES (${name}) RETURNING id`),
          query<{ name: string }>(session, sql`SELECT name FROM recipient ORDER BY id DESC LIMIT 1`),
        ]),
      ),
    )
    expect(seen.filter((_, n) => n % 2 === 1)).toEqual(names.map((name) => [{ name }]))
    await inSession(db.sessions, { mode: 'write' }, (session) => session.recipient.deleteMany())
  })

  it('commits what was asked for and not waited for, and none of it after a rollback', async () => {
    const ask = (session: Session) => {
      query(session, sql`INSERT INTO recipient (name) VALUES ('guest') RETURNING id`).catch(() => undefined)
    }
    await inSession(db.sessions, { mode: 'write' }, (session) => {
      ask(session)
      return Promise.resolve()
    })
    expect(await count()).toBe(1)
    const failing = inSession(db.sessions, { mode: 'write' }, (session) => {
      ask(session)
      return Promise.reject(new Error('no'))
    })
    await expect(failing).rejects.toThrow('no')
    expect(await count()).toBe(1)
    await inSession(db.sessions, { mode: 'write' }, (session) => session.recipient.deleteMany())
  })

  it('sends nothing for a session that asks nothing, committed or rolled back', async () => {
    await inSession(db.sessions, { mode: 'write' }, () => Promise.resolve())
    await expect(inSession(db.sessions, { mode: 'write' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(db.traffic).toEqual([])
    expect(await count()).toBe(0)
  })

  it('sends ROLLBACK for work that throws', async () => {
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.recipient.create({ data: { name: 'ghost' } })
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(db.traffic.at(-1)).toBe('ROLLBACK')
    expect(await count()).toBe(0)
  })

  it('answers statements that are asked at once in their order', async () => {
    const answers = await inSession(db.sessions, { mode: 'read' }, (session) =>
      Promise.all(Array.from({ length: 50 }, (_, n) => query<{ n: number }>(session, sql`SELECT ${n}::int AS n`))),
    )
    expect(answers.flat().map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  it('keeps its prepared statements bounded', async () => {
    for (let n = 0; n < 450; n++) {
      await inSession(db.sessions, { mode: 'read' }, (session) =>
        query(session, Prisma.raw(`SELECT ${String(n)} AS n`)),
      )
    }
    const { rows } = await db.database.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM pg_prepared_statements',
    )
    expect(rows[0]?.n).toBeLessThanOrEqual(400)
    expect(rows[0]?.n).toBeGreaterThan(300)
  })

  it('that someone left in an aborted transaction: the session fails, writes nothing, and the next one works', async () => {
    for (const mode of ['write', 'read'] as const) {
      const borrowed = await db.database.pool.connect()
      await expect(borrowed.query('BEGIN READ WRITE; SELECT 1 / 0')).rejects.toThrow(/division by zero/)
      borrowed.release()
      const work = inSession(db.sessions, { mode }, (session) =>
        query(session, sql`INSERT INTO recipient (name) VALUES ('ghost') RETURNING id`),
      )
      await expect(work).rejects.toThrow()
      expect(await count()).toBe(0)
    }
  })

  it('the same, with an error that work swallows', async () => {
    for (const mode of ['write', 'read'] as const) {
      const borrowed = await db.database.pool.connect()
      await expect(borrowed.query('BEGIN READ WRITE; SELECT 1 / 0')).rejects.toThrow(/division by zero/)
      borrowed.release()
      const outcome = await inSession(db.sessions, { mode }, (session) =>
        session.recipient.count().catch(() => -1),
      ).catch((error: unknown) => error)
      if (mode === 'write') expect(outcome).toBeInstanceOf(TransactionLostError)
      for (let round = 0; round < 3; round++) expect(await count()).toBe(0)
    }
  })
})

describe.each(servers)('A BEGIN that the server refuses', ({ open }) => {
  let db: TestDatabase
  let wire: Wire
  let far: Awaited<ReturnType<Wire['open']>>
  beforeAll(async () => {
    db = await open()
    wire = await layWire(db)
    const opened = await wire.open({ poolSize: 1 })
    far = { ...opened, sessions: sessionsOf(opened.database) }
  })
  afterAll(async () => {
    await far.database.close()
    await wire.down()
    await db.close()
  })
  afterEach(() => {
    wire.tamper = (sent) => sent
  })

  /** Garbles BEGIN on its way, so that the server takes the statement behind it as one outside a transaction. */
  const refuseBegin = (): void => {
    wire.tamper = (sent) => Buffer.from(sent.toString('latin1').replace(/BEGIN (?=ISOLATION)/, 'BEGAN '), 'latin1')
  }
  const guests = (): Promise<string[]> =>
    inSession(far.sessions, { mode: 'read' }, async (session) =>
      (await session.recipient.findMany()).map(({ name }) => name),
    )

  it('fails the session, and the statement that was sent along writes nothing', async () => {
    for (let round = 0; round < 5; round++) {
      refuseBegin()
      const work = inSession(far.sessions, { mode: 'write' }, (session) =>
        query(session, sql`INSERT INTO recipient (name) VALUES ('ghost') RETURNING id`),
      )
      await expect(work).rejects.toThrow()
      wire.tamper = (sent) => sent
      expect(await guests()).toEqual([])
    }
  })

  it('fails the session whose work swallows that, and nothing of it is written', async () => {
    for (let round = 0; round < 5; round++) {
      refuseBegin()
      const work = inSession(far.sessions, { mode: 'write' }, async (session) => {
        await query(session, sql`INSERT INTO recipient (name) VALUES ('ghost') RETURNING id`).catch(() => [])
        await query(session, sql`INSERT INTO recipient (name) VALUES ('second ghost') RETURNING id`).catch(() => [])
        await session.recipient.create({ data: { name: 'third ghost' } }).catch(() => undefined)
      })
      await expect(work).rejects.toThrow(TransactionLostError)
      wire.tamper = (sent) => sent
      expect(await guests()).toEqual([])
    }
  })

  it('fails all that was asked at once', async () => {
    refuseBegin()
    const work = inSession(far.sessions, { mode: 'write' }, (session) =>
      Promise.allSettled(
        ['one', 'two', 'three'].map((name) =>
          query(session, sql`INSERT INTO recipient (name) VALUES (${name}) RETURNING id`),
        ),
      ).then((outcomes) => {
        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
      }),
    )
    await expect(work).rejects.toThrow(TransactionLostError)
    wire.tamper = (sent) => sent
    expect(await guests()).toEqual([])
  })

  it('in a reading session whose work swallows it, leaves a connection that serves the next one', async () => {
    refuseBegin()
    await inSession(far.sessions, { mode: 'read' }, (session) =>
      query(session, sql`SELECT 1 AS n`).catch(() => []),
    ).catch(() => undefined)
    wire.tamper = (sent) => sent
    expect(await guests()).toEqual([])
    await inSession(far.sessions, { mode: 'write' }, (session) => session.recipient.deleteMany())
  })
})
