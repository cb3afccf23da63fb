// The same bakery every time: a seeded generator, loaded with one statement a table.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sideConnection } from './postgres.mjs'
import { INSTALL_SUMS, storeNeedsStatement } from './sums.mjs'

const HERE = import.meta.dirname
const TOP = join(HERE, '..', '..')

/** A small seeded generator of numbers in [0, 1) (mulberry32): the same seed gives the same bench anywhere. */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const range = (n) => Array.from({ length: n }, (_, i) => i + 1)

/** The catalog and the plans, as rows; `scale` multiplies the events, each of which has `perEvent` assignments. */
function makeRows(scale, perEvent) {
  const random = randomFrom(20261123)
  const int = (low, high) => low + Math.floor(random() * (high - low + 1))
  const pick = (list) => list[int(0, list.length - 1)]
  const some = (list, n) => {
    const left = [...list]
    return range(Math.min(n, left.length)).map(() => left.splice(int(0, left.length - 1), 1)[0])
  }

  const families = ['Flours', 'Sugars', 'Dairy', 'Nuts'].map((name, i) => ({ id: i + 1, name }))
  const kinds = [
    { line: ['cup', 'tbsp'], bought: 'lb', density: true },
    { line: ['g', 'oz'], bought: 'kg', density: false },
    { line: ['ml', 'tsp'], bought: 'l', density: false },
    { line: ['each', 'dozen'], bought: 'each', density: false },
    { line: ['oz', 'g'], bought: 'qt', density: true },
  ]
  const leaves = range(40).map((i) => ({ id: i + 4, number: i, ...kinds[i % kinds.length] }))
  // Gaps, as any real catalog has them: 3 nobody prefers a product of, 7 never bought, 10 without its density,
  // 13 bought by count but asked for by volume.
  const [NO_PRODUCT, NO_PURCHASE, NO_DENSITY, NOT_CONVERTIBLE] = [3, 7, 10, 13]
  const ingredient = [
    ...families.map((f) => ({ id: f.id, slug: f.name.toLowerCase(), name: f.name, category: 'Family' })),
    ...leaves.map((leaf) => {
      const dense = leaf.density && leaf.number !== NO_DENSITY
      return {
        id: leaf.id,
        slug: `ingredient-${leaf.number}`,
        name: `Ingredient ${leaf.number}`,
        category: 'Baking',
        parent_id: (leaf.number % 4) + 1,
        density_volume: dense ? 1 : null,
        density_volume_unit: dense ? 'cup' : null,
        density_weight: dense ? (int(30, 90) / 10).toFixed(1) : null,
        density_weight_unit: dense ? 'oz' : null,
      }
    }),
  ]
  const product = leaves.flatMap((leaf, i) => {
    const unit = leaf.number === NOT_CONVERTIBLE ? 'each' : leaf.bought
    return ['Acme', 'Best'].map((brand, j) => ({
      id: i * 2 + j + 1,
      ingredient_id: leaf.id,
      brand,
      name: '',
      package_unit: unit,
      package_unit_quantity: pick([1, 2, 5, 10, 25]),
      is_preferred: j === 0 && leaf.number !== NO_PRODUCT,
    }))
  })
  const bought = product.filter((p) => p.ingredient_id !== leaves[NO_PURCHASE - 1].id)
  const purchase = bought.flatMap((p) =>
    range(4).map((n) => ({
      product_id: p.id,
      supplier_id: 1,
      purchased_on: `2026-0${n}-1${int(0, 9)}`,
      quantity: int(1, 6),
      price_per_package: (int(150, 3500) / 100).toFixed(2),
    })),
  )
  const counted = bought.map((p) => ({
    product_id: p.id,
    purchased_on: '2026-04-20',
    initial_quantity: int(50, 500),
    // What it holds comes with its first entry.
    quantity: 0,
    value: 0,
    version: 0,
    unit_cost: (int(10, 500) / 100).toFixed(2),
  }))
  // What bakes take when that is used up, for longer than any measurement lasts.
  const stored = counted.flatMap((row) =>
    [
      ['2026-05-02', 2000],
      ['2026-05-16', 1_000_000],
    ].map(([purchased_on, initial_quantity]) => ({ ...row, purchased_on, initial_quantity })),
  )
  // Each purchase has a lot; these are used up.
  const used = purchase.map(({ product_id, purchased_on }, i) => ({
    ...{ product_id, purchase_id: i + 1, purchased_on, initial_quantity: 0, quantity: 0, value: 0, version: 0 },
    unit_cost: '0',
  }))
  const lot = [...counted, ...used, ...stored].map((row, i) => ({ id: i + 1, ...row }))
  const lot_entry = lot.map(({ id, initial_quantity, unit_cost }) => ({
    lot_id: id,
    kind: 'RECEIVED',
    quantity: initial_quantity,
    value: ((initial_quantity * Math.round(Number(unit_cost) * 100)) / 100).toFixed(2),
    at: '2026-04-20T08:00:00Z',
  }))

  const recipe = range(26).map((id) => ({
    id,
    slug: `recipe-${id}`,
    name: `Recipe ${String.fromCharCode(64 + (((id * 7) % 26) + 1))} ${id}`,
    category: pick(['Cookies', 'Cakes', 'Candy', 'Bread']),
  }))
  const recipe_line = recipe.flatMap((r) =>
    some(leaves, int(5, 9)).map((leaf, i) => ({
      recipe_id: r.id,
      ingredient_id: leaf.id,
      quantity: (int(1, 32) / 4).toFixed(2),
      unit: leaf.number === NOT_CONVERTIBLE ? 'cup' : pick(leaf.line),
      position: i + 1,
    })),
  )
  // A frosting or a dough that others use: recipes 1 to 4, with two levels through recipe 5.
  const recipe_component = [
    [5, 1],
    [9, 2],
    [12, 3],
    [15, 5],
    [20, 4],
    [20, 5],
  ].map(([recipe_id, component_id], i) => ({ recipe_id, component_id, quantity: i % 2 ? 0.5 : 1, position: i + 1 }))

  const finished_unit = recipe.flatMap((r) => {
    if (r.id % 9 === 0) {
      return [
        {
          recipe_id: r.id,
          name: `Portion of ${r.name}`,
          items_per_batch: null,
          batch_percentage: pick([12.5, 25, 50]),
        },
      ]
    }
    const large = { recipe_id: r.id, name: `${r.name}, large`, items_per_batch: 12, batch_percentage: null }
    const small = { recipe_id: r.id, name: `${r.name}, small`, items_per_batch: 36, batch_percentage: null }
    return r.id % 3 === 0 ? [large, small] : [{ ...large, items_per_batch: pick([12, 18, 24]) }]
  })
  finished_unit.forEach((unit, i) => Object.assign(unit, { id: i + 1, slug: `unit-${i + 1}` }))

  const finished_good = range(40).map((id) => ({ id, slug: `good-${id}`, name: `Good ${id}`, assembly_type: 'box' }))
  const component = { id: null, finished_unit_id: null, component_good_id: null }
  const finished_good_component = finished_good.flatMap((good) => {
    const units = some(finished_unit, int(2, 4)).map((unit) => ({
      ...component,
      finished_good_id: good.id,
      finished_unit_id: unit.id,
      quantity: good.id % 8 === 0 ? 0.5 : int(1, 6),
    }))
    // The last eight hold another good, two of them one that itself holds a good.
    const inner = good.id > 32 ? [good.id > 38 ? good.id - 6 : good.id - 30] : []
    const goods = inner.map((id) => ({ ...component, finished_good_id: good.id, component_good_id: id, quantity: 2 }))
    return [...units, ...goods].map((row, i) => ({ ...row, position: i + 1 }))
  })
  finished_good_component.forEach((row, i) => (row.id = i + 1))

  const pack = range(25).map((id) => ({ id, slug: `package-${id}`, name: `Package ${id}` }))
  const package_content = pack.flatMap((p) =>
    some(finished_good, int(2, 4)).map((good, i) => ({
      package_id: p.id,
      finished_good_id: good.id,
      quantity: int(1, 3),
      position: i + 1,
    })),
  )
  const recipient = range(200).map((id) => ({
    id,
    name: `Recipient ${String((id * 73) % 200).padStart(3, '0')}`,
    household_name: `Household ${id % 60}`,
  }))

  const events = 50 * scale
  const day = (n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
  const event = range(events).map((id) => ({
    id,
    slug: `event-${id}`,
    name: `Event ${id}`,
    date: day((id * 37) % 365),
  }))
  const assignment = event.flatMap((e) =>
    some(recipient, perEvent).map((r) => {
      // Every third event is over, every third in full swing; the rest is still to come.
      const status =
        isStarved(e.id) || e.id % 3 === 0
          ? 'PENDING'
          : e.id % 3 === 1
            ? 'DELIVERED'
            : pick(['PENDING', 'ASSEMBLED', 'DELIVERED'])
      return {
        event_id: e.id,
        recipient_id: r.id,
        package_id: pick(pack).id,
        quantity: int(1, 3),
        status,
        assembled_at: status === 'PENDING' ? null : '2026-11-01T08:00:00Z',
        delivered_at: status === 'DELIVERED' ? '2026-11-02T08:00:00Z' : null,
        delivered_to: status === 'DELIVERED' ? 'Front door' : null,
      }
    }),
  )
  assignment.forEach((row, i) => (row.id = i + 1))

  const supplier = [{ id: 1, name: 'Mill and Market', slug: 'mill-and-market' }]
  const inventory = { purchase, lot, lot_entry }
  const catalog = { supplier, ingredient, product, ...inventory, recipe, recipe_line, recipe_component, finished_unit }
  const plans = { finished_good, finished_good_component, package: pack, package_content, recipient, event, assignment }
  return { ...catalog, ...plans }
}

/** One event in ten has not baked enough, so that its assignments cannot be assembled. */
function isStarved(eventId) {
  return eventId % 10 === 9
}

/** 30 records an event: enough for all its assignments, unless the event is starved. */
function makeRecords(needs, scale) {
  const random = randomFrom(30)
  const int = (low, high) => low + Math.floor(random() * (high - low + 1))
  const byEvent = groupBy(needs, (row) => row.event_id)
  return range(50 * scale).flatMap((eventId) => {
    const batches = (byEvent.get(eventId) ?? []).map((row) => ({
      recipe_id: row.recipe_id,
      batches: isStarved(eventId) ? Math.max(1, Math.floor(row.required / 12)) : row.required + int(0, 1),
    }))
    while (batches.length < 30) {
      const divisible = batches.find((record) => record.batches > 2)
      if (!divisible) batches.push({ recipe_id: int(1, 26), batches: 1 })
      else {
        const part = Math.floor(divisible.batches / 2)
        divisible.batches -= part
        batches.push({ recipe_id: divisible.recipe_id, batches: part })
      }
    }
    return batches.map((record, i) => ({
      ...record,
      event_id: eventId,
      actual_cost: (record.batches * (int(200, 2500) / 100)).toFixed(4),
      produced_at: new Date(Date.UTC(2026, 9, 1 + (i % 28), i)).toISOString(),
    }))
  })
}

function groupBy(rows, keyOf) {
  const groups = new Map()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

async function insert(client, table, rows) {
  const columns = Object.keys(Object.assign({}, ...rows))
    .map((column) => `"${column}"`)
    .join(', ')
  const from = `SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`
  await client.query(`INSERT INTO "${table}" (${columns}) ${from}`, [JSON.stringify(rows)])
  if (columns.includes('"id"')) {
    await client.query(`SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), (SELECT max(id) FROM "${table}"))`)
  }
}

/** The product's migrations: by its own tool when it is built, else as plain SQL in their order. */
async function migrate(client, url) {
  const program = join(TOP, 'dist', 'migrate.js')
  if (existsSync(program)) {
    const env = { ...process.env, DATABASE_URL: url }
    execFileSync(process.execPath, [program], { cwd: TOP, env, stdio: ['ignore', 'ignore', 'inherit'] })
    return
  }
  const directory = join(TOP, 'prisma', 'migrations')
  const names = readdirSync(directory).filter((name) => existsSync(join(directory, name, 'migration.sql')))
  for (const name of names.sort()) await client.query(readFileSync(join(directory, name, 'migration.sql'), 'utf8'))
}

/** Creates, migrates and fills the database of one scale. Says what the workloads may ask for. */
export async function makeDatabase(postgres, name, scale, perEvent = 30) {
  const admin = await sideConnection(postgres.url('postgres'))
  await admin.query(`CREATE DATABASE "${name}"`)
  await admin.end()

  const url = postgres.url(name)
  const client = await sideConnection(url)
  try {
    await migrate(client, url)
    await fill(client, scale, perEvent)
    for (const file of ['postgraphile.sql', 'kitchen.sql'])
      await client.query(readFileSync(join(HERE, 'contenders', file), 'utf8'))
    await client.query(KEEP_FIRST)
    await client.query('VACUUM (ANALYZE, FREEZE)')
    return { url, ...(await describe(client)), ...(await describeKitchen(client)) }
  } finally {
    await client.end()
  }
}

/** The same in an embedded database in that directory, which the built product creates and migrates. */
export async function makeEmbeddedDatabase(dataDir, scale, perEvent = 30) {
  const { openDatabase } = await import(pathToFileURL(join(TOP, 'dist', 'database', 'database.js')).href)
  const location = { kind: 'embedded', dataDir }
  const bounds = { poolSize: 1, poolWaitMs: 60_000, statementTimeoutMs: 600_000, lockTimeoutMs: 60_000 }
  const { pool, close } = await openDatabase({ location, ...bounds })
  try {
    // Its one connection only reads, unless it is told otherwise.
    await pool.query('SET default_transaction_read_only = off')
    await fill(pool, scale, perEvent)
    return await describe(pool)
  } finally {
    await close()
  }
}

async function fill(client, scale, perEvent) {
  await client.query(INSTALL_SUMS)
  for (const [table, rows] of Object.entries(makeRows(scale, perEvent))) await insert(client, table, rows)
  await client.query(storeNeedsStatement("a.status <> 'PENDING'"))
  const everyEvent = 'ARRAY(SELECT id FROM event)'
  const needs = await client.query(
    `SELECT event_id, recipe_id, required FROM bench_sums.progress(${everyEvent}) ORDER BY event_id, recipe_id`,
  )
  await insert(client, 'production_record', makeRecords(needs.rows, scale))
}

/** The ids that requests are made from. `walk` may be assembled and delivered, `short` lacks production. */
async function describe(client) {
  const { rows } = await client.query('SELECT id, event_id FROM assignment ORDER BY event_id, id')
  const walk = rows.filter((row) => !isStarved(row.event_id)).map((row) => row.id)
  const missing = await client.query(
    'SELECT DISTINCT assignment_id AS id FROM bench_sums.missing(ARRAY(SELECT id FROM assignment)) ORDER BY 1',
  )
  const short = missing.rows.map((row) => row.id)
  return { events: [...new Set(rows.map((row) => row.event_id))], walk, short }
}

/** The recipes with components, those that can be baked and those that lack something, and what can be bought. */
async function describeKitchen(client) {
  const recipes = await client.query(
    `SELECT r.recipe_id AS id, EXISTS (
       SELECT FROM bench_sums.ingredient_need(r.recipe_id) n WHERE NOT EXISTS (
         SELECT FROM product p JOIN lot l ON l.product_id = p.id AND l.quantity > 0
         JOIN bench_sums.measure m ON m.ingredient_id = p.ingredient_id AND m.unit = lower(p.package_unit)
         WHERE p.ingredient_id = n.ingredient_id AND m.class = n.class)) AS lacks
     FROM (SELECT DISTINCT recipe_id FROM recipe_component) r ORDER BY 1`,
  )
  const products = await client.query('SELECT DISTINCT product_id AS id FROM purchase ORDER BY 1')
  const those = (lacks) => recipes.rows.filter((row) => row.lacks === lacks).map(({ id }) => id)
  return { bakes: those(false), lacking: those(true), products: products.rows.map(({ id }) => id) }
}

/** What grows while a kitchen works; its first rows stay. */
export const GROWING = ['lot_entry', 'lot', 'purchase', 'production_record', 'history_entry']

/** Keeps what the generator made, for the statements below. */
const KEEP_FIRST = `
  CREATE TABLE bench_sums.assignment_at_first AS SELECT * FROM assignment;
  CREATE TABLE bench_sums.need_at_first AS SELECT * FROM assignment_need;
  CREATE TABLE bench_sums.lot_at_first AS SELECT * FROM lot;
  ${GROWING.map((table) => `CREATE TABLE bench_sums.${table}_last AS SELECT COALESCE(max(id), 0) AS id FROM ${table};`).join('\n')}`

/** Puts assignments back to where a walk begins. What is pending has taken nothing. */
export const TO_PENDING = `WITH unpacked AS (DELETE FROM assignment_need WHERE assignment_id = ANY ($1))
  UPDATE assignment SET status = 'PENDING', assembled_at = NULL, delivered_at = NULL, delivered_to = NULL
  WHERE id = ANY ($1) AND status <> 'PENDING'`

/** Puts all assignments back to what the generator made, and what the packed ones took, in one transaction. */
export const TO_FIRST = `
  UPDATE assignment a SET status = f.status, assembled_at = f.assembled_at, delivered_at = f.delivered_at,
    delivered_to = f.delivered_to
  FROM bench_sums.assignment_at_first f WHERE f.id = a.id AND a.status <> f.status;
  DELETE FROM assignment_need;
  INSERT INTO assignment_need SELECT * FROM bench_sums.need_at_first`

/**
 * Takes back all that a kitchen wrote, as if it had never been: the books refuse that to everybody else, so their triggers
 * are off. Ids begin anew, so that contenders give the same ones.
 */
export const KITCHEN_TO_FIRST = `
  BEGIN;
  SET LOCAL session_replication_role = replica;
  ${GROWING.map(
    (table) => `DELETE FROM ${table} WHERE id > (SELECT id FROM bench_sums.${table}_last);
  SELECT setval(pg_get_serial_sequence('${table}', 'id'), id + 1, false) FROM bench_sums.${table}_last;`,
  ).join('\n')}
  UPDATE lot l SET quantity = f.quantity, value = f.value, version = f.version
  FROM bench_sums.lot_at_first f WHERE f.id = l.id AND f.version <> l.version;
  UPDATE event SET revision = gen_random_uuid();
  UPDATE catalog_revision SET prices = gen_random_uuid();
  COMMIT;
  ${TO_FIRST}`
