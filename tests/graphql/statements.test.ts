import { print, type DocumentNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import {
  AssignmentsDocument,
  BoardDocument,
  BreakdownDocument,
  CheckDocument,
  DashboardDocument,
  EventInFullDocument,
  EventsDocument,
  EventsWithProgressDocument,
  PackingDocument,
  ProgressDocument,
  RecordsDocument,
  TotalDocument,
  UpdateStatusDocument,
} from '../support/generated/operations.js'
import { openSeason, type Season } from '../support/season.js'

interface Counted {
  readonly name: string
  readonly document: DocumentNode
  readonly variables: (season: Season) => object
  /** Statements when nothing is kept yet. */
  readonly cold: number
  /** Statements when the same state of the data was asked for before. */
  readonly warm: number
  /** Root fields that look for the same at once may each find nothing kept: then `cold` is the most. */
  readonly shares?: true
}

const ofEvent = ({ eventIds: [eventId] }: Season) => ({ eventId: idOf('Event', eventId) })
const ofAssignment = ({ assignmentIds: [id] }: Season) => ({ assignmentId: idOf('Assignment', id) })
const ofRecipe = (season: Season) => ({ ...ofEvent(season), recipeId: idOf('Recipe', season.recipeIds[0]) })

// events and their revisions; activity; contents; goods; prices: five, of which the first is asked each time.
const counted: Counted[] = [
  { name: 'the dashboard', document: DashboardDocument, variables: () => ({}), cold: 5, warm: 1 },
  {
    name: 'events with progress',
    document: EventsWithProgressDocument,
    variables: () => ({ first: 100 }),
    cold: 5,
    warm: 1,
  },
  { name: 'progress', document: ProgressDocument, variables: ofEvent, cold: 5, warm: 1 },
  { name: 'the cost breakdown', document: BreakdownDocument, variables: ofEvent, cold: 5, warm: 1 },
  // The events; their assignments; the catalog's revision; contents; goods with units and recipes.
  {
    name: 'events down to recipes',
    document: PackingDocument,
    variables: () => ({ events: 20, assignments: 50 }),
    cold: 5,
    warm: 3,
  },
  { name: 'an assembly check', document: CheckDocument, variables: ofAssignment, cold: 5, warm: 2 },
  { name: 'events with their total', document: EventsDocument, variables: () => ({ first: 100 }), cold: 2, warm: 2 },
  { name: 'assignments with their total', document: AssignmentsDocument, variables: ofEvent, cold: 3, warm: 3 },
  { name: 'records with their total and event', document: RecordsDocument, variables: ofEvent, cold: 4, warm: 4 },
  { name: 'the total of a recipe', document: TotalDocument, variables: ofRecipe, cold: 3, warm: 3 },
  {
    name: 'an event in full',
    document: EventInFullDocument,
    variables: ({ eventIds: [id] }) => ({ id: idOf('Event', id) }),
    cold: 10,
    warm: 3,
    shares: true,
  },
  { name: 'the board', document: BoardDocument, variables: ofEvent, cold: 15, warm: 4, shares: true },
]

const ASKED_WITHOUT_TOTAL = 'query ($eventId: ID!) { eventAssignments(eventId: $eventId) { nodes { id } } }'

describe.each(databases)('statements on the $kind database', ({ open }) => {
  describe.each([{ events: 2 }, { events: 40 }])('for $events events', ({ events }) => {
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

    async function statementsOf(client: TestClient, text: string, variables: object): Promise<number> {
      database.statements.length = 0
      const { errors } = await client.ask(text, { ...variables })
      expect(errors).toEqual([])
      return database.statements.length
    }
    /** As after a change of a price: what was kept is of a state that is no more. */
    const outdate = () =>
      inSession(database.sessions, { mode: 'write' }, (session) =>
        query(session, sql`UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()`),
      )

    it.each(counted)('$name takes $cold, and $warm when asked again', async ({ document, variables, ...expected }) => {
      for (const client of clients) {
        // From the second time on it is compiled.
        for (let time = 1; time <= 3; time++) {
          await outdate()
          const cold = await statementsOf(client, print(document), variables(season))
          if (expected.shares === true) expect(cold).toBeLessThanOrEqual(expected.cold)
          else expect(cold).toBe(expected.cold)
          expect(await statementsOf(client, print(document), variables(season))).toBe(expected.warm)
        }
      }
    })

    it('what many fields look for at once is derived once', async () => {
      const aliases = Array.from({ length: 20 }, (_, index) => `a${String(index)}: dashboardSummary { plannedCost }`)
      for (const client of clients) {
        await outdate()
        // Each reads its events; activity, contents, goods and prices are read for all.
        expect(await statementsOf(client, `{ ${aliases.join(' ')} }`, {})).toBe(20 + 4)
      }
    })

    it('a total is counted only when it is asked for', async () => {
      for (const client of clients) {
        expect(await statementsOf(client, ASKED_WITHOUT_TOTAL, ofEvent(season))).toBe(2)
        expect(await statementsOf(client, '{ events { nodes { id } } }', {})).toBe(1)
        expect(await statementsOf(client, '{ events { totalCount } }', {})).toBe(2)
      }
    })

    it('a step of an assignment takes as many, whatever else the event has', async () => {
      const [client] = clients
      const [assignmentId] = season.assignmentIds
      if (client === undefined) throw new Error('There is no client')
      const step = (status: string) =>
        statementsOf(client, UPDATE, { input: { assignmentId: idOf('Assignment', assignmentId), status } })
      await outdate()
      expect([await step('ASSEMBLED'), await step('DELIVERED')]).toEqual([6, 3])
      // With the new check beside it, which reads anew what the step has changed, and what the other packages need.
      const [, , , fourth] = season.assignmentIds
      const input = { assignmentId: idOf('Assignment', fourth), status: 'ASSEMBLED' }
      await outdate()
      expect(await statementsOf(client, print(UpdateStatusDocument), { input })).toBe(10)
    })
  })

  it('the dashboard of 200 events takes at most six, cold and warm', async () => {
    const database = await open()
    await openSeason(database.sessions, { events: 200, assignments: 2 })
    const client = await startClient(database.sessions)
    try {
      for (const atMost of [6, 1, 1]) {
        database.statements.length = 0
        const { data } = await client.ask('{ dashboardSummary { event { id } plannedCost isComplete } }')
        expect(data).toMatchObject({ dashboardSummary: { length: 200 } })
        expect(database.statements.length).toBeLessThanOrEqual(atMost)
      }
    } finally {
      await client.stop()
      await database.close()
    }
  })
})

const UPDATE = `mutation ($input: UpdatePackageStatusInput!) {
  updatePackageStatus(input: $input) { assignment { id status } }
}`
