// npm run bench:worst-case: looks for the operation that costs the product most among those that it lets pass, on a
// season of 100 events x 100 assignments. Makes thousands of operations that use up the limit, asks those of them in
// which one field takes the largest part of the points, and then what is like the worst.
import { parseArgs } from 'node:util'
import { startContender } from './contenders.mjs'
import { makeDatabase, randomFrom } from './data.mjs'
import { expensiveOperations } from './expensive.mjs'
import { refusal, run } from './lifetime.mjs'
import { sideConnection, startPostgres } from './postgres.mjs'
import { cpuOf, cpuOfFamily, peakMemory, resetPeak, residentMemory } from './processes.mjs'

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '20261123' },
    cost: { type: 'string', default: '250000' },
    // What the worst may take: ms of CPU of the server, and bytes.
    cpu: { type: 'string', default: '1000' },
    bytes: { type: 'string', default: '25000000' },
  },
})

const NOTES = `UPDATE event SET notes = repeat('Bake early, pack late. ', 20);
  UPDATE assignment SET notes = 'Leave it with the neighbour at number ' || id;
  UPDATE production_record SET notes = 'Oven 2'`

// Every record took from 20 lots, lacked 5 things and lost something 5 times: as many as their fields are counted for.
const LEDGER = `
  INSERT INTO lot_entry (lot_id, kind, quantity, value, record_id)
  SELECT l.id, 'CONSUMED', -0.001, 0, r.id
  FROM production_record r CROSS JOIN LATERAL (
    SELECT id FROM lot WHERE quantity > 100000 ORDER BY (id * 7 + r.id) % 61, id LIMIT 20) l;
  INSERT INTO shortage (record_id, position, ingredient_id, unit, needed, available, missing, reason)
  SELECT r.id, n, 4 + n, 'cup', 3, 1.5, 1.5, 'NOT_IN_STOCK' FROM production_record r CROSS JOIN generate_series(1, 5) n;
  INSERT INTO loss (record_id, finished_unit_id, quantity, numerator, denominator, reason)
  SELECT r.id, u.id, 0.001, 1, 1000 * n, 'BURNT'
  FROM production_record r
  JOIN LATERAL (SELECT id FROM finished_unit WHERE recipe_id = r.recipe_id ORDER BY id LIMIT 1) u ON true
  CROSS JOIN generate_series(1, 5) n;
  ANALYZE`

const range = (n) => Array.from({ length: n }, (_, i) => i + 1)

const WARM_UP = [
  '{ productionTotal(eventId: "event_1", recipeId: "recipe_1") { recipe { name } } dashboardSummary { plannedCost } }',
  '{ events(first: 10) { nodes { assignments(first: 10) { nodes { id assemblyCheck { canAssemble } } } } } }',
]

await run(async () => {
  const maxCost = Number(values.cost)
  const ids = {
    ...{ events: range(100), assignments: range(10_000), recipes: range(26) },
    ...{ production_records: range(3000), lots: range(546), purchases: range(312) },
  }
  const random = randomFrom(Number(values.seed))
  const maker = expensiveOperations({ random, maxCost, ids })
  const bestOf = new Map()
  let made = 0
  while (made < Number(values.operations)) {
    const operation = maker.make()
    if (operation === undefined) continue
    made += 1
    for (const [field, share] of operation.shares) {
      if (share > (bestOf.get(field)?.shares.get(field) ?? 0)) bestOf.set(field, operation)
    }
  }
  const chosen = [...new Set(bestOf.values())]
  process.stderr.write(`${made} operations near ${maxCost} points; asking the ${chosen.length} most different\n`)

  const postgres = await startPostgres()
  const { url } = await makeDatabase(postgres, 'bench', 2, 100)
  const side = await sideConnection(url)
  await side.query(NOTES)
  await side.query(LEDGER)
  const product = await startContender('product', url, { MAX_COST: String(maxCost) })

  const ask = async (query) => {
    const response = await fetch(product.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return { status: response.status, body: await response.text() }
  }
  // The first use of some things, Prisma Client above all, costs a second once.
  for (let i = 0; i < 20; i++) for (const query of WARM_UP) await ask(query)

  /** Asks an operation three times: with nothing kept and executed by graphql-js, compiled, and compiled before. */
  const measure = async (operation) => {
    const worst = { cpu: 0, database: 0, bytes: 0, memory: 0 }
    await side.query('UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()')
    for (let time = 0; time < 3; time++) {
      resetPeak(product.pid)
      const [cpu, database, memory] = [cpuOf(product.pid), cpuOfFamily(postgres.pid), residentMemory(product.pid)]
      const { status, body } = await ask(operation.query)
      // 400: what validation refuses, as introspection that is too deep.
      if (![200, 400].includes(status)) throw refusal(`Status ${status}: ${body.slice(0, 300)}\n${operation.query}`)
      worst.cpu = Math.max(worst.cpu, cpuOf(product.pid) - cpu)
      worst.database = Math.max(worst.database, cpuOfFamily(postgres.pid) - database)
      worst.bytes = Math.max(worst.bytes, body.length)
      worst.memory = Math.max(worst.memory, peakMemory(product.pid) - memory)
      worst.code = /"code":"([A-Z_]+)"/.exec(body.slice(0, 2000))?.[1] ?? ''
    }
    return { ...operation, ...worst }
  }

  const measured = []
  const show = (operation) => {
    const { cpu, database, bytes, memory, cost, code } = operation
    const shares = [...operation.shares].sort(([, a], [, b]) => b - a).slice(0, 4)
    const fields = shares.map(([field, share]) => `${field} ${(share * 100).toFixed(0)} %`).join(', ')
    return `${cpu.toFixed(0)} ms, PostgreSQL ${database.toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB, +${memory.toFixed(0)} MB, ${cost} points ${code}: ${fields}`
  }
  const take = async (operation) => {
    const result = await measure(operation)
    measured.push(result)
    process.stderr.write(`  ${show(result)}\n`)
    return result
  }
  for (const operation of chosen) await take(operation)

  // What is like the worst may be worse.
  const by = (key) => measured.toSorted((a, b) => b[key] - a[key])
  for (let round = 0; round < Number(values.rounds); round++) {
    const key = ['cpu', 'cpu', 'bytes', 'database'][round % 4]
    const near = maker.vary(by(key)[Math.floor(random() * 3)])
    if (near) await take(near)
  }

  for (const [key, name] of [
    ['cpu', 'CPU of the server'],
    ['database', 'CPU of PostgreSQL'],
    ['bytes', 'size of the answer'],
    ['memory', 'memory'],
  ]) {
    process.stdout.write(`\nBy ${name}:\n`)
    for (const operation of by(key).slice(0, 3))
      process.stdout.write(`  ${show(operation)}\n    ${operation.query.slice(0, 500)}\n`)
  }
  const [slowest] = by('cpu')
  const [largest] = by('bytes')
  if (slowest.cpu > Number(values.cpu)) throw refusal(`An operation that passes takes ${slowest.cpu} ms of CPU.`)
  if (largest.bytes > Number(values.bytes)) throw refusal(`An answer has ${largest.bytes} bytes.`)
})
