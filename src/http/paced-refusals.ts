/** How many are sent in a turn of the event loop. */
const IN_A_TURN = 2

/**
 * Refusals, a few in each turn of the event loop: at once while there are few of them, and when there are thousands, in
 * turns with the work for those who are served. Clients that come back as soon as they are refused would otherwise take
 * all the time there is.
 */
export interface PacedRefusals {
  /** Calls `send` when it is its turn: first come, first served. */
  readonly add: (send: () => void) => void
  /** From now on all wait, until `goOn`. */
  readonly hold: () => void
  readonly goOn: () => void
}

/** `mayGoOn` says whether there is time for refusals in this turn. */
export function pacedRefusals(mayGoOn: () => boolean): PacedRefusals {
  const waiting: (() => void)[] = []
  let held = false
  let running = false

  function start(): void {
    if (running) return
    running = true
    setImmediate(turn)
  }

  function turn(): void {
    running = false
    if (held) return
    if (mayGoOn()) for (const send of waiting.splice(0, IN_A_TURN)) send()
    if (waiting.length > 0) start()
  }

  return {
    add(send) {
      waiting.push(send)
      start()
    },
    hold() {
      held = true
    },
    goOn() {
      held = false
      start()
    },
  }
}
