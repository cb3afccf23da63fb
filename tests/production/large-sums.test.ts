import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_QUANTITY } from '../../src/quantities.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { idOf } from '../support/ids.js'
import { databases, type TestDatabase } from '../support/database.js'

const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

// 3,000 rows of a million: no import brings them, and no sum of them fits into 32 bits.
const ROWS = 3000

describe.each(suites)(
  'an event of billions on the $kind database with the $executor executor',
  ({ open, executor }) => {
    let database: TestDatabase
    let client: TestClient
    let large: Bakery
    beforeAll(async () => {
      database = await open()
      await openBakery(database.sessions, { name: 'Small' })
      large = await openBakery(database.sessions, { name: 'Large', itemsPerBatch: 12, itemsPerPackage: 12 })
      await inSession(database.sessions, { mode: 'write' }, (session) =>
        Promise.all([
          query(
            session,
            sql`INSERT INTO assignment (event_id, recipient_id, package_id, quantity)
              SELECT event_id, recipient_id, package_id, ${MAX_QUANTITY}
              FROM assignment, generate_series(1, ${ROWS - 2}) WHERE id = ${large.assignmentIds[0]}`,
          ),
          query(
            session,
            sql`INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at)
              SELECT ${large.eventId}, ${large.recipeId}, ${MAX_QUANTITY}, 9999999999, now() FROM generate_series(1, ${ROWS})`,
          ),
        ]),
      )
      client = await startClient(database.sessions, executor)
    })
    afterAll(async () => {
      await client.stop()
      await database.close()
    })

    it('leaves the dashboard answered, its own costs and states included', async () => {
      for (let time = 0; time < 3; time++) {
        const { data, errors } = await client.ask(
          '{ dashboardSummary { event { name } assignments { total } recipesComplete actualCost isComplete } }',
        )
        expect(errors).toEqual([])
        expect(data).toEqual({
          dashboardSummary: [
            {
              event: { name: 'Small' },
              assignments: { total: 2 },
              recipesComplete: 0,
              actualCost: '3.5000',
              isComplete: false,
            },
            {
              event: { name: 'Large' },
              assignments: { total: ROWS },
              recipesComplete: 1,
              actualCost: '29999999997003.5000',
              isComplete: false,
            },
          ],
        })
      }
    })

    it('says of a number beyond 32 bits that it is one, and of nothing that the server is broken', async () => {
      const questions: [string, string[]][] = [
        [
          `{ productionTotal(eventId: "${idOf('Event', large.eventId)}", recipeId: "${idOf('Recipe', large.recipeId)}") { batchesProduced totalActualCost } }`,
          ['batchesProduced'],
        ],
        [
          `{ productionProgress(eventId: "${idOf('Event', large.eventId)}") { quantities { total } recipes { batchesRequired } } }`,
          ['total', 'batchesRequired'],
        ],
        [
          `{ recipeCostBreakdown(eventId: "${idOf('Event', large.eventId)}") { batchesProduced variance } }`,
          ['batchesProduced'],
        ],
      ]
      for (const [question, fields] of questions)
        for (let time = 0; time < 3; time++) {
          const { errors } = await client.ask(question)
          expect(errors.map(({ extensions }) => extensions)).toEqual(
            expect.arrayContaining([
              { code: 'VALIDATION_FAILED', field: fields[0], reason: 'is larger than the API can tell' },
            ]),
          )
          expect(errors.every(({ extensions }) => extensions['code'] === 'VALIDATION_FAILED')).toBe(true)
        }
    })

    it('is compared exactly: what is produced covers one more package, and then not', async () => {
      const check = async (id: number | undefined) => {
        const answer = await client.ask(
          `{ canAssemblePackage(assignmentId: "${idOf('Assignment', id)}") { canAssemble } }`,
        )
        return answer.data
      }
      expect(await check(large.assignmentIds[0])).toEqual({ canAssemblePackage: { canAssemble: true } })
    })

    it('can not be brought about by one row: the database refuses what is more than a million', async () => {
      const statements = [
        sql`UPDATE assignment SET quantity = ${MAX_QUANTITY + 1} WHERE id = ${large.assignmentIds[0]}`,
        sql`UPDATE production_record SET batches = ${MAX_QUANTITY + 1} WHERE event_id = ${large.eventId}`,
        sql`UPDATE package_content SET quantity = ${MAX_QUANTITY + 1}`,
        sql`UPDATE finished_unit SET items_per_batch = ${MAX_QUANTITY + 1}`,
        sql`UPDATE finished_good_component SET quantity = ${MAX_QUANTITY + 1}`,
      ]
      for (const statement of statements)
        await expect(
          inSession(database.sessions, { mode: 'write' }, (session) => query(session, statement)),
        ).rejects.toThrow(/bounded/)
    })
  },
)
