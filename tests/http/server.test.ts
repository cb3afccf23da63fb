import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rawAnswer, refusalIn, startServer, until } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.http.close(0))
beforeEach(() => {
  server.logged.length = 0
})

async function answerOf(response: Response): Promise<{ status: number; type: string | null; body: unknown }> {
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

function refusal(status: number, code: string, message: string | RegExp) {
  return {
    status,
    type: 'application/json; charset=utf-8',
    body: {
      errors: [
        {
          message: typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
          extensions: { code },
        },
      ],
    },
  }
}

function hasClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) =>
    socket.on('close', () => {
      resolve()
    }),
  )
}

describe('/graphql', () => {
  it('answers an operation that is posted', async () => {
    const response = await server.post({ query: 'query($n: String) { hello(name: $n) }', variables: { n: 'Ada' } })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ data: { hello: 'Hello Ada' } })
  })

  it('answers a query by GET, to a client that sends nothing special', async () => {
    const response = await fetch(`${server.origin}/graphql?query={hello}`)
    expect(await response.json()).toEqual({ data: { hello: 'Hello baker' } })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'text/plain;charset=application/json',
    'application/json-seq',
    'application/jsonp',
    'application/graphql',
    'application',
    '',
  ])('refuses a body of the type %j, which a form of another site might send', async (type) => {
    const response = await server.post('{"query":"mutation { bake }"}', { 'content-type': type })
    expect(await answerOf(response)).toEqual(refusal(415, 'UNSUPPORTED_MEDIA_TYPE', /application\/json/))
  })

  it('does not execute a mutation by GET', async () => {
    const response = await fetch(`${server.origin}/graphql?query=mutation{bake}`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('tells a client when to come back if the API is overloaded', async () => {
    const response = await server.post({ query: '{ overloaded }' })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
  })

  it.each(['{"query":', 'hello', '', '{"query":"{hello}"}}', '{"__proto__":{"query":"{hello}"}}', '\xff\xfe'])(
    'refuses the body %j as no JSON',
    async (body) => {
      expect(await answerOf(await server.post(body))).toEqual(refusal(400, 'BAD_REQUEST', /JSON/))
    },
  )

  it.each(['[]', '"hello"', '42', 'null', '{}', '[{"query":"{hello}"}]'])(
    'refuses the JSON %s as no request',
    async (body) => {
      const response = await server.post(body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    },
  )

  it('refuses a body that is too large, whether it says so or not', async () => {
    const large = JSON.stringify({ query: '{ hello }', variables: { text: 'x'.repeat(20_000) } })
    const refused = refusal(413, 'PAYLOAD_TOO_LARGE', 'The body must not be larger than 10000 bytes.')
    expect(await answerOf(await server.post(large))).toEqual(refused)
    const streamed = await fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    })
    expect(await answerOf(streamed)).toEqual(refused)
  })

  it('refuses other methods and says which it takes', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${server.origin}/graphql?query={hello}`, { method })
      expect(response.headers.get('allow')).toBe('GET, POST')
      expect(await answerOf(response)).toEqual(refusal(405, 'METHOD_NOT_ALLOWED', 'Use GET or POST here.'))
    }
  })

  it.each(['?query=%zz', '?query=%00', '?query={hello}&query={hello}', '?variables={', '?%%%=&&&=', '?query[a]=b'])(
    'refuses the query string %s without a stack trace',
    async (search) => {
      const response = await fetch(`${server.origin}/graphql${search}`)
      expect(response.status).toBe(400)
      const text = await response.text()
      expect(JSON.parse(text)).toHaveProperty('errors')
      expect(text).not.toMatch(/stacktrace|node_modules|\.[jt]s:\d/)
    },
  )
})

describe('any address', () => {
  it('leads from / to /graphql', async () => {
    const response = await fetch(server.origin, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/graphql')
  })

  it.each(['/nope', '/graphql/', '/graphql/assets/', '/graphql/assets/..%2f..%2fpackage.json', '/.env'])(
    'knows nothing at %s',
    async (path) => {
      const response = await fetch(server.origin + path, { method: 'POST', body: 'x' })
      expect(await answerOf(response)).toEqual(refusal(404, 'NOT_FOUND', 'There is nothing at this address.'))
    },
  )

  it('refuses a malformed path', async () => {
    const answer = await rawAnswer(server, 'GET /%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    expect(refusalIn(answer)).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect(answer).toMatch(/x-request-id: \S/)
    expect(server.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('sends the headers that keep a browser from misusing an answer', async () => {
    for (const response of [await server.post({ query: '{ hello }' }), await fetch(`${server.origin}/nope`)]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
      })
    }
  })
})

describe('the request id', () => {
  it('is the one that came with the request, for the resolvers, the log and the answer', async () => {
    const response = await server.post({ query: '{ requestId }' }, { 'x-request-id': 'Front-end_1.42' })
    expect(await response.json()).toEqual({ data: { requestId: 'Front-end_1.42' } })
    expect(response.headers.get('x-request-id')).toBe('Front-end_1.42')
    await until(() => server.logged.length === 2)
    expect(server.logged.map(({ requestId }) => requestId)).toEqual(['Front-end_1.42', 'Front-end_1.42'])
  })

  it.each(['a b', 'x'.repeat(65), '<script>', '"', 'a,b'])('is one of ours instead of %j', async (given) => {
    const ids = new Set<unknown>()
    for (let i = 0; i < 2; i++) {
      const response = await server.post({ query: '{ requestId }' }, { 'x-request-id': given })
      ids.add(response.headers.get('x-request-id'))
    }
    expect(ids.size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is in every refusal', async () => {
    for (const path of ['/nope', '/graphql', '/health/live']) {
      expect((await fetch(server.origin + path)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    }
    expect((await server.post('{')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('the log', () => {
  it('has one line for a request', async () => {
    await server.post({ query: 'query Greet { hello }' })
    await until(() => server.logged.length > 0)
    expect(server.logged).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
        requestId: expect.any(String) as unknown,
        method: 'POST',
        path: '/graphql',
        operation: 'Greet',
        status: 200,
        ms: expect.any(Number) as unknown,
        msg: 'request',
      },
    ])
  })

  it('knows the operation of each of the ways to name it', async () => {
    const document = 'query Greet { hello } query Other { hello }'
    await server.post({ query: document, operationName: 'Other' })
    await fetch(`${server.origin}/graphql?query=${encodeURIComponent(document)}&operationName=Greet`)
    await server.post({ query: '{ hello }' })
    await until(() => server.logged.length === 3)
    expect(server.logged.map(({ operation }) => operation)).toEqual(['Other', 'Greet', undefined])
  })

  it('has nothing in it of what a client sends', async () => {
    await server.post({ query: 'query($n: String) { hello(name: $n) }', variables: { n: 'secret' } })
    await server.post({ query: '{ hello(name: "secret") }', operationName: 'my secret' })
    await fetch(`${server.origin}/graphql?query={hello(name:"secret")}&variables={"n":"secret"}`)
    await server.post('secret', { 'x-request-id': 'my secret', cookie: 'secret', authorization: 'secret' })
    await until(() => server.logged.length === 4)
    expect(JSON.stringify(server.logged)).not.toContain('secret')
  })
})

describe('a client', () => {
  it('that goes away aborts what was done for it', async () => {
    const controller = new AbortController()
    const left = fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'gone' },
      body: '{"query":"{ hold }"}',
      signal: controller.signal,
    }).catch(() => 'left')
    await server.holding(1)
    controller.abort()
    expect(await left).toBe('left')
    await server.holding(0)
    expect(server.abandoned).toEqual(['gone'])
    await until(() => server.logged.length > 0)
    expect(server.logged).toMatchObject([{ requestId: 'gone', status: 499, msg: 'client went away' }])
  })

  it('that stays is never aborted, also on a connection that is used again', async () => {
    server.abandoned.length = 0
    for (let i = 0; i < 3; i++) expect((await server.post({ query: '{ hello }' })).status).toBe(200)
    const kept = server.post({ query: '{ hold }' })
    await server.holding(1)
    server.release()
    expect((await kept).status).toBe(200)
    expect(server.abandoned).toEqual([])
  })

  it('that goes away in the middle of its body leaves nothing behind', async () => {
    const upload = httpRequest({
      port: server.port,
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', 'content-length': 1000, expect: '100-continue' },
    })
    upload.on('error', () => {})
    // The server's word to go on: it has the request.
    await new Promise((resolve) => upload.on('continue', resolve))
    upload.write('{"query":')
    upload.destroy()
    await until(() => server.logged.length > 0)
    expect(server.logged).toMatchObject([{ status: 499, msg: 'client went away' }])
  })

  it('that sends its request drop by drop is cut off', async () => {
    const strict = await startServer({ timeouts: { headers: 100, request: 200, check: 20 } })
    try {
      const noHeaders = connect(strict.port, '127.0.0.1', () => noHeaders.write('GET / HTTP/1.1\r\n'))
      const noBody = connect(strict.port, '127.0.0.1', () =>
        noBody.write(
          `POST /graphql HTTP/1.1\r\nhost: localhost:${String(strict.port)}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
        ),
      )
      const answers: string[] = []
      for (const socket of [noHeaders, noBody]) socket.on('data', (chunk) => answers.push(chunk.toString()))
      await Promise.all([hasClosed(noHeaders), hasClosed(noBody)])
      expect(answers.map((answer) => answer.split('\r\n')[0])).toEqual([
        'HTTP/1.1 408 Request Timeout',
        'HTTP/1.1 408 Request Timeout',
      ])
      expect((await strict.post({ query: '{ hello }' })).status).toBe(200)
    } finally {
      await strict.http.close(0)
    }
  })

  it('that says nothing is cut off', async () => {
    const strict = await startServer({ timeouts: { silence: 100 } })
    try {
      await hasClosed(connect(strict.port, '127.0.0.1').resume())
    } finally {
      await strict.http.close(0)
    }
  })
})
