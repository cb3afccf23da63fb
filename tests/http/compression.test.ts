import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest
beforeAll(async () => {
  server = await startServer({ corsOrigins: ['https://app.example.com'], maxBodyBytes: 40_000_000 })
})
afterAll(() => server.http.close(0))

/** Asks for a greeting of that length, without a client that decompresses by itself. */
async function ask(length: number, encoding?: string) {
  const name = 'ab'.repeat(length / 2)
  const asked = request(`${server.origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: 'https://app.example.com',
      ...(encoding !== undefined && { 'accept-encoding': encoding }),
    },
  })
  asked.end(JSON.stringify({ query: 'query ($name: String) { hello(name: $name) }', variables: { name } }))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return { headers: answer.headers, body, expected: `{"data":{"hello":"Hello ${name}"}}\n` }
}

describe('An answer above 1 kB', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, GZIP;q=0.5', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
    ['identity, *;q=0.1', 'br', brotliDecompressSync],
  ] as const)('is compressed for a client that takes %s', async (accepted, encoding, decompress) => {
    const { headers, body, expected } = await ask(20_000, accepted)
    expect(headers['content-encoding']).toBe(encoding)
    expect(Number(headers['content-length'])).toBe(body.length)
    expect(body.length).toBeLessThan(2000)
    expect(decompress(body).toString()).toBe(expected)
  })

  it.each([undefined, '', 'identity', 'deflate', 'gzip;q=0, br;q=0', '*;q=0', 'gzip;q=x', ',;,'])(
    'goes out as it is for a client that takes %s',
    async (accepted) => {
      const { headers, body, expected } = await ask(20_000, accepted)
      expect(headers['content-encoding']).toBeUndefined()
      expect(body.toString()).toBe(expected)
    },
  )

  it('says that it depends on the encodings that are taken, beside the origin', async () => {
    for (const accepted of [undefined, 'gzip']) {
      const { headers } = await ask(20_000, accepted)
      expect(headers.vary?.toLowerCase().split(/, */).sort()).toEqual(['accept-encoding', 'origin'])
    }
  })

  it('goes out as it is if it is more than may be compressed at a time', async () => {
    const { headers, body, expected } = await ask(17 * 1024 * 1024, 'br')
    expect(headers['content-encoding']).toBeUndefined()
    expect(body.length).toBe(expected.length)
  })

  it('is understood by a client that decompresses by itself', async () => {
    const name = 'x'.repeat(5000)
    const response = await server.post({ query: 'query ($name: String) { hello(name: $name) }', variables: { name } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(await response.json()).toMatchObject({ data: { hello: `Hello ${name}` } })
  })
})

describe('A smaller one, and health', () => {
  it('are not', async () => {
    const { headers, body, expected } = await ask(100, 'gzip, br')
    expect(headers['content-encoding']).toBeUndefined()
    expect(body.toString()).toBe(expected)
    const health = await fetch(`${server.origin}/health/live`, { method: 'HEAD' })
    expect(health.headers.get('content-encoding')).toBeNull()
  })
})
