// HTTP as bytes: any request, however wrong, and whatever comes back. What is kept of an answer is bounded, so that one
// of hundreds of MB costs its reader nothing.
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

const HEAD_END = Buffer.from('\r\n\r\n')
const KEEP = 256 * 1024

/** The head and body of an exchange: `bytes` is the size of the body, of which `body` is the first part. */
/** @typedef {{ status: number, head: string, bytes: number, body: Buffer }} Answer */

/** A POST of one GraphQL request. */
export function post(request, headers = []) {
  return {
    method: 'POST',
    path: '/graphql',
    headers: [['content-type', 'application/json'], ['accept', 'application/json'], ...headers],
    body: typeof request === 'string' || Buffer.isBuffer(request) ? request : JSON.stringify(request),
  }
}

/** The bytes of a request. Host and content-length are added where it does not bring its own. */
export function bytesOf({ method, path, headers = [], body }, host) {
  const has = (name) => headers.some(([each]) => each.toLowerCase() === name)
  const lines = [`${method} ${path} HTTP/1.1`]
  if (!has('host')) lines.push(`host: ${host}`)
  for (const [name, value] of headers) lines.push(`${name}: ${value}`)
  if (body !== undefined && !has('content-length') && !has('transfer-encoding'))
    lines.push(`content-length: ${Buffer.byteLength(body)}`)
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body ?? '')])
}

/**
 * A keep-alive connection with one request under way. `send` resolves to the answer, or rejects when none came: the
 * connection was closed, or `patience` (ms) went by.
 */
export function rawClient(port) {
  let socket
  let waiting

  const open = () => {
    const own = connect({ host: '127.0.0.1', port, noDelay: true })
    socket = own
    own.on('data', (chunk) => {
      if (own !== socket || waiting === undefined) return
      const answer = waiting.take(chunk)
      if (answer !== undefined) {
        if (/^connection: *close/im.test(answer.head) || answer.status < 200) drop()
        settle('resolve', answer)
      }
    })
    const lost = (reason) => {
      if (own !== socket) return
      socket = undefined
      // A server may close a connection between two requests; a client then sends on a new one, once.
      if (waiting?.reused && !waiting.take.began()) {
        waiting.reused = false
        open()
        socket.write(waiting.bytes)
        return
      }
      const answer = waiting?.take.atEnd()
      if (answer !== undefined) settle('resolve', answer)
      else settle('reject', new Error(reason))
    }
    own.on('error', (error) => lost(error.code ?? error.message))
    own.on('close', () => lost('closed without an answer'))
  }
  const drop = () => {
    const old = socket
    socket = undefined
    old?.destroy()
  }
  const settle = (action, value) => {
    const current = waiting
    waiting = undefined
    clearTimeout(current?.timer)
    current?.[action](value)
  }
  return {
    send(bytes, { method = 'POST', patience = 60_000 } = {}) {
      const reused = socket !== undefined && !socket.destroyed
      if (!reused) open()
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          drop()
          settle('reject', new Error(`no answer within ${patience / 1000} s`))
        }, patience)
        waiting = { resolve, reject, timer, bytes, reused, take: answerTaker(method) }
        socket.write(bytes)
      })
    },
    close: drop,
  }
}

/** A client that sends bytes on a connection of its own and is gone after so many ms, whatever comes. */
export function sendAndLeave(port, bytes, ms) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    socket.on('error', () => undefined)
    socket.on('close', resolve)
    socket.write(bytes)
    setTimeout(() => socket.destroy(), ms)
  })
}

/** Takes an answer in as its chunks come, and gives it when it is whole. */
function answerTaker(method) {
  let head
  let status = 0
  let pending = Buffer.alloc(0)
  let left // of the body or of the chunk; undefined: until the connection ends
  let chunked = false
  let bytes = 0
  const kept = []
  let keptBytes = 0

  const keep = (part) => {
    bytes += part.length
    if (keptBytes >= KEEP) return
    kept.push(part.subarray(0, KEEP - keptBytes))
    keptBytes += kept.at(-1).length
  }
  const whole = () => {
    const sent = Buffer.concat(kept)
    const encoding = /^content-encoding: *(br|gzip)/im.exec(head)?.[1]
    if (encoding === undefined || bytes === 0 || sent.length < bytes) return { status, head, bytes, body: sent }
    // What it says, not how it was packed: a body that is none makes the answer wrong like any other.
    const body = encoding === 'br' ? brotliDecompressSync(sent) : gunzipSync(sent)
    return { status, head, bytes: body.length, body }
  }

  const readHead = () => {
    // What the last answer's chunks ended with.
    while (pending[0] === 13 || pending[0] === 10) pending = pending.subarray(1)
    const end = pending.indexOf(HEAD_END)
    if (end === -1) return false
    head = pending.latin1Slice(0, end)
    status = Number(head.slice(9, 12))
    pending = pending.subarray(end + 4)
    chunked = /^transfer-encoding:.*chunked/im.test(head)
    const length = /^content-length: *(\d+)/im.exec(head)
    left = chunked ? 0 : length ? Number(length[1]) : undefined
    if (method === 'HEAD' || status === 204 || status === 304) left = 0
    return true
  }

  const take = (chunk) => {
    if (head === undefined) {
      pending = Buffer.concat([pending, chunk])
      if (!readHead()) return undefined
      // "Go on" is no answer yet.
      while (status === 100) {
        head = undefined
        if (!readHead()) return undefined
      }
      if (method === 'HEAD' || status < 200) return whole()
      chunk = pending
      pending = Buffer.alloc(0)
    }
    if (!chunked) {
      keep(left === undefined ? chunk : chunk.subarray(0, left - bytes))
      return left !== undefined && bytes >= left ? whole() : undefined
    }
    let rest = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    for (;;) {
      if (left > 0) {
        const part = rest.subarray(0, left)
        // The last two bytes of a chunk end its line.
        keep(part.subarray(0, Math.max(0, Math.min(part.length, left - 2))))
        left -= part.length
        rest = rest.subarray(part.length)
        if (left > 0) break
      }
      const end = rest.indexOf('\r\n')
      if (end === -1) break
      const size = parseInt(rest.latin1Slice(0, end), 16)
      rest = rest.subarray(end + 2)
      if (size === 0) return whole()
      left = size + 2
    }
    pending = rest
    return undefined
  }
  take.began = () => head !== undefined || pending.length > 0
  take.atEnd = () => (head !== undefined && left === undefined ? whole() : undefined)
  return take
}

/** The codes in an answer's errors; 'none' for an error without one. */
export function codesOf({ body }) {
  const text = body.toString()
  if (!text.includes('"errors"')) return []
  try {
    return JSON.parse(text).errors.map((error) => error.extensions?.code ?? 'none')
  } catch {
    // Longer than what is kept of it.
    return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map((match) => match[1])
  }
}
