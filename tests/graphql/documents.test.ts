import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'graphql'
import { documentStore } from '../../src/graphql/documents.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What this process keeps in memory, in MB. */
function memoryInUse(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

/** A query of so many bytes. */
const padded = (bytes: number, query = '{ __typename }'): string => query + '#'.repeat(bytes - query.length)

describe('the store of documents', () => {
  it('keeps the documents last asked for, as many as fit by the length of their text', async () => {
    const store = documentStore()
    const document = (index: number) => parse(padded(32 * 1024, `{ a${index}: __typename }`))
    await store.set('0', document(0))
    for (let index = 1; index < 8; index++) {
      await store.set(String(index), document(index))
      expect(await store.get('0')).toBeDefined()
    }
    expect(await store.get('1')).toBeUndefined()
    expect(await store.get('7')).toBeDefined()
  })
})

describe.each(databases)('the text of an operation on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  it('may have as many bytes as the setting says', async () => {
    expect((await client.ask(padded(32 * 1024))).data).toEqual({ __typename: 'Query' })
  })

  it.each([
    ['a valid one', padded(32 * 1024 + 1)],
    ['one that is no GraphQL', '}'.repeat(32 * 1024 + 1)],
    ['one in letters of several bytes', padded(32 * 1024 - 10, '{ __typename } # Å Å Å Å Å Å Å Å Å Å Å Å')],
  ])('is refused when it is longer: %s', async (_, query) => {
    for (let time = 0; time < 2; time++) {
      const { status, codes, errors, data } = await client.ask(query)
      expect({ status, codes, data }).toEqual({ status: 400, codes: ['VALIDATION_FAILED'], data: undefined })
      expect(errors[0]).toEqual({
        message: 'query may have at most 32768 bytes',
        extensions: { code: 'VALIDATION_FAILED', field: 'query', reason: 'may have at most 32768 bytes' },
      })
    }
  })

  it('takes no more memory the more there are, compiled or not', async () => {
    const ask = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index++) {
        const fields = Array.from({ length: 40 }, (_, at) => `x${at}: assignments(first: 1) { totalCount }`).join(' ')
        const texts = [
          `{ a${index}: events(first: 1) { nodes { ${'assignments(first: 1) { nodes { event { '.repeat(5)} ${fields} ${'} } } '.repeat(5)} } } }`,
          `{ a${index}: __typename }` + '#\n'.repeat(16_000),
        ]
        for (const query of [...texts, ...texts]) expect((await client.ask(query)).errors).toEqual([])
      }
    }
    await ask(0, 40)
    const before = memoryInUse()
    await ask(40, 140)
    expect(memoryInUse() - before).toBeLessThan(30)
  }, 120_000)

  it.each([
    ['a hash that is not known', undefined, { version: 1, sha256Hash: 'ab'.repeat(32) }],
    ['a hash of another text', '{ __typename }', { version: 1, sha256Hash: 'ab'.repeat(32) }],
    ['another version', '{ __typename }', { version: 7, sha256Hash: 'ab'.repeat(32) }],
    ['no hash at all', '{ __typename }', 'x'],
  ])('can not be left at the server to be asked for by its hash: %s', async (_, query = '', persistedQuery) => {
    const { codes, data } = await client.ask(query, {}, { extensions: { persistedQuery } })
    expect({ codes, data }).toEqual({ codes: ['PERSISTED_QUERY_NOT_SUPPORTED'], data: undefined })
  })

  it('may not ask for a subscription', async () => {
    const { status, codes } = await client.ask('subscription { x }')
    expect({ status, codes }).toEqual({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] })
    expect(client.log.filter((line) => line.includes('stack'))).toEqual([])
  })
})
