import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawAnswer, refusalIn, startServer } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

const APP = 'https://app.example.com'

beforeAll(async () => {
  server = await startServer({ corsOrigins: [APP, 'http://localhost:5173'] })
})
afterAll(() => server.http.close(0))

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers: Record<string, string>
}

/** By a socket, because fetch does not let its caller set these headers. */
function send({ method = 'GET', path = '/graphql?query={hello}', headers }: Sent): Promise<string> {
  const body = method === 'POST' ? '{"query":"mutation { bake }"}' : ''
  const all = {
    host: `localhost:${String(server.port)}`,
    connection: 'close',
    ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': String(body.length) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return rawAnswer(server, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

const own = () => `http://localhost:${String(server.port)}`
const ANSWERED = /^HTTP\/1\.1 200 [^]*"(Hello baker|baked)"/

describe('who may ask', () => {
  it.each<[string, () => Record<string, string>]>([
    ['a client that is no browser', () => ({})],
    ['a page of ours', () => ({ 'sec-fetch-site': 'same-origin', origin: own() })],
    ['somebody who types the address', () => ({ 'sec-fetch-site': 'none' })],
    [
      'a page of ours, behind a proxy that gives us another Host',
      () => ({ 'sec-fetch-site': 'same-origin', origin: APP }),
    ],
    ['a page of ours in an older browser', () => ({ origin: own() })],
    [
      'a page of ours in an older browser, behind a proxy that ends TLS',
      () => ({ origin: own().replace(/^http/, 'https') }),
    ],
    ['a page of an allowed origin', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: APP })],
    [
      'a page of an allowed origin of the same site',
      () => ({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:5173' }),
    ],
    ['a page of an allowed origin in an older browser', () => ({ origin: APP })],
  ])('%s, by GET and POST', async (_case, headers) => {
    expect(await send({ headers: headers() })).toMatch(ANSWERED)
    expect(await send({ method: 'POST', headers: headers() })).toMatch(ANSWERED)
  })
})

describe('who may not ask', () => {
  it.each<[string, () => Record<string, string>]>([
    ['a page of another site', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })],
    ['an image of another site', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })],
    ['a page of the same site', () => ({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' })],
    ['a page that has our name and no origin', () => ({ 'sec-fetch-site': 'cross-site', origin: 'null' })],
    ['a page of another site that claims our origin', () => ({ 'sec-fetch-site': 'cross-site', origin: own() })],
    ['a word of Fetch Metadata that is none', () => ({ 'sec-fetch-site': 'same-origin, cross-site' })],
    ['an empty word of Fetch Metadata', () => ({ 'sec-fetch-site': '' })],
    ['another site in an older browser', () => ({ origin: 'https://evil.example' })],
    ['a sandbox in an older browser', () => ({ origin: 'null' })],
    ['another port in an older browser', () => ({ origin: 'http://localhost:1' })],
    ['the allowed origin with something behind it', () => ({ origin: `${APP}.evil.example` })],
    ['the allowed origin by http', () => ({ origin: 'http://app.example.com' })],
    ['the allowed origin in capitals', () => ({ origin: APP.toUpperCase() })],
    ['two origins', () => ({ origin: `${APP}, https://evil.example` })],
    ['an origin that is none', () => ({ origin: own().replace('http://', '') })],
  ])('%s, by whatever method and at whatever address', async (_case, headers) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'PUT']) {
      const answer = await send({ method, headers: headers() })
      expect(refusalIn(answer)).toEqual({ status: 403, code: 'ORIGIN_NOT_ALLOWED' })
      expect(answer).not.toMatch(/^access-control/im)
    }
    const answer = await send({ path: '/nope', headers: headers() })
    expect(refusalIn(answer)).toEqual({ status: 403, code: 'ORIGIN_NOT_ALLOWED' })
  })
})

const VISIT = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html,*/*;q=0.8' }

describe('a link on another site', () => {
  const headers = { 'sec-fetch-site': 'cross-site', ...VISIT }

  it('leads to the playground, which shows a query in it and does not run it', async () => {
    expect(await send({ path: '/graphql', headers })).toMatch(/^HTTP\/1\.1 200 [^]*<title>Batchboard/)
    for (const path of ['/graphql?query={hello}', '/graphql?%71uery={hello}&extensions={}']) {
      expect(await send({ path, headers })).toMatch(/^HTTP\/1\.1 200 [^]*<title>Batchboard/)
    }
    expect(await send({ path: '/', headers })).toMatch(/^HTTP\/1\.1 302 [^]*location: \/graphql\r\n/)
  })

  it.each([
    ['with a persisted query', { path: '/graphql?extensions={}' }],
    ['with a query, for data', { path: '/graphql?query={hello}', headers: { ...headers, accept: '*/*' } }],
    ['in a frame', { path: '/graphql', headers: { ...headers, 'sec-fetch-dest': 'iframe' } }],
    ['by a form that posts', { path: '/graphql', method: 'POST' }],
    ['for data', { path: '/graphql', headers: { ...headers, accept: 'application/json' } }],
  ])('leads nowhere %s', async (_case, sent) => {
    expect(refusalIn(await send({ headers, ...sent }))).toEqual({ status: 403, code: 'ORIGIN_NOT_ALLOWED' })
  })
})

describe('CORS', () => {
  it('lets an allowed origin ask first, with the headers that it names', async () => {
    const answer = await send({
      method: 'OPTIONS',
      headers: {
        origin: APP,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    })
    expect(answer).toMatch(/^HTTP\/1\.1 204 /)
    expect(answer).toMatch(new RegExp(`^access-control-allow-origin: ${APP}\r$`, 'm'))
    expect(answer).toMatch(/^access-control-allow-methods: GET, POST\r$/m)
    expect(answer).toMatch(/^access-control-allow-headers: content-type,authorization\r$/m)
    expect(answer).toMatch(/^access-control-max-age: 600\r$/m)
    expect(answer).not.toMatch(/^access-control-allow-credentials/im)
  })

  it.each(['/graphql?query={hello}', '/nope', '/graphql?query={', '/graphql?query={overloaded}'])(
    'lets it read what %s says, refusals included, with the id and the time to wait',
    async (path) => {
      const answer = await send({ path, headers: { origin: APP } })
      expect(answer).toMatch(new RegExp(`^access-control-allow-origin: ${APP}\r$`, 'm'))
      expect(answer).toMatch(/^access-control-expose-headers: retry-after, x-request-id\r$/m)
      expect(answer).toMatch(/^vary: .*Origin/im)
    },
  )

  it('takes OPTIONS for nothing else', async () => {
    const answer = await send({ method: 'OPTIONS', headers: {} })
    expect(refusalIn(answer)).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' })
  })

  it('is off unless origins are given', async () => {
    const closed = await startServer()
    try {
      const response = await fetch(`${closed.origin}/graphql?query={hello}`)
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      const asked = await fetch(`${closed.origin}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: APP, 'access-control-request-method': 'POST' },
      })
      expect(asked.status).toBe(403)
      expect([...asked.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    } finally {
      await closed.http.close(0)
    }
  })
})
