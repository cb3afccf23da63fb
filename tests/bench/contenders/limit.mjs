// The limit: the product's own SQL through a bare pg pool with prepared statements, and JSON.stringify of the rows. No
// HTTP, no GraphQL, no check of any request, nothing kept. It drives itself, told by messages, so that nothing stands
// between it and pg. The statements are recorded from the product itself, when it has nothing kept, before each workload.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { drive, requestStreams, walkRestarter } from '../load.mjs'
import { sideConnection } from '../postgres.mjs'
import { CONTRACT, READS } from '../workloads.mjs'

const TOP = join(import.meta.dirname, '..', '..', '..')
const fromProduct = (file) => import(join(TOP, 'dist', file))
const { openDatabase } = await fromProduct('database/database.js')
const { sessionsOf, inSession } = await fromProduct('session/in-session.js')
const { updatePackageStatus } = await fromProduct('production/service.js')
const { createApolloServer } = await fromProduct('graphql/server.js')
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
const apollo = createApolloServer({ sessions, log, executor: 'reference' })
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
  await side.query('UPDATE catalog_revision SET revision = gen_random_uuid()')
  recording = []
  await work()
  return recording
}

async function recordRead(operation, variables) {
  const contextValue = { requestId: 'limit', log, isGone: () => false }
  return recorded(async () => {
    const { body } = await apollo.executeOperation({ query: CONTRACT[operation], variables }, { contextValue })
    if (body.singleResult.errors) throw new Error(JSON.stringify(body.singleResult.errors))
  })
}

/** A step's statements for one assignment, taken back afterwards. */
async function recordSteps(id) {
  const takenBack = new Error('taken back')
  const steps = {}
  const session = inSession(sessions, 'write', async (session) => {
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

const keyOf = ({ operation, variables }) => `${operation} ${variables.id ?? ''}`
const reads = new Map()
let steps
let sample

/** Makes sure that the statements of all requests of a workload are known. */
async function prepare(workload, data) {
  for (const operation of READS.filter((name) => workload === name || workload === 'mixed')) {
    const asked = CONTRACT[operation].includes('$id') ? data.events.map((id) => ({ id })) : [{}]
    for (const variables of asked) {
      const key = keyOf({ operation, variables })
      if (!reads.has(key)) reads.set(key, await recordRead(operation, variables))
    }
  }
  // Of an assignment whose id is no other row's that is asked for, so that any other can stand in its place.
  sample ??= data.walk.at(-1)
  if (workload === 'update' || workload === 'mixed') steps ??= await recordSteps(sample)
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
    for (const { text, values } of steps[variables.status]) {
      const own = values.map((value) => (value === sample ? variables.id : value))
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
