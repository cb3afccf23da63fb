import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, write, type Statement } from '../../src/session/session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change } from '../support/inventory-operations.js'
import { openKitchen, produce, recordIn } from '../support/kitchen.js'
import { query } from '../support/query.js'

// Whoever writes past the product, by hand or by mistake, is held to the same books.
describe.each(databases)('The records of production on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    const kitchen = await openKitchen(database.sessions)
    for (const productId of [kitchen.flourId, kitchen.milkId, kitchen.sugarId]) {
      const bought = { productId, purchasedOn: '2026-11-01', packages: '5', pricePerPackage: '2' }
      await change(client, 'recordPurchase', bought)
    }
    recordIn(
      await produce(client, 'recordProduction', {
        eventId: kitchen.eventId,
        recipeId: kitchen.breadId,
        batches: 10,
        onShortage: 'ALLOW',
        losses: [{ finishedUnitId: kitchen.rollId, quantity: '3', reason: 'BURNT' }],
      }),
    )
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const run = (statement: Statement): Promise<void> =>
    inSession(database.sessions, { mode: 'write' }, (session) => write(session, statement))
  const books = () =>
    inSession(database.sessions, { mode: 'read' }, async (session) => [
      await query(session, sql`SELECT * FROM production_record ORDER BY id`),
      await query(session, sql`SELECT * FROM lot_entry ORDER BY id`),
      await query(session, sql`SELECT * FROM loss ORDER BY id`),
      await query(session, sql`SELECT * FROM shortage ORDER BY record_id, position`),
    ])

  it.each([
    [
      'a cost that its entries do not have',
      sql`UPDATE production_record SET actual_cost = 1`,
      /costs 1.0*, but its entries/,
    ],
    ['a take that no record tells', sql`UPDATE production_record SET opening_cost = 1`, /but its entries add up to/],
    [
      'a second take from a lot',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
      SELECT lot_id, 'CONSUMED', 0, 0, record_id FROM lot_entry WHERE kind = 'CONSUMED'`,
      /one_take_of_a_record/,
    ],
    ['a loss that is changed', sql`UPDATE loss SET quantity = 1`, /UPDATE is refused on table "loss"/],
    ['a loss that is deleted', sql`DELETE FROM loss`, /DELETE is refused on table "loss"/],
    [
      'a loss of nothing',
      sql`INSERT INTO loss (record_id, finished_unit_id, quantity, numerator, denominator, reason)
      SELECT record_id, finished_unit_id, 0, 1, 2, 'BURNT' FROM loss`,
      /loss_quantity_positive/,
    ],
    ['a shortage that is changed', sql`UPDATE shortage SET missing = 1`, /UPDATE is refused on table "shortage"/],
    ['a record that is deleted', sql`DELETE FROM production_record`, /violates (foreign key|RESTRICT)/],
    ['a void without a reason', sql`UPDATE production_record SET voided_at = now()`, /void_has_reason/],
    ['no batches', sql`UPDATE production_record SET batches = 0`, /batches_positive/],
  ])('refuse %s', async (_, statement, message) => {
    const before = await books()
    await expect(run(statement)).rejects.toThrow(message)
    expect(await books()).toEqual(before)
  })

  it('follow the entries that somebody adds', async () => {
    const [[before]] = (await books()) as [{ actual_cost: string }[]]
    await run(sql`
      INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
      SELECT min(e.lot_id), 'REPRICED', 0, 0.5, min(e.record_id) FROM lot_entry e JOIN lot l ON l.id = e.lot_id
      WHERE e.kind = 'CONSUMED' AND l.quantity > 0`)
    const [[after]] = (await books()) as [{ actual_cost: string }[]]
    expect(Number(before?.actual_cost) - Number(after?.actual_cost)).toBeCloseTo(0.5, 9)
  })
})
