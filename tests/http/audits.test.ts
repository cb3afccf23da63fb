import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from './server-under-test.js'
import type { ServerUnderTest } from './server-under-test.js'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.http.close(0))

const audits = serverAudits({
  url: () => `${server.origin}/graphql`,
  fetchFn: fetch,
})

describe('GraphQL over HTTP, as graphql-http audits it', () => {
  it('is audited in 61 points', () => {
    expect(audits).toHaveLength(61)
  })

  it.each(audits)('$id: $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' })
  })
})
