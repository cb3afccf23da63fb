import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '../../src/global-ids.js'
import { eventLoader } from '../../src/planning/event-loaders.js'
import { getProductionProgress } from '../../src/production/progress-service.js'
import { updatePackageStatus } from '../../src/production/update-package-status.js'
import { inSession } from '../../src/session/in-session.js'
import { afterCommit, dropLoaders, perSession, sql } from '../../src/session/session.js'
import { idOf } from '../support/ids.js'
import { query } from '../support/query.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { ASSEMBLE_BOTH, NOBODY, statusesOf } from '../support/operations.js'
import { failUpdates } from '../support/sabotage.js'

describe.each(databases)('A writing session on the $kind database', ({ kind, open }) => {
  let db: TestDatabase
  let opened = 0
  const bake = (options: Parameters<typeof openBakery>[1] = {}): Promise<Bakery> =>
    openBakery(db.sessions, { name: `Feast ${String(++opened)}`, batches: 2, ...options })
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())

  it('sees what it wrote, at once and by every way to read', async () => {
    const { eventId, assignmentIds } = await bake()
    const [id = 0] = assignmentIds
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      expect((await getProductionProgress(eventId, session)).assignments.assembled).toBe(0)
      expect(await updatePackageStatus(id, 'ASSEMBLED', session)).toMatchObject({ id, status: 'ASSEMBLED' })
      expect((await getProductionProgress(eventId, session)).assignments.assembled).toBe(1)
      expect(await session.assignment.findUnique({ where: { id } })).toMatchObject({ status: 'ASSEMBLED' })
      expect(await query(session, sql`SELECT status::text FROM assignment WHERE id = ${id}`)).toEqual([
        { status: 'ASSEMBLED' },
      ])
    })
  })

  it('reads anew with new loaders when those that saw the state before are dropped', async () => {
    const { eventId, assignmentIds } = await bake()
    const [id = 0] = assignmentIds
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      const before = eventLoader(session)
      const { revision } = await before.load(eventId)
      expect(eventLoader(session)).toBe(before)
      await updatePackageStatus(id, 'ASSEMBLED', session)
      dropLoaders(session)
      expect(eventLoader(session)).not.toBe(before)
      expect((await eventLoader(session).load(eventId)).revision).not.toBe(revision)
    })
  })

  it('gives each session values of its own', async () => {
    const ofSession = perSession(() => ({}))
    const [one, other] = await Promise.all(
      [1, 2].map(() => inSession(db.sessions, { mode: 'read' }, (session) => Promise.resolve(ofSession(session)))),
    )
    expect(one).not.toBe(other)
    await inSession(db.sessions, { mode: 'write' }, (session) => {
      const first = ofSession(session)
      expect(ofSession(session)).toBe(first)
      dropLoaders(session)
      expect(ofSession(session)).not.toBe(first)
      return Promise.resolve()
    })
  })

  it('runs what is to happen after the commit once, in order, when all is saved', async () => {
    const { assignmentIds } = await bake()
    const [id = 0] = assignmentIds
    const happened: string[] = []
    db.traffic.length = 0
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      afterCommit(session, () => happened.push(`first, behind ${String(db.traffic.at(-1))}`))
      await updatePackageStatus(id, 'ASSEMBLED', session)
      afterCommit(session, () => happened.push('second'))
      expect(happened).toEqual([])
    })
    expect(happened).toEqual(['first, behind COMMIT', 'second'])
  })

  it('runs nothing of that when it is rolled back', async () => {
    const { assignmentIds } = await bake()
    const happened: string[] = []
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      afterCommit(session, () => happened.push('published'))
      await updatePackageStatus(assignmentIds[0] ?? 0, 'ASSEMBLED', session)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(happened).toEqual([])
    expect(await statusesOf(db, assignmentIds)).toEqual(['PENDING', 'PENDING'])
  })

  it.each(['statement', 'commit'] as const)(
    'runs that of the last try alone when a conflict at %s made it try again',
    async (at) => {
      const { assignmentIds } = await bake()
      const [id = 0] = assignmentIds
      const sabotage = await failUpdates(db, { sqlState: '40001', times: 2, at })
      const happened: number[] = []
      let tries = 0
      await inSession(db.sessions, { mode: 'write' }, async (session) => {
        const attempt = ++tries
        afterCommit(session, () => happened.push(attempt))
        await updatePackageStatus(id, 'ASSEMBLED', session)
      })
      expect({ tries, happened }).toEqual({ tries: 3, happened: [3] })
      await sabotage.stop()
    },
  )

  describe.each(executors)('asked for with the %s executor', (executor) => {
    let client: TestClient
    beforeAll(async () => {
      client = await startClient(db.sessions, executor)
      await client.ask(ASSEMBLE_BOTH, { one: NOBODY, other: NOBODY })
    })
    afterAll(() => client.stop())
    beforeEach(() => {
      client.log.length = 0
    })

    const both = (ids: readonly (string | undefined)[]): Promise<Awaited<ReturnType<TestClient['ask']>>> =>
      client.ask(ASSEMBLE_BOTH, { one: ids[0], other: ids[1] })

    it('a later field of the same request sees what an earlier one wrote', async () => {
      const { assignmentIds } = await bake()
      const { data, errors } = await both(assignmentIds.map((id) => globalId('Assignment', id)))
      expect(errors).toEqual([])
      const after = (assembled: number): unknown => ({
        assignment: {
          status: 'ASSEMBLED',
          event: { progress: { assignments: { pending: 2 - assembled, assembled } } },
        },
      })
      expect(data).toEqual({ one: after(1), other: after(2) })
    })

    it('all or nothing: the second field fails, and nothing of the first is saved or shown', async () => {
      const { assignmentIds } = await bake({ batches: 1 })
      const answer = await both(assignmentIds.map((id) => globalId('Assignment', id)))
      expect(answer).toMatchObject({ data: null, codes: ['INCOMPLETE_PRODUCTION'] })
      expect(answer.errors[0]?.path).toEqual(['other'])
      expect(await statusesOf(db, assignmentIds)).toEqual(['PENDING', 'PENDING'])
    })

    it('all or nothing: the first field fails, and nothing of the second is saved or shown', async () => {
      const { assignmentIds } = await bake()
      const answer = await both([NOBODY, idOf('Assignment', assignmentIds[1])])
      expect(answer).toMatchObject({ data: null, codes: ['ASSIGNMENT_NOT_FOUND'] })
      expect(await statusesOf(db, assignmentIds)).toEqual(['PENDING', 'PENDING'])
    })

    it('all or nothing: a field inside the payload fails, and the write is rolled back', async () => {
      const { assignmentIds } = await bake()
      const answer = await client.ask(
        `mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) {
           assignment { status event { assignments(first: 101) { totalCount } } } } }`,
        { id: idOf('Assignment', assignmentIds[0]) },
      )
      expect(answer).toMatchObject({ data: null, codes: ['VALIDATION_FAILED'] })
      expect(await statusesOf(db, assignmentIds)).toEqual(['PENDING', 'PENDING'])
    })

    it('a refusal is not logged as a fault', async () => {
      const { assignmentIds } = await bake({ batches: 0 })
      expect((await both(assignmentIds.map((id) => globalId('Assignment', id)))).codes).toEqual([
        'INCOMPLETE_PRODUCTION',
      ])
      expect(client.log.filter((line) => line.includes('"level":50'))).toEqual([])
    })
  })

  it(`leaves no connection of the ${kind} database behind`, () => {
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
  })
})
