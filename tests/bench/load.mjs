// The load: clients that each keep one request under way, and what came of it.
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { TO_PENDING, randomFrom } from './data.mjs'
import { sideConnection } from './postgres.mjs'
import { DIALECTS, WORKLOADS, walkOver } from './workloads.mjs'

const HEAD_END = Buffer.from('\r\n\r\n')
const ERRORS = Buffer.from('"errors"')

/**
 * One keep-alive connection with one request under way: our own few lines, because the load generator shares the
 * machine with the servers and a general client costs several times as much per request as the smallest server.
 * @returns {{ send: (request: Buffer) => Promise<{ status: number, head: string, body: Buffer }>, close: () => void }}
 */
export function httpClient(url) {
  const { hostname, port } = new URL(url)
  let socket
  let waiting
  let received = []

  const settle = (action, value) => {
    const current = waiting
    waiting = undefined
    received = []
    current?.[action](value)
  }
  const open = () => {
    socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const own = socket
    socket.on('data', (chunk) => {
      received.push(chunk)
      const whole = received.length === 1 ? chunk : Buffer.concat(received)
      const answer = parseAnswer(whole)
      if (answer) {
        if (/^connection: *close/im.test(answer.head)) socket = undefined
        settle('resolve', answer)
      } else received = [whole]
    })
    // What happens to a connection after its last answer is nothing to the request on the next one.
    const fail = (error) => {
      if (socket !== own) return
      socket = undefined
      settle('reject', error)
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed the connection before it answered')))
  }
  return {
    send(request) {
      if (!socket || socket.destroyed) open()
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      })
    },
    close: () => socket?.destroy(),
  }
}

/** A whole answer, or undefined while a part of it is still on its way. */
function parseAnswer(bytes) {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd === -1) return undefined
  const head = bytes.latin1Slice(0, headEnd)
  const status = Number(head.slice(9, 12))
  const start = headEnd + 4
  const length = /^content-length: *(\d+)/im.exec(head)
  if (length) {
    const end = start + Number(length[1])
    return bytes.length >= end ? { status, head, body: bytes.subarray(start, end) } : undefined
  }
  if (!/^transfer-encoding: *chunked/im.test(head)) throw new Error(`an answer without a length:\n${head}`)
  const parts = []
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = parseInt(bytes.latin1Slice(at, lineEnd), 16)
    const end = lineEnd + 2 + size
    if (bytes.length < end + 2) return undefined
    if (size === 0) return { status, head, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(lineEnd + 2, end))
    at = end + 2
  }
}

/** The bytes of a POST of one GraphQL request. */
export function postBytes(url, graphqlRequest) {
  const { host, pathname } = new URL(url)
  const body = JSON.stringify(graphqlRequest)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Makes the bytes of requests, and keeps them: the load generator should not pay for the same JSON twice. */
export function requestBytes(url, dialect) {
  const { queries, variables } = DIALECTS[dialect]
  const kept = new Map()
  return (request) => {
    const key = `${request.operation} ${Object.values(request.variables).join(' ')}`
    let bytes = kept.get(key)
    if (!bytes) {
      bytes = postBytes(url, { query: queries[request.operation], variables: variables(request) })
      kept.set(key, bytes)
    }
    return bytes
  }
}

/** Refuses all that is not a full answer: a bench that counts errors measures nothing. */
export function mustBeWhole(request, { status, body }) {
  if (status === 200 && !body.includes(ERRORS)) return
  throw new Error(
    `${request.operation} ${JSON.stringify(request.variables)}: ${status} ${body.toString().slice(0, 1000)}`,
  )
}

/** Whoever is refused for the load of the server, with Retry-After, comes back after this, in milliseconds. */
const PAUSE_OF_REFUSED = 50
const isRefused = ({ status, head }) => status === 503 && /^retry-after:/im.test(head)

/** A way to send requests over HTTP, for a number of clients. What they are refused they ask again: it all counts as time. */
export function httpSenders(url, dialect, clients) {
  const bytesOf = requestBytes(url, dialect)
  const connections = Array.from({ length: clients }, () => httpClient(url))
  return {
    senders: connections.map((connection) => async (request) => {
      let answer = await connection.send(bytesOf(request))
      for (; isRefused(answer); answer = await connection.send(bytesOf(request))) await sleep(PAUSE_OF_REFUSED)
      mustBeWhole(request, answer)
    }),
    close: () => connections.forEach((connection) => connection.close()),
  }
}

/** A side connection that starts walks over. */
export async function walkRestarter(databaseUrl) {
  const client = await sideConnection(databaseUrl)
  let last = Promise.resolve()
  return {
    // One after another: a connection runs one statement at a time.
    restart: (slice) => (last = last.then(() => client.query(TO_PENDING, [slice]))),
    close: () => client.end(),
  }
}

/** The streams of requests of a workload, one a client; each walks its own slice of the assignments. */
export function requestStreams({ workload, clients, data, seed, restart }) {
  return Array.from({ length: clients }, (_, i) => {
    const cut = (n) => Math.floor((data.walk.length * n) / clients)
    const walk = walkOver(data.walk.slice(cut(i), cut(i + 1)), restart)
    return WORKLOADS[workload].source(data, randomFrom(seed * 1000 + i), walk)
  })
}

/**
 * Lets every client send one request after another for a time, then waits for all that is under way, so that nothing
 * of it runs into the next measurement. A request counts by when it was sent, and the time is until the last was
 * answered: so a server that takes longer than the whole time for one request is measured as well.
 */
export async function drive({ senders, streams, milliseconds }) {
  const latencies = []
  const begin = performance.now()
  const until = begin + milliseconds
  await Promise.all(
    senders.map(async (send, i) => {
      const next = streams[i]
      while (performance.now() < until) {
        const made = next()
        // Only the restart of a walk is a promise; its time is nobody's.
        const request = made instanceof Promise ? await made : made
        const sent = performance.now()
        await send(request)
        latencies.push(performance.now() - sent)
      }
    }),
  )
  const elapsed = performance.now() - begin
  latencies.sort((a, b) => a - b)
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]
  return { requests: latencies.length, perSecond: (latencies.length / elapsed) * 1000, p50: at(0.5), p99: at(0.99) }
}
