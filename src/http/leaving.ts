import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as endOfTurn, setTimeout as delay } from 'node:timers/promises'
import type { PacedRefusals } from './paced-refusals.js'
import type { RunningRequests } from './running.js'

/** In so many turns of the event loop what a client has sent is accepted, read and taken. */
const TURNS = 3
/** How long to wait for such turns in which no new connection comes. */
const QUIET_MS = 2000
/** How long what comes is refused before the server stops to listen: clients learn that it closes from an answer. */
const REFUSING_MS = 100

/**
 * How a server stops so that clients see answers and closed connections, and none that is reset. A system resets a
 * connection that it has accepted and we have not when we stop to listen, and one that we close with something unread.
 */
export interface Leaving {
  /**
   * Resolves when what clients have sent so far is read, and `running` has it. Then nothing more needs to be taken.
   */
  readonly readAll: (mayTakeMs: number) => Promise<void>
  /** To be called while all that comes is refused: resolves when it is the moment to stop to listen. */
  readonly sayGoodbye: (mayTakeMs: number) => Promise<void>
}

export function leaving(server: Server, running: RunningRequests, refusals: PacedRefusals): Leaving {
  const sockets = new Set<Socket>()
  let quiet = 0
  server.on('connection', (socket) => {
    quiet = 0
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function quietTurns(mayTakeMs: number): Promise<void> {
    const until = performance.now() + mayTakeMs
    for (quiet = 0; quiet < TURNS && performance.now() < until; quiet++) await endOfTurn()
  }

  return {
    readAll: (mayTakeMs) => quietTurns(Math.min(mayTakeMs, QUIET_MS)),
    async sayGoodbye(mayTakeMs) {
      await delay(Math.min(mayTakeMs, REFUSING_MS))
      // The other side may still be sending: that is read and thrown away, until it closes too.
      const busy = running.sockets()
      for (const socket of sockets) if (!busy.has(socket)) socket.end()
      await delay(Math.min(mayTakeMs, REFUSING_MS))
      // While nobody is refused nobody comes back, and none is left with the system.
      refusals.hold()
      await quietTurns(Math.min(mayTakeMs, QUIET_MS))
    },
  }
}
