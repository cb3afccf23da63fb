import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { change, purchaseIn, type PurchaseAnswer } from '../support/inventory-operations.js'
import { openKitchen, produce, recordIn, type Kitchen } from '../support/kitchen.js'
import { query } from '../support/query.js'

const ROUNDS = 15
/** RACE_SECONDS=60 for as long as a minute. */
const SECONDS = Number(process.env['RACE_SECONDS'] ?? 2)
const CLIENTS = 8

const assemble = (client: TestClient, id: string | undefined): Promise<Answer> =>
  client.ask(
    'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id } } }',
    { id },
  )
const deliver = (client: TestClient, id: string | undefined): Promise<Answer> =>
  client.ask(
    'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: DELIVERED }) { assignment { id } } }',
    { id },
  )
const buy = async (client: TestClient, productId: string, packages: string, more: Record<string, unknown> = {}) =>
  purchaseIn(
    await change(client, 'recordPurchase', {
      productId,
      packages,
      pricePerPackage: '3',
      purchasedOn: '2026-11-01',
      ...more,
    }),
  )
/** Milk and sugar enough for any bread, and so much flour. */
const stock = async (client: TestClient, kitchen: Kitchen, flour: string): Promise<PurchaseAnswer> => {
  await buy(client, kitchen.milkId, '1000')
  await buy(client, kitchen.sugarId, '1000')
  return buy(client, kitchen.flourId, flour)
}
const bake = (client: TestClient, { eventId, breadId }: Kitchen, more: Record<string, unknown> = {}) =>
  produce(client, 'recordProduction', { eventId, recipeId: breadId, batches: 1, ...more })

describe.each(databases)('Who races for what is baked on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  it('for the last flour: one bakes, the other is told what lacks', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const kitchen = await openKitchen(database.sessions)
      await stock(client, kitchen, '0.7')
      const answers = await Promise.all([bake(client, kitchen), bake(client, kitchen)])
      const codes = answers.map((answer) => answer.codes[0] ?? 'BAKED')
      expect(codes.sort()).toEqual(['BAKED', 'INSUFFICIENT_INVENTORY'])
    }
  })

  it('against a correction of the price: whichever is first, it costs what is right', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const kitchen = await openKitchen(database.sessions)
      const { id } = await stock(client, kitchen, '5')
      const [baked, corrected] = await Promise.all([
        bake(client, kitchen),
        change(client, 'correctPurchase', { id, pricePerPackage: '10', reason: 'Misread' }),
      ])
      expect(corrected.errors).toEqual([])
      const { data } = await client.ask('query ($id: ID!) { productionRecord(id: $id) { actualCost uses { cost } } }', {
        id: recordIn(baked).id,
      })
      expect(data).toMatchObject({ productionRecord: { uses: [{ cost: '5.1000' }, { cost: '0.7098' }, {}] } })
      const { actualCost, uses } = (data as { productionRecord: { actualCost: string; uses: { cost: string }[] } })
        .productionRecord
      const cents = (cost: string): bigint => BigInt(cost.replace('.', ''))
      expect(cents(actualCost)).toBe(uses.reduce((sum, { cost }) => sum + cents(cost), 0n))
    }
  })

  it('to void it, against an assembly that relies on it: one of them is refused', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const kitchen = await openKitchen(database.sessions)
      await stock(client, kitchen, '5')
      const { id } = recordIn(await bake(client, kitchen))
      const [voided, assembled] = await Promise.all([
        produce(client, 'voidProduction', { id, reason: 'Wrong event' }),
        assemble(client, kitchen.assignmentIds[0]),
      ])
      const codes = [voided.codes[0] ?? 'VOIDED', assembled.codes[0] ?? 'ASSEMBLED']
      expect([
        ['VOIDED', 'INCOMPLETE_PRODUCTION'],
        ['PRODUCTION_IN_USE', 'ASSEMBLED'],
      ]).toContainEqual(codes)
    }
  })

  it('to void it twice, or to lose it twice: once is enough', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const kitchen = await openKitchen(database.sessions)
      await stock(client, kitchen, '5')
      const { id } = recordIn(await bake(client, kitchen))
      const loss = { finishedUnitId: kitchen.rollId, quantity: '7', reason: 'BURNT' }
      const lost = await Promise.all([1, 2].map(() => produce(client, 'recordLoss', { recordId: id, loss })))
      expect(lost.map(({ codes }) => codes[0] ?? 'LOST').sort()).toEqual(['LOST', 'YIELD_EXCEEDS_EXPECTED'])
      const voided = await Promise.all([1, 2].map(() => produce(client, 'voidProduction', { id, reason: 'Twice' })))
      expect(voided.map(({ codes }) => codes[0] ?? 'VOIDED').sort()).toEqual(['ALREADY_VOIDED', 'VOIDED'])
    }
  })
})

