import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { TestDatabase } from './database.js'

/** A connection beside the pool's: another program at work on the same data. */
export interface Aside {
  readonly client: pg.Client
  /** Resolves once `count` of the pool's connections wait for a lock. */
  readonly lockedOut: (count?: number) => Promise<void>
  /** The pool's connections that are in this state now, as the server sees them. */
  readonly count: (state: 'active' | 'idle in transaction' | 'idle') => Promise<number>
  /** Ends the pool's connections at the server; answers how many there were. */
  readonly killOthers: () => Promise<number>
  /** The same, without waiting until they are gone. */
  readonly terminateOthers: () => Promise<number>
  readonly end: () => Promise<void>
}

const OTHERS = `datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`

export async function stepAside({ location }: TestDatabase): Promise<Aside> {
  if (location.kind !== 'server') throw new Error('The embedded database has one connection')
  const client = new pg.Client({ connectionString: location.url })
  await client.connect()
  const number = async (sql: string, values: unknown[] = []): Promise<number> => {
    const { rows } = await client.query<{ n: number }>(sql, values)
    return rows[0]?.n ?? 0
  }
  return {
    client,
    lockedOut: async (count = 1) => {
      const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${OTHERS} AND wait_event_type = 'Lock'`
      // In a transaction of the test's own the statistics would stand still.
      for (;;) {
        await client.query('SELECT pg_stat_clear_snapshot()')
        if ((await number(waiting)) >= count) return
        await delay(5)
      }
    },
    count: (state) => number(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${OTHERS} AND state = $1`, [state]),
    killOthers: () =>
      number(
        `SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000))::int AS n FROM pg_stat_activity WHERE ${OTHERS}`,
      ),
    terminateOthers: async () => {
      const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OTHERS}`
      return (await client.query(sql)).rowCount ?? 0
    },
    end: () => client.end(),
  }
}

/** A promise that the test itself resolves: it holds open what awaits it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
