import type { Transaction } from '@prisma/driver-adapter-utils'
import type { Handover } from '../database/handover.js'
import type { Prisma, PrismaClient } from '../generated/prisma/client.js'
import { SettledSessionError } from './session.js'

/**
 * Prisma's interactive-transaction client over a transaction that is there already, which Prisma enters when the client
 * is first asked for something. Most operations ask set-based statements only, and entering costs about as much as all
 * the rest of a small one (`row`: 225 -> 100 us of CPU without it).
 */
export interface LateClient {
  /** Answers to all that a Prisma.TransactionClient does. */
  readonly client: object
  /** Ends the use of the client, and resolves when Prisma has left. The transaction itself is not touched. */
  readonly leave: () => Promise<void>
}

export function lateClient(prisma: PrismaClient, handover: Handover, transaction: () => Transaction): LateClient {
  let entered: Promise<Prisma.TransactionClient> | undefined
  let over = Promise.resolve()
  let release = (): void => undefined
  let left = false

  function enter(): Promise<Prisma.TransactionClient> {
    if (left) return Promise.reject(new SettledSessionError())
    entered ??= new Promise((resolve, reject) => {
      const stay = new Promise<void>((done) => {
        release = done
      })
      const inside = (client: Prisma.TransactionClient): Promise<void> => {
        resolve(client)
        return stay
      }
      over = handover.give(transaction(), () => prisma.$transaction(inside))
      over.catch(reject)
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
      return over
    },
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
