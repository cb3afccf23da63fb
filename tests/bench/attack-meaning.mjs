// What must be answered alike, whom it is answered, and how it is refused.
import { both, mustBe, mustBeAlike, mustBeRefused, mustHave } from './attack-checks.mjs'
import { query, many, times, letters } from './attack-documents.mjs'
import { post } from './exchange.mjs'

const get = (path, headers = []) => ({ method: 'GET', path, headers })
const asked = (text) => `/graphql?query=${encodeURIComponent(text)}`
const NAME = '{event(id:"event_1"){name}}'

export const MEANING = [
  [
    '5',
    "a query's default, three times",
    times(3, query('query($e:ID!="event_1"){event(id:$e){name}}')),
    { check: both(mustBe(200), mustBeAlike, mustHave('"name"')) },
  ],
  [
    '5',
    "a mutation's default, three times",
    times(
      3,
      query(
        'mutation($s:PackageStatus!=DELIVERED){updatePackageStatus(input:{assignmentId:"assignment_999999999",status:$s}){assignment{id}}}',
      ),
    ),
    { check: both(mustBeAlike, mustBeRefused('ASSIGNMENT_NOT_FOUND')) },
  ],
  [
    '5',
    'a twin field that is skipped, three times',
    times(
      3,
      query('{event(id:"event_1"){name progress{assignments{total} assignments @include(if:false){total pending}}}}'),
    ),
    { check: mustBeAlike },
  ],
  [
    '5',
    'an alias __proto__, three times',
    times(3, query('{event(id:"event_1"){__proto__:name constructor:name name}}')),
    { check: both(mustBeAlike, mustHave('"__proto__"')) },
  ],
  [
    '5',
    'an error and its location, three times',
    times(3, query('{\n  event(id:"event_999999999"){name}}')),
    { check: both(mustBeAlike, mustHave('"locations"')) },
  ],
  [
    '5',
    'fields in an order of their own, three times',
    times(3, query('{event(id:"event_1"){...F name date} } fragment F on Event{notes date id}')),
    { check: mustBeAlike },
  ],
  [
    '6',
    'a foreign Host',
    [{ ...query(NAME), headers: [...query(NAME).headers, ['host', 'bakery.example']] }],
    { check: both(mustBe(403, 421), mustBeRefused()) },
  ],
  [
    '6',
    'a foreign Host at /health/ready',
    [get('/health/ready', [['host', 'bakery.example']])],
    // Load balancers ask by addresses of theirs, and it tells nothing but whether we run.
    { check: mustBe(200) },
  ],
  [
    '6',
    'two Host headers',
    [{ ...query(NAME), headers: [...query(NAME).headers, ['host', '127.0.0.1'], ['host', 'bakery.example']] }],
    { check: mustBe(400) },
  ],
  [
    '6',
    'a GET of another site, as its script sends it',
    [
      get(asked(NAME), [
        ['origin', 'http://evil.example'],
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-mode', 'cors'],
        ['apollo-require-preflight', '1'],
      ]),
    ],
    { check: mustBeRefused() },
  ],
  [
    '6',
    'a POST of another site, as its script sends it',
    [
      {
        ...query(NAME),
        headers: [...query(NAME).headers, ['origin', 'http://evil.example'], ['sec-fetch-site', 'cross-site']],
      },
    ],
    { check: mustBeRefused() },
  ],
  [
    '6',
    'a POST of another site, as its form sends it',
    [
      {
        method: 'POST',
        path: '/graphql',
        headers: [
          ['origin', 'http://evil.example'],
          ['sec-fetch-site', 'cross-site'],
          ['content-type', 'text/plain'],
        ],
        body: JSON.stringify({ query: NAME }),
      },
    ],
    { check: mustBeRefused() },
  ],
  [
    '6',
    'a GET of the own site without a preflight header',
    [
      get(asked(NAME), [
        ['accept', 'application/graphql-response+json, application/json'],
        ['sec-fetch-site', 'same-origin'],
      ]),
    ],
    { check: both(mustBe(200), mustHave('"name"')) },
  ],
  [
    '6',
    'a mutation by GET',
    [
      get(
        asked('mutation{updatePackageStatus(input:{assignmentId:"assignment_1",status:ASSEMBLED}){assignment{id}}}'),
        [
          ['sec-fetch-site', 'same-origin'],
          ['apollo-require-preflight', '1'],
        ],
      ),
    ],
    { check: mustBe(405) },
  ],
  ['7', 'a subscription', [query('subscription{x}'), query('subscription{__typename}')], { check: mustBeRefused() }],
  [
    '7',
    'a persisted query of a wrong version, hash or shape',
    [
      { version: 2, sha256Hash: letters(64) },
      { version: 1, sha256Hash: letters(64) },
      { version: 1 },
      { version: 1, sha256Hash: 5 },
      null,
      'x',
      [],
    ].map((persistedQuery) => query('{__typename}', { extensions: { persistedQuery } })),
  ],
  [
    '7',
    'a batch',
    [post([{ query: '{__typename}' }, { query: '{__typename}' }]), post([])],
    { check: mustBeRefused() },
  ],
  [
    '7',
    'bodies that are no request',
    [
      '',
      'null',
      '1',
      '"x"',
      '{',
      '[]',
      '{}',
      '{"query":1}',
      '{"query":{}}',
      '{"query":"{__typename}","variables":1}',
      '{"query":"{__typename}","variables":[1]}',
      '{"query":"{__typename}","operationName":{}}',
      '{"query":"{__typename}","extensions":1}',
      Buffer.from([0xff, 0xfe, 0x7b]),
      '{"__proto__":{"query":"{__typename}"}}',
    ].map((body) => post(body)),
  ],
  [
    '7',
    'a malformed head',
    [
      { method: 'POST', path: '/graphql', headers: [['content-length', 'many']], body: '' },
      { method: 'G\u0001T', path: '/', headers: [] },
      { method: 'GET', path: '/ /', headers: [] },
    ],
    { check: both(mustBe(400), mustBeRefused()) },
  ],
  [
    '7',
    'headers of 100 kB',
    [get('/graphql', [['x-long', letters(100_000)]])],
    { check: both(mustBe(431), mustBeRefused()) },
  ],
]
