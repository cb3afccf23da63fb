import { admission } from './admission.js'

/** The share of the pool was full for as long as one may wait. */
export class ShareFullError extends Error {
  override readonly name = 'ShareFullError'
  constructor() {
    super('No place in the share of the pool came free in time')
  }
}

/**
 * A share of the pool: at most `max` of those who need one are let in at a time, first come, first served. Who would wait
 * longer than `mayWaitMs` is not admitted, or refused when that time is over.
 */
export interface Share {
  readonly admits: () => boolean
  readonly enter: () => Promise<void>
  readonly leave: () => void
}

export function share(max: number, mayWaitMs: number): Share {
  const waiting = new Set<() => void>()
  let taken = 0
  const queue = {
    get waitingCount() {
      return waiting.size
    },
    options: { max },
  }
  const { admits, releasing } = admission(queue, mayWaitMs)
  return {
    admits,
    enter() {
      if (taken < max) {
        taken += 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const letIn = (): void => {
          clearTimeout(timer)
          waiting.delete(letIn)
          resolve()
        }
        const timer = setTimeout(() => {
          waiting.delete(letIn)
          reject(new ShareFullError())
        }, mayWaitMs)
        waiting.add(letIn)
      })
    },
    leave() {
      releasing()
      const [next] = waiting
      if (next === undefined) taken -= 1
      else next()
    },
  }
}
