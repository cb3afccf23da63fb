// npm run bench: the contenders side by side on one machine, in one run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { CONTENDERS, productExists, startContender } from './contenders.mjs'
import { GROWING, KITCHEN_TO_FIRST, TO_FIRST, TO_PENDING, makeDatabase } from './data.mjs'
import { refusal, run } from './lifetime.mjs'
import { drive, httpClient, httpSenders, requestBytes, requestStreams, walkRestarter } from './load.mjs'
import { sideConnection, startPostgres } from './postgres.mjs'
import { cpuOf, cpuOfFamily, peakMemory, resetPeak } from './processes.mjs'
import { markdownOf, textOf } from './report.mjs'
import { DIALECTS, WORKLOADS, canonical } from './workloads.mjs'

const RESULTS = join(import.meta.dirname, 'results')
const say = (text) => process.stderr.write(`${text}\n`)

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      workloads: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      scale: { type: 'string', default: '1' },
      json: { type: 'string', default: join(RESULTS, 'bench.json') },
      markdown: { type: 'string', default: join(RESULTS, 'bench.md') },
      durable: { type: 'boolean', default: false },
    },
  })
  const list = (text, known, what) => {
    const names = text === undefined ? Object.keys(known) : text.split(',')
    const unknown = names.filter((name) => !(name in known))
    if (unknown.length > 0)
      throw refusal(`No such ${what}: ${unknown.join(', ')}. Known: ${Object.keys(known).join(', ')}.`)
    return names
  }
  const positive = (name) => {
    const number = Number(values[name])
    if (!(number > 0)) throw refusal(`--${name} must be a number above 0, not ${values[name]}.`)
    return number
  }
  const contenders = list(values.only, CONTENDERS, 'contender')
  return {
    contenders: productExists() ? contenders : contenders.filter((name) => name !== 'product'),
    workloads: list(values.workloads, WORKLOADS, 'workload'),
    rounds: positive('rounds'),
    milliseconds: positive('seconds') * 1000,
    scale: positive('scale'),
    json: values.json,
    markdown: values.markdown,
    durable: values.durable,
  }
}

/** Asks one request and gives the contender's whole answer in the contract's shape. */
async function ask(contender, request) {
  const client = httpClient(contender.url)
  try {
    const { status, body } = await client.send(requestBytes(contender.url, contender.dialect)(request))
    const { data, errors } = JSON.parse(body.toString())
    if (errors) {
      const codes = errors.map((error) => error.extensions?.code ?? error.message)
      // All that a bake lacks; the other details of refusals are the product's own.
      return { codes, shortages: errors[0].extensions?.shortages ?? [] }
    }
    if (status !== 200) throw new Error(`${contender.name}: ${status} ${body}`)
    return canonical(DIALECTS[contender.dialect].answer(request.operation, data))
  } finally {
    client.close()
  }
}

const UNKNOWN = 999_999
const asks = (operation, ...variables) => variables.map((each) => ({ operation, variables: each }))
const oneByOne = (operation, ids) => asks(operation, ...ids.map((id) => ({ id })))

const SAMPLES = {
  tiny: () => asks('tiny', {}),
  row: (data) => oneByOne('row', data.events.slice(0, 3)),
  progress: (data) => oneByOne('progress', data.events.slice(0, 50)),
  dashboard: () => asks('dashboard', {}),
  nested: () => asks('nested', {}),
  board: (data) => oneByOne('board', data.events.slice(0, 10)),
  // A step, its repetition, the next step, one that skips, and one that production does not allow.
  update: (data) =>
    [
      [data.walk[0], 'ASSEMBLED'],
      [data.walk[0], 'ASSEMBLED', 'INVALID_STATUS_TRANSITION'],
      [data.walk[0], 'DELIVERED'],
      [data.walk[1], 'DELIVERED', 'INVALID_STATUS_TRANSITION'],
      [data.short[0], 'ASSEMBLED', 'INCOMPLETE_PRODUCTION'],
    ].map(([id, status, refused]) => ({ operation: 'update', variables: { id, status }, refused })),
  // Bakes that take a part of a lot, several lots, and each other's rest; purchases in between, whose price is no whole
  // number a unit and whose lots are taken before others; and what is refused for all that lacks.
  kitchen: (data) => {
    const bakes = (event, batches) => asks('bake', ...data.bakes.map((recipe) => ({ event, recipe, batches })))
    const purchase = (product, packages, price) => ({ product, date: '2026-04-21', packages, price })
    const lacking = [...data.lacking.map((recipe) => [recipe, 1]), [data.bakes[0], 1_000_000]].map(
      ([recipe, batches]) => ({ event: data.events[0], recipe, batches }),
    )
    const refused = (requests, code) => requests.map((request) => ({ ...request, refused: code }))
    return [
      ...bakes(data.events[0], 1),
      ...bakes(data.events[1], 7),
      ...asks('purchase', ...data.products.map((product, i) => purchase(product, `${(i % 5) + 1}.37`, `${i}.19`))),
      ...bakes(data.events[0], 60),
      ...refused(asks('bake', ...lacking), 'INSUFFICIENT_INVENTORY'),
      ...refused(asks('bake', { event: UNKNOWN, recipe: data.bakes[0], batches: 1 }), 'EVENT_NOT_FOUND'),
      ...refused(asks('bake', { event: data.events[0], recipe: UNKNOWN, batches: 1 }), 'RECIPE_NOT_FOUND'),
      ...refused(asks('purchase', purchase(UNKNOWN, '1', '1')), 'PRODUCT_NOT_FOUND'),
      ...bakes(data.events[2], 333),
      ...SAMPLES.update(data),
      ...oneByOne('progress', data.events.slice(0, 3)),
      ...oneByOne('board', data.events.slice(0, 3)),
    ]
  },
}

