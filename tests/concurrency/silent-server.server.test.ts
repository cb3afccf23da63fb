import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { servers, type TestDatabase } from '../support/database.js'
import { layWire, type Wire } from '../support/wire.js'

const POOL = 2

describe.each(servers)('A server that says nothing any more, on connections that stay open', ({ open }) => {
  let db: TestDatabase
  let wire: Wire
  let far: Awaited<ReturnType<Wire['open']>>
  beforeAll(async () => {
    db = await open()
    wire = await layWire(db)
    far = await wire.open({ poolSize: POOL, poolWaitMs: 1_000, statementTimeoutMs: 4_000 })
  })
  afterAll(async () => {
    await wire.down()
    await far.database.close()
    await db.close()
  })

  const count = (): Promise<number> => inSession(far.sessions, { mode: 'read' }, (session) => session.event.count())
  const settled = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined)

  /** Runs `work` on each connection; once all have called `silence`, what they send is lost and waits for an answer in vain. */
  const swallowing = async (work: (silence: () => Promise<void>) => Promise<unknown>): Promise<void> => {
    await Promise.all(Array.from({ length: POOL }, count))
    let arrived = 0
    let begin = (): void => undefined
    const silenced = new Promise<void>((resolve) => (begin = resolve))
    const silence = (): Promise<void> => {
      arrived += 1
      if (arrived === POOL) {
        wire.silent = true
        begin()
      }
      return silenced
    }
    const works: Promise<unknown>[] = []
    for (let n = 0; n < POOL; n++) works.push(settled(work(silence)))
    await silenced
    await expect.poll(() => far.database.pool.idleCount).toBe(0)
    wire.silent = false
    const before = performance.now()
    await expect.poll(() => count().catch(() => undefined), { timeout: 20_000 }).toBe(0)
    expect(performance.now() - before).toBeLessThan(10_000)
    await Promise.all(works)
    expect(far.database.pool.waitingCount).toBe(0)
  }

  it('when sessions begin: serves again', () =>
    swallowing(async (silence) => {
      await silence()
      await count()
    }))

  it('in the middle of sessions: serves again', () =>
    swallowing((silence) =>
      inSession(far.sessions, { mode: 'read' }, async (session) => {
        await query(session, sql`SELECT 1 AS n`)
        await silence()
        await session.event.count()
      }),
    ))

  it('when it is asked whether it is ready: serves again', () =>
    swallowing(async (silence) => {
      await silence()
      await far.database.isReady()
    }))

  it('is not mistaken for one that takes its time', async () => {
    const nap = (session: Parameters<typeof query>[0]) => query(session, sql`SELECT pg_sleep(3.5)::text AS slept`)
    expect(await inSession(far.sessions, { mode: 'read' }, nap)).toHaveLength(1)
  })
})
