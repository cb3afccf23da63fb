import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepAside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, ASSEMBLE_BOTH, PROGRESS, STATUS } from '../support/operations.js'

const REQUESTS = 300
const POOL = 3

describe.each(databases)(`${String(REQUESTS)} requests at once on the $kind database`, ({ open }) => {
  let db: TestDatabase
  let bakeries: Bakery[]
  beforeAll(async () => {
    db = await open({ poolSize: POOL, poolWaitMs: 25_000 })
    bakeries = []
    for (const executor of executors) {
      bakeries.push(await openBakery(db.sessions, { name: executor, batches: 30, assignments: 60 }))
    }
  })
  afterAll(() => db.close())

  it.each(executors)('are all answered, and no connection is lost (%s)', async (executor) => {
    const bakery = bakeries[executors.indexOf(executor)]
    if (bakery === undefined) throw new Error('No bakery')
    const client = await startClient(db.sessions, executor)
    const event = String(bakery.eventId)
    const assignment = (n: number): string => String(bakery.assignmentIds[n % bakery.assignmentIds.length])
    const kinds: { ask: (n: number) => ReturnType<typeof client.ask>; codes: unknown[] }[] = [
      { ask: () => client.ask(STATUS, { event }), codes: [] },
      { ask: () => client.ask(PROGRESS, { event }), codes: [] },
      {
        ask: (n) => client.ask(ASSEMBLE, { id: assignment(n) }),
        codes: ['INCOMPLETE_PRODUCTION', 'INVALID_STATUS_TRANSITION'],
      },
      { ask: (n) => client.ask(ASSEMBLE_BOTH, { one: assignment(n), other: '0' }), codes: ['*'] },
      { ask: () => client.ask('{ events {'), codes: ['GRAPHQL_PARSE_FAILED'] },
      { ask: () => client.ask('{ nothing }'), codes: ['GRAPHQL_VALIDATION_FAILED'] },
      { ask: () => client.ask('{ __schema { types { name } } }'), codes: [] },
      { ask: () => client.ask(PROGRESS, { event: '2147483647' }), codes: ['EVENT_NOT_FOUND'] },
      { ask: () => client.ask(PROGRESS), codes: ['BAD_USER_INPUT'] },
    ]
    const expected: Record<string, number> = {}
    let most = 0
    const watch = (): void => {
      most = Math.max(most, db.database.pool.totalCount)
    }
    db.database.pool.on('acquire', watch)
    const answers = await Promise.all(
      Array.from({ length: REQUESTS }, async (_, n) => {
        const kind = kinds[n % kinds.length]
        if (kind === undefined) throw new Error('No such kind')
        const { codes } = await kind.ask(n)
        for (const code of codes) expected[String(code)] = (expected[String(code)] ?? 0) + 1
        if (kind.codes[0] !== '*' && codes.length > 0) expect(kind.codes).toContain(codes[0])
        return codes
      }),
    )
    db.database.pool.off('acquire', watch)
    expect(answers).toHaveLength(REQUESTS)
    // None was turned away, and nothing unexpected happened.
    expect(Object.keys(expected)).not.toContain('SERVICE_UNAVAILABLE')
    expect(Object.keys(expected)).not.toContain('INTERNAL_SERVER_ERROR')
    expect(most).toBeLessThanOrEqual(POOL)
    const { totalCount, idleCount, waitingCount } = db.database.pool
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 })
    if (db.location.kind === 'server') {
      const aside = await stepAside(db)
      await expect.poll(() => aside.count('idle in transaction')).toBe(0)
      expect(await aside.count('active')).toBe(0)
      await aside.end()
    }
    // As many as production allows were assembled, and none twice.
    const { data } = await client.ask(PROGRESS, { event })
    expect(data).toMatchObject({ productionProgress: { recipes: [{ batchesProduced: 30 }] } })
    await client.stop()
  })
})
