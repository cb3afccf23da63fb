import { describe, expect, it } from 'vitest'
import { RateLimitedError } from '../../src/graphql/context.js'
import { clientOf, rateLimit } from '../../src/http/rate-limit.js'
import { startServer } from './server-under-test.js'

describe('Who counts as one client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
  ])('%s is of %s', (address, client) => {
    expect(clientOf(address)).toBe(client)
  })
})

describe('A rate limit', () => {
  it('lets each client spend its points, and tells who has spent them when to come back', async () => {
    const spend = rateLimit(100)
    await spend('192.0.2.1', 60)
    await spend('192.0.2.1', 40)
    const error: unknown = await spend('192.0.2.1', 1).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RateLimitedError)
    if (!(error instanceof RateLimitedError)) return
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(60)
    await spend('192.0.2.2', 100)
  })

  it('counts all addresses of an IPv6 network as one', async () => {
    const spend = rateLimit(10)
    await spend('2001:db8::1', 10)
    await expect(spend('2001:db8::2', 1)).rejects.toThrow(RateLimitedError)
    await spend('2001:db8:0:1::1', 10)
  })

  it('remembers so many clients, and no more', async () => {
    const spend = rateLimit(10)
    await spend('first', 10)
    for (let n = 0; n < 9_999; n++) await spend(`client ${String(n)}`, 1)
    await expect(spend('first', 1)).rejects.toThrow(RateLimitedError)
    for (let n = 0; n < 10_000; n++) await spend(`other ${String(n)}`, 1)
    await spend('first', 10)
  })
})

describe('A server with a rate limit', () => {
  const ask = { query: '{ hello }' }

  it('answers 429 with Retry-After to who has spent what it may, and says so in a code', async () => {
    const server = await startServer({ rateLimit: 3 })
    const statuses: number[] = []
    for (let time = 0; time < 3; time++) statuses.push((await server.post(ask)).status)
    expect(statuses).toEqual([200, 200, 200])
    const refused = await server.post(ask)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
    expect((await fetch(`${server.origin}/health/live`)).status).toBe(200)
    await server.http.close(0)
  })

  it('counts what can not be parsed too', async () => {
    const server = await startServer({ rateLimit: 2 })
    const statuses: number[] = []
    for (let time = 0; time < 3; time++) statuses.push((await server.post({ query: '{' })).status)
    expect(statuses).toEqual([400, 400, 429])
    await server.http.close(0)
  })

  it.each([
    ['believes a proxy that it trusts about who asks', ['127.0.0.1'], [200, 200]],
    ['believes nobody else', ['192.0.2.0/24'], [200, 429]],
    ['believes nobody at all unless told to', undefined, [200, 429]],
  ])('%s', async (_case, trustedProxies, expected) => {
    const server = await startServer({ rateLimit: 1, trustedProxies })
    const statuses: number[] = []
    for (const client of ['203.0.113.1', '203.0.113.2']) {
      statuses.push((await server.post(ask, { 'x-forwarded-for': client })).status)
    }
    expect(statuses).toEqual(expected)
    await server.http.close(0)
  })
})