/** What was asked and went well, and by which entry of the history it can be found. */
interface Done {
  readonly action: string
  /** The id of what was changed, as it is named in the first kitchen. */
  readonly subject: string
  /** Of several changes of one subject: the text that only this one has. */
  readonly mark: string
  readonly again: (client: TestClient, kitchen: Kitchen, names: Map<string, string>) => Promise<Answer>
}

describe.each(servers)('Eight who buy, bake, lose, void and pack at once', ({ open }) => {
  let database: TestDatabase
  let clients: TestClient[]
  beforeAll(async () => {
    database = await open()
    clients = await Promise.all(Array.from({ length: CLIENTS }, () => startClient(database.sessions)))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  it(
    'leave books that add up, and those that their history tells of',
    { timeout: (SECONDS * 6 + 120) * 1000 },
    async () => {
      const [first] = clients
      if (first === undefined) throw new Error('Nobody is there')
      const open = async () => {
        const kitchen = await openKitchen(database.sessions, { assignments: 400 })
        const { id } = await stock(first, kitchen, '3')
        return { kitchen, flour: id }
      }
      const { kitchen, flour } = await open()
      const done: Done[] = []
      const purchases = [flour]
      const records: string[] = []
      const waiting = [...kitchen.assignmentIds]
      const assembled: string[] = []
      let asked = 0
      const unexpected = new Set<unknown>()
      const refusals = new Set<unknown>([
        'INSUFFICIENT_INVENTORY',
        'INCOMPLETE_PRODUCTION',
        'PRODUCTION_IN_USE',
        'ALREADY_VOIDED',
        'YIELD_EXCEEDS_EXPECTED',
        'PURCHASE_IN_USE',
      ])

      /** Does one thing, by chance, and keeps it if it was done. */
      async function act(client: TestClient): Promise<void> {
        const mark = `step ${String(++asked)}`
        const kind = Math.random()
        const keep = (answer: Answer, entry: Omit<Done, 'mark'>): boolean => {
          const [code] = answer.codes
          if (code === undefined) done.push({ ...entry, mark })
          else if (!refusals.has(code)) unexpected.add(JSON.stringify(answer.errors))
          return code === undefined
        }
        if (kind < 0.3) {
          const batches = 1 + (asked % 2)
          const answer = await bake(client, kitchen, { batches, notes: mark })
          const subject = answer.codes.length === 0 ? recordIn(answer).id : ''
          const again: Done['again'] = async (other, copy, names) => {
            const repeated = await bake(other, copy, { batches, notes: mark })
            names.set(subject, recordIn(repeated).id)
            return repeated
          }
          if (keep(answer, { action: 'recordProduction', subject, again })) records.push(subject)
        } else if (kind < 0.45) {
          const bought = {
            packages: `0.${String(1 + (asked % 9))}`,
            pricePerPackage: `${String(asked % 7)}.3333`,
            notes: mark,
          }
          const purchase = await buy(client, kitchen.flourId, bought.packages, bought)
          purchases.push(purchase.id)
          done.push({
            action: 'recordPurchase',
            subject: purchase.id,
            mark,
            again: async (other, copy, names) => {
              const input = { productId: copy.flourId, purchasedOn: '2026-11-01', ...bought }
              const repeated = await change(other, 'recordPurchase', input)
              names.set(purchase.id, purchaseIn(repeated).id)
              return repeated
            },
          })
        } else if (kind < 0.6) {
          const id = purchases[Math.floor(Math.random() * purchases.length)] ?? flour
          const correction = { pricePerPackage: `${String(asked)}.77`, reason: mark }
          const answer = await change(client, 'correctPurchase', { id, ...correction })
          const again: Done['again'] = (other, _, names) =>
            change(other, 'correctPurchase', { id: names.get(id), ...correction })
          keep(answer, { action: 'correctPurchase', subject: id, again })
        } else if (kind < 0.7 && records.length > 0) {
          const id = records[Math.floor(Math.random() * records.length)] ?? ''
          const loss = { quantity: `${String(1 + (asked % 5))}.5`, reason: 'DROPPED', note: mark }
          const lose = (other: TestClient, recordId: string | undefined, finishedUnitId: string) =>
            produce(other, 'recordLoss', { recordId, loss: { ...loss, finishedUnitId } })
          const answer = await lose(client, id, kitchen.rollId)
          const again: Done['again'] = (other, copy, names) => lose(other, names.get(id), copy.rollId)
          keep(answer, { action: 'recordLoss', subject: id, again })
        } else if (kind < 0.75 && records.length > 0) {
          const id = records[Math.floor(Math.random() * records.length)] ?? ''
          const answer = await produce(client, 'voidProduction', { id, reason: mark })
          const again: Done['again'] = (other, _, names) =>
            produce(other, 'voidProduction', { id: names.get(id), reason: mark })
          keep(answer, { action: 'voidProduction', subject: id, again })
        } else if (kind < 0.9) {
          const id = waiting.shift()
          if (id === undefined) return
          const again: Done['again'] = (other, _, names) => assemble(other, names.get(id))
          if (keep(await assemble(client, id), { action: 'updatePackageStatus', subject: id, again }))
            assembled.push(id)
          else waiting.push(id)
        } else {
          const id = assembled.shift()
          if (id === undefined) return
          const again: Done['again'] = (other, _, names) => deliver(other, names.get(id))
          keep(await deliver(client, id), { action: 'updatePackageStatus', subject: id, again })
        }
      }

      let racing = true
      const race = Promise.all(
        clients.map(async (client) => {
          while (racing) await act(client)
        }),
      )
      const kinds = () => new Set(done.map(({ action }) => action)).size
      try {
        await delay(SECONDS * 1000)
        // On a slow machine it takes longer until each kind was done once: which one is next is chance.
        await expect.poll(kinds, { timeout: 60_000 }).toBe(6)
      } finally {
        racing = false
      }
      await race
      expect([...unexpected]).toEqual([])
      process.stdout.write(`${String(asked)} asked of eight at once, ${String(done.length)} done\n`)

      const broken = await inSession(database.sessions, { mode: 'read' }, (session) =>
        query(
          session,
          sql`
          SELECT 'lot' AS what, l.id FROM lot l LEFT JOIN lot_entry e ON e.lot_id = l.id GROUP BY l.id
          HAVING l.quantity < 0 OR l.quantity <> coalesce(sum(e.quantity), 0) OR l.value <> coalesce(sum(e.value), 0)
          UNION ALL
          SELECT 'record', p.id FROM production_record p LEFT JOIN lot_entry e
            ON e.record_id = p.id AND e.kind IN ('CONSUMED', 'REPRICED') GROUP BY p.id
          HAVING p.actual_cost <> p.opening_cost - coalesce(sum(e.value), 0)
          UNION ALL
          SELECT 'promised twice', p.event_id FROM production_record p WHERE p.voided_at IS NULL GROUP BY p.event_id
          HAVING sum(p.batches) - coalesce((
              SELECT sum(l.numerator / l.denominator) FROM loss l JOIN production_record q ON q.id = l.record_id
              WHERE q.event_id = p.event_id AND q.voided_at IS NULL), 0) + 0.000001
            < coalesce((SELECT sum(n.numerator / n.denominator) FROM assignment_need n
              JOIN assignment a ON a.id = n.assignment_id WHERE a.event_id = p.event_id), 0)`,
        ),
      )
      expect(broken).toEqual([])

      // What the history tells, in its order, done by one alone in another kitchen.
      const copy = await open()
      const names = new Map<string, string>([[flour, copy.flour]])
      kitchen.assignmentIds.forEach((id, index) => names.set(id, copy.kitchen.assignmentIds[index] ?? ''))
      const inOrder = await inHistory(first, done)
      for (const { again } of inOrder) expect((await again(first, copy.kitchen, names)).errors).toEqual([])
      expect(await stateOf(first, copy.kitchen)).toEqual(await stateOf(first, kitchen))
    },
  )

  /** What was done in the order of the history. */
  async function inHistory(client: TestClient, done: readonly Done[]): Promise<Done[]> {
    interface Entry {
      readonly action: string
      readonly subjectId: string
      readonly reason: string | null
      readonly changes: readonly { readonly field: string; readonly after: string | null }[]
    }
    const left = new Map<string, Done[]>()
    for (const entry of done) {
      const key = `${entry.action} ${entry.subject}`
      left.set(key, [...(left.get(key) ?? []), entry])
    }
    const inOrder: Done[] = []
    for (let after: string | null = null; ;) {
      const { data }: Answer = await client.ask(
        `query ($after: String) { history(first: 100, after: $after) { nodes { action subjectId reason changes { field after } }
           pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      const { nodes, pageInfo } = (
        data as { history: { nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
      ).history
      for (const { action, subjectId, reason, changes } of nodes) {
        const candidates = left.get(`${action} ${subjectId}`) ?? []
        const told = [reason ?? '', ...changes.map((field) => field.after ?? '')]
        // The latest comes first: of two steps of an assignment the later one.
        const found =
          candidates.find(({ mark }) => told.some((text) => text === mark || text.endsWith(`: ${mark}`))) ??
          (action === 'updatePackageStatus' ? candidates.at(-1) : undefined)
        if (found === undefined) continue
        left.set(
          `${action} ${subjectId}`,
          candidates.filter((entry) => entry !== found),
        )
        inOrder.unshift(found)
      }
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect([...left.values()].flat().map(({ action, mark }) => `${action} ${mark}`)).toEqual([])
    return inOrder
  }

  /** All that a kitchen has come to, without its ids. */
  async function stateOf(client: TestClient, kitchen: Kitchen): Promise<unknown> {
    const { data, errors } = await client.ask(
      `query ($event: ID!, $flour: ID!) {
        node(id: $flour) { ... on Product { ingredient { stock { quantity value } } } }
        productionProgress(eventId: $event) { actualCost assignments { total pending assembled delivered }
          recipes { batchesRequired batchesProduced batchesLost batchesRemaining actualCost lossCost } }
      }`,
      { event: kitchen.eventId, flour: kitchen.flourId },
    )
    expect(errors).toEqual([])
    const event = Number(kitchen.eventId.split('_')[1])
    const rows = await inSession(database.sessions, { mode: 'read' }, async (session) => [
      await query(
        session,
        sql`SELECT notes, batches, actual_cost, voided_at IS NULL AS counts FROM production_record
            WHERE event_id = ${event} ORDER BY id`,
      ),
      await query(
        session,
        sql`SELECT b.notes, l.quantity, l.value, l.version FROM lot l JOIN purchase b ON b.id = l.purchase_id
            WHERE l.product_id = ${Number(kitchen.flourId.split('_')[1])} ORDER BY l.id`,
      ),
    ])
    return [data, rows]
  }
})
