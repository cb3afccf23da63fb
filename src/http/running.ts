import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The requests that run, and how they come to an end when the server closes. */
export interface RunningRequests {
  /** Whether the server is closing, though it still takes what clients have sent before. */
  readonly closing: boolean
  /** Whether the server takes no more requests. */
  readonly draining: boolean
  /** Counts a request until its response is closed, and then calls `closed`. */
  add(response: ServerResponse, closed: () => void): void
  /** Whether what is written to the socket would be taken for the answer to what is being read from it. */
  isNextOn(socket: Duplex): boolean
  /** The connections on which a request runs. */
  sockets(): ReadonlySet<Duplex>
  /** From now on the server is closing: answers tell their clients not to use the connection again. */
  beginClosing(): void
  /** From now on the server takes no more requests. Resolves when no request runs any more, at the latest after the grace. */
  drain(graceMs: number): Promise<void>
}

/** A connection, with the responses to what runs on it: more than one if the client does not wait for answers. */
interface Busy {
  readonly running: ServerResponse[]
  latest: ServerResponse | undefined
}

export function runningRequests(): RunningRequests {
  // By connection, which lasts. A set of the responses themselves, added and removed with each request, cost more than
  // a fifth of all that a small one does (`{ __typename }`: 48 -> 64 us of CPU).
  const connections = new Map<Duplex, Busy>()
  let count = 0
  let closing = false
  let draining = false
  let drained = () => {}

  return {
    get closing() {
      return closing
    },
    get draining() {
      return draining
    },
    add(response, closed) {
      const { socket } = response.req
      let connection = connections.get(socket)
      if (connection === undefined) {
        connection = { running: [], latest: undefined }
        connections.set(socket, connection)
        socket.on('close', () => connections.delete(socket))
      }
      const { running } = connection
      running.push(response)
      connection.latest = response
      count += 1
      // 'close' comes once and always, after the last byte as well as when the client goes away.
      response.on('close', () => {
        running.splice(running.indexOf(response), 1)
        count -= 1
        closed()
        if (count === 0) drained()
      })
    },
    isNextOn(socket) {
      const connection = connections.get(socket)
      if (connection?.running.some(isUnderWay)) return false
      // A request that was refused before its body came has its answer already.
      const last = connection?.latest
      return last === undefined || last.req.complete || !last.headersSent
    },
    sockets: () => new Set([...connections].flatMap(([socket, { running }]) => (running.length > 0 ? [socket] : []))),
    beginClosing() {
      closing = true
    },
    drain(graceMs) {
      draining = true
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, graceMs)
        drained = () => {
          clearTimeout(timer)
          resolve()
        }
        if (count === 0) drained()
      })
    },
  }
}

/** Whether it is worked for, or its answer has begun. */
function isUnderWay({ req, headersSent }: ServerResponse): boolean {
  return req.complete || headersSent
}
