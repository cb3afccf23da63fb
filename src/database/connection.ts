import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** A COMMIT that the database answered with ROLLBACK, or a transaction whose BEGIN was refused: nothing was saved. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError'
}

/** The connection was lost while COMMIT was under way. Nobody may be told that it was saved, nor that it was not. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'
  constructor(cause: unknown) {
    super('The connection was lost during COMMIT: whether it took place is not known', { cause })
  }
}

export type Mode = 'read' | 'write'

const BEGIN: Readonly<Record<Mode, string>> = {
  read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
}

/**
 * A connection, lent to one session at a time. What it does beyond pg:
 *
 * - BEGIN waits for the first statement and goes out with it, in one round trip. Outside a transaction the connection
 *   is read-only, so that a statement sent along with a BEGIN that is refused writes nothing.
 * - Nothing hangs on the COMMIT of a snapshot, and nobody waits for it.
 * - It believes no COMMIT but one that the database calls COMMIT. PostgreSQL answers the COMMIT of a transaction in
 *   which a statement failed with ROLLBACK and no error, and a caller who swallowed that first error would go on as if
 *   saved.
 * - Statements are sent as they are asked for (pipelined), so that loaders of one level share a round trip.
 */
export interface Connection {
  /** Announces the transaction. Nothing is sent yet. */
  readonly begin: (mode: Mode) => void
  /** Sends a statement in the transaction, past Prisma. */
  readonly query: <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<pg.QueryResult<Row>>
  /**
   * What Prisma Client is to take for its interactive transaction: a way into the one that is announced, which ends by
   * `commit` or `rollback` here. Refuses statements after that, also those of a query that Prisma was in the midst of.
   */
  readonly prismaTransaction: () => Transaction
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
  /** Gives the connection back. One on which a transaction is still open, or a statement failed, is closed instead. */
  readonly release: () => void
}

export interface ConnectionOptions {
  /** The name under which a statement is prepared; empty for none. */
  readonly nameOf: (text: string) => string
  /** Told before each time that the connection is given back. */
  readonly releasing: () => void
  /** Told of each statement that is sent, BEGIN and COMMIT included. For tests that count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

/** Makes a connection of a pool's client. Once for each client; `release` may be called after each lending. */
export async function connectionOver(
  client: pg.PoolClient,
  { nameOf, releasing, onStatement }: ConnectionOptions,
): Promise<Connection> {
  /** The BEGIN that waits for a first statement to go with. */
  let waiting: string | undefined
  let mode: Mode = 'read'
  /** Stands for the transaction that is announced or open. */
  let current: object | undefined
  let open = false
  let lost = false
  let failed = false
  // While it is lent the pool does not listen, and an error that nobody listens to would end the process. Whoever uses
  // the connection learns of it from the statement that fails.
  client.on('error', () => undefined)

  function send<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    onStatement?.(config.text)
    const result = client.query<Row>(config)
    result.catch(() => {
      failed = true
    })
    return result
  }

  function query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    if (lost) return Promise.reject(new TransactionLostError('The transaction could not be begun'))
    if (waiting === undefined) return send<Row>(config)
    const begun = send({ text: waiting })
    waiting = undefined
    open = true
    begun.catch(() => {
      lost = true
    })
    return Promise.all([begun, send<Row>(config)]).then(([, result]) => result)
  }

  async function commit(): Promise<void> {
    current = undefined
    if (!open) return
    if (mode === 'read') {
      open = false
      send({ text: 'COMMIT' }).catch(() => undefined)
      return
    }
    const { command } = await send({ text: 'COMMIT' }).catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError)) throw new CommitUnknownError(error)
      // A connection that the server ended says so a moment before it closes: it is not to be lent again.
      open = error.severity === 'FATAL'
      throw error
    })
    open = false
    if (lost || command !== 'COMMIT') {
      throw new TransactionLostError('The transaction was rolled back: a statement in it had failed')
    }
  }

  async function rollback(): Promise<void> {
    current = undefined
    if (!open) return
    await send({ text: 'ROLLBACK' })
    open = false
  }

  const adapter = await adapterOver(query, nameOf)

  return {
    begin(announced) {
      mode = announced
      waiting = BEGIN[announced]
      current = {}
      lost = false
    },
    query: (text, values) => query({ name: nameOf(text), text, values }),
    prismaTransaction() {
      const mine = current
      const inside = <T>(send: () => Promise<T>): Promise<T> =>
        mine !== undefined && mine === current
          ? send()
          : Promise.reject(new TransactionLostError('The transaction is over'))
      const run = async (sql: string): Promise<void> => {
        await inside(() => adapter.executeRaw({ sql, args: [], argTypes: [] }))
      }
      return {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        // Keeps Prisma from sending COMMIT and ROLLBACK itself.
        options: { usePhantomQuery: true },
        commit: () => Promise.resolve(),
        rollback: () => Promise.resolve(),
        queryRaw: (statement) => inside(() => adapter.queryRaw(statement)),
        executeRaw: (statement) => inside(() => adapter.executeRaw(statement)),
        createSavepoint: (name) => run(`SAVEPOINT ${name}`),
        rollbackToSavepoint: (name) => run(`ROLLBACK TO SAVEPOINT ${name}`),
        releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
      }
    },
    commit,
    rollback,
    release() {
      releasing()
      waiting = undefined
      current = undefined
      // Where one statement failed, those sent behind it were refused unparsed, and pg takes them for prepared all the
      // same: whoever got the connection next would ask for statements that are not there.
      client.release(open || failed)
      open = false
      failed = false
    },
  }
}

/** PrismaPg with its conversions of values and errors, whose statements go through `query`. */
async function adapterOver(
  query: (config: pg.QueryConfig) => Promise<pg.QueryResult>,
  nameOf: (text: string) => string,
): Promise<SqlDriverAdapter> {
  // PrismaPg takes a pool, and asks nothing of it outside transactions but this.
  const pool = Object.assign(new pg.Pool(), { query })
  return new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }).connect()
}
