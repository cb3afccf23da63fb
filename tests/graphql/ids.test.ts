import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason } from '../support/season.js'

/** Root fields with an id, the argument's name, and what an unknown one is. */
const fields = [
  ['query ($id: ID!) { event(id: $id) { id } }', 'id', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { productionRecords(eventId: $id) { totalCount } }', 'eventId', 'EVENT_NOT_FOUND'],
  [
    'query ($id: ID!) { productionTotal(eventId: $id, recipeId: "1") { batchesProduced } }',
    'eventId',
    'EVENT_NOT_FOUND',
  ],
  [
    'query ($id: ID!) { productionTotal(eventId: "1", recipeId: $id) { batchesProduced } }',
    'recipeId',
    'RECIPE_NOT_FOUND',
  ],
  [
    'query ($id: ID!) { canAssemblePackage(assignmentId: $id) { canAssemble } }',
    'assignmentId',
    'ASSIGNMENT_NOT_FOUND',
  ],
  ['query ($id: ID!) { productionProgress(eventId: $id) { isComplete } }', 'eventId', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { recipeCostBreakdown(eventId: $id) { variance } }', 'eventId', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { eventAssignments(eventId: $id) { totalCount } }', 'eventId', 'EVENT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id } } }',
    'assignmentId',
    'ASSIGNMENT_NOT_FOUND',
  ],
] as const

const UNKNOWN = ['999999', '2147483647', '2147483648', '99999999999999999999']
const MALFORMED = [
  'abc',
  '',
  '1.5',
  '-1',
  '0',
  '01',
  ' 1',
  '1 ',
  '1\n',
  '+1',
  '1e3',
  '0x1',
  '١',
  '1\0',
  '1;--',
  '9'.repeat(101),
]

describe.each(databases)('ids on the $kind database', ({ open }) => {
  let database: TestDatabase
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 1 })
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  it.each(fields)('in %s: an unknown %s is %s', async (query, _field, code) => {
    for (const client of clients) {
      for (const id of UNKNOWN) {
        const { codes, errors } = await client.ask(query, { id })
        expect(codes, id).toEqual([code])
        expect(errors[0]?.extensions).toEqual({ code, id })
      }
    }
  })

  it.each(fields)('in %s: what cannot be an id for %s is VALIDATION_FAILED', async (query, field) => {
    for (const client of clients) {
      for (const id of MALFORMED) {
        const { errors } = await client.ask(query, { id })
        expect(errors, id).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field } }])
      }
    }
  })

  it('may be given as whole numbers too, as GraphQL allows', async () => {
    for (const client of clients) {
      expect(await client.ask('query ($id: ID!) { event(id: $id) { id } }', { id: 1 })).toMatchObject({
        errors: [],
        data: { event: { id: '1' } },
      })
    }
  })
})
