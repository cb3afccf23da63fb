import type pg from 'pg'

/**
 * Fills an empty database with what a large bakery has after years: 200 events, 20,000 assignments, 100,000 production
 * records and as many entries of lots and of history, by a statement for each table. Rows get the ids from 1 on.
 *
 * Not evenly: the first row of each kind has thousands of others below it, most have a few. Old lots are empty and old
 * assignments delivered; what is rare (`RARE`) stands at the wrong end of each list that looks for it.
 */
export async function fillYears(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    for (const step of steps) {
      // Each in a transaction: what is checked at the commit is checked there.
      await client.query(`BEGIN; ${step}; COMMIT`)
      await client.query('ANALYZE')
    }
    // As the server does it by itself, sooner or later.
    await client.query('VACUUM ANALYZE')
  } finally {
    client.release()
  }
}

/** What few rows have. */
export const RARE = { actor: 'Zoe', action: 'voidPurchase', recipient: 'Zacharias', date: '2019-03-01' } as const

/** Numbers from 0 below `count`, once each and in no order: 7919 is a prime. */
const shuffled = (count: number): string => `lpad((g * 7919 % ${String(count)})::text, 5, '0')`

const definitions = `
  INSERT INTO ingredient (slug, name, category, parent_id, archived)
    SELECT 'ingredient-' || g, 'Ingredient ' || ${shuffled(2100)}, 'Category ' || g % 20,
      CASE WHEN g > 100 THEN 1 + g % 100 END, g % 20 = 0
    FROM generate_series(1, 2100) g;
  INSERT INTO supplier (name, archived) SELECT 'Supplier ' || ${shuffled(2000)}, g % 20 = 0 FROM generate_series(1, 2000) g;
  INSERT INTO product (ingredient_id, brand, package_unit, package_unit_quantity, is_preferred, archived)
    SELECT CASE WHEN g <= 50 THEN 101 ELSE 51 + g END, 'Brand ' || g, 'kg', 10, g = 1 OR (g > 50 AND g % 3 > 0), g % 20 = 0
    FROM generate_series(1, 2000) g;
  INSERT INTO recipe (name, category, archived)
    SELECT 'Recipe ' || ${shuffled(2000)}, 'Category ' || g % 20, g % 20 = 0 FROM generate_series(1, 2000) g;
  INSERT INTO recipe_line (recipe_id, ingredient_id, quantity, unit, position)
    SELECT g, 101 + (g * 5 + line) % 2000, 100, 'g', line FROM generate_series(1, 2000) g, generate_series(1, 5) line;
  INSERT INTO recipe_component (recipe_id, component_id, quantity, position)
    SELECT g, g + 1, 0.5, 1 FROM generate_series(4, 1996, 4) g;
  INSERT INTO finished_unit (slug, name, recipe_id, items_per_batch, archived)
    SELECT 'unit-' || g, 'Unit ' || ${shuffled(2000)}, CASE WHEN g <= 200 THEN 1 ELSE g END, 12, g % 20 = 0
    FROM generate_series(1, 2000) g;
  INSERT INTO finished_good (slug, name, archived)
    SELECT 'good-' || g, 'Good ' || ${shuffled(2000)}, g % 20 = 0 FROM generate_series(1, 2000) g;
  INSERT INTO finished_good_component (finished_good_id, finished_unit_id, quantity, position)
    SELECT g, 1 + (g + part) % 2000, 2, part FROM generate_series(1, 2000) g, generate_series(1, 2) part;
  INSERT INTO finished_good_component (finished_good_id, component_good_id, quantity, position)
    SELECT g, g + 1, 1, 3 FROM generate_series(5, 1995, 5) g;
  INSERT INTO package (name, archived)
    SELECT 'Package ' || ${shuffled(2000)}, g % 20 = 0 FROM generate_series(1, 2000) g;
  INSERT INTO package_content (package_id, finished_good_id, quantity, position)
    SELECT g, 1 + (g * 3 + part) % 2000, 1, part FROM generate_series(2, 2000) g, generate_series(1, 3) part;
  INSERT INTO recipient (name, household_name, archived)
    SELECT CASE WHEN g % 1000 = 7 THEN '${RARE.recipient}' ELSE 'Recipient ' || ${shuffled(3000)} END,
      CASE WHEN g % 3 > 0 THEN 'Household ' || g % 500 END, g % 20 = 0
    FROM generate_series(1, 3000) g`

/** What each of 100,000 records was of: an event has 500 in a row. */
const recipeOf = (record: string): string => `1 + (${record}) * 3 % 2000`

