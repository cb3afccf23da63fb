// npm run bench:startup: from `npm start` to its first answer, on PostgreSQL and on an embedded database
// that exists. The product is started as it ships, each time anew.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startProcess, TOP, untilItAnswers } from './contenders.mjs'
import { makeDatabase } from './data.mjs'
import { atEnd, run } from './lifetime.mjs'
import { freePort, startPostgres } from './postgres.mjs'

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } })

/** Milliseconds from `npm start` to the first answer to a query that reads. */
async function startOnce(env) {
  const port = await freePort()
  const began = performance.now()
  const { child, stop } = startProcess({ command: ['npm', 'start'], cwd: TOP }, { ...env, PORT: String(port) })
  const query = '{ events(first: 1) { nodes { name } } }'
  await untilItAnswers(`http://127.0.0.1:${port}/graphql`, child, 60_000, query)
  const took = performance.now() - began
  await stop()
  return took
}

async function report(name, env) {
  const times = []
  for (let i = 0; i < Number(values.times); i++) times.push(await startOnce(env))
  times.sort((a, b) => a - b)
  const median = times[times.length >> 1]
  const all = times.map((time) => time.toFixed(0)).join(', ')
  process.stdout.write(
    `${name}: median ${(median / 1000).toFixed(2)} s from npm start to the first answer (${all} ms)\n`,
  )
}

await run(async () => {
  const postgres = await startPostgres()
  const { url } = await makeDatabase(postgres, 'bench', 1)
  await report('PostgreSQL', { DATABASE_URL: url })

  const directory = mkdtempSync(join(tmpdir(), 'batchboard-startup-'))
  atEnd(() => rmSync(directory, { recursive: true, force: true }))
  // The first start makes the database, and is not counted.
  const embedded = { DATABASE_URL: undefined, DATA_DIR: join(directory, 'data') }
  await startOnce(embedded)
  await report('embedded, existing', embedded)
})
