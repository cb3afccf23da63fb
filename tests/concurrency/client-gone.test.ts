import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { gate, stepAside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient } from '../support/client.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, STATUS, statusesOf } from '../support/operations.js'

describe.each(databases)('A client that goes away, on the $kind database', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  let opened = 0
  beforeAll(async () => {
    db = await open({ poolSize: 1 })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    bakery = await openBakery(db.sessions, { name: `Feast ${String(++opened)}` })
    db.traffic.length = 0
  })

  const allBack = (): void => {
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
  }

  describe.each(executors)('with the %s executor', (executor) => {
    it('before its session is opened is not worked for', async () => {
      const client = await startClient(db.sessions, executor, AbortSignal.abort())
      for (let time = 1; time <= 3; time++) {
        expect((await client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })).data).toBeNull()
        expect((await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })).data).toBeNull()
      }
      expect(db.traffic).toEqual([])
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      allBack()
      await client.stop()
    })

    it('while it waits for a connection is not worked for', async () => {
      const controller = new AbortController()
      const client = await startClient(db.sessions, executor, controller.signal)
      const begun = gate()
      const done = gate()
      const holder = inSession(db.sessions, { mode: 'read' }, async (session) => {
        await session.event.count()
        begun.open()
        await done.opened
      })
      await begun.opened
      const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
      await expect.poll(() => db.database.pool.waitingCount, { interval: 1 }).toBe(1)
      controller.abort()
      done.open()
      await holder
      db.traffic.length = 0
      await asked
      expect(db.traffic).toEqual([])
      expect(await statusesOf(db, bakery.assignmentIds)).toEqual(['PENDING', 'PENDING'])
      allBack()
      await client.stop()
    })

    it('is no fault of the server that someone has to look at', async () => {
      const client = await startClient(db.sessions, executor, AbortSignal.abort())
      await client.ask(STATUS, { event: idOf('Event', bakery.eventId) })
      expect(client.log.filter((line) => line.includes('"level":50'))).toEqual([])
      await client.stop()
    })
  })
})

describe.each(servers)('A client that goes away in the middle of a mutation', ({ open }) => {
  it.each(executors)('leaves it settled one way or the other, as the answer says (%s)', async (executor) => {
    const db = await open({ poolSize: 1 })
    const bakery = await openBakery(db.sessions)
    const aside = await stepAside(db)
    const controller = new AbortController()
    const client = await startClient(db.sessions, executor, controller.signal)
    await aside.client.query('BEGIN')
    await aside.client.query('SELECT FROM event FOR UPDATE')
    const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', bakery.assignmentIds[0]) })
    await aside.lockedOut()
    controller.abort()
    await aside.client.query('ROLLBACK')
    const { data } = await asked
    expect((await statusesOf(db, bakery.assignmentIds))[0]).toBe(data === null ? 'PENDING' : 'ASSEMBLED')
    await expect.poll(() => aside.count('idle in transaction')).toBe(0)
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
    await client.stop()
    await aside.end()
    await db.close()
  })
})
