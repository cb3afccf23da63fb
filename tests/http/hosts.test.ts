import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawAnswer, refusalIn, startServer } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

function get(server: ServerUnderTest, host: string | undefined, path = '/graphql?query={hello}', version = '1.1') {
  const header = host === undefined ? '' : `host: ${host.replace('PORT', String(server.port))}\r\n`
  return rawAnswer(server, `GET ${path} HTTP/${version}\r\n${header}connection: close\r\n\r\n`)
}

const ANSWERED = /^HTTP\/1\.1 200 [^]*"Hello baker"/

describe('on the loopback', () => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.http.close(0))

  it.each(['localhost:PORT', '127.0.0.1:PORT', '[::1]:PORT', 'LocalHost:PORT'])('%s is answered', async (host) => {
    expect(await get(server, host)).toMatch(ANSWERED)
  })

  it.each([
    'evil.example:PORT',
    'evil.example',
    'localhost.evil.example:PORT',
    'evil.localhost:PORT',
    '127.0.0.1.evil.example:PORT',
    '127.0.0.2:PORT',
    '192.168.1.5:PORT',
    '0.0.0.0:PORT',
    'localhost.:PORT',
    'localhost:1',
    'localhost',
    '[::ffff:127.0.0.1]:PORT',
  ])('%s is refused', async (host) => {
    const answer = await get(server, host)
    expect(refusalIn(answer)).toEqual({ status: 403, code: 'HOST_NOT_ALLOWED' })
    expect(answer).toContain('ALLOWED_HOSTS')
  })

  it.each([
    'localhost:PORT:PORT',
    'user@localhost:PORT',
    'localhost:PORT/graphql',
    'localhost:PORT, evil.example',
    'localhost:',
    '[',
    '::1',
    '\u0080',
    '',
  ])('the malformed %j is refused', async (host) => {
    expect(refusalIn(await get(server, host))).toEqual({ status: 400, code: 'BAD_REQUEST' })
  })

  it.each([
    '/',
    '/graphql',
    '/graphql/assets/x.js',
    '/nope',
    '/health',
    '//health/live',
    '/graphql?/health/live',
    '/graphql/../health/live',
  ])('%s is refused to another name', async (path) => {
    expect(refusalIn(await get(server, 'evil.example:PORT', path))).toEqual({ status: 403, code: 'HOST_NOT_ALLOWED' })
  })

  it('a name is cut where it is repeated', async () => {
    const answer = await get(server, `${'x'.repeat(10_000)}.example`)
    expect(refusalIn(answer)).toEqual({ status: 403, code: 'HOST_NOT_ALLOWED' })
    expect(answer.length).toBeLessThan(1500)
  })

  it('a request that is posted is refused before its body is read', async () => {
    const head = 'POST /graphql HTTP/1.1\r\nhost: evil.example\r\ncontent-type: application/json\r\n'
    const answer = await rawAnswer(server, `${head}content-length: 5000\r\n\r\n`, 300)
    expect(refusalIn(answer)).toEqual({ status: 403, code: 'HOST_NOT_ALLOWED' })
  })

  it('two Host headers are refused, whatever they say', async () => {
    const own = `localhost:${String(server.port)}`
    for (const [first, second] of [
      [own, 'evil.example'],
      ['evil.example', own],
      [own, own],
    ] as const) {
      const bytes = `GET /graphql?query={hello} HTTP/1.1\r\nHost: ${first}\r\nhOST: ${second}\r\nconnection: close\r\n\r\n`
      expect(refusalIn(await rawAnswer(server, bytes))).toEqual({ status: 400, code: 'BAD_REQUEST' })
    }
  })

  it('a second Host header is seen behind thousands of others', async () => {
    const bytes = `GET /graphql?query={hello} HTTP/1.1\r\nhost: localhost:${String(server.port)}\r\n${'a:\r\n'.repeat(2100)}`
    const answer = await rawAnswer(server, `${bytes}host: evil.example\r\nconnection: close\r\n\r\n`)
    expect(refusalIn(answer)).toEqual({ status: 400, code: 'BAD_REQUEST' })
  })

  it('none is refused, also to HTTP/1.0', async () => {
    for (const version of ['1.1', '1.0']) {
      const answer = await get(server, undefined, '/graphql?query={hello}', version)
      expect(refusalIn(answer)).toEqual({ status: 400, code: 'BAD_REQUEST' })
    }
  })

  it('HTTP/1.0 with its Host is answered', async () => {
    expect(await get(server, 'localhost:PORT', '/graphql?query={hello}', '1.0')).toMatch(ANSWERED)
  })

  it.each(['http://localhost:PORT', 'http://evil.example', 'HTTP://evil.example', 'https://localhost', '*', 'graphql'])(
    'the target %s/graphql gets around nothing',
    async (start) => {
      const path = `${start.replace('PORT', String(server.port))}/graphql?query={hello}`
      for (const host of ['localhost:PORT', 'evil.example']) {
        expect(refusalIn(await get(server, host, path))).toEqual({ status: 400, code: 'BAD_REQUEST' })
      }
    },
  )

  it('health is told to load balancers, by whichever name they ask', async () => {
    for (const host of ['10.0.0.7:PORT', 'balancer.example', undefined]) {
      for (const path of ['/health/live', '/health/ready']) {
        expect(await get(server, host, path, '1.0')).toMatch(/^HTTP\/1\.1 200 /)
      }
    }
  })
})

describe('on all addresses', () => {
  it.each(['0.0.0.0', '::'])('%s: localhost and numbers are answered, by any port, and no name', async (host) => {
    const server = await startServer({ host })
    try {
      for (const own of ['localhost:PORT', 'localhost:8080', '127.0.0.1:PORT', '192.168.1.5', '[fe80::1]:8080']) {
        expect(await get(server, own)).toMatch(ANSWERED)
      }
      for (const other of ['evil.example:PORT', '1.2.3.4.evil.example', '1.2.3', '[::1:', '256.1.1.1:PORT']) {
        expect(refusalIn(await get(server, other)).code).toMatch(/^HOST_NOT_ALLOWED|BAD_REQUEST$/)
      }
    } finally {
      await server.http.close(0)
    }
  })
})

describe('with ALLOWED_HOSTS', () => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServer({
      allowedHosts: ['API.example.com:443', 'batchboard', 'intern.example:8080', '[::1]:9'],
    })
  })
  afterAll(() => server.http.close(0))

  it.each([
    'api.example.com',
    'api.example.com:443',
    'Batchboard',
    'batchboard:PORT',
    'intern.example:8080',
    '[::1]:9',
  ])('%s is answered', async (host) => {
    expect(await get(server, host)).toMatch(ANSWERED)
  })

  it.each(['localhost:PORT', '127.0.0.1:PORT', 'api.example.com:8080', 'intern.example', '[::1]', 'x.batchboard'])(
    '%s is refused',
    async (host) => {
      expect(refusalIn(await get(server, host))).toEqual({ status: 403, code: 'HOST_NOT_ALLOWED' })
    },
  )
})
