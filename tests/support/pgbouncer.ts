import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { freePort } from './cluster.js'

export interface Pooler {
  /** The address of the same database, by way of the pooler. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** PgBouncer in transaction mode before the server of `url`, with fewer connections to it than its clients would like. */
export async function startPgBouncer(url: string, serverConnections: number): Promise<Pooler> {
  const { host, port, user } = new pg.Client({ connectionString: url })
  const ownPort = await freePort()
  const directory = await mkdtemp(path.join(tmpdir(), 'batchboard-pgbouncer-'))
  // It refuses to run as root, and its user has to reach these files.
  await chmod(directory, 0o755)
  await writeFile(path.join(directory, 'users'), `"${user ?? ''}" ""\n`, { mode: 0o644 })
  const settings = path.join(directory, 'pgbouncer.ini')
  await writeFile(
    settings,
    `[databases]
* = host=${host} port=${String(port)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(ownPort)}
unix_socket_dir =
auth_type = trust
auth_file = ${directory}/users
pool_mode = transaction
default_pool_size = ${String(serverConnections)}
max_client_conn = 100
`,
    { mode: 0o644 },
  )
  const asUser = process.getuid?.() === 0 ? ['-u', 'postgres'] : []
  const pooler = spawn('pgbouncer', [...asUser, settings], {
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    pooler.on('error', reject)
    pooler.on('exit', () => {
      reject(new Error(`PgBouncer ended: ${said}`))
    })
    pooler.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      if (said.includes('process up')) resolve()
    })
  })
  return {
    url: Object.assign(new URL(url), { search: '', host: `127.0.0.1:${String(ownPort)}` }).href,
    stop: async () => {
      const gone = once(pooler, 'exit')
      pooler.kill('SIGKILL')
      await gone
      await rm(directory, { recursive: true })
    },
  }
}
