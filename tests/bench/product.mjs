// The product in a process of its own, watched: what it costs, what it logs, whether it lives.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CONTENDERS, startProcess, untilItAnswers } from './contenders.mjs'
import { makeDatabase, makeEmbeddedDatabase } from './data.mjs'
import { atEnd, refusal } from './lifetime.mjs'
import { freePort, startPostgres } from './postgres.mjs'
import { cpuOf, peakMemory, residentMemory } from './processes.mjs'

/**
 * A database of a kind with a season of `scale` x 50 events of `perEvent` assignments. With TEST_DATABASE_URL it is made
 * on that server and dropped at the end, else on a PostgreSQL of the bench's own.
 * @returns {Promise<{ env: object, connect?: () => Promise<pg.Client> }>} What the product needs to be told of it.
 */
export async function openSeason(kind, scale, perEvent) {
  if (kind === 'embedded') {
    const directory = mkdtempSync(join(tmpdir(), 'batchboard-season-'))
    atEnd(() => rmSync(directory, { recursive: true, force: true }))
    const made = join(directory, 'made')
    const data = await makeEmbeddedDatabase(made, scale, perEvent)
    let copies = 0
    return {
      ...data,
      // Each process gets a copy: what one leaves behind must not meet the next.
      get env() {
        const copy = join(directory, `copy-${++copies}`)
        cpSync(made, copy, { recursive: true })
        return { DATABASE_URL: undefined, DATA_DIR: copy }
      },
    }
  }
  if (kind !== 'server') throw refusal(`No such database: ${kind}. Known: server, embedded.`)
  const name = `batchboard_bench_${process.pid}`
  const { url, ...data } = await makeDatabase(await serverFor(name), name, scale, perEvent)
  return {
    ...data,
    env: { DATABASE_URL: url },
    async connect() {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    },
  }
}

async function serverFor(name) {
  const { TEST_DATABASE_URL: given } = process.env
  if (!given) return startPostgres()
  atEnd(async () => {
    const admin = new pg.Client({ connectionString: given })
    await admin.connect()
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    await admin.end()
  })
  return { url: (database) => Object.assign(new URL(given), { pathname: `/${database}` }).href }
}

/** Starts the product, as its users would, and resolves when it answers. */
export async function startProduct(season, env = {}) {
  const port = await freePort()
  const { child, stop } = startProcess(
    { ...CONTENDERS.product, piped: true },
    { PORT: String(port), ...season.env, ...env },
  )
  // The last of what it printed, and each line that tells of something unexpected.
  const said = { tail: '', unexpected: [] }
  const listen = (chunk) => {
    const text = chunk.toString()
    said.tail = (said.tail + text).slice(-4000)
    for (const line of text.split('\n')) {
      if (/"level":"(error|fatal)"/.test(line) && said.unexpected.length < 1000) said.unexpected.push(line)
    }
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  await untilItAnswers(`http://127.0.0.1:${port}/graphql`, child)
  const { pid } = child
  return {
    port,
    pid,
    child,
    stop,
    said,
    lives: () => child.exitCode === null && child.signalCode === null,
    kill: () => child.kill('SIGKILL'),
    /** Seconds of CPU since its start. */
    cpu: () => cpuOf(pid) / 1000,
    peak: () => peakMemory(pid),
    resident: () => residentMemory(pid),
  }
}

/** Kills the process when it has used more CPU, taken longer or grown larger than it may, and says which it was. */
export function bounded(product, { cpuSeconds, seconds, megabytes }) {
  const began = performance.now()
  const [cpuBefore, found] = [product.cpu(), { cpu: 0, peak: 0, killed: undefined }]
  const look = () => {
    const [cpu, peak] = [product.cpu() - cpuBefore, product.peak()]
    // After its end there is nothing to read any more: the last figures stand.
    if (!Number.isNaN(cpu)) found.cpu = cpu
    if (!Number.isNaN(peak)) found.peak = peak
    if (!product.lives() || found.killed !== undefined) return
    if (found.cpu > cpuSeconds) found.killed = `hung: above ${cpuSeconds} s of CPU`
    else if (performance.now() - began > seconds * 1000) found.killed = `hung: no end within ${seconds} s`
    else if (found.peak > megabytes) found.killed = `above ${megabytes} MB`
    if (found.killed !== undefined) product.kill()
  }
  const timer = setInterval(look, 50)
  return {
    found,
    stop() {
      clearInterval(timer)
      look()
      return found
    },
  }
}
