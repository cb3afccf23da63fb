import pg from 'pg'

/** A COMMIT that the database answered with ROLLBACK, or a transaction whose BEGIN was refused: nothing was saved. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError'
}

export interface PoolOptions extends pg.PoolConfig {
  /** Told of each statement that is sent, BEGIN and COMMIT included. For tests that count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

const BEGIN_SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
const BEGIN_WRITING = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'

/** What Prisma sends behind its BEGIN for the isolation levels that sessions have, and the BEGIN that says it all. */
const BEGINS: ReadonlyMap<string, string> = new Map([
  ['SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', BEGIN_SNAPSHOT],
  ['SET TRANSACTION ISOLATION LEVEL READ COMMITTED', BEGIN_WRITING],
])

/**
 * A pool whose connections carry sessions. Each one
 *
 * - sends BEGIN together with the first statement, in one round trip, and folds the SET TRANSACTION that Prisma sends
 *   for an isolation level into it: REPEATABLE READ is a snapshot to read from, READ COMMITTED may write;
 * - is read-only outside a transaction, so that a statement sent along with a BEGIN that is refused writes nothing;
 * - believes no COMMIT but one that the database calls COMMIT. PostgreSQL answers the COMMIT of a transaction in which
 *   a statement failed with ROLLBACK and no error, and a caller who swallowed that first error would go on as if saved;
 * - sends what its session asks at once (pipelined), so that loaders of one level share a round trip.
 */
export function sessionPool({ onStatement, ...config }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...config, pipeline: true })
  pool.on('connect', (client) => {
    guard(client, onStatement)
  })
  // An idle connection that breaks is replaced by the pool; without a listener the event would end the process.
  pool.on('error', () => undefined)
  return pool
}

const NOTHING = Promise.resolve({ command: '', rowCount: 0, oid: 0, fields: [], rows: [] })

function guard(client: pg.PoolClient, onStatement: ((text: string) => void) | undefined): void {
  const original = client.query.bind(client)
  /** The BEGIN that waits for a first statement to go with. */
  let waiting: string | undefined
  let reading = false
  let lost = false

  function send(config: string | pg.QueryConfig): Promise<pg.QueryResult> {
    onStatement?.(typeof config === 'string' ? config : config.text)
    return original(config)
  }

  function begin(text: string): Promise<unknown> {
    reading = text === BEGIN_SNAPSHOT
    const begun = send(text)
    begun.catch(() => {
      lost = true
    })
    return begun
  }

  function settle(text: 'COMMIT' | 'ROLLBACK'): Promise<unknown> {
    if (waiting !== undefined) {
      waiting = undefined
      return NOTHING
    }
    if (reading && text === 'COMMIT') {
      // Nothing hangs on the end of a snapshot: it goes out at once and nobody waits for it.
      reading = false
      send(text).catch(() => undefined)
      return NOTHING
    }
    return send(text).then((result) => {
      const wasLost = lost
      lost = false
      if (text === 'COMMIT' && (wasLost || result.command !== 'COMMIT')) {
        throw new TransactionLostError('The transaction was rolled back: a statement in it had failed')
      }
      return result
    })
  }

  function query(config: string | pg.QueryConfig, ...rest: unknown[]): unknown {
    if (rest.length > 0) return Reflect.apply(original, client, [config, ...rest])
    const text = typeof config === 'string' ? config : config.text
    switch (text) {
      case 'BEGIN':
        waiting = BEGIN_WRITING
        return NOTHING
      case 'COMMIT':
      case 'ROLLBACK':
        return settle(text)
    }
    if (lost) return Promise.reject(new TransactionLostError('The transaction could not be begun'))
    if (waiting === undefined) return send(config)
    const whole = BEGINS.get(text)
    if (whole !== undefined) {
      waiting = whole
      return NOTHING
    }
    const begun = begin(waiting)
    waiting = undefined
    const result = send(config)
    return Promise.all([begun, result]).then(([, answer]) => answer)
  }

  Object.assign(client, { query })
}
