import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gate, rawAnswer, refusalIn, startServer, until } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServer({ timeouts: { headers: 200, request: 400, check: 20 } })
})
afterAll(() => server.http.close(0))
beforeEach(() => {
  server.abandoned.length = 0
})

const own = () => `host: localhost:${String(server.port)}`
const posting = (length: number) =>
  `POST /graphql HTTP/1.1\r\n${own()}\r\ncontent-type: application/json\r\ncontent-length: ${String(length)}\r\n\r\n`

describe('what the parser refuses has a code', () => {
  it.each([
    ['is no HTTP', () => 'hello?\r\n\r\n', 400, 'BAD_REQUEST'],
    ['is HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'BAD_REQUEST'],
    ['is HTTP/3', () => `GET / HTTP/3.0\r\n${own()}\r\n\r\n`, 400, 'BAD_REQUEST'],
    ['begins TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'BAD_REQUEST'],
    ['has a null byte in a header', () => `GET / HTTP/1.1\r\n${own()}\r\nx: a\0b\r\n\r\n`, 400, 'BAD_REQUEST'],
    ['has a blank before a colon', () => `GET / HTTP/1.1\r\n${own()}\r\nx : a\r\n\r\n`, 400, 'BAD_REQUEST'],
    ['has headers too large', () => `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['has a URL too long', () => `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n${own()}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['never ends its headers', () => 'GET / HTTP/1.1\r\n', 408, 'REQUEST_TIMEOUT'],
    ['never ends its body', () => `${posting(9)}{`, 408, 'REQUEST_TIMEOUT'],
    ['has two lengths', () => posting(2).replace('\r\n\r\n', '\r\ncontent-length: 3\r\n\r\n{}'), 400, 'BAD_REQUEST'],
    [
      'has a length and chunks',
      () => posting(2).replace('\r\n\r\n', '\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
      400,
      'BAD_REQUEST',
    ],
    [
      'has a chunk without a size',
      () => posting(2).replace('content-length: 2', 'transfer-encoding: chunked') + 'zz\r\n',
      400,
      'BAD_REQUEST',
    ],
    [
      'has large extensions of a chunk',
      () => posting(2).replace('content-length: 2', 'transfer-encoding: chunked') + `1;${'x'.repeat(50_000)}\r\n`,
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'asks for a tunnel',
      () => 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n',
      405,
      'METHOD_NOT_ALLOWED',
    ],
    [
      'expects what nobody knows',
      () => `GET / HTTP/1.1\r\n${own()}\r\nexpect: a miracle\r\n\r\n`,
      417,
      'EXPECTATION_FAILED',
    ],
  ])('if it %s', async (_case, bytes, status, code) => {
    expect(refusalIn(await rawAnswer(server, bytes()))).toEqual({ status, code })
    expect((await server.post({ query: '{ hello }' })).status).toBe(200)
  })
})

describe('what follows a request on its connection', () => {
  it.each([
    ['garbage', () => 'garbage\r\n\r\n'],
    ['what asks for a tunnel', () => 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n'],
    ['what expects too much', () => `GET / HTTP/1.1\r\n${own()}\r\nexpect: a miracle\r\n\r\n`],
  ])('is not answered in place of a request that runs: %s', async (_case, next) => {
    const body = '{"query":"{ hold }"}'
    const received: string[] = []
    const closed = gate()
    const socket = connect(server.port, '127.0.0.1', () => socket.write(posting(body.length) + body))
    socket.on('data', (chunk) => received.push(chunk.toString())).on('close', closed.open)
    await server.holding(1)
    socket.write(next())
    await closed.promise
    expect(received).toEqual([])
    await until(() => server.abandoned.length === 1)
  })

  it('is not answered twice, if it is the body of a request that was refused', async () => {
    const answer = await rawAnswer(server, `POST /nope HTTP/1.1\r\n${own()}\r\ncontent-length: 9\r\n\r\n{`)
    expect(refusalIn(answer)).toEqual({ status: 404, code: 'NOT_FOUND' })
  })
})
