import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { stepAside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, ASSEMBLE_BOTH, PROGRESS, STATUS } from '../support/operations.js'

const REQUESTS = 300
const POOL = 3
const PRODUCED = 12

describe.each(databases)(`${String(REQUESTS)} requests at once on the $kind database`, ({ open }) => {
  let db: TestDatabase
  let bakeries: Bakery[]
  beforeAll(async () => {
    db = await open({ poolSize: POOL, poolWaitMs: 25_000 })
    bakeries = []
    for (const executor of executors) {
      bakeries.push(await openBakery(db.sessions, { name: executor, batches: PRODUCED, assignments: 60 }))
    }
  })
  afterAll(() => db.close())

  it.each(executors)('are all answered, and no connection is lost (%s)', async (executor) => {
    const bakery = bakeries[executors.indexOf(executor)]
    if (bakery === undefined) throw new Error('No bakery')
    const client = await startClient(db.sessions, executor)
    const event = idOf('Event', bakery.eventId)
    const assignment = (n: number): string => idOf('Assignment', bakery.assignmentIds[n % bakery.assignmentIds.length])
    /** What may come of each kind of request; no code is success. */
    const kinds: { ask: (n: number) => ReturnType<typeof client.ask>; outcomes: unknown[] }[] = [
      { ask: () => client.ask(STATUS, { event }), outcomes: [undefined] },
      { ask: () => client.ask(PROGRESS, { event }), outcomes: [undefined] },
      {
        ask: (n) => client.ask(ASSEMBLE, { id: assignment(n) }),
        outcomes: [undefined, 'INCOMPLETE_PRODUCTION', 'INVALID_STATUS_TRANSITION'],
      },
      {
        ask: (n) => client.ask(ASSEMBLE_BOTH, { one: assignment(n), other: 'nobody' }),
        outcomes: ['VALIDATION_FAILED', 'INCOMPLETE_PRODUCTION', 'INVALID_STATUS_TRANSITION'],
      },
      { ask: () => client.ask('{ events {'), outcomes: ['GRAPHQL_PARSE_FAILED'] },
      { ask: () => client.ask('{ nothing }'), outcomes: ['GRAPHQL_VALIDATION_FAILED'] },
      { ask: () => client.ask('{ __schema { types { name } } }'), outcomes: [undefined] },
      { ask: () => client.ask(PROGRESS, { event: 'event_2147483647' }), outcomes: ['EVENT_NOT_FOUND'] },
      { ask: () => client.ask(PROGRESS), outcomes: ['BAD_USER_INPUT'] },
    ]
    let most = 0
    const watch = (): void => {
      most = Math.max(most, db.database.pool.totalCount)
    }
    db.database.pool.on('acquire', watch)
    let assembled = 0
    await Promise.all(
      Array.from({ length: REQUESTS }, async (_, n) => {
        const kind = kinds[n % kinds.length]
        if (kind === undefined) throw new Error('No such kind')
        const { codes } = await kind.ask(n)
        expect(kind.outcomes).toContain(codes[0])
        if (n % kinds.length === 2 && codes.length === 0) assembled++
      }),
    )
    db.database.pool.off('acquire', watch)
    expect(most).toBeLessThanOrEqual(POOL)
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
    if (db.location.kind === 'server') {
      const aside = await stepAside(db)
      await expect.poll(() => aside.count('idle in transaction')).toBe(0)
      expect(await aside.count('active')).toBe(0)
      await aside.end()
    }
    // What was answered is what is there, and no more than production allows.
    const { data } = await client.ask(PROGRESS, { event })
    expect(data).toMatchObject({ productionProgress: { assignments: { assembled } } })
    expect(assembled).toBe(PRODUCED)
    await client.stop()
  })
})
