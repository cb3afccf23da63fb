import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { takeBack, takeStep } from '../support/packing.js'
import { query } from '../support/query.js'

describe.each(databases)('What was packed on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let bakery: Bakery
  let bakeries = 0
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })
  /** Of three packages of a dozen stars, a batch each, two are packed, and one of these is delivered. */
  beforeEach(async () => {
    bakery = await openBakery(database.sessions, { name: `Fair ${String(++bakeries)}`, batches: 3, assignments: 3 })
    const [one, other] = bakery.assignmentIds
    await takeStep(client, { of: one, to: 'ASSEMBLED' })
    await takeStep(client, { of: other, to: 'ASSEMBLED' })
    await takeStep(client, { of: other, to: 'DELIVERED' })
  })

  const edit = (work: (session: WritingSession) => Promise<unknown>): Promise<unknown> =>
    inSession(database.sessions, { mode: 'write' }, work)
  const seen = async () => {
    const { data, errors } = await client.ask(
      `query ($event: ID!, $one: ID!, $other: ID!, $pending: ID!) {
        productionProgress(eventId: $event) { recipes { batchesRequired batchesRemaining isComplete } }
        one: canAssemblePackage(assignmentId: $one) { ...Check }
        other: canAssemblePackage(assignmentId: $other) { ...Check }
        pending: canAssemblePackage(assignmentId: $pending) { ...Check }
      }
      fragment Check on AssemblyCheck { canAssemble missingRecipes { batchesRequired batchesCommitted batchesMissing } }`,
      {
        event: idOf('Event', bakery.eventId),
        one: idOf('Assignment', bakery.assignmentIds[0]),
        other: idOf('Assignment', bakery.assignmentIds[1]),
        pending: idOf('Assignment', bakery.assignmentIds[2]),
      },
    )
    expect(errors).toEqual([])
    return data
  }
  const packed = { canAssemble: true, missingRecipes: [] }
  const goods = (session: WritingSession) =>
    session.packageContent.findMany({ where: { packageId: bakery.packageId } }).then(([content]) => {
      if (content === undefined) throw new Error('The package is empty')
      return content
    })

  /** What each edit makes a package need from now on, in batches. */
  const edits: readonly (readonly [string, number, (session: WritingSession) => Promise<unknown>])[] = [
    [
      'fewer items of a batch',
      2,
      (session) =>
        session.finishedUnit.updateMany({ where: { recipeId: bakery.recipeId }, data: { itemsPerBatch: 6 } }),
    ],
    [
      'more goods in the package',
      4,
      async (session) =>
        session.packageContent.update({ where: { id: (await goods(session)).id }, data: { quantity: 4 } }),
    ],
    [
      'more items in a good',
      3,
      async (session) =>
        session.finishedGoodComponent.updateMany({
          where: { finishedGoodId: (await goods(session)).finishedGoodId },
          data: { quantity: 36 },
        }),
    ],
    [
      'an emptied package',
      0,
      (session) => session.packageContent.deleteMany({ where: { packageId: bakery.packageId } }),
    ],
  ]

  it.each(edits)('took what it took, after an edit to %s', async (_, batches, change) => {
    await seen()
    await edit(change)
    // Two batches are taken and stay so; what is pending needs what its package needs now, of the one that is left.
    const missing = Math.max(0, batches - 1)
    expect(await seen()).toEqual({
      productionProgress: {
        recipes: [{ batchesRequired: 2 + batches, batchesRemaining: missing, isComplete: missing === 0 }],
      },
      one: packed,
      other: packed,
      pending:
        missing === 0
          ? packed
          : {
              canAssemble: false,
              missingRecipes: [{ batchesRequired: batches, batchesCommitted: '2', batchesMissing: missing }],
            },
    })
    const answer = await takeStep(client, { of: bakery.assignmentIds[2], to: 'ASSEMBLED' })
    expect(answer.codes).toEqual(missing === 0 ? [] : ['INCOMPLETE_PRODUCTION'])
    // What is packed can be delivered all the same.
    expect((await takeStep(client, { of: bakery.assignmentIds[0], to: 'DELIVERED' })).errors).toEqual([])
  })

  it('needs what its package needs now, once it is taken back', async () => {
    await edit((session) =>
      session.finishedUnit.updateMany({ where: { recipeId: bakery.recipeId }, data: { itemsPerBatch: 6 } }),
    )
    await takeBack(client, bakery.assignmentIds[0])
    expect(await seen()).toMatchObject({
      productionProgress: { recipes: [{ batchesRequired: 1 + 2 + 2, batchesRemaining: 2 }] },
      one: packed,
      other: packed,
      pending: packed,
    })
    await takeStep(client, { of: bakery.assignmentIds[0], to: 'ASSEMBLED' })
    expect(
      await inSession(database.sessions, { mode: 'read' }, (session) =>
        query(
          session,
          sql`SELECT recipe_id, numerator, denominator FROM assignment_need WHERE assignment_id = ${bakery.assignmentIds[0]}`,
        ),
      ),
    ).toEqual([{ recipe_id: bakery.recipeId, numerator: '2', denominator: '1' }])
  })
})
