// Requests at random: number n of a seed is always the same one, so that any of them can be sent again by itself.
import { gzipSync } from 'node:zlib'
import {
  aliases,
  differentDocument,
  introspection,
  letters,
  many,
  overlapping,
  typeChain,
} from './attack-documents.mjs'
import { post } from './exchange.mjs'
import { choices, introspectionOf, operationOf } from './fuzz-operations.mjs'

const SHAPES = [null, true, 0, '', 'x', [], {}, [{}], { query: null }, { a: { b: [] } }, ['{__typename}'], 1e400]
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '...',
  '$',
  '@',
  '!',
  ':',
  '=',
  '|',
  '&',
  '"',
  '"""',
  '#',
  '\n',
  '\0',
  '\ufeff',
  '\\u',
  'on',
  'null',
  '-',
  '1e',
  '0x',
  '\ud800',
  '__typename',
  'fragment',
  'query',
  ',',
  '\u2028',
]
const CHARACTERS = ['\0', '"', '\\', '{', '}', '[', ',', ':', '\ud800', '\u{1f36a}', '9', 'e', '\n', ' ']

/** A text with a few places cut out, doubled, swapped or replaced. */
function mangled(text, { int, chance, pick }) {
  const tokens = text.match(/\w+|\s+|[^\w\s]/gu) ?? []
  for (let i = int(1, 4); i > 0 && tokens.length > 0; i--) {
    const at = int(0, tokens.length - 1)
    const other = int(0, tokens.length - 1)
    const actions = [
      () => tokens.splice(at, int(1, 3)),
      () => tokens.splice(at, 0, tokens[other]),
      () => ([tokens[at], tokens[other]] = [tokens[other], tokens[at]]),
      () => tokens.splice(at, chance(0.5) ? 1 : 0, pick(PIECES)),
      () => (tokens.length = at),
      () => tokens.splice(at, 0, pick(PIECES).repeat(int(1, 300))),
    ]
    pick(actions)()
  }
  return tokens.join('')
}

/** A body with a few bytes changed, cut or added. */
function broken(body, { int, pick }) {
  let bytes = Buffer.from(body)
  for (let i = int(1, 3); i > 0 && bytes.length > 0; i--) {
    const at = int(0, bytes.length - 1)
    const actions = [
      () => (bytes[at] = int(0, 255)),
      () => (bytes = bytes.subarray(0, at)),
      () => (bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(CHARACTERS)), bytes.subarray(at)])),
      () => (bytes = Buffer.concat([bytes, bytes.subarray(at)])),
    ]
    pick(actions)()
  }
  return bytes
}

