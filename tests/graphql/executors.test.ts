import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason } from '../support/season.js'

/** What clients write in all the ways that GraphQL has. */
const corpus: [what: string, query: string, variables?: Record<string, unknown>][] = [
  [
    'aliases',
    '{ first: event(id: "event_1") { called: name on: date } second: event(id: "event_2") { name called: name } }',
  ],
  ['one field asked twice', '{ event(id: "event_1") { id id progress { plannedCost } progress { actualCost } } }'],
  ['__typename', '{ __typename event(id: "event_1") { __typename progress { __typename recipes { __typename } } } }'],
  ['fragments', '{ event(id: "event_1") { ...A ...B } } fragment A on Event { id ...B } fragment B on Event { name }'],
  [
    'inline fragments',
    '{ event(id: "event_1") { ... on Event { id } ... { name } ... @include(if: false) { date } } }',
  ],
  ['skip', 'query ($no: Boolean!) { event(id: "event_1") { id name @skip(if: $no) } }', { no: true }],
  ['no skip', 'query ($no: Boolean!) { event(id: "event_1") { id name @skip(if: $no) } }', { no: false }],
  [
    'include',
    'query ($yes: Boolean = false) { event(id: "event_1") { id progress @include(if: $yes) { isComplete } } }',
    { yes: true },
  ],
  ['include by default', 'query ($yes: Boolean = false) { event(id: "event_1") { id name @include(if: $yes) } }'],
  [
    'skip and include',
    '{ event(id: "event_1") { id name @skip(if: true) @include(if: true) date @skip(if: false) @include(if: true) } }',
  ],
  ['nothing left', '{ event(id: "event_1") @skip(if: true) { id } }'],
  [
    'a fragment skipped',
    'query ($no: Boolean!) { event(id: "event_1") { id ...A @skip(if: $no) } } fragment A on Event { name }',
    { no: true },
  ],
  ['variables by default', 'query ($n: Int = 1) { events(first: $n) { nodes { id } } }'],
  ['a variable of null', 'query ($n: Int = 1) { events(first: $n) { nodes { id } } }', { n: null }],
  ['a variable too many', 'query ($n: Int) { events(first: $n) { nodes { id } } }', { n: 1, m: 2 }],
  ['an optional variable left out', 'query ($n: Int, $a: String) { events(first: $n, after: $a) { totalCount } }'],
  ['a number for an id', 'query ($id: ID!) { event(id: $id) { id } }', { id: 1 }],
  ['an id in a variable', 'query ($id: ID!) { event(id: $id) { id } }', { id: 'event_1' }],
  ['an unknown event', '{ event(id: "event_999") { id progress { isComplete } } }'],
  [
    'errors beside data',
    '{ a: event(id: "event_999") { id } b: event(id: "event_1") { id } c: event(id: "event_01") { id } }',
  ],
  [
    'an error beside a root field',
    '{ event(id: "event_1") { id } productionProgress(eventId: "event_999") { isComplete } }',
  ],
  ['an error that takes all data', '{ event(id: "event_1") { id } events(first: 0) { totalCount } }'],
  ['an error deep inside', '{ events { nodes { assignments(first: 101) { totalCount } } } }'],
  ['an error under a nullable event', '{ event(id: "event_1") { id assignments(after: "x") { nodes { id } } } }'],
  ['a wrong variable', 'query ($n: Int) { events(first: $n) { totalCount } }', { n: 'x' }],
  ['a missing variable', 'query ($id: ID!) { event(id: $id) { id } }'],
  [
    'a wrong enum value',
    'mutation ($s: PackageStatus!) { updatePackageStatus(input: { assignmentId: "assignment_1", status: $s }) { assignment { id } } }',
    { s: 'GONE' },
  ],
  [
    'a refused mutation',
    'mutation { updatePackageStatus(input: { assignmentId: "assignment_1", status: DELIVERED }) { assignment { id } } }',
  ],
  [
    'two mutations of which one is refused',
    'mutation { a: updatePackageStatus(input: { assignmentId: "assignment_1", status: ASSEMBLED }) { assignment { status } } b: updatePackageStatus(input: { assignmentId: "assignment_1", status: ASSEMBLED }) { assignment { status } } }',
  ],
  [
    'a mutation with variables inside its input',
    'mutation ($id: ID!, $to: String) { updatePackageStatus(input: { assignmentId: $id, status: DELIVERED, deliveredTo: $to }) { assignment { id } } }',
    { id: 'assignment_999999' },
  ],
  [
    'a node, by fragments on types',
    'query ($id: ID!) { node(id: $id) { __typename id ... on Event { name date } ...R } } fragment R on Recipe { name category }',
    { id: 'recipe_1' },
  ],
  [
    'a node of which no type is asked for',
    '{ a: node(id: "event_1") { id } b: node(id: "recipe_1") { ... on Event { name } } }',
  ],
  ['no node', '{ node(id: "event_999") { id ... on Event { name } } }'],
  ['no id of a node', '{ event(id: "event_1") { id } node(id: "event_summary_1") { id } }'],
  [
    'one key for other fields of other types',
    '{ a: node(id: "event_1") { ...F } b: node(id: "recipe_1") { ...F } c: node(id: "ingredient_1") { ...F } } fragment F on Node { ... on Recipe { called: category } ... on Event { called: name } ... on Ingredient { called: slug } }',
  ],
  [
    'one key for objects of other types',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Assignment { of: recipient { id name } } ... on ProductionRecord { of: recipe { id category } } ... on FinishedUnit { of: recipe { id name } } } }',
    { ids: ['assignment_1', 'production_record_1', 'finished_unit_1'] },
  ],
  [
    'fragments on the interface in fragments on types in it',
    '{ node(id: "event_1") { ... on Node { ... on Event { name ... on Node { id ... on Recipe { category } ... on Event { date } } } } ... { __typename } } event(id: "event_1") { ...N } } fragment N on Node { id ... on Event { name } ... on Package { name } }',
  ],
  [
    'nodes of all types in one list',
    `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Event { progress { plannedCost } } ... on Package { contents { finishedGood { name } } }
      ... on FinishedUnit { batchPercentage } ... on FinishedGood { components { quantity finishedGood { id } } } ... on ProductionRecord { actualCost producedAt }
      ... on Assignment { status event { id } assemblyCheck { id canAssemble } } ... on Recipient { householdName } ... on Ingredient { slug } } }`,
    {
      ids: [
        'event',
        'package',
        'finished_unit',
        'finished_good',
        'production_record',
        'assignment',
        'recipient',
        'ingredient',
        'recipe',
      ]
        .flatMap((type) => [`${type}_1`, `${type}_2`, `${type}_2147483647`])
        .toReversed(),
    },
  ],
  ['nodes in the text', '{ nodes(ids: ["event_1", "recipe_1"]) { id } one: nodes(ids: "event_2") { id } }'],
  [
    'nodes of which one is refused',
    'query ($ids: [ID!]!) { event(id: "event_1") { id } nodes(ids: $ids) { id } }',
    { ids: ['event_1', 'event_x'] },
  ],
  ['a null among the ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['event_1', null] }],
  [
    'an error in one of the nodes',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Event { assignments(first: 0) { totalCount } } } }',
    { ids: ['recipe_1', 'event_1', 'event_2'] },
  ],
  ['paths through lists', '{ dashboardSummary { event { name bad: assignments(first: 0) { totalCount } } } }'],
  [
    'what is null',
    '{ event(id: "event_1") { notes assignments(first: 2) { nodes { notes deliveredTo assembledAt recipient { householdName } package { contents { finishedGood { components { finishedUnit { id } finishedGood { id } } } } } } } } }',
  ],
  [
    'the same list in two pages',
    '{ a: events(first: 1) { nodes { id } pageInfo { hasNextPage } } b: events(first: 2) { edges { cursor } } }',
  ],
  ['a default for a required variable', 'query ($e: ID! = "1") { event(id: $e) { id } }'],
  [
    'a twin that is skipped',
    '{ event(id: "event_1") { progress { assignments { total } assignments @include(if: false) { total pending } } } }',
  ],
  [
    'a fragment under a condition and without',
    'query ($yes: Boolean!) { a: event(id: "event_1") { ...F @include(if: $yes) id } b: event(id: "event_1") { ...F } } fragment F on Event { name }',
    { yes: false },
  ],
  ['names that objects have', '{ __proto__: event(id: "event_1") { constructor: id __proto__: name toString: date } }'],
  [
    'a variable that objects have',
    'query ($__proto__: Int, $constructor: Int = 1) { a: events(first: $__proto__) { totalCount nodes { id } } b: events(first: $constructor) { nodes { id } } }',
    { constructor: 2 },
  ],
  [
    'several errors under one parent',
    '{ event(id: "event_1") { a: assignments(first: 0) { totalCount } b: assignments(first: -1) { totalCount } } }',
  ],
  ['the schema', '{ __schema { queryType { name fields { name } } } __type(name: "Event") { fields { name } } }'],
  ['the schema beside data', '{ __schema { queryType { name } } event(id: "event_1") { id } }'],
]

