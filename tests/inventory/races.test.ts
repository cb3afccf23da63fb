import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, lotIn, purchaseIn, type PurchaseAnswer } from '../support/inventory-operations.js'
import { openPantry } from '../support/pantry.js'
import { query } from '../support/query.js'

const ROUNDS = 20

describe.each(databases)('Races for a lot on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let productId: string
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    productId = (await openPantry(database.sessions)).productId
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const bought = async (): Promise<PurchaseAnswer> =>
    purchaseIn(
      await change(client, 'recordPurchase', {
        productId,
        purchasedOn: '2026-11-01',
        packages: '1',
        pricePerPackage: '10',
      }),
    )
  const lotNow = async (id: string) => {
    const { data } = await client.ask('query ($id: ID!) { lot(id: $id) { quantity value version } }', { id })
    return data
  }

  it('two counts of one version: one is taken, the other is told that somebody was faster', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { lot } = await bought()
      const answers = await Promise.all(
        ['20', '10'].map((toQuantity) =>
          change(client, 'adjustLot', { id: lot.id, expectedVersion: 1, toQuantity, reason: 'COUNT' }),
        ),
      )
      expect(answers.map(({ codes }) => codes[0] ?? 'COUNTED').sort()).toEqual(['COUNTED', 'STALE_VERSION'])
      const [winner] = answers.filter(({ errors }) => errors.length === 0).map((answer) => lotIn(answer).quantity)
      expect(await lotNow(lot.id)).toMatchObject({ lot: { quantity: winner, version: 2 } })
    }
  })

  it('two counts without a version: the later one holds, and starts from what the first one left', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { lot } = await bought()
      const answers = await Promise.all(
        ['20', '10'].map((toQuantity) => change(client, 'adjustLot', { id: lot.id, toQuantity, reason: 'COUNT' })),
      )
      const [last] = answers.map(lotIn).filter(({ version }) => version === 3)
      expect(last?.entries.nodes).toHaveLength(3)
      expect(await lotNow(lot.id)).toEqual({
        lot: { quantity: last?.quantity, value: last?.quantity === '20' ? '8.0000' : '4.0000', version: 3 },
      })
    }
  })

  it('a correction and a count: whichever is first, the lot is worth what it holds at the price that is right', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, lot } = await bought()
      const answers = await Promise.all([
        change(client, 'correctPurchase', { id, pricePerPackage: '20', reason: 'Misread' }),
        change(client, 'adjustLot', { id: lot.id, toQuantity: '5', reason: 'COUNT' }),
      ])
      expect(answers.flatMap(({ errors }) => errors)).toEqual([])
      expect(await lotNow(lot.id)).toEqual({ lot: { quantity: '5', value: '4.0000', version: 3 } })
    }
  })

  it('a void and a count: one of them is refused', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, lot } = await bought()
      const answers = await Promise.all([
        change(client, 'voidPurchase', { id, reason: 'Sent back' }),
        change(client, 'adjustLot', { id: lot.id, toQuantity: '5', reason: 'COUNT' }),
      ])
      const [voided, counted] = answers.map(({ codes }) => codes[0] ?? 'DONE')
      expect([
        ['DONE', 'ALREADY_VOIDED'],
        ['PURCHASE_IN_USE', 'DONE'],
      ]).toContainEqual([voided, counted])
    }
  })

  it('leave books that add up', async () => {
    const off = await inSession(database.sessions, { mode: 'read' }, (session) =>
      query(
        session,
        sql`SELECT l.id FROM lot l JOIN lot_entry e ON e.lot_id = l.id GROUP BY l.id
            HAVING l.quantity <> sum(e.quantity) OR l.value <> sum(e.value) OR l.version <> count(*)`,
      ),
    )
    expect(off).toEqual([])
  })
})