const HEADERS = [
  [
    'accept',
    [
      '*/*',
      'text/html',
      'application/graphql-response+json',
      'multipart/mixed',
      'application/json; q=0, */*',
      'x',
      '',
      'text/event-stream',
    ],
  ],
  [
    'content-type',
    [
      'text/plain',
      'application/json; charset=utf-8',
      'application/json; charset=latin1',
      'application/json; charset=utf-16',
      'application/graphql',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json, text/plain',
      'application/JSON',
      '',
      ';',
      'application/vnd.api+json',
    ],
  ],
  ['origin', ['null', 'http://evil.example', 'http://127.0.0.1', 'x', '']],
  ['sec-fetch-site', ['cross-site', 'same-site', 'same-origin', 'none', 'x', '']],
  ['sec-fetch-mode', ['cors', 'no-cors', 'navigate', 'x']],
  ['apollo-require-preflight', ['true', '']],
  ['x-apollo-operation-name', ['Q']],
  ['x-request-id', ['abc', 'a b', '\u00e9', '../..', 'x'.repeat(300), '']],
  ['x-forwarded-for', ['1.2.3.4', 'x, y', '::1']],
  ['x-forwarded-host', ['evil.example']],
  ['x-forwarded-proto', ['https', 'x']],
  ['forwarded', ['for=1.2.3.4;host=evil.example']],
  ['host', ['evil.example', 'localhost', '127.0.0.1:1', '[::1]', '', 'a b', 'x:99999', '%00', 'user@127.0.0.1']],
  ['cookie', ['a=b', '=', 'x'.repeat(2000)]],
  ['authorization', ['Bearer x', 'Basic !']],
  ['content-encoding', ['gzip', 'br', 'deflate', 'identity', 'x']],
  ['accept-encoding', ['gzip', 'br;q=1', '*;q=0']],
  ['expect', ['100-continue', 'x']],
  ['connection', ['close', 'keep-alive', 'upgrade', 'x']],
  ['upgrade', ['websocket', 'h2c', 'x']],
  ['http2-settings', ['AAMAAABkAARAAAAAAAIAAAAA']],
  ['range', ['bytes=0-1', 'x']],
  ['if-none-match', ['*', '"x"']],
  ['te', ['trailers']],
  ['transfer-encoding', ['x', 'gzip, chunked']],
  ['content-length', ['x', '-1', '1e3', '99999999999999999999']],
  ['__proto__', ['x']],
]
const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'BREW',
  'get',
  'POST',
  'CONNECT',
]
const PATHS = [
  '/',
  '/graphql',
  '/graphql/',
  '/GRAPHQL',
  '/health/live',
  '/health/ready',
  '/health',
  '//',
  '/%00',
  '/%',
  '/%ff',
  '/graphql?',
  '/graphql?query',
  '/graphql?query=%',
  '/graphql?query={__typename}&query={x}',
  '/graphql?query[]=x',
  '/graphql?variables=x&query={__typename}',
  '/graphql?extensions=[&query={__typename}',
  '/../graphql',
  '/graphql;x',
  '/graphql#x',
  '*',
  'http://evil.example/graphql',
  'graphql',
  '/favicon.ico',
  '/playground',
  '/assets/../../package.json',
  '/__proto__',
  `/${'x'.repeat(3000)}`,
]

/** The attacks of bench:attacks, as small as they may be sent by the thousand. */
const SMALL_ATTACKS = [
  ({ int }) => ({ query: introspection(int(1, 60)) }),
  ({ int }) => ({ query: typeChain(int(1, 40)) }),
  ({ int }) => ({ query: `{events{nodes{${overlapping(int(1, 5))}}}}` }),
  ({ int }) => ({ query: `{${aliases(int(1, 700), 'a', '__typename')}}` }),
  ({ int }) => ({ query: '{events'.repeat(int(1, 2500)) }),
  ({ int }) => ({ query: `{__typename${' @include(if:true)'.repeat(int(1, 400))}}` }),
  ({ int }) => ({ query: `query(${many(int(1, 500), (i) => `$v${i}:ID`).join(' ')}){__typename}` }),
  ({ int }) => ({ query: `query ${letters(int(1, 20_000))}($a:Int){__typename}` }),
  ({ int }) => ({ query: `{__typename}${'#\n'.repeat(int(1, 10_000))}` }),
  ({ int }) => ({ query: differentDocument(int(0, 1_000_000)) }),
  ({ int }) => ({ query: `{${'event '.repeat(int(1, 1900))}}` }),
  ({ int }) => ({
    query: '{events(first:100){nodes{assignments(first:100){nodes{event{id}}}}}}',
    variables: { n: int(0, 9) },
  }),
  ({ int }) => ({
    query: `{${aliases(int(1, 20), 'd', 'dashboardSummary{plannedCost event{costBreakdown{recipe{name}}}}')}}`,
  }),
  ({ int }) => ({ query: 'query($id:ID!){event(id:$id){name}}', variables: { id: letters(int(1, 50_000)) } }),
  ({ int }) => `{"query":"{__typename}","variables":${'['.repeat(int(1, 20_000))}`,
  ({ int }) => {
    const n = int(1, 3000)
    return `{"query":"query($id:ID!){event(id:$id){name}}","variables":{"id":${'['.repeat(n)}${']'.repeat(n)}}}`
  },
  ({ int }) => ({ query: `{event(id:${'['.repeat(int(1, 900))}1)}` }),
]

