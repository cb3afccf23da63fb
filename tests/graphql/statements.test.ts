import { print, type DocumentNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { query, sql } from '../../src/session/session.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import * as operations from '../support/generated/operations.js'
import { openSeason, type Season } from '../support/season.js'

type Counted = [name: string, document: DocumentNode, variables: (season: Season) => object, cold: number, warm: number]

const ofEvent = ({ eventIds: [eventId] }: Season) => ({ eventId: String(eventId) })

/** How many statements an operation takes when nothing is kept, and when the same state was asked for before. */
const counted: Counted[] = [
  ['dashboard', operations.DashboardDocument, () => ({}), 0, 0],
  ['a page of events with its total', operations.EventsDocument, () => ({ first: 100 }), 0, 0],
  ['events with progress', operations.EventsWithProgressDocument, () => ({ first: 100 }), 0, 0],
  [
    'one event with all that hangs on it',
    operations.EventInFullDocument,
    ({ eventIds: [id] }) => ({ id: String(id) }),
    0,
    0,
  ],
  ['events down to recipes', operations.PackingDocument, () => ({ events: 20, assignments: 50 }), 0, 0],
  ['the board', operations.BoardDocument, ofEvent, 0, 0],
  ['records', operations.RecordsDocument, ofEvent, 0, 0],
  ['total', operations.TotalDocument, (season) => ({ ...ofEvent(season), recipeId: String(season.recipeIds[0]) }), 0, 0],
  [
    'assembly check',
    operations.CheckDocument,
    ({ assignmentIds: [id] }) => ({ assignmentId: String(id) }),
    0,
    0,
  ],
  ['progress', operations.ProgressDocument, ofEvent, 0, 0],
  ['breakdown', operations.BreakdownDocument, ofEvent, 0, 0],
  ['assignments', operations.AssignmentsDocument, ofEvent, 0, 0],
]

const sizes = [2, 40]

describe.each(databases)('statements on the $kind database', ({ open }) => {
  describe.each(sizes)('for %i events', (events) => {
    let database: TestDatabase
    let season: Season
    const clients: TestClient[] = []
    beforeAll(async () => {
      database = await open()
      season = await openSeason(database.sessions, { events, assignments: 9 })
      for (const executor of executors) clients.push(await startClient(database.sessions, executor))
    })
    afterAll(async () => {
      await Promise.all(clients.map((client) => client.stop()))
      await database.close()
    })

    async function statementsOf(client: TestClient, document: DocumentNode, variables: object): Promise<number> {
      database.statements.length = 0
      const { errors } = await client.ask(print(document), { ...variables })
      expect(errors).toEqual([])
      return database.statements.length
    }
    /** As after a change of a price: all that was kept is of a state that is no more. */
    const forgetAll = () =>
      inSession(database.sessions, 'write', (session) =>
        query(session, sql`UPDATE catalog_revision SET revision = gen_random_uuid()`),
      )

    it.each(counted)('%s: just as many, whatever the rows', async (_name, document, variables, cold, warm) => {
      for (const client of clients) {
        for (const asked of [1, 2, 3]) {
          await forgetAll()
          console.log(_name, events, 'cold', asked, await statementsOf(client, document, variables(season)))
          console.log(_name, events, 'warm', asked, await statementsOf(client, document, variables(season)))
        }
      }
    })
  })
})
