import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason } from '../support/season.js'

/** What clients write in all the ways that GraphQL has. */
const corpus: [what: string, query: string, variables?: Record<string, unknown>][] = [
  ['aliases', '{ first: event(id: "1") { called: name on: date } second: event(id: "2") { name called: name } }'],
  ['one field asked twice', '{ event(id: "1") { id id progress { plannedCost } progress { actualCost } } }'],
  ['__typename', '{ __typename event(id: "1") { __typename progress { __typename recipes { __typename } } } }'],
  ['fragments', '{ event(id: "1") { ...A ...B } } fragment A on Event { id ...B } fragment B on Event { name }'],
  ['inline fragments', '{ event(id: "1") { ... on Event { id } ... { name } ... @include(if: false) { date } } }'],
  ['skip', 'query ($no: Boolean!) { event(id: "1") { id name @skip(if: $no) } }', { no: true }],
  ['no skip', 'query ($no: Boolean!) { event(id: "1") { id name @skip(if: $no) } }', { no: false }],
  [
    'include',
    'query ($yes: Boolean = false) { event(id: "1") { id progress @include(if: $yes) { isComplete } } }',
    { yes: true },
  ],
  ['include by default', 'query ($yes: Boolean = false) { event(id: "1") { id name @include(if: $yes) } }'],
  [
    'skip and include',
    '{ event(id: "1") { id name @skip(if: true) @include(if: true) date @skip(if: false) @include(if: true) } }',
  ],
  ['nothing left', '{ event(id: "1") @skip(if: true) { id } }'],
  [
    'a fragment skipped',
    'query ($no: Boolean!) { event(id: "1") { id ...A @skip(if: $no) } } fragment A on Event { name }',
    { no: true },
  ],
  ['variables by default', 'query ($n: Int = 1) { events(first: $n) { nodes { id } } }'],
  ['a variable of null', 'query ($n: Int = 1) { events(first: $n) { nodes { id } } }', { n: null }],
  ['a variable too many', 'query ($n: Int) { events(first: $n) { nodes { id } } }', { n: 1, m: 2 }],
  ['an optional variable left out', 'query ($n: Int, $a: String) { events(first: $n, after: $a) { totalCount } }'],
  ['a number for an id', 'query ($id: ID!) { event(id: $id) { id } }', { id: 1 }],
  ['an unknown event', '{ event(id: "999") { id progress { isComplete } } }'],
  ['errors beside data', '{ a: event(id: "999") { id } b: event(id: "1") { id } c: event(id: "01") { id } }'],
  ['an error that takes all data', '{ event(id: "1") { id } productionProgress(eventId: "999") { isComplete } }'],
  ['an error deep inside', '{ events { nodes { assignments(first: 101) { totalCount } } } }'],
  ['an error under a nullable event', '{ event(id: "1") { id assignments(after: "x") { nodes { id } } } }'],
  ['a wrong variable', 'query ($n: Int) { events(first: $n) { totalCount } }', { n: 'x' }],
  ['a missing variable', 'query ($id: ID!) { event(id: $id) { id } }'],
  [
    'a wrong enum value',
    'mutation ($s: PackageStatus!) { updatePackageStatus(input: { assignmentId: "1", status: $s }) { assignment { id } } }',
    { s: 'GONE' },
  ],
  [
    'a refused mutation',
    'mutation { updatePackageStatus(input: { assignmentId: "1", status: DELIVERED }) { assignment { id } } }',
  ],
  [
    'two mutations of which one is refused',
    'mutation { a: updatePackageStatus(input: { assignmentId: "1", status: ASSEMBLED }) { assignment { status } } b: updatePackageStatus(input: { assignmentId: "1", status: ASSEMBLED }) { assignment { status } } }',
  ],
  [
    'a mutation with variables inside its input',
    'mutation ($id: ID!, $to: String) { updatePackageStatus(input: { assignmentId: $id, status: DELIVERED, deliveredTo: $to }) { assignment { id } } }',
    { id: '999999' },
  ],
  ['paths through lists', '{ dashboardSummary { event { name bad: assignments(first: 0) { totalCount } } } }'],
  [
    'what is null',
    '{ event(id: "1") { notes assignments(first: 2) { nodes { notes deliveredTo assembledAt recipient { householdName } package { contents { finishedGood { components { finishedUnit { id } finishedGood { id } } } } } } } } }',
  ],
  [
    'the same list in two pages',
    '{ a: events(first: 1) { nodes { id } pageInfo { hasNextPage } } b: events(first: 2) { edges { cursor } } }',
  ],
  ['the schema', '{ __schema { queryType { name fields { name } } } __type(name: "Event") { fields { name } } }'],
  ['the schema beside data', '{ __schema { queryType { name } } event(id: "1") { id } }'],
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

  /** What clients act on. Errors of one level may come in any order. */
  const essence = ({ data, errors, status }: Answer) => ({
    data,
    status,
    errors: errors.map(({ message, path, extensions }) => JSON.stringify({ message, path, extensions })).toSorted(),
  })

  it.each(corpus)('answer %s alike', async (_, query, variables = {}) => {
    const expected = essence(await reference.ask(query, variables))
    for (let time = 0; time < 3; time++) expect(essence(await jit.ask(query, variables))).toEqual(expected)
  })

  it('agree on what fails under one parent, though only the compiled one tells of every field', async () => {
    const query =
      '{ event(id: "1") { a: assignments(first: 0) { totalCount } b: assignments(first: -1) { totalCount } } }'
    const expected = essence(await reference.ask(query))
    for (let time = 0; time < 3; time++) {
      const { data, status, errors } = essence(await jit.ask(query))
      expect({ data, status }).toEqual({ data: expected.data, status: expected.status })
      expect(errors).toEqual(expect.arrayContaining(expected.errors))
    }
  })

  it('choose the operation that is named', async () => {
    // Compiled under one name, it is not answered under another.
    const document = 'query A($id: ID!) { event(id: $id) { id } } query B { events(first: 1) { totalCount } }'
    for (const client of [reference, jit])
      expect((await client.ask(document)).codes).toEqual(['OPERATION_RESOLUTION_FAILURE'])
  })

  it('keep nothing of one request for the next', async () => {
    const query = 'query ($id: ID!, $no: Boolean!) { event(id: $id) { id name @skip(if: $no) } }'
    for (const id of ['1', '2', '3', '999', '1']) {
      for (const no of [true, false]) {
        expect(essence(await jit.ask(query, { id, no }))).toEqual(essence(await reference.ask(query, { id, no })))
      }
    }
  })
})
