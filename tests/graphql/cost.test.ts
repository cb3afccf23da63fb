import { readFileSync } from 'node:fs'
import {
  buildSchema,
  getIntrospectionQuery,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  Kind,
  parse,
  print,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizeEstimator } from '../../src/graphql/cost.js'
import { fieldCosts } from '../../src/graphql/field-costs.js'
import { createSchema } from '../../src/api/schema.js'
import { loadConfig } from '../../src/config.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { PackingDocument } from '../support/generated/operations.js'
import { openSeason } from '../support/season.js'

const { maxCost } = loadConfig({})
const schema = createSchema()
const estimate = sizeEstimator(schema)

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('There is no operation')
  return estimate(document, operation, variables).cost
}

const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join(' ')
const nested = (depth: number): string =>
  '{ events(first: 1) { nodes '.concat(
    '{ assignments(first: 1) { nodes { event '.repeat(depth),
    '{ id }',
    ' } } }'.repeat(depth),
    ' } }',
  )
const doubled = (links: number, type: string, last: string): string =>
  many(links, (i) => `fragment F${String(i)} on ${type} { ...F${String(i + 1)} ...F${String(i + 1)} }`) +
  ` fragment F${String(links)} on ${type} { ${last} }`
/** Four fragments on the types of all fields, each of which asks for the next under so many aliases. */
const aliasesOfTypes = (aliases: number): string =>
  '{ __schema { types { fields { type { ...F0 } } } } } fragment F4 on __Type { name }'.concat(
    many(
      4,
      (f) =>
        `fragment F${String(f)} on __Type { ${many(aliases, (i) => `a${String(i)}: ofType { ...F${String(f + 1)} }`)} }`,
    ),
  )
/** The fields of a recipe's row, so many times. */
const tenTimes = (inner: string): string =>
  many(
    10,
    (i) => `b${String(i)}: costBreakdown { ${inner} } p${String(i)}: progress { plannedCost recipes { ${inner} } }`,
  )

const tooMuch: [what: string, query: string][] = [
  ['levels', nested(9)],
  ['fields through fragments', `{ dashboardSummary { ...F0 } } ${doubled(20, 'EventSummary', 'isComplete')}`],
  ['type names through fragments', `{ ...F0 } ${doubled(20, 'Query', '__typename')}`],
  ['fields through a hundred fragments', `{ ...F0 } ${doubled(100, 'Query', '__typename')}`],
  ['tokens', `{ dashboardSummary { ${many(2000, () => 'isComplete')} } }`],
  [
    'rows',
    '{ events(first: 100) { nodes { assignments(first: 100) { nodes { event { assignments { nodes { id } } } } } } } }',
  ],
  [
    'rows by default',
    '{ events { nodes { assignments { nodes { event { assignments { nodes { id quantity status } } } } } } } }',
  ],
  [
    'rows of edges',
    '{ events { edges { node { assignments { edges { node { event { assignments { edges { cursor node { id } } } } } } } } } } }',
  ],
  [
    'rows of a fragment on the connection',
    `{ events(first: 100) { ...E } }
     fragment E on EventConnection { nodes { assignments(first: 100) { ...A } } }
     fragment A on AssignmentConnection { nodes { event { assignments { nodes { id } } } } }`,
  ],
  [
    'values of lists that are not connections',
    `{ events(first: 100) { nodes { assignments(first: 100) { nodes { event {
       ${tenTimes('batchesRequired plannedCost actualCost')} } } } } } }`,
  ],
  ['types, four fragments of 16 aliases', aliasesOfTypes(16)],
  ['types, four fragments of 40 aliases', aliasesOfTypes(40)],
  ['links of types', `{ __schema { types { ...F0 } } } ${doubled(14, '__Type', 'name')}`],
]

