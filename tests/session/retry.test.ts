import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { eventLoader } from '../../src/planning/event-loaders.js'
import { ConflictError, inSession, StartOver } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { gate } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, NOBODY, statusesOf } from '../support/operations.js'
import { failUpdates } from '../support/sabotage.js'

const ATTEMPTS = 5

describe.each(databases)('A conflict on the $kind database', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  let id: number
  let opened = 0
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    bakery = await openBakery(db.sessions, { name: `Feast ${String(++opened)}` })
    id = bakery.assignmentIds[0] ?? 0
  })

  const touch = (session: WritingSession): Promise<unknown> =>
    session.assignment.update({ where: { id }, data: { notes: 'touched' } })

  const conflicts = (['statement', 'commit'] as const).flatMap((at) =>
    ['40001', '40P01'].map((sqlState) => ({ at, sqlState })),
  )

  it.each(conflicts)('at $at ($sqlState) runs the work again: new session, new loaders', async (kind) => {
    const sabotage = await failUpdates(db, { ...kind, times: 2 })
    const sessions = new Set<unknown>()
    const loaders = new Set<unknown>()
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      sessions.add(session)
      loaders.add(eventLoader(session))
      await touch(session)
    })
    expect([sessions.size, loaders.size]).toEqual([3, 3])
    await sabotage.stop()
  })

  it.each(conflicts)('at $at ($sqlState) that stays is a ConflictError after the last try', async (kind) => {
    const sabotage = await failUpdates(db, { ...kind, times: 1000 })
    let tries = 0
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      tries++
      await touch(session)
    })
    await expect(work).rejects.toThrow(ConflictError)
    expect(tries).toBe(ATTEMPTS)
    await sabotage.stop()
  })

  it('is not needed to run again: work that starts over gets a new session, and what it wrote is gone', async () => {
    const seen: (string | null)[] = []
    const sessions = new Set<unknown>()
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      sessions.add(session)
      seen.push((await session.assignment.findUniqueOrThrow({ where: { id } })).notes)
      await touch(session)
      if (seen.length === 1) throw new StartOver()
    })
    expect(sessions.size).toBe(2)
    expect(seen).toEqual([seen[0], seen[0]])
    expect(seen[0]).not.toBe('touched')
  })

  it('in a raw statement runs the work again too', async () => {
    const sabotage = await failUpdates(db, { sqlState: '40001', times: 1, at: 'statement' })
    let tries = 0
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      tries++
      await query(session, sql`UPDATE assignment SET notes = 'raw' WHERE id = ${id} RETURNING id`)
    })
    expect(tries).toBe(2)
    await sabotage.stop()
  })

  it('is not what other errors are: those run once', async () => {
    const sabotage = await failUpdates(db, { sqlState: '22012', times: 1000, at: 'statement' })
    let tries = 0
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      tries++
      await touch(session)
    })
    await expect(work).rejects.toThrow(/sabotage/)
    expect(tries).toBe(1)
    await sabotage.stop()
  })

  describe.each(executors)('through GraphQL with the %s executor', (executor) => {
    let client: TestClient
    beforeAll(async () => {
      client = await startClient(db.sessions, executor)
      await client.ask(ASSEMBLE, { id: NOBODY })
      client.log.length = 0
    })
    afterAll(() => client.stop())

    it.each(conflicts)('at $at ($sqlState) is not seen when a later try succeeds', async (kind) => {
      const sabotage = await failUpdates(db, { ...kind, times: ATTEMPTS - 1 })
      const answer = await client.ask(ASSEMBLE, { id: idOf('Assignment', id) })
      expect(answer).toMatchObject({
        data: { updatePackageStatus: { assignment: { status: 'ASSEMBLED' } } },
        errors: [],
      })
      expect(await statusesOf(db, [id])).toEqual(['ASSEMBLED'])
      await sabotage.stop()
    })

    it.each(conflicts)('at $at ($sqlState) that stays is CONFLICT, and nothing is written', async (kind) => {
      const sabotage = await failUpdates(db, { ...kind, times: 1000 })
      const answer = await client.ask(ASSEMBLE, { id: idOf('Assignment', id) })
      expect(answer).toMatchObject({ data: null, codes: ['CONFLICT'] })
      expect(JSON.stringify(answer)).not.toContain('sabotage')
      expect(await statusesOf(db, [id])).toEqual(['PENDING'])
      await sabotage.stop()
    })
  })
})

describe.each(servers)('Sessions that really collide', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  beforeAll(async () => {
    db = await open()
    bakery = await openBakery(db.sessions)
  })
  afterAll(() => db.close())

  /** Two first tries that go on together; later tries find the other one gone and go straight on. */
  const meeting = (): (() => Promise<void>) => {
    const { opened, open: go } = gate()
    let arrived = 0
    return () => {
      if (++arrived >= 2) go()
      return opened
    }
  }

  it('deadlock: two lock two rows crosswise, and both are done in the end', async () => {
    const meet = meeting()
    let tries = 0
    const lock = (session: WritingSession, id: number | undefined): Promise<unknown> =>
      session.$executeRaw`UPDATE recipient SET notes = coalesce(notes, '') || '+' WHERE id = ${id}`
    const rows = await inSession(db.sessions, { mode: 'write' }, (session) =>
      session.recipient.createManyAndReturn({ data: [{ name: 'Left' }, { name: 'Right' }] }),
    )
    const [left, right] = rows.map(({ id }) => id)
    const crosswise = (first: number | undefined, second: number | undefined): Promise<void> =>
      inSession(db.sessions, { mode: 'write' }, async (session) => {
        tries++
        await lock(session, first)
        await meet()
        await lock(session, second)
      })
    await Promise.all([crosswise(left, right), crosswise(right, left)])
    expect(tries).toBe(3)
    const after = await inSession(db.sessions, { mode: 'read' }, (session) =>
      session.recipient.findMany({ where: { id: { in: rows.map(({ id }) => id) } } }),
    )
    expect(after.map(({ notes }) => notes)).toEqual(['++', '++'])
    expect(bakery.assignmentIds).toHaveLength(2)
  })
})
