import { once } from 'node:events'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Sessions } from '../../src/session/in-session.js'
import { idOf } from '../support/ids.js'
import { openBakery } from '../support/bakery.js'
import { ask, killAll, lastingDatabases, start } from '../support/killable.js'

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

const bake = (sessions: Sessions) => openBakery(sessions, { batches: ASSIGNMENTS, assignments: ASSIGNMENTS })

afterEach(killAll)

describe.each(lastingDatabases)(
  'The product, killed in the middle of writing ($kind)',
  { timeout: 120_000 },
  ({ prepare }) => {
    it('has every step that it acknowledged, and none by half', async () => {
      const { env, seed, remove } = await prepare(bake)
      const { eventId, assignmentIds } = seed
      onTestFinished(remove)
      const { child, url } = await start(env)
      const gone = once(child, 'exit')
      const acknowledged = new Map<string, Kept['status']>()
      const ids = assignmentIds.map((id) => idOf('Assignment', id))
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
      for (const end of ended)
        expect(end).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) as unknown })
      expect(await gone).toEqual([null, 'SIGKILL'])
      expect(steps).toBeGreaterThanOrEqual(KILLED_AFTER)

      const again = await start(env)
      const data = (await ask(again.url, ALL, { id: idOf('Event', eventId) })) as {
        eventAssignments: { nodes: Kept[] }
      }
      const { nodes } = data.eventAssignments
      expect(nodes.map(({ id }) => id)).toEqual(assignmentIds.map((id) => idOf('Assignment', id)))
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
  },
)