describe('what an operation costs', () => {
  it('is a point for each field, and for each item of a list', () => {
    expect(costOf('{ __typename }')).toBe(1)
    expect(
      costOf('{ events(first: 10) { nodes { id name } } }') - costOf('{ events(first: 9) { nodes { id name } } }'),
    ).toBe(5)
  })

  it('tells lists by their type, not by their name', () => {
    // Counts of assignments, by status.
    const counts = 'assignments { total pending assembled delivered }'
    const without = costOf('{ productionProgress(eventId: "event_1") { isComplete } }')
    expect(costOf(`{ productionProgress(eventId: "event_1") { isComplete ${counts} } }`)).toBe(without + 5)
  })

  it('counts what variables and their defaults say', () => {
    const query = 'query ($n: Int) { events(first: $n) { nodes { id } } }'
    expect(costOf(query, { n: 7 })).toBe(costOf('{ events(first: 7) { nodes { id } } }'))
    expect(costOf(query)).toBe(costOf('{ events(first: 50) { nodes { id } } }'))
    expect(costOf(query, { n: null })).toBe(costOf('{ events { nodes { id } } }'))
  })

  it('leaves out what @skip and @include leave out, but its code counts', () => {
    const query = 'query ($on: Boolean!) { __typename ...A @include(if: $on) } fragment A on Query { a: __typename }'
    expect(costOf(query, { on: false })).toBe(1)
    expect(costOf(query, { on: true })).toBe(2)
    const document = parse(query)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('There is no operation')
    expect(estimate(document, operation, { on: false }).fields).toBe(2)
  })

  it('counts the code of what is selected on an interface for each of its types', () => {
    const fieldsOf = (query: string): number => {
      const document = parse(query)
      const operation = getOperationAST(document)
      if (!operation) throw new Error('There is no operation')
      return estimate(document, operation, {}).fields
    }
    expect(fieldsOf('{ node(id: "event_1") { ... on Event { id name } } }')).toBe(3)
    expect(fieldsOf('{ node(id: "event_1") { id __typename ... on Event { name } } }')).toBe(1 + 2 * 16 + 1)
  })

  it('of nodes is that of a row for each id, as often as it is asked for', () => {
    const nodes = (ids: unknown, inner = 'id'): number =>
      costOf(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${inner} } }`, { ids })
    const ids = (count: number): string[] => Array.from({ length: count }, () => 'event_1')
    const none = nodes([])
    const one = nodes(['event_1']) - none
    // The row of the dearest type, the item, its field.
    expect(one).toBe(10 + 1 + 1)
    expect(nodes(ids(7))).toBe(none + 7 * one)
    expect(nodes(ids(100))).toBe(none + 100 * one)
    expect(costOf('{ nodes(ids: ["event_1", "recipe_1", "event_1"]) { id } }')).toBe(none + 3 * one)
    expect(costOf('{ nodes(ids: "event_1") { id } }')).toBe(none + one)
    expect(costOf('query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }', { a: 'event_1', b: 'event_2' })).toBe(
      none + 2 * one,
    )
    expect(costOf('query ($ids: [ID!]! = ["event_1"]) { nodes(ids: $ids) { id } }', { ids: ids(3) })).toBe(
      none + 3 * one,
    )
    // What is refused by the field itself, which reads no row for it.
    expect(nodes(ids(101))).toBe(nodes(ids(100)))
    // What is behind the rows counts for each of them.
    const progress = nodes(['event_1'], '... on Event { progress { plannedCost } }') - none
    expect(nodes(ids(50), '... on Event { progress { plannedCost } }')).toBe(none + 50 * progress)
  })

  it('follows the variables of each request, though an operation that comes again is parsed once', () => {
    const document = parse(
      'query ($n: Int, $on: Boolean = true) { events(first: $n) { nodes { id @include(if: $on) } } }',
    )
    const operation = getOperationAST(document)
    if (!operation) throw new Error('There is no operation')
    const costs = [
      { n: 7, on: true },
      { n: 70, on: true },
      { n: 7, on: false },
      { n: 7, on: true },
    ].map((variables) => estimate(document, operation, variables).cost)
    expect(costs[1]).toBeGreaterThan(costs[0] ?? NaN)
    expect(costs[2]).toBeLessThan(costs[0] ?? NaN)
    expect(costs[3]).toBe(costs[0])
  })

  it('stays a number and ends for fragments that spread themselves', () => {
    expect(
      costOf('{ ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A ...A }'),
    ).toBeGreaterThan(0)
    expect(costOf(`{ ...F0 } ${doubled(160, 'Query', '__typename')}`)).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('is found in no more time than the document is long', () => {
    const document = parse(`{ events { ...F0 } } ${doubled(160, 'EventConnection', 'nodes { id }')}`)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('There is no operation')
    const began = performance.now()
    estimate(document, operation, {})
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('adds up what is selected on the types of an interface, of which each row is one', () => {
    const nodes = buildSchema(`
      interface Node { id: ID! }
      type Cake implements Node { id: ID! name: String! }
      type Tin implements Node { id: ID! size: Int! }
      union Thing = Cake | Tin
      type Query { node: Node thing: Thing }
    `)
    const document = parse(`{
      node { id ...N ... on Cake { name } ... on Tin { size } }
      thing { __typename ... on Cake { name } ... on Node { id } }
    } fragment N on Node { id }`)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('There is no operation')
    expect(sizeEstimator(nodes)(document, operation, {}).cost).toBe(5 + 4)
  })

  it('lets all operations of the contract pass', () => {
    const file = new URL('../contract/operations/operations.graphql', import.meta.url)
    const document = parse(readFileSync(file, 'utf8'))
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    expect(operations.length).toBeGreaterThan(10)
    for (const operation of operations) {
      const { cost } = estimate(document, operation, { events: 20, assignments: 50, first: 100 })
      expect(cost).toBeLessThan(maxCost)
    }
  })

  it('needs a size for each list of the schema', () => {
    const lists = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).filter((field) => isListType(getNullableType(field.type))))
    expect(lists.length).toBeGreaterThan(20)
    const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')
    for (const [sized] of text.matchAll(/ @listSize\(assumedSize: \d+\)/g)) {
      expect(() => fieldCosts(buildSchema(text.replace(sized, '')))).toThrow(/is a list and has no @listSize/)
    }
    expect(() =>
      fieldCosts(buildSchema(text.replaceAll('sizedFields: ["edges", "nodes"]', 'sizedFields: ["edges"]'))),
    ).toThrow(/Connection.nodes is a list/)
  })
})

const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

describe.each(suites)('limits on the $kind database with the $executor executor', ({ open, executor }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 20, assignments: 50 })
    client = await startClient(database.sessions, executor)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  it.each(tooMuch)('an operation of too many %s is refused before anything runs for it', async (_, query) => {
    for (let time = 0; time < 2; time++) {
      database.statements.length = 0
      const began = performance.now()
      const { codes, errors, status, data } = await client.ask(query)
      expect(codes).toEqual(['VALIDATION_FAILED'])
      expect(errors[0]?.extensions).toMatchObject({ field: 'query' })
      expect(data ?? null).toBeNull()
      expect(status).toBeGreaterThanOrEqual(200)
      expect(database.statements).toEqual([])
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })

  it('a refusal says what was asked for and what is allowed', async () => {
    const { errors, extensions } = await client.ask(`{ ...F0 } ${doubled(20, 'Query', '__typename')}`)
    const cost = { requested: 2 ** 20, allowed: maxCost }
    expect(errors[0]?.extensions).toMatchObject({ code: 'VALIDATION_FAILED', field: 'query', cost })
    expect(extensions).toEqual({ cost })
  })

  it('each answer says what it cost', async () => {
    const events = '{ events(first: 2) { nodes { id } } }'
    expect((await client.ask(events)).extensions).toEqual({ cost: { requested: costOf(events), allowed: maxCost } })
    expect((await client.ask('{ __typename }')).extensions).toEqual({ cost: { requested: 1, allowed: maxCost } })
    const failing = '{ productionProgress(eventId: "event_999") { isComplete } }'
    expect((await client.ask(failing)).extensions).toEqual({ cost: { requested: costOf(failing), allowed: maxCost } })
  })

  it('the limit on the cost is a setting', async () => {
    const strict = await startClient(database.sessions, executor, undefined, { maxCost: 3 })
    expect((await strict.ask('{ a: __typename b: __typename c: __typename }')).codes).toEqual([])
    expect((await strict.ask('{ a: __typename b: __typename c: __typename d: __typename }')).codes).toEqual([
      'VALIDATION_FAILED',
    ])
    await strict.stop()
  })

  it('numbers of rows in variables count as those in the text', async () => {
    const query = `query ($n: Int = 100) { events(first: $n) { nodes { assignments(first: $n) { nodes { event {
      productionRecords(first: $n) { nodes { id } } } } } } } }`
    expect((await client.ask(query)).codes).toEqual(['VALIDATION_FAILED'])
    expect((await client.ask(query, { n: 10 })).codes).toEqual([])
  })

  it('20 events of 50 assignments down to recipes pass', async () => {
    for (let time = 0; time < 2; time++) {
      const { errors, data } = await client.ask(print(PackingDocument), { events: 20, assignments: 50 })
      expect(errors).toEqual([])
      expect(JSON.stringify(data).split('"contents"')).toHaveLength(1001)
    }
  })

  it('a full page whose rows each have a full page passes', async () => {
    const query = '{ events(first: 100) { nodes { assignments(first: 100) { nodes { id } } } } }'
    expect((await client.ask(query)).errors).toEqual([])
  })

  it('the whole schema can be asked for, and opens no session', async () => {
    const whole = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    })
    for (let time = 0; time < 2; time++) {
      database.statements.length = 0
      const { errors, data } = await client.ask(whole)
      expect(errors).toEqual([])
      expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
      expect((await client.ask('{ __typename ...T } fragment T on Query { again: __typename }')).data).toEqual({
        __typename: 'Query',
        again: 'Query',
      })
      expect((await client.ask('mutation { __typename }')).data).toEqual({ __typename: 'Mutation' })
      expect(database.statements).toEqual([])
    }
  })
})