// One a week until half a year from now. Of those to come a third is delivered, of those that were all but some. What is
// packed took of what was produced, at one event more than that.
const planning = `
  INSERT INTO event (name, date)
    SELECT 'Event ' || ${shuffled(200)}, (now() AT TIME ZONE 'UTC')::date + (g - 175) * 7 FROM generate_series(1, 200) g;
  INSERT INTO assignment (event_id, recipient_id, package_id, quantity, status)
    SELECT 1 + g / 100, CASE WHEN g % 50 = 0 THEN 1 ELSE 1 + g * 7 % 3000 END,
      CASE WHEN g % 10 = 0 THEN 1 ELSE 1 + g * 13 % 2000 END, 1 + g % 3,
      CASE WHEN g < 17500 THEN CASE WHEN g % 1000 = 1 THEN 'ASSEMBLED' ELSE 'DELIVERED' END
        ELSE (ARRAY['PENDING', 'PENDING', 'DELIVERED'])[1 + g % 3] END::package_status
    FROM generate_series(0, 19999) g;
  INSERT INTO assignment_need (assignment_id, recipe_id, numerator, denominator)
    SELECT id, ${recipeOf('(event_id - 1) * 500 + 1 + (id * 3 + part) % 99')}, quantity, CASE WHEN event_id = 150 THEN 1 ELSE 1000 END
    FROM assignment, generate_series(1, 3) part WHERE status <> 'PENDING'`

const production = `
  INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at, voided_at, void_reason)
    SELECT e.id, ${recipeOf('g')}, 1 + g % 3, 0, e.date - g % 14 * interval '1 day',
      CASE WHEN g % 100 = 0 THEN e.date END, CASE WHEN g % 100 = 0 THEN 'Twice' END
    FROM generate_series(0, 99999) g JOIN event e ON e.id = 1 + g / 500;
  INSERT INTO loss (record_id, finished_unit_id, quantity, numerator, denominator, reason)
    SELECT g, 1 + g % 2000, 1, 1, 12, 'BURNT' FROM generate_series(10, 100000, 20) g;
  INSERT INTO shortage (record_id, position, ingredient_id, unit, needed, available, missing, reason)
    SELECT g, 1, 1 + g % 2000, 'g', 2, 1, 1, 'NOT_IN_STOCK' FROM generate_series(10, 100000, 20) g`

const purchases = `
  INSERT INTO purchase (product_id, supplier_id, purchased_on, quantity, price_per_package)
    SELECT CASE WHEN g % 20 = 0 THEN 1 ELSE 1 + g * 7 % 2000 END, CASE WHEN g % 10 = 0 THEN 1 ELSE 1 + g * 11 % 2000 END,
      '${RARE.date}'::date + g / 8, 10, 20
    FROM generate_series(1, 20000) g;
  INSERT INTO lot (product_id, purchase_id, purchased_on, initial_quantity)
    SELECT product_id, id, purchased_on, 100 FROM purchase ORDER BY id;
  INSERT INTO lot (product_id, initial_quantity, unit_cost)
    SELECT CASE WHEN g % 2 = 0 THEN 1 ELSE g END, 100, 2 FROM generate_series(1, 400) g;
  INSERT INTO lot_entry (lot_id, kind, quantity, value)
    SELECT id, 'RECEIVED', CASE WHEN id = 1 THEN 10000 ELSE 100 END, CASE WHEN id = 1 THEN 20000 ELSE 200 END FROM lot ORDER BY id`

// Not half of the records took something: each that does is checked at the commit, and is what filling takes long for.
const entries = `
  INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
    SELECT CASE WHEN g % 50 = 0 THEN 1 ELSE 1 + g / 5 END, 'CONSUMED', -1, -2, g FROM generate_series(1, 100000) g
    WHERE g % 5 IN (1, 2) OR g % 50 = 0`

// Counted, as it was found to be; then all but the last thousand were used up.
const counts = `
  INSERT INTO lot_entry (lot_id, kind, quantity, value, reason)
    SELECT id, 'ADJUSTED', 0, 0, 'COUNT' FROM lot ORDER BY id;
  INSERT INTO lot_entry (lot_id, kind, quantity, value, reason)
    SELECT id, 'ADJUSTED', -quantity, -value, 'COUNT' FROM lot WHERE id < 19000 ORDER BY id`

const history = `
  INSERT INTO history_entry (at, actor, action, event_id, subject_type, subject_id, changes)
    SELECT '${RARE.date}'::timestamptz + g * interval '40 minutes',
      CASE WHEN g <= 20 THEN '${RARE.actor}' ELSE (ARRAY['Anna', 'Ben', NULL])[1 + g % 3] END,
      CASE WHEN g <= 20 THEN '${RARE.action}' ELSE (ARRAY['updatePackageStatus', 'recordProduction', 'adjustLot'])[1 + g % 3] END,
      CASE WHEN g % 3 < 2 THEN 1 + g / 500 END,
      (ARRAY['Assignment', 'ProductionRecord', 'Lot'])[1 + g % 3],
      CASE WHEN g % 40 = 0 THEN 1 ELSE 1 + g / 5 END,
      '[{"field": "status", "before": "PENDING", "after": "ASSEMBLED"}]'
    FROM generate_series(0, 99999) g`

const steps = [definitions, planning, production, purchases, entries, counts, history]
