import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PACKAGES = '/usr/lib/postgresql'

/** A PostgreSQL server of a test's own, whose settings it may change. */
export interface Cluster {
  readonly url: string
  readonly stop: () => Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const bin = await binaries()
  const directory = await mkdtemp(path.join(tmpdir(), 'batchboard-cluster-'))
  const asPostgres = process.getuid?.() === 0 ? await accountOf('postgres') : undefined
  if (asPostgres) await chown(directory, asPostgres.uid, asPostgres.gid)
  const data = path.join(directory, 'data')
  const call = (program: string, ...options: string[]) =>
    run(path.join(bin, program), options, { ...asPostgres, cwd: directory })
  await call('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync')
  const port = await freePort()
  const settings = `-c listen_addresses=127.0.0.1 -c port=${String(port)} -c unix_socket_directories='' -c fsync=off`
  await call('pg_ctl', '-D', data, '-l', path.join(directory, 'log'), '-o', settings, '-w', 'start')
  return {
    url: `postgresql://postgres@127.0.0.1:${String(port)}/postgres`,
    stop: async () => {
      await call('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
      await rm(directory, { recursive: true })
    },
  }
}

/** Those of the machine's newest package, else of the PATH. */
async function binaries(): Promise<string> {
  const versions = await readdir(PACKAGES).catch(() => [])
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  if (newest !== undefined) return path.join(PACKAGES, newest, 'bin')
  return path.dirname((await run('which', ['initdb'])).stdout.trim())
}

/** PostgreSQL refuses to run as root. */
async function accountOf(name: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => (await run('id', [which, name])).stdout))
  return { uid: Number(uid), gid: Number(gid) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
