import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'

/**
 * Gives Prisma Client's next interactive transaction the connection that it is meant for. Prisma asks its adapter for
 * a transaction without saying which of its callers it is for, and a session has to know its connection: set-based
 * statements, BEGIN and COMMIT go straight there. So callers take turns, from handing over a transaction until Prisma
 * has taken it, which takes a few microtasks and no I/O.
 */
export interface Handover {
  readonly adapter: SqlDriverAdapterFactory
  /** Calls `start`, which is to start one interactive transaction, so that it gets `transaction`. */
  readonly give: <T>(transaction: Transaction, start: () => Promise<T>) => Promise<T>
}

interface Offer {
  readonly transaction: Transaction
  readonly taken: () => void
}

export function handover(): Handover {
  let next: Offer | undefined
  let turn = Promise.resolve()

  const refuse = () => Promise.reject(new Error('Statements are sent in sessions only'))
  const driver: SqlDriverAdapter = {
    provider: 'postgres',
    adapterName: 'batchboard',
    queryRaw: refuse,
    executeRaw: refuse,
    executeScript: refuse,
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
    startTransaction() {
      if (next === undefined) return refuse()
      const { transaction, taken } = next
      next = undefined
      taken()
      return Promise.resolve(transaction)
    },
  }

  return {
    adapter: { provider: 'postgres', adapterName: 'batchboard', connect: () => Promise.resolve(driver) },
    async give(transaction, start) {
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
        // Where Prisma failed before it came for the transaction; else this was said already.
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
