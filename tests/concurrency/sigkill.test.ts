import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/database/database.js'
import { sessionsOf, type Sessions } from '../../src/session/in-session.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { servers } from '../support/database.js'
import { cloneTemplate } from '../support/embedded-template.js'

const MAIN = path.join(import.meta.dirname, '../../dist/main.js')
const ASSIGNMENTS = 90
const WRITERS = 8
const KILLED_AFTER = 60

const STEP = `mutation ($id: ID!, $status: PackageStatus!, $to: String) {
  updatePackageStatus(input: { assignmentId: $id, status: $status, deliveredTo: $to }) { assignment { id } } }`
const ALL = `query ($id: ID!) { eventAssignments(eventId: $id, first: 100) {
  nodes { id status deliveredTo assembledAt deliveredAt } }
  productionProgress(eventId: $id) { assignments { ...Counts } recipes { batchesRequired batchesProduced isComplete } }
  dashboardSummary { assignments { ...Counts } recipesComplete recipesTotal } }
  fragment Counts on AssignmentCounts { total pending assembled delivered }`

interface Kept {
  id: string
  status: 'PENDING' | 'ASSEMBLED' | 'DELIVERED'
  deliveredTo: string | null
  assembledAt: string | null
  deliveredAt: string | null
}

interface Prepared extends Bakery {
  readonly env: Record<string, string>
  readonly remove: () => Promise<void>
}

const bake = (sessions: Sessions) => openBakery(sessions, { batches: ASSIGNMENTS, assignments: ASSIGNMENTS })

const kinds: { kind: string; prepare: () => Promise<Prepared> }[] = [
  {
    kind: 'embedded',
    async prepare() {
      const { dataDir, remove } = await cloneTemplate()
      const bounds = { poolSize: 1, poolWaitMs: 5000, statementTimeoutMs: 10_000, lockTimeoutMs: 5000 }
      const database = await openDatabase({ location: { kind: 'embedded', dataDir }, ...bounds })
      const bakery = await bake(sessionsOf(database))
      await database.close()
      return { ...bakery, env: { DATA_DIR: dataDir }, remove }
    },
  },
  ...servers.map(({ kind, open }) => ({
    kind,
    async prepare() {
      const db = await open()
      const url = db.location.kind === 'server' ? db.location.url : ''
      return { ...(await bake(db.sessions)), env: { DATABASE_URL: url }, remove: db.close }
    },
  })),
]

const running = new Set<ChildProcess>()
// Waits until they are gone: the directory that is removed next is theirs.
afterEach(async () => {
  const gone = Array.from(running, (child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(gone)
})

/** Starts the product as it ships; answers its address once it is ready. */
async function start(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
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

async function ask(url: string, query: string, variables: Record<string, unknown>): Promise<unknown> {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = (await response.json()) as { data: unknown; errors?: unknown }
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors))
  return answer.data
}

describe.each(kinds)('The product, killed in the middle of writing ($kind)', { timeout: 120_000 }, ({ prepare }) => {
  it('has every step that it acknowledged, and none by half', async () => {
    const { env, eventId, assignmentIds, remove } = await prepare()
    onTestFinished(remove)
    const { child, url } = await start(env)
    const gone = once(child, 'exit')
    const acknowledged = new Map<string, Kept['status']>()
    const ids = assignmentIds.map(String)
    let steps = 0
    const write = async (id: string, status: Kept['status'], to?: string): Promise<void> => {
      await ask(url, STEP, { id, status, to })
      acknowledged.set(id, status)
      if (++steps === KILLED_AFTER) child.kill('SIGKILL')
    }
    const worker = async (): Promise<void> => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        await write(id, 'ASSEMBLED')
        await write(id, 'DELIVERED', `door ${id}`)
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: WRITERS }, worker))
    // It was killed under all of them: each lost its connection (a TypeError of fetch), none was refused.
    for (const end of ended) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) as unknown })
    expect(await gone).toEqual([null, 'SIGKILL'])
    expect(steps).toBeGreaterThanOrEqual(KILLED_AFTER)

    const again = await start(env)
    const data = (await ask(again.url, ALL, { id: String(eventId) })) as { eventAssignments: { nodes: Kept[] } }
    const { nodes } = data.eventAssignments
    expect(nodes.map(({ id }) => Number(id))).toEqual(assignmentIds)
    const order = ['PENDING', 'ASSEMBLED', 'DELIVERED']
    for (const { id, status, deliveredTo, assembledAt, deliveredAt } of nodes) {
      const least = acknowledged.get(id) ?? 'PENDING'
      expect(order.indexOf(status), `assignment ${id}`).toBeGreaterThanOrEqual(order.indexOf(least))
      expect([assembledAt !== null, deliveredAt !== null, deliveredTo]).toEqual([
        status !== 'PENDING',
        status === 'DELIVERED',
        status === 'DELIVERED' ? `door ${id}` : null,
      ])
    }
    const inStatus = (status: Kept['status']) => nodes.filter((kept) => kept.status === status).length
    const [pending, assembled, delivered] = [inStatus('PENDING'), inStatus('ASSEMBLED'), inStatus('DELIVERED')]
    const assignments = { total: ASSIGNMENTS, pending, assembled, delivered }
    const recipe = { batchesRequired: ASSIGNMENTS, batchesProduced: ASSIGNMENTS, isComplete: true }
    expect(data).toMatchObject({
      productionProgress: { assignments, recipes: [recipe] },
      dashboardSummary: [{ assignments, recipesComplete: 1, recipesTotal: 1 }],
    })
  })
})
