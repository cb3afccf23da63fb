import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '../../src/global-ids.js'
import { inSession } from '../../src/session/in-session.js'
import { afterCommit } from '../../src/session/session.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { DELIVER_BOTH, NOBODY, statusesOf } from '../support/operations.js'

describe.each(databases)('A constraint that fails at COMMIT, on the $kind database', ({ open }) => {
  let db: TestDatabase
  let opened = 0
  let bakery: Bakery
  beforeAll(async () => {
    db = await open()
    await inSession(
      db.sessions,
      { mode: 'write' },
      (session) =>
        session.$executeRaw`ALTER TABLE assignment ADD CONSTRAINT one_handover_a_place UNIQUE (delivered_to)
          DEFERRABLE INITIALLY DEFERRED`,
    )
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    bakery = await openBakery(db.sessions, { name: `Feast ${String(++opened)}`, batches: 2 })
    await inSession(db.sessions, { mode: 'write' }, (session) =>
      session.assignment.updateMany({ where: { eventId: bakery.eventId }, data: { status: 'ASSEMBLED' } }),
    )
  })

  it('reaches the caller, again and again, and nothing is saved', async () => {
    for (let round = 0; round < 20; round++) {
      const happened: string[] = []
      let worked = false
      const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
        afterCommit(session, () => happened.push('published'))
        await session.assignment.updateMany({
          where: { eventId: bakery.eventId },
          data: { status: 'DELIVERED', deliveredTo: 'the same door' },
        })
        worked = true
      })
      await expect(work).rejects.toThrow()
      expect({ worked, happened }).toEqual({ worked: true, happened: [] })
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['ASSEMBLED', 'ASSEMBLED'])
    }
    const { totalCount, idleCount } = db.database.pool
    expect(idleCount).toBe(totalCount)
  })

  describe.each(executors)('through GraphQL with the %s executor', (executor) => {
    let client: TestClient
    beforeAll(async () => {
      client = await startClient(db.sessions, executor)
      await client.ask(DELIVER_BOTH, { one: NOBODY, other: NOBODY, to: '' })
      client.log.length = 0
    })
    afterAll(() => client.stop())

    it('shows no data and a masked error, whose request id the log has once', async () => {
      const [one, other] = bakery.assignmentIds.map((id) => globalId('Assignment', id))
      const answer = await client.ask(DELIVER_BOTH, { one, other, to: 'the same door' })
      expect(answer).toMatchObject({ data: null, codes: ['INTERNAL_SERVER_ERROR'] })
      expect(JSON.stringify(answer)).not.toMatch(/constraint|one_handover|unique|prisma/i)
      const requestId = answer.errors[0]?.extensions['requestId']
      expect(requestId).toEqual(expect.any(String))
      const logged = client.log.filter((line) => line.includes(`"${String(requestId)}"`))
      expect(logged).toHaveLength(1)
      expect(logged[0]).toMatch(/one_handover_a_place/)
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['ASSEMBLED', 'ASSEMBLED'])
    })

    it('and the next request works', async () => {
      const [one, other] = bakery.assignmentIds.map((id) => globalId('Assignment', id))
      expect((await client.ask(DELIVER_BOTH, { one, other })).errors).toEqual([])
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['DELIVERED', 'DELIVERED'])
    })
  })
})