const KINDS = [
  [52, 'operation', (schema, random) => post(operationOf(schema, random))],
  [3, 'introspection', (schema, random) => post({ query: introspectionOf(schema, random) })],
  [8, 'operation with errors', (schema, random) => post(operationOf(schema, random, { wrong: 0.3 }))],
  [
    9,
    'mangled text',
    (schema, random) => {
      const operation = operationOf(schema, random)
      return post({ ...operation, query: mangled(operation.query, random) })
    },
  ],
  [5, 'broken body', (schema, random) => post(broken(JSON.stringify(operationOf(schema, random)), random))],
  [
    5,
    'odd shape',
    (schema, random) => {
      const { chance, pick } = random
      const operation = operationOf(schema, random)
      if (chance(0.2)) return post(JSON.stringify(pick(SHAPES)))
      if (chance(0.15)) return post(JSON.stringify(many(random.int(0, 4), () => operation)))
      const name = pick(['query', 'variables', 'operationName', 'extensions', 'id', 'doc_id', '__proto__'])
      const persisted = { persistedQuery: pick([{ version: 1, sha256Hash: letters(64) }, { version: 2 }, ...SHAPES]) }
      const value = name === 'extensions' && chance(0.5) ? persisted : pick(SHAPES)
      return post(JSON.stringify({ ...operation, [name]: value }))
    },
  ],
  [
    8,
    'odd headers',
    (schema, random) => {
      const { chance, int, pick } = random
      const request = post(operationOf(schema, random))
      const headers = many(int(1, 3), () => {
        const [name, values] = pick(HEADERS)
        return [chance(0.1) ? name.toUpperCase() : name, pick(values)]
      })
      if (chance(0.05)) headers.push([pick(['x y', '', 'x\u0001', ':', 'x(']), 'v'])
      if (chance(0.05)) headers.push(...many(int(1, 150), (i) => [`x-${i}`, letters(int(0, 200))]))
      const replaced = new Set(chance(0.5) ? headers.map(([name]) => name.toLowerCase()) : [])
      const body = headers.some(([, value]) => value === 'gzip') ? gzipSync(request.body) : request.body
      return { ...request, body, headers: [...request.headers.filter(([name]) => !replaced.has(name)), ...headers] }
    },
  ],
  [
    5,
    'odd method or address',
    (schema, random) => {
      const { chance, pick } = random
      const method = pick(METHODS)
      const path = chance(0.5) ? pick(PATHS) : '/graphql'
      if (method === 'GET' || method === 'HEAD') return { method, path, headers: [] }
      return { ...post(operationOf(schema, random)), method, path }
    },
  ],
  [
    3,
    'GET',
    (schema, random) => {
      const { chance, pick } = random
      const { query, variables, operationName } = operationOf(schema, random)
      const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()
      const parts = Object.entries({
        query,
        variables,
        operationName,
        ...(chance(0.1) ? { extensions: pick(SHAPES) } : {}),
      })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${encodeURIComponent(shown(value) ?? '')}`)
      const headers = chance(0.7) ? [['apollo-require-preflight', '1']] : []
      return { method: 'GET', path: `/graphql?${parts.join('&')}`, headers }
    },
  ],
  [2, 'small attack', (schema, random) => post(random.pick(SMALL_ATTACKS)(random))],
]

/** The kinds of requests, by name. */
export const KIND_NAMES = KINDS.map(([, name]) => name)

/**
 * Request number n of a seed, what kind it is, and how often it is sent: a second time may meet compiled code. `fresh`:
 * it may leave its connection in a state in which no other request can follow.
 */
export function requestOf(schema, seed, n, skipped = []) {
  const kinds = KINDS.filter(([, name]) => !skipped.includes(name))
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0)
  const random = choices(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b))
  let at = random.int(0, total * 1000 - 1) / 1000
  const [, kind, make] = kinds.find(([weight]) => (at -= weight) < 0)
  const request = make(schema, random)
  return {
    n,
    kind,
    request,
    times: kind === 'operation' && random.chance(0.25) ? 3 : 1,
    fresh: kind.startsWith('odd '),
    // One client in 50 does not wait for its answer, and one in two of those goes before it has sent all.
    leaves: random.chance(0.02)
      ? { after: random.int(0, 20), sends: random.chance(0.5) ? 1 : random.int(0, 99) / 100 }
      : undefined,
  }
}
