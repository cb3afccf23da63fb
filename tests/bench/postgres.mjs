// A PostgreSQL of the bench's own: in a temporary directory, on a free port, gone when the bench is.
import { spawn, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { atEnd } from './lifetime.mjs'

/** The directory of PostgreSQL's server programs: PG_BIN, the newest one of the system, or PATH. */
function findBinaries() {
  const installed = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : []
  const candidates = [process.env.PG_BIN, ...installed, ...(process.env.PATH ?? '').split(delimiter)]
  const found = candidates.find((directory) => directory && existsSync(join(directory, 'initdb')))
  if (!found) throw new Error('No PostgreSQL server programs found (initdb). Install PostgreSQL or set PG_BIN.')
  return found
}

/** PostgreSQL refuses to run as root, so root runs it as the user postgres. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

/** A connection beside the measured ones; closed at the end if it was not before. */
export async function sideConnection(url) {
  const client = new pg.Client({ connectionString: url })
  // Only for what arrives between statements; a failing statement rejects where it was asked.
  client.on('error', (error) => process.stderr.write(`side connection: ${error.message}\n`))
  await client.connect()
  atEnd(() => client.end())
  return client
}

/** A port that nothing listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// JIT is off because it costs more than these statements take: the estimates of recursive ones are high enough to
// start it.
const SETTINGS = [
  'shared_buffers=256MB',
  'jit=off',
  'max_connections=200',
  'logging_collector=off',
  'log_min_messages=fatal',
  'log_min_error_statement=panic',
]
// A commit that waits for the disk makes every contender as fast as the disk, which is not what is compared.
const WITHOUT_DISK = 'synchronous_commit=off'

/**
 * Starts PostgreSQL and resolves when it answers. Stopped at the end of the process, whatever the end is.
 * `durable` makes each commit wait for the disk, as PostgreSQL does by default.
 * @param {{ durable?: boolean }} [options]
 * @returns {Promise<{ pid: number, version: string, url: (database: string) => string }>}
 */
export async function startPostgres({ durable = false } = {}) {
  const bin = findBinaries()
  const owner = unprivilegedUser()
  const directory = mkdtempSync(join(tmpdir(), 'batchboard-bench-'))
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(directory, 'password')
  writeFileSync(passwordFile, password)
  chmodSync(directory, 0o700)
  if (owner.uid !== undefined) for (const path of [directory, passwordFile]) chownSync(path, owner.uid, owner.gid)
  const data = join(directory, 'data')
  atEnd(() => rmSync(directory, { recursive: true, force: true }))

  const options = { ...owner, cwd: directory }
  const initdb = [
    '-D',
    data,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--no-locale',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
  ]
  execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'inherit'] })

  const port = await freePort()
  const address = ['-h', '127.0.0.1', '-p', String(port), '-k', '']
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      ...address,
      ...(durable ? SETTINGS : [...SETTINGS, WITHOUT_DISK]).flatMap((setting) => ['-c', setting]),
    ],
    // A group of its own, so that Ctrl-C reaches the bench first, which then stops everything in order.
    { ...options, stdio: ['ignore', 'ignore', 'inherit'], detached: true },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))
  atEnd(async () => {
    if (server.exitCode === null) server.kill('SIGINT')
    await ended
  })

  const url = (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url('postgres') })
    try {
      await client.connect()
      const { rows } = await client.query('SHOW server_version')
      await client.end()
      return { pid: server.pid, version: rows[0].server_version, url }
    } catch (error) {
      if (attempt === 100 || server.exitCode !== null) throw error
      await sleep(100)
    }
  }
}
