// The limit: set-based SQL through a bare pg pool with prepared statements, and JSON.stringify of the rows. No HTTP,
// no GraphQL, no check of any request. It drives itself, told by messages, so that nothing stands between it and pg.
import pg from 'pg'
import { drive, requestStreams, walkRestarter } from '../load.mjs'
import {
  DASHBOARD_STATEMENT,
  countsStatement,
  gapsStatement,
  missingStatement,
  progressStatement,
  totalsStatement,
} from '../sums.mjs'

pg.types.setTypeParser(1082, (text) => text)
const databaseUrl = process.env.DATABASE_URL
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, idleTimeoutMillis: 0 })

const statement =
  (name, text) =>
  (client, ...values) =>
    client.query({ name, text, values }).then((result) => result.rows)
const event = statement('event', 'SELECT id, name, date FROM event WHERE id = $1')
const firstEvents = statement('events', 'SELECT id, name, date FROM event ORDER BY date, id LIMIT $1')
const progress = statement('progress', progressStatement('$1'))
const counts = statement('counts', countsStatement('$1'))
const gaps = statement('gaps', gapsStatement('$1'))
const dashboard = statement('dashboard', DASHBOARD_STATEMENT)
const totals = statement('totals', totalsStatement('$1'))
const missing = statement('missing', missingStatement('$1'))
const assignments = statement(
  'assignments',
  `SELECT a.id, a.event_id, a.quantity, a.status, a.package_id, r.name AS recipient, p.name AS package
   FROM assignment a JOIN recipient r ON r.id = a.recipient_id JOIN package p ON p.id = a.package_id
   WHERE a.event_id = ANY ($1) ORDER BY r.name, a.id`,
)
const contents = statement(
  'contents',
  `SELECT c.package_id, c.quantity, g.name AS good, k.quantity AS component_quantity, u.name AS unit,
     r.name AS recipe, r.category, i.name AS inner_good
   FROM package_content c
   JOIN finished_good g ON g.id = c.finished_good_id
   JOIN finished_good_component k ON k.finished_good_id = g.id
   LEFT JOIN finished_unit u ON u.id = k.finished_unit_id
   LEFT JOIN recipe r ON r.id = u.recipe_id
   LEFT JOIN finished_good i ON i.id = k.component_good_id
   WHERE c.package_id = ANY ($1) ORDER BY c.package_id, c.position, c.id, k.position, k.id`,
)
const begin = statement('begin', 'BEGIN')
const commit = statement('commit', 'COMMIT')
const lock = statement(
  'lock',
  'SELECT a.status FROM assignment a JOIN event e ON e.id = a.event_id WHERE a.id = $1 FOR NO KEY UPDATE OF e, a',
)
const step = statement(
  'step',
  `UPDATE assignment SET status = $2,
     assembled_at = CASE WHEN $2 = 'ASSEMBLED'::package_status THEN now() ELSE assembled_at END,
     delivered_at = CASE WHEN $2 = 'DELIVERED'::package_status THEN now() END
   WHERE id = $1 RETURNING id, status`,
)
const one = statement('one', 'SELECT 1 AS one')

async function withClient(work) {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

const operations = {
  tiny: () => one(pool),
  row: ({ id }) => event(pool, id),
  progress: ({ id }) =>
    withClient(async (client) => [await progress(client, [id]), await counts(client, [id]), await gaps(client, [id])]),
  dashboard: () => dashboard(pool),
  nested: () =>
    withClient(async (client) => {
      const events = await firstEvents(client, 10)
      const rows = await assignments(
        client,
        events.map((row) => row.id),
      )
      return [events, rows, await contents(client, [...new Set(rows.map((row) => row.package_id))])]
    }),
  board: ({ id }) =>
    withClient(async (client) => {
      const events = await firstEvents(client, 20)
      const rows = await assignments(client, [id])
      return [
        await dashboard(client),
        events,
        await totals(
          client,
          events.map((row) => row.id),
        ),
        await event(client, id),
        rows,
        await missing(
          client,
          rows.map((row) => row.id),
        ),
      ]
    }),
  update: ({ id, status }) =>
    withClient(async (client) => {
      await begin(client)
      await lock(client, id)
      const short = status === 'ASSEMBLED' ? await missing(client, [id]) : []
      if (short.length > 0) throw new Error(`assignment ${id} cannot be assembled`)
      const rows = await step(client, id, status)
      await commit(client)
      return rows
    }),
}

/** The answers are bytes, as a server's are. */
const send = async ({ operation, variables }) => Buffer.from(JSON.stringify(await operations[operation](variables)))

const restarter = await walkRestarter(databaseUrl)
process.on('message', async ({ workload, clients, data, seed, milliseconds }) => {
  try {
    const streams = requestStreams({ workload, clients, data, seed, restart: restarter.restart })
    process.send({ result: await drive({ senders: streams.map(() => send), streams, milliseconds }) })
  } catch (error) {
    process.send({ error: error.stack })
  }
})
process.send({ ready: true })
process.on('disconnect', () => process.exit())
