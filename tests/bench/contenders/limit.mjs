// The limit: the product's own SQL through a bare pg pool with prepared statements, and JSON.stringify of the rows. No
// HTTP, no GraphQL, no check of any request, nothing kept. It drives itself, told by messages, so that nothing stands
// between it and pg. The statements are recorded from the product itself, when it has nothing kept, before each workload.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { drive, requestStreams, walkRestarter } from '../load.mjs'
import { sideConnection } from '../postgres.mjs'
import { CONTRACT, DIALECTS, READS } from '../workloads.mjs'

const TOP = join(import.meta.dirname, '..', '..', '..')
const fromProduct = (file) => import(join(TOP, 'dist', file))
const { openDatabase } = await fromProduct('database/database.js')
const { sessionsOf, inSession } = await fromProduct('session/in-session.js')
const { updatePackageStatus } = await fromProduct('production/update-package-status.js')
const { loadConfig } = await fromProduct('config.js')
const { createApolloServer } = await fromProduct('api/server.js')
const { createLog } = await fromProduct('log.js')

const databaseUrl = process.env.DATABASE_URL
const database = await openDatabase({
  location: { kind: 'server', url: databaseUrl },
  poolSize: 1,
  poolWaitMs: 30_000,
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 30_000,
})
const sessions = sessionsOf(database)
const log = createLog('error')
const apollo = createApolloServer({ ...loadConfig({}), sessions, log, executor: 'reference' })
await apollo.start()
const side = await sideConnection(databaseUrl)

let recording = []
const productClient = createRequire(join(TOP, 'package.json'))('pg').Client.prototype
const { query } = productClient
productClient.query = function record(config, ...rest) {
  if (config?.values) recording.push({ text: config.text, values: config.values })
  return query.call(this, config, ...rest)
}

/** The statements of some work of the product that has nothing kept. */
async function recorded(work) {
  await side.query('UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()')
  recording = []
  await work()
  return recording
}

async function recordRead(operation, variables) {
  const contextValue = { requestId: 'limit', log, isGone: () => false, spend: async () => {} }
  return recorded(async () => {
    const { queries, variables: inWords } = DIALECTS.product
    const request = { query: queries[operation], variables: inWords({ operation, variables }) }
    const { body } = await apollo.executeOperation(request, { contextValue })
    if (body.singleResult.errors) throw new Error(JSON.stringify(body.singleResult.errors))
  })
}

/** The statements of the steps of one assignment, taken back afterwards. */
async function recordSteps(id) {
  const takenBack = new Error('taken back')
  const steps = {}
  const session = inSession(sessions, { mode: 'write' }, async (session) => {
    for (const status of ['ASSEMBLED', 'DELIVERED']) {
      steps[status] = await recorded(() => updatePackageStatus(id, status, session))
    }
    throw takenBack
  })
  await session.catch((error) => {
    if (error !== takenBack) throw error
  })
  return steps
}

/** For each assignment its event, and the steps of one that takes the same: as many of the same package. */
async function stepsOf(walk) {
  const { rows } = await side.query('SELECT id, event_id, package_id, quantity FROM assignment WHERE id = ANY ($1)', [
    walk,
  ])
  const samples = new Map()
  for (const { id, event_id: eventId, package_id: packageId, quantity } of rows) {
    const key = `${packageId} ${quantity}`
    const sample = samples.get(key) ?? { id, eventId, steps: await recordSteps(id) }
    samples.set(key, sample)
    assignments.set(id, { eventId, sample })
  }
}

/** A value of a statement for another assignment: its id stands in lists of ids, and both its and its event's in JSON. */
function inPlaceOf(sample, { id, eventId }, value) {
  if (Array.isArray(value)) return value.map((each) => (each === sample.id ? id : each))
  if (typeof value !== 'string' || !value.startsWith('[{')) return value
  const rows = JSON.parse(value).map((row) => {
    const own = { ...row }
    for (const key of ['id', 'assignment_id', 'subject_id']) if (key in row) own[key] = id
    if ('event_id' in row) own.event_id = eventId
    return own
  })
  return JSON.stringify(rows)
}

const keyOf = ({ operation, variables }) => `${operation} ${variables.id ?? ''}`
const reads = new Map()
const assignments = new Map()

/** Makes sure that the statements of all requests of a workload are known. */
async function prepare(workload, data) {
  for (const operation of READS.filter((name) => workload === name || workload === 'mixed')) {
    const asked = CONTRACT[operation].includes('$id') ? data.events.map((id) => ({ id })) : [{}]
    for (const variables of asked) {
      const key = keyOf({ operation, variables })
      if (!reads.has(key)) reads.set(key, await recordRead(operation, variables))
    }
  }
  if ((workload === 'update' || workload === 'mixed') && assignments.size === 0) await stepsOf(data.walk)
}

const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, idleTimeoutMillis: 0 })
const names = new Map()
function run(client, { text, values }) {
  let name = names.get(text)
  if (name === undefined) names.set(text, (name = `s${names.size}`))
  return client.query({ name, text, values }).then(({ rows }) => rows)
}

async function withClient(work) {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

const answer = ({ operation, variables }) =>
  withClient(async (client) => {
    const rows = []
    if (operation !== 'update') {
      for (const statement of reads.get(keyOf({ operation, variables }))) rows.push(await run(client, statement))
      return rows
    }
    await client.query('BEGIN')
    const { eventId, sample } = assignments.get(variables.id)
    for (const { text, values } of sample.steps[variables.status]) {
      const own = values.map((value) => inPlaceOf(sample, { id: variables.id, eventId }, value))
      rows.push(await run(client, { text, values: own }))
    }
    await client.query('COMMIT')
    return rows
  })

/** The answers are bytes, as a server's are. */
const send = async (request) => Buffer.from(JSON.stringify(await answer(request)))

const restarter = await walkRestarter(databaseUrl)
process.on('message', async ({ workload, clients, data, seed, milliseconds }) => {
  try {
    await prepare(workload, data)
    const streams = requestStreams({ workload, clients, data, seed, restart: restarter.restart })
    process.send({ result: await drive({ senders: streams.map(() => send), streams, milliseconds }) })
  } catch (error) {
    process.send({ error: error.stack })
  }
})
process.send({ ready: true })
process.on('disconnect', () => process.exit())
