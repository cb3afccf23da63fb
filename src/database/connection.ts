import pg from 'pg'
import { ERA, XID, type Outcome, type TransactionMark } from './outcome.js'
import { rowTypes } from './types.js'

/** A COMMIT that the database answered with ROLLBACK, or a transaction whose BEGIN was refused: nothing was saved. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError'
}

/** COMMIT was not answered, or not without doubt. Nobody may be told that it was saved, nor that it was not. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'
}

/**
 * Warnings to a COMMIT whose wait for a synchronous standby was cancelled, or ended with the connection: this server has
 * committed, and another that takes over may not have.
 */
const NOT_REPLICATED = ['01000', '57P01']

export type Mode = 'read' | 'write'

/** How long the server lets a session's statements take, in milliseconds. */
export interface Bounds {
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
}

/**
 * The messages that begin transactions. The bounds go with them, not with the connection: behind a pooler the next
 * transaction may be on another connection, and this connection may serve another program next. (Prisma's own transaction
 * time-out cancels nothing at the server.) UTC, because Prisma takes every time that it reads for one. A transaction that
 * may write tells its number, by which it can be looked up: once COMMIT is sent it is too late to ask.
 */
export function beginnings({ statementTimeoutMs, lockTimeoutMs }: Bounds): Readonly<Record<Mode, string>> {
  const bounds = `SET LOCAL statement_timeout = ${String(statementTimeoutMs)};
    SET LOCAL lock_timeout = ${String(lockTimeoutMs)};
    SET LOCAL idle_in_transaction_session_timeout = ${String(statementTimeoutMs)};
    SET LOCAL TimeZone = 'UTC'`
  return {
    read: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${bounds}`,
    write: `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; ${bounds}; ${XID}`,
  }
}

/** When a transaction that is rolled back asks the server to cancel: first in a moment, for most statements end by then. */
const CANCEL_PAUSES_MS = [20, 40, 80, 160, 320, 640, 1280]

/**
 * A connection, acquired by one session at a time. What it does beyond pg:
 *
 * - BEGIN waits for the first statement and goes out with it, in one round trip. But a statement that may write waits
 *   until BEGIN is answered: were BEGIN refused, it would run outside a transaction, and stay.
 * - Nothing hangs on the COMMIT of a snapshot, and nobody waits for it.
 * - It believes no COMMIT but one that the database calls COMMIT. PostgreSQL answers the COMMIT of a transaction in
 *   which a statement failed with ROLLBACK and no error, and a caller who swallowed that first error would go on as if
 *   saved.
 * - Statements are sent as they are asked for (pipelined), so that loaders of one level share a round trip.
 */
export interface Connection {
  /** Announces the transaction. Nothing is sent yet. */
  readonly begin: (mode: Mode) => void
  /** Sends a statement in the transaction. Values of its rows arrive as types.ts says. */
  readonly query: (text: string, values: unknown[]) => Promise<pg.QueryResult>
  /**
   * A way into the transaction that is announced, for statements of another's make. Refuses them once the transaction has
   * ended, which whoever has it may not have noticed.
   */
  readonly wayIn: () => (config: pg.QueryConfig) => Promise<pg.QueryResult>
  readonly commit: () => Promise<void>
  /**
   * Statements that are still under way are cancelled at the server. Resolves when the server has rolled back, or does not
   * say so for some seconds; then the connection is cut.
   */
  readonly rollback: () => Promise<void>
  /**
   * Gives the connection back, once nothing is under way on it. One on which a transaction is still open, or a statement
   * failed, is closed instead.
   */
  readonly release: () => void
  /** To be called each TICK_MS: cuts the connection when the server has said nothing for longer than it may. */
  readonly tick: () => void
}

/** Ticks, and not the time: a process that had no time for its sockets has not been kept waiting by the server. */
export const TICK_MS = 500
/** How long the server may take for what it answers at once, BEGIN and ROLLBACK; for others, beyond its own bound. */
const SILENT_MS = 4000
const BEYOND_MS = 1000

export interface ConnectionOptions {
  readonly begin: Readonly<Record<Mode, string>>
  /** The server's own bound for a statement. */
  readonly statementTimeoutMs: number
  /** The name under which a statement is prepared; empty for none. */
  readonly nameOf: (text: string) => string
  /** Told before each time that the connection is given back, after a transaction of this mode. */
  readonly releasing: (mode: Mode) => void
  /** Looks up what became of a transaction; absent if nobody can be asked. */
  readonly outcomeOf?: ((mark: TransactionMark) => Promise<Outcome>) | undefined
  /** Asks the server to cancel what runs on a connection; absent if that can't be done. */
  readonly cancel?: ((client: pg.PoolClient) => Promise<void>) | undefined
  /** Told of each statement that a session sends, BEGIN and COMMIT included. For tests that count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

/** Makes a connection of a pool's client. Once for each client; `release` may be called after each lending. */
export function connectionOver(
  client: pg.PoolClient,
  { begin, statementTimeoutMs, nameOf, releasing, outcomeOf, cancel, onStatement }: ConnectionOptions,
): Connection {
  /** The BEGIN that waits for a first statement to go with. */
  let waiting: string | undefined
  /** The BEGIN that is not answered yet. */
  let beginning: Promise<unknown> | undefined
  /** Whether a statement waits for that; those asked for after it then wait behind it. */
  let holding = false
  let mode: Mode = 'read'
  /** Stands for the transaction that is announced or open. */
  let current: object | undefined
  let open = false
  let lost = false
  let failed = false
  /** How many statements are sent and not answered, without a COMMIT that nobody waits for. */
  let underWay = 0
  /** For how many ticks the server has answered none of them. */
  let silentTicks = 0
  let isRollingBack = false
  /** What the transaction can be looked up by; known from the answer to BEGIN on. */
  let xid: string | undefined
  let era: string | undefined
  let warning: string | undefined
  if (outcomeOf !== undefined) {
    client.query<{ era: string }>(ERA, (error: Error | null, result) => {
      if (error === null) era = result.rows[0]?.era
    })
    client.on('notice', ({ code }) => {
      warning = code
    })
  }

  function send<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    onStatement?.(config.text)
    underWay += 1
    let isAnswered = false
    return new Promise((resolve, reject) => {
      client.query<Row>(config, (error: Error | null, result) => {
        // Of a value that it can't send pg tells at once, and of the statement's end again.
        if (!isAnswered) underWay -= 1
        isAnswered = true
        silentTicks = 0
        if (error === null) {
          resolve(result)
        } else {
          failed = true
          reject(error)
        }
      })
    })
  }

  function query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    if (waiting !== undefined) sendBegin(waiting)
    if (lost) return Promise.reject(new TransactionLostError('The transaction could not be begun'))
    if (beginning === undefined) return send<Row>(config)
    holding ||= mode === 'write' && !isSelect(config.text)
    if (!holding) return Promise.all([beginning, send<Row>(config)]).then(([, result]) => result)
    const mine = current
    return beginning.then(() => {
      if (mine !== current) throw new TransactionLostError('The transaction is over')
      return send<Row>(config)
    })
  }

  function sendBegin(text: string): void {
    waiting = undefined
    open = true
    beginning = send<{ xid: string }>({ text }).then((results) => {
      xid = lastOf(results)?.rows[0]?.xid
    })
    const answered = (): void => {
      beginning = undefined
      holding = false
    }
    // Before any other that waits for it: so what is asked for later is not sent before what was held.
    beginning.then(answered, () => {
      lost = true
      answered()
    })
  }

  async function commit(): Promise<void> {
    if (holding) await beginning?.catch(() => undefined)
    current = undefined
    if (!open) return
    if (mode === 'read') {
      // An answer may be complete without all that was asked for it: what is under way is stopped on release.
      if (underWay > 0) return
      open = false
      onStatement?.('COMMIT')
      client.query('COMMIT', (error: Error | null) => {
        failed ||= error !== null
      })
      return
    }
    warning = undefined
    const answer = await send({ text: 'COMMIT' }).catch(async (error: unknown) => {
      const isOver = error instanceof pg.DatabaseError && error.severity === 'ERROR' && !error.code?.startsWith('08')
      if (isOver) open = false
      if (isOver || (await lookUp(error)) === 'aborted') throw error
    })
    // Committed, on a connection that is lost.
    if (answer === undefined) return
    open = false
    if (lost || answer.command !== 'COMMIT') {
      throw new TransactionLostError('The transaction was rolled back: a statement in it had failed')
    }
    if (isNotReplicated()) throw new CommitUnknownError('COMMIT came back with a warning: no standby has confirmed it')
  }

  function isNotReplicated(): boolean {
    return warning !== undefined && NOT_REPLICATED.includes(warning)
  }

  async function lookUp(cause: unknown): Promise<Outcome> {
    const mark = outcomeOf === undefined || xid === undefined || era === undefined ? undefined : { xid, era }
    const outcome = mark === undefined || isNotReplicated() ? 'unknown' : await outcomeOf?.(mark)
    if (outcome === 'committed' || outcome === 'aborted') return outcome
    throw new CommitUnknownError('COMMIT was sent, and what became of it is not known', { cause })
  }

  async function rollback(): Promise<void> {
    current = undefined
    if (!open) return
    const isQuiet = underWay === 0
    isRollingBack = true
    // Behind all that was sent: once it is answered nothing runs any more.
    const over = send({ text: 'ROLLBACK' }).then(() => {
      open = false
    })
    if (!isQuiet) await stop(over.catch(() => undefined))
    await over
  }

  async function stop(over: Promise<unknown>): Promise<void> {
    for (const pause of CANCEL_PAUSES_MS) {
      if (await within(pause, over)) return
      if (cancel === undefined) continue
      // A cancel hits whatever runs when it arrives. So nobody gets this connection after one, and COMMIT never follows
      // one. And it hits nothing if it arrives between two statements: hence again.
      failed = true
      void cancel(client)
    }
    client.connection.stream.destroy()
  }

  function giveBack(): void {
    releasing(mode)
    // Where one statement failed, those sent behind it were refused unparsed, and pg takes them for prepared all the
    // same: whoever got the connection next would ask for statements that are not there.
    client.release(open || failed)
    open = false
    failed = false
    isRollingBack = false
  }

  function tick(): void {
    silentTicks = underWay > 0 ? silentTicks + 1 : 0
    const mayTakeMs = beginning !== undefined || isRollingBack ? SILENT_MS : statementTimeoutMs + BEYOND_MS
    if (silentTicks * TICK_MS > mayTakeMs) client.connection.stream.destroy()
  }

  return {
    begin(announced) {
      mode = announced
      waiting = begin[announced]
      current = {}
      lost = false
      xid = undefined
    },
    query: (text, values) => query({ name: nameOf(text), text, values, types: rowTypes }),
    wayIn() {
      const mine = current
      return (config) =>
        mine !== undefined && mine === current
          ? query({ ...config, name: nameOf(config.text) })
          : Promise.reject(new TransactionLostError('The transaction is over'))
    },
    commit,
    rollback,
    tick,
    release() {
      waiting = undefined
      if (underWay > 0) rollback().then(giveBack, giveBack)
      else giveBack()
    },
  }
}

/** What pg gives for a message of several statements is an array, whatever its types say. */
function lastOf<Row extends pg.QueryResultRow>(
  results: pg.QueryResult<Row> | pg.QueryResult<Row>[],
): pg.QueryResult<Row> | undefined {
  return Array.isArray(results) ? results.at(-1) : results
}

/** A statement that writes nothing, whether in a transaction or not. (None of ours calls a function that does.) */
function isSelect(text: string): boolean {
  return /^\s*SELECT\b/i.test(text)
}

/** Whether `promise` resolves within the time. */
async function within(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
