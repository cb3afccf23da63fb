import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startProduct } from './product-under-test.js'
import type { ProductUnderTest } from './product-under-test.js'

let product: ProductUnderTest

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())
beforeEach(() => {
  product.log.length = 0
})

interface Answer {
  readonly status: number
  readonly size: number
  readonly codes: readonly unknown[]
  readonly errors: readonly { message: string; locations?: unknown[]; extensions: Record<string, unknown> }[]
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const { errors } = JSON.parse(text) as Pick<Answer, 'errors'>
  return {
    status: response.status,
    size: text.length,
    codes: errors.map(({ extensions }) => extensions['code']),
    errors,
  }
}

async function post(body: unknown): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  return answerOf(await fetch(`${product.origin}/graphql`, { method: 'POST', headers, body: text }))
}

async function get(search: Record<string, string>): Promise<Answer> {
  return answerOf(await fetch(`${product.origin}/graphql?${new URLSearchParams(search).toString()}`))
}

const update = 'mutation($i: UpdatePackageStatusInput!) { updatePackageStatus(input: $i) { assignment { id } } }'
const persisted = (persistedQuery: unknown, query?: string) => ({ query, extensions: { persistedQuery } })

describe('what a client did wrong is not our fault', () => {
  it.each<[string, unknown, string]>([
    ['a subscription', { query: 'subscription { x }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a subscription that has a name',
      { query: 'subscription S { x { y } }', operationName: 'S' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a subscription beside a query',
      { query: 'query Q { __typename } subscription S { x }', operationName: 'Q' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a document without an operation', { query: 'fragment F on Query { __typename }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an empty document', { query: '' }, 'BAD_REQUEST'],
    ['a document of blanks', { query: ' \n\t,' }, 'GRAPHQL_PARSE_FAILED'],
    ['a document of null', { query: null }, 'BAD_REQUEST'],
    ['a document that is a number', { query: 5 }, 'BAD_REQUEST'],
    ['a document that is parsed already', { query: { kind: 'Document', definitions: [] } }, 'BAD_REQUEST'],
    ['a list of documents', { query: ['{ __typename }'] }, 'BAD_REQUEST'],
    ['a definition of a type', { query: 'type T { x: Int }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a persisted query of version 2', persisted({ version: 2, sha256Hash: 'x' }), 'PERSISTED_QUERY_NOT_SUPPORTED'],
    [
      'a persisted query of another hash',
      persisted({ version: 1, sha256Hash: 'x' }, '{ __typename }'),
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['a persisted query without a hash', persisted({ version: 1 }), 'PERSISTED_QUERY_NOT_SUPPORTED'],
    ['a persisted query that is text', persisted('x'), 'PERSISTED_QUERY_NOT_SUPPORTED'],
    [
      'a persisted query whose hash is no text',
      persisted({ version: 1, sha256Hash: { toString: 1 } }),
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['neither a query nor a persisted one', { extensions: {} }, 'BAD_REQUEST'],
    ['a batch', [{ query: '{ __typename }' }, { query: '{ __typename }' }], 'BAD_REQUEST'],
    ['an empty batch', [], 'BAD_REQUEST'],
    ['variables that are a list', { query: '{ __typename }', variables: [] }, 'BAD_REQUEST'],
    ['variables that are text', { query: '{ __typename }', variables: '{}' }, 'BAD_REQUEST'],
    ['variables that are a number', { query: '{ __typename }', variables: 1 }, 'BAD_REQUEST'],
    ['extensions that are a list', { query: '{ __typename }', extensions: [] }, 'BAD_REQUEST'],
    ['extensions that are text', { query: '{ __typename }', extensions: 'x' }, 'BAD_REQUEST'],
    ['an operation name that is a number', { query: '{ __typename }', operationName: 1 }, 'BAD_REQUEST'],
    [
      'an operation name that nothing has',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'no operation name for two',
      { query: 'query A { __typename } query B { __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'the operation name __proto__',
      { query: 'query A { __typename }', operationName: '__proto__' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a variable that does not fit', { query: update, variables: { i: 'x' } }, 'BAD_USER_INPUT'],
    ['a variable that is missing', { query: update }, 'BAD_USER_INPUT'],
    ['no body', '', 'BAD_REQUEST'],
    ['no JSON', '{', 'BAD_REQUEST'],
    ['JSON of nothing', 'null', 'BAD_REQUEST'],
    ['JSON that is nested too deep', '['.repeat(100_000) + ']'.repeat(100_000), 'BAD_REQUEST'],
    [
      'variables that are nested too deep',
      `{"query":${JSON.stringify(update)},"variables":{"i":${'['.repeat(100_000) + ']'.repeat(100_000)}}}`,
      'BAD_USER_INPUT',
    ],
  ])('%s', async (_case, body, code) => {
    for (let time = 0; time < 3; time++) {
      const { status, codes } = await post(body)
      expect({ status, codes }).toEqual({ status: 400, codes: [code] })
    }
    expect(product.log.filter((line) => line.includes('"stack"') || line.includes('unexpected'))).toEqual([])
  })

  it.each<[string, Record<string, string>, number, string]>([
    ['variables that are no JSON', { query: '{ __typename }', variables: '{' }, 400, 'BAD_REQUEST'],
    ['variables that are a list', { query: '{ __typename }', variables: '[]' }, 400, 'BAD_REQUEST'],
    ['variables that are null', { query: '{ __typename }', variables: 'null' }, 400, 'BAD_REQUEST'],
    ['extensions that are no JSON', { query: '{ __typename }', extensions: '{' }, 400, 'BAD_REQUEST'],
    ['nothing to ask', {}, 400, 'BAD_REQUEST'],
    ['an empty document', { query: '' }, 400, 'BAD_REQUEST'],
    [
      'a mutation',
      {
        query:
          'mutation { updatePackageStatus(input: {assignmentId: "assignment_1", status: ASSEMBLED}) { assignment { id } } }',
      },
      405,
      'BAD_REQUEST',
    ],
    ['a subscription', { query: 'subscription { x }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a persisted query', { extensions: '{"persistedQuery":{"version":2}}' }, 400, 'PERSISTED_QUERY_NOT_SUPPORTED'],
  ])('by GET: %s', async (_case, search, status, code) => {
    expect(await get(search)).toMatchObject({ status, codes: [code] })
    expect(product.log.filter((line) => line.includes('"stack"'))).toEqual([])
  })

  it('an unknown type that it wants to read is told with 406', async () => {
    const response = await fetch(`${product.origin}/graphql?query={__typename}`, { headers: { accept: 'image/png' } })
    expect(await answerOf(response)).toMatchObject({ status: 406, codes: ['BAD_REQUEST'] })
  })
})

describe('an answer is not larger for what it repeats', () => {
  const long = 'a'.repeat(900_000)
  const many = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => one(i)).join(' ')

  it.each<[string, unknown]>([
    [
      'an operation name, of unused variables',
      { query: `query ${long}(${many(120, (i) => `$v${String(i)}: Int`)}) { __typename }` },
    ],
    [
      'names of variables',
      { query: `query(${many(100, (i) => `$${long.slice(0, 8000)}${String(i)}: Int`)}) { __typename }` },
    ],
    [
      'an undefined variable',
      {
        query: `query ${long.slice(0, 400_000)} { ${many(100, (i) => `a${String(i)}: event(id: $${long.slice(0, 4000)}) { id }`)} }`,
      },
    ],
    ['fields', { query: `{ ${many(100, (i) => long.slice(0, 8000) + String(i))} }` }],
    ['a field', { query: `{ ${long} }` }],
    ['an alias', { query: `{ ${long}: __typename }` }],
    ['a type', { query: `query($v: ${long}) { __typename }` }],
    ['an argument', { query: `{ events(${long}: 1) { totalCount } }` }],
    ['a directive', { query: `{ __typename @${long} }` }],
    ['a fragment', { query: `{ ...${long} }` }],
    ['a text', { query: `{ events(first: "${long}") { totalCount } }` }],
    ['a token that is none', { query: `{ events(first: ${'9'.repeat(900_000)}a) { totalCount } }` }],
    [
      'a value of an enum',
      {
        query: `mutation { updatePackageStatus(input: { assignmentId: "assignment_1", status: ${long} }) { assignment { id } } }`,
      },
    ],
    [
      'fields that conflict',
      { query: `{ ${many(150, (i) => `a: event(id: "event_${String(i)}") { ${long.slice(0, 5000)}: id }`)} }` },
    ],
    ['an operation that is asked for', { query: 'query A { __typename } query B { __typename }', operationName: long }],
    [
      'a variable of a wrong type',
      { query: 'query($n: Int!) { events(first: $n) { totalCount } }', variables: { n: long } },
    ],
    ['an id', { query: 'query($n: ID!) { event(id: $n) { id } }', variables: { n: long } }],
    [
      'an id of digits',
      { query: 'query($n: ID!) { event(id: $n) { id } }', variables: { n: `event_${'9'.repeat(900_000)}` } },
    ],
    [
      'keys of a variable',
      {
        query: update,
        variables: {
          i: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [long.slice(0, 8000) + String(i), 1])),
        },
      },
    ],
    [
      '20 fields that fail',
      {
        query: `query($n: ID!) { ${many(20, (i) => `${long.slice(0, 90)}${String(i)}: event(id: $n) { id }`)} }`,
        variables: { n: long },
      },
    ],
  ])('%s', async (_case, body) => {
    for (let time = 0; time < 3; time++) {
      const { size, errors, codes } = await post(body)
      expect(size).toBeLessThan(40_000)
      expect(errors.length).toBeGreaterThan(0)
      expect(errors.length).toBeLessThanOrEqual(21)
      for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(503)
      expect(codes).not.toContain('INTERNAL_SERVER_ERROR')
    }
    for (const line of product.log) expect(line.length).toBeLessThan(1000)
  })

  it('names as long as clients make them are taken', async () => {
    const name = 'a'.repeat(100)
    const response = await fetch(`${product.origin}/graphql?query=query ${name}{${name}:__typename}`)
    expect(await response.json()).toMatchObject({ data: { [name]: 'Query' } })
  })

  it('a long path is cut in the log', async () => {
    await fetch(`${product.origin}/${'x'.repeat(10_000)}`)
    for (const line of product.log) expect(line.length).toBeLessThan(500)
    expect(product.log).toHaveLength(1)
  })
})
