import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServer, until, type ServerUnderTest } from './server-under-test.js'

const MIB = 1024 * 1024
/** More than systems keep for a connection whose client does not read. */
const ANSWER = 20 * MIB
let server: ServerUnderTest
const clients: Socket[] = []
let answered = 0

function long(): string {
  answered += 1
  return 'x'.repeat(ANSWER)
}

beforeEach(async () => {
  answered = 0
  server = await startServer({
    maxUnreadBytes: 3.5 * ANSWER,
    api: { typeDefs: 'type Query { long: String! }', resolvers: { Query: { long } } },
  })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await server.http.close(0)
})

/** Asks for a long answer and reads nothing of it. */
function askAndNotRead(): Promise<Socket> {
  const body = '{"query":"{ long }"}'
  const client = connect(server.port, '127.0.0.1').on('error', () => undefined)
  client.pause()
  clients.push(client)
  client.write(
    `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${String(server.port)}\r\ncontent-type: application/json\r\n` +
      `content-length: ${String(body.length)}\r\n\r\n${body}`,
  )
  return new Promise((resolve) =>
    client.on('connect', () => {
      resolve(client)
    }),
  )
}

const cutOff = (): number => server.logged.filter(({ msg }) => String(msg).startsWith('cut off a client')).length

it('Of clients that do not read their answers, those who took longest are cut off', async () => {
  for (let n = 1; n <= 10; n++) {
    await askAndNotRead()
    // One after the other: so many long answers at once would be refused for their load.
    await until(() => answered === n)
  }
  // At most three are left to be read. What a system keeps for a connection may be all of an answer: that one is sent.
  await until(() => server.logged.filter(({ path }) => path === '/graphql').length >= 7)
  await until(() => cutOff() > 0)
})

it('and those who read are answered in full all the time', async () => {
  for (let n = 0; n < 6; n++) {
    await askAndNotRead()
    const answer = await server.post({ query: '{ long }' })
    expect(await answer.json()).toEqual({ data: { long: 'x'.repeat(ANSWER) } })
  }
  expect(cutOff()).toBeGreaterThan(1)
})
