/** How many of the last releases the pace follows. */
const SPAN = 64
/** Whatever the pace: more than this may not wait. */
const MAY_WAIT = 1000

/** A pool as far as it matters here. */
interface Queue {
  readonly waitingCount: number
  readonly options: { readonly max: number }
}

/**
 * Who may queue for a connection. At the pace at which connections came free lately while somebody waited, a newcomer's
 * wait is known in advance: one that would end in a refusal is refused at once, and does not hold up a client for it. As
 * many as there are connections may wait in any case, so that the pace is measured again.
 */
export interface Admission {
  readonly admits: () => boolean
  /** To be called before each connection is given back. */
  readonly releasing: () => void
}

export function admission(queue: Queue, mayWaitMs: number, clock: () => number = () => performance.now()): Admission {
  let pace = 0
  let measured = 0
  let since: number | undefined
  return {
    admits() {
      const { waitingCount, options } = queue
      return waitingCount < options.max || (waitingCount < MAY_WAIT && waitingCount * pace <= mayWaitMs)
    },
    releasing() {
      const now = clock()
      if (since !== undefined) {
        measured = Math.min(measured + 1, SPAN)
        pace += (now - since - pace) / measured
      }
      // With nobody waiting the next release says how long a session takes, not how often one ends.
      since = queue.waitingCount > 0 ? now : undefined
    },
  }
}
