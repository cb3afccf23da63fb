// Texts and values: deep ones, wide ones, and those that nobody means.
import { mustBeRefused } from './attack-checks.mjs'
import { query, many, times, aliases, letters, MUTATION, overlapping } from './attack-documents.mjs'
import { post } from './exchange.mjs'

export const TEXT = [
  ['9', '2,000 braces', times(2, query('{events'.repeat(2000)))],
  [
    '9',
    '360 levels of fields',
    times(2, query(`{event(id:"event_1")${'{assignments{nodes{event'.repeat(120)}{id}${'}'.repeat(361)}`)),
  ],
  ['9', 'a list literal nested 950 deep', times(2, query(`{event(id:${'['.repeat(950)}1${']'.repeat(950)}){name}}`))],
  [
    '9',
    'variables nested 500,000 deep',
    [post(`{"query":"{__typename}","variables":{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}}`)],
  ],
  [
    '9',
    'variables nested 100,000 deep, for an ID',
    times(
      2,
      post(
        `{"query":"query($id:ID!){event(id:$id){name}}","variables":{"id":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}}`,
      ),
    ),
  ],
  ['9', '__typename 1,990 times', times(3, query(`{${'__typename '.repeat(1990)}}`))],
  ['9', 'a field with selections 280 times', times(3, query(`{${'event(id:"event_1"){name} '.repeat(280)}}`))],
  ['9', 'a connection with selections 240 times', times(3, query(`{${'events{nodes{id}} '.repeat(240)}}`))],
  ['9', 'fields that overlap, 5 levels of 3', times(3, query(`{events{nodes{${overlapping(5)}}}}`))],
  [
    '9',
    '200 fragments that each spread the next two',
    times(
      3,
      query(
        `{events{nodes{...F0}}} ${many(200, (i) => `fragment F${i} on Event{name${i < 198 ? `...F${i + 1}...F${i + 2}` : ''}}`).join(' ')}`,
      ),
    ),
  ],
  [
    '9',
    '250 fragments, all spread in one place',
    times(
      3,
      query(
        `{events{nodes{${many(250, (i) => `...F${i}`).join(' ')}}}} ${many(250, (i) => `fragment F${i} on Event{name}`).join(' ')}`,
      ),
    ),
  ],
  [
    '9',
    '40 aliases of one field in 10 fragments',
    times(
      3,
      query(
        `{events(first:1){nodes{${many(10, (i) => `...F${i}`).join(' ')}}}} ${many(10, (i) => `fragment F${i} on Event{${aliases(40, 'a', 'name')}}`).join(' ')}`,
      ),
    ),
  ],
  [
    '9',
    'fragments in a circle',
    times(3, query('{events{nodes{...A}}} fragment A on Event{...B} fragment B on Event{...A}')),
    { check: mustBeRefused('GRAPHQL_VALIDATION_FAILED') },
  ],
  ['9', '660 aliases', times(3, query(`{${aliases(660, 'a', '__typename')}}`))],
  ['9', '490 variables', times(3, query(`query(${many(490, (i) => `$v${i}:ID`).join(' ')}){__typename}`))],
  [
    '9',
    'values for 60,000 variables that nobody declared',
    times(3, query('{__typename}', { variables: Object.fromEntries(many(60_000, (i) => [`v${i}`, i])) })),
  ],
  ['9', '@include 280 times on a field', times(3, query(`{__typename${'@include(if:true)'.repeat(280)}}`))],
  ['9', 'an unknown directive 900 times', times(3, query(`{__typename${'@x '.repeat(900)}}`))],
  [
    '9',
    '200 operations, one asked',
    times(3, query(many(200, (i) => `query Q${i}{__typename}`).join(' '), { operationName: 'Q7' })),
  ],
  [
    '9',
    '`first` of every kind',
    ['0', '-1', '101', '2147483648', '1e999', '1.5', '"1"', 'null', 'true', '[1]', '{a:1}', 'A'].map((first) =>
      query(`{events(first:${first}){totalCount}}`),
    ),
  ],
  [
    '9',
    'a cursor of 100 kB, and others',
    [
      letters(100_000),
      'A'.repeat(100_000),
      '',
      '\0',
      '\ud800',
      Buffer.from('[1,2]').toString('base64'),
      Buffer.from('{"__proto__":1}').toString('base64'),
      Buffer.from('["9999-99-99",99999999999999]').toString('base64url'),
    ].map((after) => query('query($after:String){events(after:$after){nodes{id}}}', { variables: { after } })),
  ],
  [
    '9',
    'ids of every shape',
    [
      '0',
      '-1',
      'event_0',
      'event_01',
      'event_-1',
      'event_٣',
      'event_1\0',
      'event_2147483647',
      'event_2147483648',
      `event_${'9'.repeat(400)}`,
      `${'a_'.repeat(200_000)}1`,
      'assignment_1',
      '1.0',
      '1e3',
      '01',
      ' 1',
      '٣',
      '2147483647',
      '2147483648',
      '9'.repeat(400),
      '',
      '\0',
      '1\0',
      '\ud800',
      letters(500_000),
      "1'; DROP TABLE event;--",
      1e21,
      1.5,
      -0,
      true,
      null,
      [],
      {},
    ].map((id) => query('query($id:ID!){event(id:$id){name}}', { variables: { id } })),
  ],
  [
    '9',
    'NUL and lone surrogates in each string',
    ['\0', 'a\0b', '\ud800', 'a\udfffb', '\u202e', letters(501), letters(900_000), '\u{1f36a}'.repeat(251)].flatMap(
      (text) => [
        query(MUTATION, { variables: { input: { assignmentId: text, status: 'ASSEMBLED' } } }),
        query(MUTATION, {
          variables: { input: { assignmentId: 'assignment_3', status: 'DELIVERED', deliveredTo: text } },
        }),
        query(MUTATION, { variables: { input: { assignmentId: 'assignment_2', status: text } } }),
        query(`{__type(name:${JSON.stringify(text.slice(0, 1000))}){name}}`),
        query('{__typename}', { operationName: text }),
      ],
    ),
  ],
  [
    '9',
    'dates and decimals where ids and numbers are asked',
    ['0000-00-00', '9999-12-31T23:59:60Z', '1e308', '-1e-324', 'NaN', 'Infinity', '0x10', '1_000'].flatMap((text) => [
      query('query($id:ID!){productionProgress(eventId:$id){plannedCost}}', { variables: { id: text } }),
      query('query($n:Int){events(first:$n){totalCount}}', { variables: { n: Number(text) || text } }),
    ]),
  ],
]