/** What was written: entries, lots, costs, what packed assignments took, and the history but for its times. */
const BOOKS = `
  SELECT json_build_object(
    'lots', (SELECT json_agg(l ORDER BY id) FROM (SELECT id, product_id, purchased_on, quantity, value, version FROM lot) l),
    'entries', (SELECT json_agg(e ORDER BY id) FROM (
      SELECT id, lot_id, kind, quantity, value, record_id FROM lot_entry WHERE id > (SELECT id FROM bench_sums.lot_entry_last)) e),
    'records', (SELECT json_agg(r ORDER BY id) FROM (
      SELECT id, event_id, recipe_id, batches, actual_cost FROM production_record) r),
    'needs', (SELECT json_agg(n ORDER BY assignment_id, recipe_id) FROM (
      SELECT assignment_id, recipe_id, round(sum(numerator / denominator), 12) FROM assignment_need GROUP BY 1, 2) n),
    'history', (SELECT json_agg(h ORDER BY id) FROM (
      SELECT id, actor, action, event_id, subject_type, subject_id, reason,
        regexp_replace(changes::text, '\\d{4}-\\d\\d-\\d\\dT[^"]*', 'then', 'g') AS changes
      FROM history_entry WHERE id > (SELECT id FROM bench_sums.history_entry_last)) h)) AS books`

/** Every contender must give the same answers before any is timed, and leave the same books. */
async function compareAnswers(contenders, workloads, data, side) {
  const servers = contenders.filter((contender) => contender.url && contender.dialect)
  const mixed = workloads.includes('mixed') ? Object.keys(SAMPLES).filter((name) => name !== 'kitchen') : []
  const operations = new Set([...mixed, ...workloads.filter((name) => name in SAMPLES)])
  for (const operation of operations) {
    const samples = SAMPLES[operation](data)
    const { writes, grows } = WORKLOADS[operation]
    const asked = servers.filter(({ name }) => isGiven(operation, name))
    const expected = []
    for (const contender of asked) {
      if (grows) await side.query(KITCHEN_TO_FIRST)
      if (writes) await side.query(TO_PENDING, [data.walk])
      const same = (i, answer, what) => {
        expected[i] ??= answer
        if (!isDeepStrictEqual(answer, expected[i]))
          throw refusal(
            `${contender.name} and ${asked[0].name} differ in ${what}:\n${firstDifference(expected[i], answer)}`,
          )
      }
      for (const [i, request] of samples.entries()) {
        const answer = await ask(contender, request)
        const text = `${request.operation} ${JSON.stringify(request.variables)}`
        if (request.refused ? answer.codes?.[0] !== request.refused : answer.codes)
          throw refusal(`${contender.name}: ${text} answered ${JSON.stringify(answer)}`)
        same(i, answer, text)
      }
      if (grows) same(samples.length, (await side.query(BOOKS)).rows[0].books, 'the books')
      if (grows) await side.query(KITCHEN_TO_FIRST)
      else if (writes) await side.query(TO_FIRST)
    }
    say(`  ${operation}: ${asked.map((contender) => contender.name).join(', ')} answer alike`)
  }
}

/** Whether a contender has what a workload asks. */
const isGiven = (workload, name) => WORKLOADS[workload].contenders?.includes(name) ?? true

