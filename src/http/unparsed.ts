import type { FastifyInstance } from 'fastify'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorBody } from './errors.js'
import type { Problem } from './refusals.js'
import type { RunningRequests } from './running.js'

const TIMED_OUT: Problem = { status: 408, code: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive.' }
const HEADERS: Problem = { status: 431, code: 'HEADERS_TOO_LARGE', message: 'The headers must not exceed 16 kB.' }
const CHUNKS: Problem = { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'The extensions of chunks are too large.' }
const MALFORMED: Problem = { status: 400, code: 'BAD_REQUEST', message: 'This is no HTTP/1.1 request.' }
const CONNECT: Problem = { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'This server is no proxy.' }
const EXPECTATION: Problem = { status: 417, code: 'EXPECTATION_FAILED', message: 'Expect may only be 100-continue.' }

const PROBLEMS: Readonly<Record<string, Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: TIMED_OUT,
  HPE_HEADER_OVERFLOW: HEADERS,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: CHUNKS,
}

/** Answers what Node's parser refuses, and so what never becomes a request, in the shape of all our refusals. */
export function refuseUnparsed(error: NodeJS.ErrnoException, socket: Duplex, running: RunningRequests): void {
  refuseNext(socket, running, PROBLEMS[error.code ?? ''] ?? MALFORMED)
}

/** Answers what Node itself takes out of the stream of requests: CONNECT, and an Expect that it does not know. */
export function refuseSpecial({ server }: FastifyInstance, running: RunningRequests): void {
  server.on('connect', (_request, socket) => {
    refuseNext(socket, running, CONNECT)
  })
  server.on('checkExpectation', ({ socket }) => {
    refuseNext(socket, running, EXPECTATION)
  })
}

/**
 * While a complete request is worked for, what follows it must not be answered in its place: a client would take the
 * refusal for that of a mutation which may well be committed. Such a connection is only closed.
 */
function refuseNext(socket: Duplex, running: RunningRequests, problem: Problem): void {
  if (socket.writable && running.isNextOn(socket)) writeRefusal(socket, problem)
  socket.destroy()
}

function writeRefusal(socket: Duplex, { status, code, message }: Problem): void {
  const body = errorBody(code, message)
  socket.write(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${String(Buffer.byteLength(body))}`,
      'x-content-type-options: nosniff',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
