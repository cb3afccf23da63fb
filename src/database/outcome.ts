import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** What the server can be asked about later: a transaction, and the time since the server last lost what it knew. */
export interface TransactionMark {
  readonly xid: string
  readonly era: string
}

export type Outcome = 'committed' | 'aborted' | 'unknown'

/**
 * Tells one run of the server from the next, if a crash or a failover is between them: after either a transaction's number
 * may be given again, to another one. Then PostgreSQL starts its statistics anew.
 */
export const ERA = 'SELECT extract(epoch FROM stats_reset)::text AS era FROM pg_stat_wal'
export const XID = 'SELECT pg_current_xact_id()::text AS xid'

const STATUS = `SELECT pg_xact_status($1::xid8) AS status, (${ERA}) AS era`
/** A server process that is being ended may still be at it, and a server that is starting takes no connections yet. */
const PAUSES_MS = [0, 50, 100, 200, 400, 800]
const ATTEMPT_MS = 1000
const ALL_ATTEMPTS_MS = 3000

/** Looks up what became of a transaction whose COMMIT was not answered, on a connection of its own. */
export async function outcomeOf(url: string, { xid, era }: TransactionMark): Promise<Outcome> {
  const until = performance.now() + ALL_ATTEMPTS_MS
  for (const pause of PAUSES_MS) {
    if (performance.now() > until) break
    await delay(pause)
    const found = await ask(url, xid).catch(() => undefined)
    if (found === undefined) continue
    if (found.era !== era) return 'unknown'
    if (found.status === 'committed' || found.status === 'aborted') return found.status
  }
  return 'unknown'
}

async function ask(url: string, xid: string): Promise<{ status: string | null; era: string } | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ATTEMPT_MS,
    query_timeout: ATTEMPT_MS,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ status: string | null; era: string }>(STATUS, [xid])
    return rows[0]
  } finally {
    client.connection.stream.destroy()
  }
}