function firstDifference(a, b, path = 'data') {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
    return `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (!isDeepStrictEqual(a[key], b[key])) return firstDifference(a[key] ?? null, b[key] ?? null, `${path}.${key}`)
  }
  return path
}

/** Lets the limit's process drive itself. */
function driveByMessage({ child }, message) {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the limit ended early'))
    child.once('exit', ended)
    child.once('message', ({ result, error }) => {
      child.off('exit', ended)
      if (error) reject(new Error(error))
      else resolve(result)
    })
    child.send(message)
  })
}

async function load(contender, workload, { data, seed, milliseconds, restarter, atMost = Infinity }) {
  const clients = Math.min(WORKLOADS[workload].clients, atMost)
  if (!contender.dialect) return driveByMessage(contender, { workload, clients, data, seed, milliseconds })
  const { senders, close } = httpSenders(contender.url, contender.dialect, clients)
  try {
    const streams = requestStreams({ workload, clients, data, seed, restart: restarter.restart })
    return await drive({ senders, streams, milliseconds })
  } finally {
    close()
  }
}

// Before each measurement, so that connections to the database are open again and nothing starts cold.
const LEAD_IN = 300
// A warm-up that takes this many times what was asked (the tutorial server's nested answers) stands for the rounds.
const PATIENCE = 5
// Who has compiled nothing yet is not asked by more than this at once: the product refuses those who would wait too long.
const CLIENTS_OF_COLD = 16

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Medians, and the spread of req/s, of a contender's rounds. */
function summarize(rounds) {
  const of = (key) => median(rounds.map((round) => round[key]))
  const rates = rounds.map((round) => round.perSecond)
  const keys = ['perSecond', 'p50', 'p99', 'serverCpu', 'postgresCpu', 'peakMemory', 'requests']
  const medians = Object.fromEntries(keys.map((key) => [key, of(key)]))
  return { ...medians, min: Math.min(...rates), max: Math.max(...rates), rounds: rounds.length }
}

/** One measurement: what clients saw, and what it cost the server and PostgreSQL. */
async function measure(contender, workload, context, { postgres, side }) {
  if (WORKLOADS[workload].writes) await side.query(TO_PENDING, [context.data.walk])
  resetPeak(contender.pid)
  const [serverBefore, postgresBefore, began] = [cpuOf(contender.pid), cpuOfFamily(postgres.pid), performance.now()]
  const result = await load(contender, workload, context)
  return {
    ...result,
    elapsed: performance.now() - began,
    serverCpu: (cpuOf(contender.pid) - serverBefore) / result.requests,
    postgresCpu: (cpuOfFamily(postgres.pid) - postgresBefore) / result.requests,
    peakMemory: peakMemory(contender.pid),
  }
}

async function runWorkload(workload, contenders, { side, postgres, options, data, restarter }) {
  const rounds = new Map(contenders.map((contender) => [contender.name, []]))
  const slow = new Set()
  const { writes, grows } = WORKLOADS[workload]
  for (let round = 0; round < options.rounds; round++) {
    // Rotated, so that nobody always follows the same one.
    const order = contenders.map((_, i) => contenders[(i + round) % contenders.length])
    for (const contender of order) {
      if (slow.has(contender.name)) continue
      const context = { data, restarter }
      const setting = { postgres, side }
      const milliseconds = round === 0 ? options.milliseconds : LEAD_IN
      const atMost = round === 0 ? CLIENTS_OF_COLD : Infinity
      const warmUp = await measure(
        contender,
        workload,
        { ...context, milliseconds, seed: 1000 + round, atMost },
        setting,
      )
      if (warmUp.elapsed > PATIENCE * options.milliseconds) slow.add(contender.name)
      const { milliseconds: asked } = options
      const result = slow.has(contender.name)
        ? warmUp
        : await measure(contender, workload, { ...context, milliseconds: asked, seed: round + 1 }, setting)
      rounds.get(contender.name).push(result)
      say(`  ${workload} ${round + 1}: ${contender.name} ${result.perSecond.toFixed(1)} req/s`)
      if (writes) {
        await side.query(grows ? KITCHEN_TO_FIRST : TO_FIRST)
        await side.query(`VACUUM (ANALYZE) ${GROWING.join(', ')}, assignment, assignment_need, event`)
      }
    }
  }
  return Object.fromEntries([...rounds].map(([name, results]) => [name, summarize(results)]))
}

function machine(postgres) {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: postgres.version,
    peers: JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')).dependencies,
  }
}

await run(async () => {
  const options = readOptions()
  if (!productExists()) say('The product is not built: the peers are compared with each other.')
  say('Starting PostgreSQL and loading the data ...')
  const postgres = await startPostgres(options)
  const { url, ...data } = await makeDatabase(postgres, 'bench', options.scale)
  const side = await sideConnection(url)
  const restarter = await walkRestarter(url)

  const contenders = []
  for (const name of options.contenders) contenders.push(await startContender(name, url))
  say('Comparing answers ...')
  await compareAnswers(contenders, options.workloads, data, side)

  const results = {}
  for (const workload of options.workloads) {
    say(`Measuring ${workload} ...`)
    const asked = contenders.filter(({ name }) => isGiven(workload, name))
    results[workload] = await runWorkload(workload, asked, { side, postgres, options, data, restarter })
  }
  await restarter.close()
  await side.end()

  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, '')
  const { rounds, milliseconds, scale } = options
  const report = { command, machine: machine(postgres), rounds, seconds: milliseconds / 1000, scale, results }
  process.stdout.write(textOf(report))
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(options.markdown, markdownOf(report))
  say(`Written to ${options.json} and ${options.markdown}.`)
})
