import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations } from '../../src/database/migrations.js'
import { databaseKinds, type FreshDatabase } from '../support/database-fresh.js'
import { migrateBefore } from '../support/migrations.js'

const LEDGER = '20261125020000_lot_ledger'

describe.each(databaseKinds)('lots from before the ledger ($kind)', { timeout: 60_000 }, ({ create }) => {
  let database: FreshDatabase
  beforeEach(async () => {
    database = await create()
    await migrateBefore(database.pool, LEDGER)
  }, 60_000)
  afterEach(() => database.drop(), 60_000)

  it('open with one entry of what they hold, at their exact cost', async () => {
    await database.pool.query(`
      INSERT INTO ingredient (slug, name) VALUES ('flour', 'Flour');
      INSERT INTO product (ingredient_id, package_unit, package_unit_quantity) VALUES (1, 'lb', 3);
      INSERT INTO purchase (product_id, purchased_on, quantity, price_per_package)
        VALUES (1, '2026-01-01', 3, 10), (1, '2026-01-02', 1, 5);
      INSERT INTO lot (product_id, purchase_id, purchased_on, initial_quantity, quantity, unit_cost) VALUES
        (1, 1, '2026-01-01', 9, 6, 3.3333333333), (1, 1, '2026-01-01', 9, 0.00015, NULL), (1, NULL, NULL, 9, 2, 0.25),
        (1, NULL, NULL, 9, 4, NULL), (1, 1, '2026-01-01', 9, 1, 0.00005);`)
    await applyMigrations(database.pool)
    const { rows } = await database.pool.query(
      `SELECT l.purchase_id AS purchase, l.quantity::text, l.value::text, l.unit_cost::text AS cost, l.version,
         e.kind, e.quantity = l.quantity AND e.value = l.value AS adds_up
       FROM lot l JOIN lot_entry e ON e.lot_id = l.id ORDER BY l.id`,
    )
    const opened = { version: 1, kind: 'RECEIVED', adds_up: true }
    expect(rows).toEqual([
      // By the price: 6 x 10 / 3 is 20, and 6 x 3.3333333333 is not. Half up: 0.0005.
      { ...opened, purchase: 1, quantity: '6.0000000000', value: '20.0000', cost: null },
      { ...opened, purchase: 1, quantity: '0.0001500000', value: '0.0005', cost: null },
      { ...opened, purchase: null, quantity: '2.0000000000', value: '0.5000', cost: '0.2500000000' },
      { ...opened, purchase: null, quantity: '4.0000000000', value: '0.0000', cost: null },
      { ...opened, purchase: 1, quantity: '1.0000000000', value: '0.0001', cost: '0.0000500000' },
      // A purchase without a lot is used up.
      { ...opened, purchase: 2, quantity: '0.0000000000', value: '0.0000', cost: null },
    ])
  })
})
