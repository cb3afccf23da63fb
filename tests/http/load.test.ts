import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServer, until, type ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest
const WORK_MS = 20

beforeEach(async () => {
  server = await startServer({
    api: {
      typeDefs: 'type Query { work: Boolean }',
      resolvers: {
        Query: {
          work: () => {
            const until = performance.now() + WORK_MS
            while (performance.now() < until);
            return true
          },
        },
      },
    },
  })
})
afterEach(() => server.http.close(0))

const body = '{"query":"{ work }"}'

it('What the database has no room for is refused before its body is read: 503, Retry-After, and a code', async () => {
  server.database.hasRoom = () => false
  const answer = await new Promise<{ status: number | undefined; retryAfter: string | undefined; text: string }>(
    (resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': 1000 }
      // No byte of the body is ever sent.
      const asked = request(`${server.origin}/graphql`, { method: 'POST', headers }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => {
          resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], text })
          asked.destroy()
        })
      })
      asked.on('error', reject)
      asked.flushHeaders()
    },
  )
  expect(answer).toMatchObject({ status: 503, retryAfter: '1' })
  expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
  expect((await fetch(`${server.origin}/health/live`)).status).toBe(200)
  server.database.hasRoom = () => true
  expect((await server.post(body)).status).toBe(200)
})

it('Hundreds who connect at once do not keep health from its answer until all of them are served', async () => {
  const CLIENTS = 400
  const answers: string[] = []
  for (let n = 0; n < CLIENTS; n++) {
    const client = connect(server.port, '127.0.0.1')
    let text = ''
    client.on('error', () => undefined)
    client.on('data', (chunk) => (text += chunk.toString()))
    client.on('end', () => answers.push(text))
    client.write(
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${String(server.port)}\r\nconnection: close\r\n` +
        `content-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
    )
  }
  expect((await fetch(`${server.origin}/health/live`)).status).toBe(200)
  // It came last, and is among the first: to serve all would take 8 s.
  expect(answers.length).toBeLessThan(CLIENTS / 4)
  await until(() => answers.length === CLIENTS)
  const statuses = answers.map((text) => text.slice(9, 12))
  expect(statuses.filter((status) => status === '200').length).toBeGreaterThan(0)
  expect(statuses.filter((status) => status !== '200' && status !== '503')).toEqual([])
})
