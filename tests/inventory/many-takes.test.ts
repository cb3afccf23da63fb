import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, write } from '../../src/session/session.js'
import { openBakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, purchaseIn } from '../support/inventory-operations.js'
import { openPantry } from '../support/pantry.js'

describe.each(databases)('A purchase that many records took from, on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  /** The statements of a correction of a purchase that so many records took 0.01 lb from, the first of them voided. */
  async function statementsFor(records: number): Promise<readonly string[]> {
    const { productId } = await openPantry(database.sessions)
    const { eventId, recipeId } = await openBakery(database.sessions, { name: `Bake ${String(records)}`, batches: 0 })
    const bought = { productId, purchasedOn: '2026-11-01', packages: '1', pricePerPackage: '10' }
    const { id, lot } = purchaseIn(await change(client, 'recordPurchase', bought))
    const lotId = Number(lot.id.replace('lot_', ''))
    await inSession(database.sessions, { mode: 'write' }, async (session) => {
      await write(
        session,
        sql`
        WITH r AS (
          INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at)
          SELECT ${eventId}, ${recipeId}, 1, 0.004, now() FROM generate_series(1, ${records}) RETURNING id)
        INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
        SELECT ${lotId}, 'CONSUMED', -0.01, -0.004, id FROM r ORDER BY id`,
      )
      await write(
        session,
        sql`
        INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id, reverses_id)
        SELECT lot_id, 'RETURNED', -quantity, -value, record_id, id FROM lot_entry
        WHERE lot_id = ${lotId} AND kind = 'CONSUMED' ORDER BY id LIMIT 1`,
      )
    })
    database.statements.length = 0
    const { errors } = await client.ask(
      `mutation ($input: CorrectPurchaseInput!) { correctPurchase(input: $input) { purchase { id } } }`,
      { input: { id, pricePerPackage: '20', reason: 'Misread' } },
    )
    expect(errors).toEqual([])
    const sent = [...database.statements]
    const left = (records - 1) * 0.01
    const { data } = await client.ask(
      `query ($id: ID!) { lot(id: $id) { quantity value entries(first: 100) { totalCount } } }`,
      { id: lot.id },
    )
    // Each record that was not voided has one new entry, and the lot one for what came in.
    expect(data).toEqual({
      lot: {
        quantity: String(25 - left),
        value: (20 - left * 0.8).toFixed(4),
        entries: { totalCount: 1 + records + 1 + records },
      },
    })
    return sent
  }

  it('is corrected in as many statements as one that nobody took from', async () => {
    const few = await statementsFor(1)
    expect(await statementsFor(1000)).toHaveLength(few.length)
    expect(few.length).toBeLessThanOrEqual(8)
  })

  it('is counted without a look at each of them', async () => {
    const { productId } = await openPantry(database.sessions)
    const { lot } = purchaseIn(
      await change(client, 'recordPurchase', {
        productId,
        purchasedOn: '2026-11-01',
        packages: '1',
        pricePerPackage: '10',
      }),
    )
    const { id } = lot
    database.statements.length = 0
    await change(client, 'adjustLot', { id, toQuantity: '20', reason: 'COUNT' })
    expect(database.statements.filter((text) => text.includes('JOIN lot_entry'))).toEqual([])
    const { data } = await client.ask('query ($id: ID!) { lot(id: $id) { quantity value version } }', { id })
    expect(data).toEqual({ lot: { quantity: '20', value: '8.0000', version: 2 } })
  })
})
