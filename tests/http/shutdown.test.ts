import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ListenError } from '../../src/http/errors.js'
import { gate, startServer, until } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.http.close(0))

async function milliseconds(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

/** Resolves when a new connection is refused, and fails if that never happens. */
async function refusesConnections(): Promise<void> {
  let refused = false
  while (!refused) {
    // The server waits for a moment in which nobody connects.
    await new Promise((resolve) => setTimeout(resolve, 10))
    refused = await new Promise<boolean>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.destroy()
        resolve(false)
      })
      socket.on('error', () => {
        resolve(true)
      })
    })
  }
}

function statusOver(agent: Agent, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ agent, port: server.port, host: '127.0.0.1', path }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode)
      })
    }).on('error', reject)
  })
}

describe('closing', () => {
  it('lets a running request finish, and tells its client not to use the connection again', async () => {
    const running = server.post({ query: '{ hold }' })
    await server.holding(1)
    const closing = milliseconds(server.http.close(20_000))
    server.release()
    const response = await running
    expect(response.headers.get('connection')).toBe('close')
    expect(await response.json()).toEqual({ data: { hold: 'released' } })
    expect(await closing).toBeLessThan(10_000)
  })

  it('accepts nobody new', async () => {
    const running = server.post({ query: '{ hold }' })
    await server.holding(1)
    const closing = server.http.close(20_000)
    await refusesConnections()
    server.release()
    expect((await running).status).toBe(200)
    await closing
  })

  it('refuses what still comes on an open connection, and is not ready any more', async () => {
    const running = server.post({ query: '{ hold }' })
    await server.holding(1)
    const database = gate()
    let probes = 0
    server.database.ready = () => {
      probes += 1
      return database.promise
    }
    // Each agent has one connection, which is busy when the server begins to close and used again when it is free.
    const agents = [
      new Agent({ keepAlive: true, maxSockets: 1 }),
      new Agent({ keepAlive: true, maxSockets: 1 }),
    ] as const
    const before = agents.map((agent) => statusOver(agent, '/health/ready'))
    const after = [statusOver(agents[0], '/health/ready'), statusOver(agents[1], '/graphql')]
    await until(() => probes === 2)
    const closing = server.http.close(20_000)
    await refusesConnections()
    database.open()
    expect(await Promise.all(before)).toEqual([200, 200])
    expect(await Promise.all(after)).toEqual([503, 503])
    server.release()
    expect((await running).status).toBe(200)
    await closing
    for (const agent of agents) agent.destroy()
  })

  it('waits no longer than its grace, and aborts what still runs then', async () => {
    const running = server.post({ query: '{ hold }' }).catch(() => 'cut off')
    await server.holding(1)
    const took = await milliseconds(server.http.close(200))
    expect(took).toBeGreaterThan(190)
    expect(took).toBeLessThan(10_000)
    expect(await running).toBe('cut off')
    await server.holding(0)
    expect(server.abandoned).toHaveLength(1)
  })

  it('is not held up by connections on which no request runs', async () => {
    const silent = connect(server.port, '127.0.0.1').on('error', () => {})
    const halfway = connect(server.port, '127.0.0.1', () => halfway.write('GET / HTTP/1.1\r\n')).on('error', () => {})
    const agent = new Agent({ keepAlive: true })
    expect(await statusOver(agent, '/health/live')).toBe(200)
    expect(await milliseconds(server.http.close(20_000))).toBeLessThan(10_000)
    for (const socket of [silent, halfway]) socket.destroy()
  })
})

describe('listening', () => {
  it.each([
    ['a port that is taken', '127.0.0.1', () => server.port, 'is in use by another program. Set PORT to a free one.'],
    [
      'an address of another machine',
      '192.0.2.1',
      () => 4000,
      'is not an address of this machine. Set HOST to one that is.',
    ],
    [
      'a name that is none',
      'no.such.host.invalid',
      () => 4000,
      'is not an address of this machine. Set HOST to one that is.',
    ],
  ])('says in one line that it can not have %s', async (_case, host, port, reason) => {
    const expected = new ListenError(`${host}:${String(port())} ${reason}`)
    await expect(startServer({ host, port: port() })).rejects.toThrow(expected)
  })
})
