import { afterAll, beforeAll, expect, it } from 'vitest'
import { pino } from 'pino'
import { RateLimitedError } from '../../src/graphql/context.js'
import { loadConfig } from '../../src/config.js'
import { createApolloServer } from '../../src/api/server.js'
import { databases, type TestDatabase } from '../support/database.js'

let db: TestDatabase
beforeAll(async () => {
  const [embedded] = databases
  if (embedded === undefined) throw new Error('No database')
  db = await embedded.open()
})
afterAll(() => db.close())

it('An operation spends its cost before its session is opened, and is refused with 429 if that is too much', async () => {
  const log = pino({ level: 'silent' })
  const apollo = createApolloServer({ ...loadConfig({}), sessions: db.sessions, log, executor: 'jit' })
  await apollo.start()
  const spent: number[] = []
  const spend = (cost: number): Promise<void> => {
    spent.push(cost)
    return cost > 400 ? Promise.reject(new RateLimitedError(7)) : Promise.resolve()
  }
  const ask = (query: string) =>
    apollo.executeOperation({ query }, { contextValue: { requestId: 'one', log, isGone: () => false, spend } })

  db.traffic.length = 0
  const small = await ask('{ events(first: 1) { nodes { id } } }')
  expect(small.http.status ?? 200).toBe(200)
  expect(db.traffic).not.toEqual([])

  db.traffic.length = 0
  const large = await ask('{ events(first: 100) { nodes { id } } }')
  expect(large.http.status).toBe(429)
  expect(large.http.headers.get('retry-after')).toBe('7')
  expect(large.body).toMatchObject({ singleResult: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } })
  expect(db.traffic).toEqual([])
  expect(spent).toHaveLength(2)
  await apollo.stop()
})
