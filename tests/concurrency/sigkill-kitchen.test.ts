import { once } from 'node:events'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { openKitchen } from '../support/kitchen.js'
import { ask, killAll, lastingDatabases, start } from '../support/killable.js'

/** KILLS=20 for as many as that. */
const KILLS = Number(process.env['KILLS'] ?? 1)
const CLIENTS = 6
const KILLED_AFTER = 40

const MUTATIONS = {
  recordPurchase: ['RecordPurchaseInput', 'purchase { id }'],
  correctPurchase: ['CorrectPurchaseInput', 'purchase { id }'],
  recordProduction: ['RecordProductionInput', 'record { id }'],
  recordLoss: ['RecordLossInput', 'record { id }'],
  voidProduction: ['VoidInput', 'record { id }'],
} as const
type Field = keyof typeof MUTATIONS

interface Entry {
  readonly action: string
  readonly subjectId: string
  readonly reason: string | null
  readonly changes: readonly { readonly field: string; readonly after: string | null }[]
}
interface RecordKept {
  readonly id: string
  readonly batches: number
  readonly actualCost: string
  readonly voidedAt: string | null
  readonly notes: string
  readonly uses: readonly { readonly cost: string }[]
  readonly losses: readonly { readonly note: string }[]
}
interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
}

/** All nodes of a list, page by page. */
async function all<Node>(
  url: string,
  field: string,
  selection: string,
  variables: Record<string, unknown>,
): Promise<Node[]> {
  const nodes: Node[] = []
  for (let after: string | null = null; ;) {
    const data = await ask(
      url,
      `query ($event: ID!, $after: String) { event(id: $event) { id }
         list: ${field.replace(')', ', first: 100, after: $after)')} {
           nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
      { ...variables, after },
    )
    const { list } = data as { list: Page<Node> }
    nodes.push(...list.nodes)
    if (!list.pageInfo.hasNextPage) return nodes
    after = list.pageInfo.endCursor
  }
}

const cents = (cost: string): bigint => BigInt(cost.replace('.', ''))

describe.each(lastingDatabases)(
  'A kitchen that is killed in the midst of its work, again and again ($kind)',
  { timeout: KILLS * 60_000 + 60_000 },
  ({ prepare }) => {
    afterEach(killAll)

    it('has everything that it acknowledged, once, and nothing in part', async () => {
      const { seed: kitchen, env, remove } = await prepare((sessions) => openKitchen(sessions))
      onTestFinished(remove)
      const acknowledged = new Map<string, Field>()
      const sent = new Set<string>()
      let asked = 0
      for (let kill = 0; kill < KILLS; kill++) {
        const { child, url } = await start(env)
        const gone = once(child, 'exit')
        const records: string[] = []
        const purchases: string[] = []
        let done = 0
        const send = async (field: Field, mark: string, input: Record<string, unknown>): Promise<string> => {
          const [type, selection] = MUTATIONS[field]
          sent.add(mark)
          const data = await ask(
            url,
            `mutation ($input: ${type}!) { result: ${field}(input: $input) { ${selection} } }`,
            { input },
          )
          acknowledged.set(mark, field)
          if (++done === KILLED_AFTER) child.kill('SIGKILL')
          const [object] = Object.values((data as { result: Record<string, { id: string }> }).result)
          return object?.id ?? ''
        }
        const work = async (): Promise<void> => {
          const buy = async (productId: string, packages: string) => {
            const mark = `mark ${String(++asked)}`
            const bought = { productId, packages, pricePerPackage: '2', purchasedOn: '2026-11-01', notes: mark }
            purchases.push(await send('recordPurchase', mark, bought))
          }
          for (const productId of [kitchen.milkId, kitchen.sugarId, kitchen.flourId]) await buy(productId, '1000')
          for (;;) {
            const mark = `mark ${String(++asked)}`
            const id = await send('recordProduction', mark, {
              eventId: kitchen.eventId,
              recipeId: kitchen.breadId,
              batches: 1 + (asked % 3),
              notes: mark,
            })
            records.push(id)
            const note = `mark ${String(++asked)}`
            const loss = { finishedUnitId: kitchen.rollId, quantity: '3', reason: 'DROPPED', note }
            await send('recordLoss', note, { recordId: id, loss })
            const price = `mark ${String(++asked)}`
            await send('correctPurchase', price, {
              id: purchases[asked % purchases.length],
              pricePerPackage: `${String(asked)}.37`,
              reason: price,
            })
            const reason = `mark ${String(++asked)}`
            if (asked % 3 === 0) await send('voidProduction', reason, { id, reason })
          }
        }
        const ended = await Promise.allSettled(Array.from({ length: CLIENTS }, work))
        // It was killed under all of them: each lost its connection, none was refused.
        for (const end of ended) expect(end).toMatchObject({ reason: expect.any(TypeError) as unknown })
        expect(await gone).toEqual([null, 'SIGKILL'])
      }

      const { url } = await start(env)
      const history = await all<Entry>(
        url,
        'history(filter: { from: "2000-01-01T00:00:00Z" })',
        'action subjectId reason changes { field after }',
        { event: kitchen.eventId },
      )
      const told = (entry: Entry): string[] =>
        [entry.reason ?? '', ...entry.changes.map(({ after }) => after ?? '')].flatMap(
          (text) => /mark \d+$/.exec(text) ?? [],
        )
      const times = new Map<string, number>()
      for (const mark of history.flatMap(told)) times.set(mark, (times.get(mark) ?? 0) + 1)
      for (const [mark, field] of acknowledged) expect(times.get(mark), `${field} ${mark}`).toBe(1)
      for (const [mark, count] of times) expect([sent.has(mark), count], mark).toEqual([true, 1])

      const records = await all<RecordKept>(
        url,
        'productionRecords(eventId: $event)',
        'id batches actualCost voidedAt notes uses { cost } losses { note }',
        { event: kitchen.eventId },
      )
      expect(records.length).toBeGreaterThan(KILLS * 5)
      for (const { id, actualCost, voidedAt, uses, losses } of records) {
        // Of flour, milk and sugar at least one lot each.
        expect(uses.length).toBeGreaterThanOrEqual(3)
        expect(uses.reduce((sum, { cost }) => sum + cents(cost), 0n)).toBe(cents(actualCost))
        const of = (action: string) => history.filter((entry) => entry.subjectId === id && entry.action === action)
        expect([of('recordProduction').length, of('recordLoss').length, of('voidProduction').length]).toEqual([
          1,
          losses.length,
          voidedAt === null ? 0 : 1,
        ])
      }
      process.stdout.write(
        `${String(acknowledged.size)} acknowledged, ${String(times.size)} done, ${String(KILLS)} kills\n`,
      )
    })
  },
)
