import type { Server } from 'node:http'

/** What accepting a connection costs, about, in milliseconds of CPU. */
const ACCEPTING_MS = 0.1
/** For each millisecond that the process works at other things, so much of one is due to accepting connections. */
const ACCEPTING_SHARE = 1 / 2
/** How long requests may be started as they come in one turn: each is worked at up to its first wait for the database. */
const STARTING_MS = 5
/** How long a request may wait to be started. One that waits longer is refused. */
const MAY_WAIT_MS = 1000

/**
 * Starts requests when there is time for them, first come, first served.
 *
 * Node accepts one connection in a turn of its event loop (libuv 1.45 and newer). So with thousands of clients on new
 * connections, and turns of some milliseconds, they would wait in the system's queue, where nobody can tell one from
 * another: with 3,000 of them health took 17 s. While connections come in, requests are therefore held back until those
 * who wait got their share of the time, in turns that are short because nothing is started in them. Then each is either
 * started in time or refused; and health is not held back at all.
 */
export interface Load {
  /** Calls `start` when the request's turn comes, at once if nothing is in the way; or `refuse`. */
  readonly admit: (start: () => void, refuse: () => void) => void
  /** Whether there is time for other things than accepting connections. */
  readonly hasTime: () => boolean
}

interface Held {
  readonly start: () => void
  readonly refuse: () => void
  readonly since: number
}

/** Watches the connections of `server`. What the database has no room for is refused too. */
export function loadOf(server: Server, database: { hasRoom(): boolean }): Load {
  const held: Held[] = []
  let accepted = 0
  /** The milliseconds that are due to accepting connections before the next request is started. */
  let owed = 0
  let watching = false
  let turnBegan = 0
  /** The process's CPU time at the start of the turn; only kept while connections come in. */
  let cpuThen: number | undefined
  /** How many were started in this turn; only counted while watching. */
  let started = 0

  server.on('connection', () => {
    accepted += 1
    cpuThen ??= cpuNow()
    if (!watching) watch()
  })

  function watch(): void {
    watching = true
    turnBegan = performance.now()
    setImmediate(endOfTurn)
  }

  function endOfTurn(): void {
    const goOn = accepted > 0 || held.length > 0
    owed = stillOwed()
    accepted = 0
    started = 0
    watching = goOn
    // Most turns: no connection came, and nobody waits.
    if (!goOn) return
    const now = performance.now()
    turnBegan = now
    for (let next = held[0]; next !== undefined; next = held[0]) {
      if (now - next.since > MAY_WAIT_MS) next.refuse()
      // One in a turn: what it costs shows only after this function, and may be all the time that there is.
      else if (owed === 0 && started === 0) begin(next)
      else break
      held.shift()
    }
    setImmediate(endOfTurn)
  }

  /** By the process's own time: on a busy machine the clock goes on while others have the processor. */
  function stillOwed(): number {
    if (accepted === 0 || cpuThen === undefined) {
      cpuThen = undefined
      return 0
    }
    const now = cpuNow()
    const accepting = accepted * ACCEPTING_MS
    const other = Math.max(0, now - cpuThen - accepting)
    cpuThen = now
    return Math.max(0, owed + other * ACCEPTING_SHARE - accepting)
  }

  function mayStart(): boolean {
    return owed === 0 && (started === 0 || performance.now() - turnBegan < STARTING_MS)
  }

  function begin({ start, refuse }: Pick<Held, 'start' | 'refuse'>): void {
    if (!database.hasRoom()) {
      refuse()
    } else {
      started += 1
      start()
    }
  }

  return {
    hasTime: () => owed === 0,
    admit(start, refuse) {
      if (!watching) watch()
      if (held.length === 0 && mayStart()) begin({ start, refuse })
      else held.push({ start, refuse, since: performance.now() })
    },
  }
}

/** The process's CPU time, in milliseconds. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
