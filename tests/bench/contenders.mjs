// The contenders, and how each is started as its users would run it in production.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atEnd, refusal } from './lifetime.mjs'
import { httpClient, postBytes } from './load.mjs'
import { freePort } from './postgres.mjs'

const HERE = import.meta.dirname
export const TOP = join(HERE, '..', '..')
// Halves the time in garbage collection on nested answers, so everybody gets it.
const SEMI_SPACE = '--max-semi-space-size=64'
const peer = (file, ...options) => [process.execPath, SEMI_SPACE, ...options, join(HERE, 'contenders', file)]

/**
 * BENCH_PRODUCT overrides the product's command, as a JSON array of strings. With BENCH_PRODUCT_DIALECT=contract it may be a
 * build from before its ids were global.
 */
export function productCommand() {
  const { BENCH_PRODUCT: command } = process.env
  if (command) return JSON.parse(command)
  // As `npm start` says.
  const { scripts } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8'))
  return [process.execPath, ...scripts.start.split(' ').slice(1)]
}

export const CONTENDERS = {
  product: { dialect: process.env.BENCH_PRODUCT_DIALECT ?? 'product', cwd: TOP, command: productCommand() },
  mercurius: { dialect: 'contract', command: peer('mercurius.mjs') },
  postgraphile: {
    dialect: 'postgraphile',
    command: peer('postgraphile.mjs', '--import', join(HERE, 'contenders', 'promise-with-resolvers.mjs')),
  },
  tutorial: { dialect: 'contract', command: peer('tutorial.mjs'), prepare: generateTutorialClient },
  limit: { command: peer('limit.mjs'), channel: true },
}

/** Whether the product was built; until then the peers are compared with each other. */
export const productExists = () => process.env.BENCH_PRODUCT !== undefined || existsSync(join(TOP, 'dist', 'main.js'))

/** Generates the tutorial server's Prisma Client from the product's own model, where that changed. */
function generateTutorialClient() {
  const source = join(TOP, 'prisma', 'schema.prisma')
  const directory = join(HERE, 'node_modules', '.generated')
  const copy = join(directory, 'schema.prisma')
  const made = join(directory, 'client', 'index.js')
  if (existsSync(made) && statSync(made).mtimeMs > statSync(source).mtimeMs) return
  mkdirSync(directory, { recursive: true })
  const generator = 'generator client {\n  provider = "prisma-client-js"\n  output = "./client"\n}'
  writeFileSync(copy, readFileSync(source, 'utf8').replace(/generator client \{[^}]*\}/, generator))
  // Any executable will do as an engine: generating a client with a driver adapter does not use it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const prisma = join(HERE, 'node_modules', 'prisma', 'build', 'index.js')
  execFileSync(process.execPath, [prisma, 'generate', '--schema', copy], {
    cwd: HERE,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Starts a server process; it is stopped at the end, by SIGTERM first. `piped`: what it prints is for the caller. */
export function startProcess({ command, cwd = HERE, channel = false, piped = false }, env) {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', HOST: '127.0.0.1', ...env },
    stdio: [...(piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit']), ...(channel ? ['ipc'] : [])],
    detached: true,
  })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  })
  // Gives what it exited with.
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    // The group, for `npm start` has children.
    process.kill(-child.pid, 'SIGTERM')
    const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 5000)
    await ended
    clearTimeout(late)
    return child.exitCode ?? child.signalCode
  }
  atEnd(stop)
  return { child, stop }
}

/** Asks until the server answers a query. */
export async function untilItAnswers(url, child, patience = 30_000, query = '{ __typename }') {
  const giveUp = performance.now() + patience
  for (;;) {
    if (child.exitCode !== null || child.pid === undefined)
      throw refusal(`${child.spawnargs.join(' ')} ended before it answered`)
    const client = httpClient(url)
    try {
      const { status, body } = await client.send(postBytes(url, { query }))
      if (status === 200 && !body.includes('"errors"')) return
    } catch {
      // Not listening yet.
    } finally {
      client.close()
    }
    if (performance.now() > giveUp) throw refusal(`${url} did not answer within ${patience / 1000} s`)
    await sleep(5)
  }
}

/** Waits for the first message of a process that is spoken to by messages. */
function untilItIsReady(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(refusal(`${child.spawnargs.join(' ')} ended before it was ready`)))
  })
}

/** Starts a contender on a database. */
export async function startContender(name, databaseUrl, env = {}) {
  const contender = CONTENDERS[name]
  contender.prepare?.()
  const port = await freePort()
  const { child, stop } = startProcess(contender, { ...env, DATABASE_URL: databaseUrl, PORT: String(port) })
  const url = `http://127.0.0.1:${port}/graphql`
  if (contender.channel) await untilItIsReady(child)
  else await untilItAnswers(url, child)
  return { name, dialect: contender.dialect, child, pid: child.pid, url, stop }
}
