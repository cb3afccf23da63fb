import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import type { Connection } from '../database/connection.js'
import { PrismaClient, type Prisma } from '../generated/prisma/client.js'
import { ClosedSessionError } from './session.js'

/*
 * Prisma Client over transactions of ours.
 *
 * A session has to know its connection: set-based statements, BEGIN and COMMIT go straight there. But Prisma opens an
 * interactive transaction itself, on a connection that its adapter chooses, and does not say which of its callers it is
 * for. So it gets an adapter that opens nothing:
 *
 * 1. A session that wants Prisma Client takes its turn, offers its transaction, and calls `prisma.$transaction`. Prisma
 *    asks the adapter for a transaction, and gets the one on offer; then it is the next one's turn. That takes a few
 *    microtasks and no I/O.
 * 2. What Prisma sends goes through PrismaPg, for its conversions of values and errors, and on to the session's
 *    connection. Prisma's own COMMIT and ROLLBACK do nothing: the session ends the transaction, and Prisma's callback
 *    stays open until then.
 * 3. All of this happens when the session is first used as Prisma Client. Entering costs about as much as all the rest of
 *    a small operation (`row`: 225 -> 100 us of CPU without), and most operations ask set-based statements only.
 */

/** The server's own time-outs bound a session; Prisma's cancel nothing there and only have to come later. */
const PRISMA_BOUND_MS = 600_000

/** Prisma's interactive-transaction client over a transaction that is there already. */
export interface SessionClient {
  /** Behaves as a Prisma.TransactionClient, and enters the transaction when it is first asked for something. */
  readonly client: object
  /** Ends the use of the client, and resolves when Prisma has left. The transaction itself is not touched. */
  readonly leave: () => Promise<void>
}

/** One Prisma Client for all sessions. */
export interface PrismaOverConnections {
  readonly prisma: PrismaClient
  /** Makes a session's client over the transaction of its connection. */
  readonly over: (connection: Connection) => SessionClient
}

export function prismaOverConnections(): PrismaOverConnections {
  const turns = takingTurns()
  const adapter: SqlDriverAdapter = { ...driver, startTransaction: turns.take }
  const prisma = new PrismaClient({
    adapter: { ...driver, connect: () => Promise.resolve(adapter) },
    errorFormat: 'minimal',
    transactionOptions: { maxWait: PRISMA_BOUND_MS, timeout: PRISMA_BOUND_MS },
  })
  function over(connection: Connection): SessionClient {
    const send = connection.wayIn()
    let entered: Promise<Prisma.TransactionClient> | undefined
    let done = Promise.resolve()
    let release = (): void => undefined
    let left = false

    function enter(): Promise<Prisma.TransactionClient> {
      if (left) return Promise.reject(new ClosedSessionError())
      entered ??= new Promise((resolve, reject) => {
        const stay = new Promise<void>((end) => {
          release = end
        })
        const inside = (client: Prisma.TransactionClient): Promise<void> => {
          resolve(client)
          return stay
        }
        done = transactionOver(send).then((transaction) => turns.offer(transaction, () => prisma.$transaction(inside)))
        done.catch(reject)
      })
      return entered
    }

    return {
      client: new Proxy(
        {},
        // Not `then`: the client is handed on by promises, and is none.
        { get: (_, name) => (isNamed(name) && name !== 'then' ? property(enter, [], name) : undefined) },
      ),
      leave() {
        left = true
        release()
        return done
      },
    }
  }
  return { prisma, over }
}

type Send = (config: pg.QueryConfig) => Promise<pg.QueryResult>

const refuse = () => Promise.reject(new Error('Statements are sent in sessions only'))

/** What Prisma takes for its adapter, and may ask for nothing but transactions. */
const driver = {
  provider: 'postgres',
  adapterName: 'batchboard',
  queryRaw: refuse,
  executeRaw: refuse,
  executeScript: refuse,
  getConnectionInfo: () => ({ supportsRelationJoins: true }),
  dispose: () => Promise.resolve(),
} satisfies Omit<SqlDriverAdapter, 'startTransaction'>

interface Offer {
  readonly transaction: Transaction
  readonly taken: () => void
}

/** Lets one after the other offer a transaction, and start what takes it. */
function takingTurns() {
  let next: Offer | undefined
  let turn = Promise.resolve()
  return {
    take: (): Promise<Transaction> => {
      if (next === undefined) return refuse()
      const { transaction, taken } = next
      next = undefined
      taken()
      return Promise.resolve(transaction)
    },
    async offer<T>(transaction: Transaction, start: () => Promise<T>): Promise<T> {
      const before = turn
      let taken = (): void => undefined
      turn = new Promise((resolve) => {
        taken = resolve
      })
      await before
      next = { transaction, taken }
      try {
        return await start()
      } finally {
        // If Prisma failed before it came for the transaction; else both were done already.
        next = untaken(next, transaction)
        taken()
      }
    },
  }
}

/** What waits to be taken, unless it is this transaction, which nobody will come for any more. */
function untaken(next: Offer | undefined, transaction: Transaction): Offer | undefined {
  return next?.transaction === transaction ? undefined : next
}

/** What Prisma takes for a transaction that it opened: PrismaPg, whose statements go by `send`. */
async function transactionOver(send: Send): Promise<Transaction> {
  // PrismaPg takes a pool, and asks nothing of it outside transactions but this.
  const adapter = await new PrismaPg(Object.assign(new pg.Pool(), { query: send })).connect()
  const run = async (sql: string): Promise<void> => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] })
  }
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    // Keeps Prisma from sending COMMIT and ROLLBACK itself.
    options: { usePhantomQuery: true },
    commit: () => Promise.resolve(),
    rollback: () => Promise.resolve(),
    queryRaw: (statement) => adapter.queryRaw(statement),
    executeRaw: (statement) => adapter.executeRaw(statement),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  }
}
/** What a path of properties and calls has come to, and the object that it is a property of. */
interface Reached {
  readonly value: unknown
  readonly of: unknown
}
type Step = (reached: Reached) => Reached

/** A property at the end of a path, which may be called or have properties. */
function property(enter: () => Promise<object>, path: readonly Step[], name: string): object {
  const steps = [...path, ({ value: of }: Reached): Reached => ({ value: Reflect.get(Object(of), name), of })]
  return new Proxy(() => undefined, {
    get: (_, next) => (isNamed(next) ? property(enter, steps, next) : undefined),
    apply: (_, _this, parameters: unknown[]) => result(enter, steps, parameters),
  })
}

/** The result of a call, as lazy as Prisma's own promises: nothing is asked before somebody waits for it. */
function result(enter: () => Promise<object>, path: readonly Step[], parameters: unknown[]): object {
  const steps = [
    ...path,
    ({ value, of }: Reached): Reached => ({ value: called(value, of, parameters), of: undefined }),
  ]
  let asked: Promise<unknown> | undefined
  const ask = async (): Promise<unknown> => {
    const client = await enter()
    return steps.reduce<Reached>((reached, step) => step(reached), { value: client, of: undefined }).value
  }
  return new Proxy(
    {},
    {
      get(_, next) {
        if (next !== 'then' && next !== 'catch' && next !== 'finally') {
          return isNamed(next) ? property(enter, steps, next) : undefined
        }
        asked ??= ask()
        return asked[next].bind(asked)
      },
    },
  )
}

function called(method: unknown, of: unknown, parameters: unknown[]): unknown {
  if (typeof method === 'function') return Reflect.apply(method, of, parameters)
  throw new TypeError('Prisma Client has no such method')
}

function isNamed(name: string | symbol): name is string {
  return typeof name === 'string'
}
