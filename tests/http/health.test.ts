import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.http.close(0))

async function ask(path: string, method = 'GET'): Promise<{ status: number; body: string }> {
  const response = await fetch(server.origin + path, { method })
  return { status: response.status, body: await response.text() }
}

describe('health', () => {
  it('is live and ready while the database answers', async () => {
    expect(await ask('/health/live')).toEqual({ status: 200, body: '{"status":"live"}' })
    expect(await ask('/health/ready')).toEqual({ status: 200, body: '{"status":"ready"}' })
    expect(await ask('/health/ready', 'HEAD')).toEqual({ status: 200, body: '' })
  })

  it('is live but not ready while the database fails, and ready again after', async () => {
    server.database.ready = () => Promise.reject(new Error('password authentication failed for user "ada"'))
    expect(await ask('/health/ready')).toEqual({
      status: 503,
      body: '{"status":"unavailable","reason":"The database does not answer."}',
    })
    expect((await ask('/health/live')).status).toBe(200)
    server.database.ready = () => Promise.resolve()
    expect((await ask('/health/ready')).status).toBe(200)
  })

  it('does not wait longer than two seconds for a database that hangs', async () => {
    server.database.ready = () => new Promise(() => {})
    const startedAt = performance.now()
    expect((await ask('/health/ready')).status).toBe(503)
    expect(performance.now() - startedAt).toBeGreaterThan(1900)
    expect(performance.now() - startedAt).toBeLessThan(8000)
  })

  it('logs when the database goes away and when it is back, and nothing for each probe', async () => {
    for (let i = 0; i < 3; i++) await ask('/health/live')
    for (let i = 0; i < 3; i++) await ask('/health/ready')
    expect(server.logged).toEqual([])
    server.database.ready = () => Promise.reject(new Error('connection refused'))
    for (let i = 0; i < 3; i++) await ask('/health/ready')
    server.database.ready = () => Promise.resolve()
    for (let i = 0; i < 3; i++) await ask('/health/ready')
    expect(server.logged).toMatchObject([
      { level: 'error', msg: 'the database does not answer', err: { message: 'connection refused' } },
      { level: 'info', msg: 'the database answers again' },
    ])
  })
})
