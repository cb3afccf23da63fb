import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, write, type Statement } from '../../src/session/session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, inventoryOf, purchaseIn } from '../support/inventory-operations.js'
import { openPantry } from '../support/pantry.js'

// Whoever writes past the product, by hand or by mistake, is held to the same books.
describe.each(databases)('The ledger on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    const { productId } = await openPantry(database.sessions)
    const bought = { productId, purchasedOn: '2026-11-01', packages: '1', pricePerPackage: '10' }
    purchaseIn(await change(client, 'recordPurchase', bought))
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const run = (statement: Statement): Promise<void> =>
    inSession(database.sessions, { mode: 'write' }, (session) => write(session, statement))

  it.each([
    ['a quantity that its entries do not have', sql`UPDATE lot SET quantity = 24`, /add up to 25.0000000000 worth/],
    ['a value that its entries do not have', sql`UPDATE lot SET value = 9`, /add up to/],
    [
      'a new lot that holds something without an entry',
      sql`INSERT INTO lot (product_id, initial_quantity, quantity) SELECT id, 1, 1 FROM product`,
      /add up to 0 worth 0/,
    ],
    ['an entry that is changed', sql`UPDATE lot_entry SET value = 9`, /UPDATE is refused on table "lot_entry"/],
    ['an entry that is deleted', sql`DELETE FROM lot_entry`, /DELETE is refused on table "lot_entry"/],
    ['entries that are truncated', sql`TRUNCATE lot_entry CASCADE`, /TRUNCATE is refused on table "lot_entry"/],
    ['lots that are truncated', sql`TRUNCATE lot CASCADE`, /TRUNCATE is refused/],
    ['history that is changed', sql`UPDATE history_entry SET actor = 'Eve'`, /UPDATE is refused/],
    ['history that is deleted', sql`DELETE FROM history_entry`, /DELETE is refused/],
    [
      'more taken than there is',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'ADJUSTED', -26, -10 FROM lot`,
      /lot_quantity_not_negative/,
    ],
    [
      'more value taken than there is',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'ADJUSTED', -1, -11 FROM lot`,
      /lot_value_not_negative/,
    ],
    [
      'an empty lot with a value',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'ADJUSTED', -25, -9 FROM lot`,
      /lot_empty_is_worth_nothing/,
    ],
    [
      'a take that adds',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'VOIDED', 1, 1 FROM lot`,
      /lot_entry_sign_follows_kind/,
    ],
    [
      'a new price that changes a quantity',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'REPRICED', 1, 1 FROM lot`,
      /lot_entry_sign_follows_kind/,
    ],
    [
      'what is given back and was not taken',
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'RETURNED', 1, 1 FROM lot`,
      /lot_entry_(reverses|record)_if/,
    ],
    ['a purchase of nothing', sql`UPDATE purchase SET quantity = 0`, /purchase_quantity_positive/],
    ['a negative price', sql`UPDATE purchase SET price_per_package = -1`, /purchase_price_not_negative/],
  ])('refuses %s', async (_, statement, message) => {
    const before = await inventoryOf(database)
    await expect(run(statement)).rejects.toThrow(message)
    expect(await inventoryOf(database)).toEqual(before)
  })

  it('adds an entry to its lot, whoever writes it, and counts it', async () => {
    await run(
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value)
          SELECT id, 'ADJUSTED', step, step * 0.4 FROM lot, generate_series(-1, 1) AS step`,
    )
    const { data } = await client.ask('{ lots { nodes { quantity value version } } }')
    expect(data).toEqual({ lots: { nodes: [{ quantity: '25', value: '10.0000', version: 4 }] } })
  })
})