describe.each(databases)('both executors on the $kind database', ({ open }) => {
  let database: TestDatabase
  let reference: TestClient
  let jit: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 3 })
    reference = await startClient(database.sessions, 'reference')
    jit = await startClient(database.sessions, 'jit')
  })
  afterAll(async () => {
    await Promise.all([reference.stop(), jit.stop()])
    await database.close()
  })

  /** All of an answer, as text: the order of fields and errors counts. */
  const whole = ({ data, errors, status }: Answer) => JSON.stringify({ data, errors, status }, undefined, 2)

  it.each(corpus)('answer %s alike', async (_, query, variables = {}) => {
    const expected = whole(await reference.ask(query, variables))
    for (let time = 0; time < 3; time++) expect(whole(await jit.ask(query, variables))).toBe(expected)
  })

  it('answer alike when a statement fails, after which its transaction can be asked nothing more', async () => {
    const rename = (from: string, to: string) =>
      inSession(database.sessions, { mode: 'write' }, (session) =>
        session.$executeRawUnsafe(`ALTER TABLE production_record RENAME COLUMN ${from} TO ${to}`),
      )
    const query = `{
      a: event(id: "event_1") { name productionRecords { nodes { notes } } }
      b: event(id: "x") { name }
      c: event(id: "event_2") { name productionRecords { nodes { notes } } }
    }`
    // Each names its own request.
    const shared = (answer: Answer) => whole(answer).replaceAll(/request-\d+/g, 'request')
    await reference.ask(query)
    await jit.ask(query)
    await rename('notes', 'no_notes')
    try {
      const expected = shared(await reference.ask(query))
      for (let time = 0; time < 3; time++) {
        jit.log.length = 0
        expect(shared(await jit.ask(query))).toBe(expected)
        // What is thrown away is not logged either.
        expect(jit.log.filter((line) => line.includes('unexpected error'))).toHaveLength(2)
      }
    } finally {
      await rename('no_notes', 'notes')
    }
    expect(whole(await jit.ask(query))).toBe(whole(await reference.ask(query)))
  })

  it.each(['Event', '__Type'])('take no time for a chain of fragments on %s', async (type) => {
    const [root, of] = type === 'Event' ? ['event(id: "event_1")', ''] : ['__type(name: "Event")', 'ofType']
    const links = Array.from({ length: 20 }, (_, at) => {
      const next = of === '' ? `...F${at + 1}` : `a${at}: ${of} { ...F${at + 1} }`
      return `fragment F${at} on ${type} { ${next} ...on ${type} { ${next} } name }`
    })
    const query = `{ ${root} { ...F0 } } ${links.join(' ')} fragment F20 on ${type} { name }`
    const began = performance.now()
    for (let time = 0; time < 3; time++) await jit.ask(query)
    // Compiled it would be minutes, and gigabytes.
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it('never run what a client sends as code', async () => {
    const code = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,globalThis.injected=true'
    for (let time = 0; time < 3; time++) {
      await jit.ask(`{ events(after: "${code}") { totalCount } }`)
      await jit.ask(`query ($a: String = "${code}") { events(after: $a) { totalCount } }`)
      await jit.ask('query ($a: String) { events(after: $a) { totalCount } }', { a: code })
    }
    expect(globalThis).not.toHaveProperty('injected')
  })

  it('choose the operation that is named', async () => {
    // Compiled under one name, it is not answered under another.
    const document = 'query A($id: ID!) { event(id: $id) { id } } query B { events(first: 1) { totalCount } }'
    for (const client of [reference, jit])
      expect((await client.ask(document)).codes).toEqual(['OPERATION_RESOLUTION_FAILURE'])
  })

  it('keep nothing of one request for the next', async () => {
    const query = 'query ($id: ID!, $no: Boolean!) { event(id: $id) { id name @skip(if: $no) } }'
    for (const id of ['event_1', 'event_2', 'event_3', 'event_999', 'event_1']) {
      for (const no of [true, false]) {
        expect(whole(await jit.ask(query, { id, no }))).toBe(whole(await reference.ask(query, { id, no })))
      }
    }
  })
})
