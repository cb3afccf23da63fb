import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { openDatabase } from '../../src/database/database.js'
import { sessionsOf, type Sessions } from '../../src/session/in-session.js'
import { servers } from './database.js'
import { cloneTemplate } from './embedded-template.js'

const MAIN = path.join(import.meta.dirname, '../../dist/main.js')

/** A database that outlives the processes that use it. */
interface Prepared<Seed> {
  readonly seed: Seed
  readonly env: Record<string, string>
  readonly remove: () => Promise<void>
}

/** Each kind of database, and how one is made with what `sow` puts in. */
export const lastingDatabases: readonly {
  readonly kind: string
  readonly prepare: <Seed>(sow: (sessions: Sessions) => Promise<Seed>) => Promise<Prepared<Seed>>
}[] = [
  {
    kind: 'embedded',
    async prepare(sow) {
      const { dataDir, remove } = await cloneTemplate()
      const bounds = { poolSize: 1, poolWaitMs: 5000, statementTimeoutMs: 10_000, lockTimeoutMs: 5000 }
      const database = await openDatabase({ location: { kind: 'embedded', dataDir }, ...bounds })
      const seed = await sow(sessionsOf(database))
      await database.close()
      return { seed, env: { DATA_DIR: dataDir }, remove }
    },
  },
  ...servers.map(({ kind, open }) => ({
    kind,
    async prepare<Seed>(sow: (sessions: Sessions) => Promise<Seed>) {
      const db = await open()
      const url = db.location.kind === 'server' ? db.location.url : ''
      return { seed: await sow(db.sessions), env: { DATABASE_URL: url }, remove: db.close }
    },
  })),
]

const running = new Set<ChildProcess>()

/** Kills all that was started, and waits until they are gone: the directory that is removed next is theirs. */
export async function killAll(): Promise<void> {
  const gone = Array.from(running, (child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(gone)
}

/** Starts the product as it ships; answers its address once it is ready. */
export async function start(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'warn', POOL_WAIT_MS: '10000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /^Batchboard is ready: (\S+)$/m.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => {
      running.delete(child)
      reject(new Error(`It ended before it was ready: ${said}`))
    })
  })
  return { child, url }
}

/** The data of an answer. Throws a TypeError if the process died, and an Error with the errors of the answer. */
export async function ask(url: string, query: string, variables: Record<string, unknown>): Promise<unknown> {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = (await response.json()) as { data: unknown; errors?: unknown }
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors))
  return answer.data
}
