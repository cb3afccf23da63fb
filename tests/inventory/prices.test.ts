import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, purchaseIn } from '../support/inventory-operations.js'
import { openSeason } from '../support/season.js'

// Planned costs are kept between requests, under the catalog's revision: a purchase renews it.
describe.each(databases)('Planned costs on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 1, assignments: 3 })
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const planned = async (): Promise<unknown> => {
    const { data } = await client.ask('{ productionProgress(eventId: "event_1") { plannedCost } }')
    return data
  }
  const costs = (plannedCost: string): unknown => ({ productionProgress: { plannedCost } })

  it('follow the latest purchase that is not voided, as it is corrected', async () => {
    const before = await planned()
    // The price of a package is 10: twice of it, in the same request too.
    const bought = { productId: 'product_1', purchasedOn: '2026-12-01', packages: '1', pricePerPackage: '20' }
    const answer = await client.ask(
      `mutation ($input: RecordPurchaseInput!) {
        recordPurchase(input: $input) { purchase { id } query { productionProgress(eventId: "event_1") { plannedCost } } }
      }`,
      { input: bought },
    )
    expect(answer.errors).toEqual([])
    const { plannedCost } = (before as { productionProgress: { plannedCost: string } }).productionProgress
    const twice = costs((Number(plannedCost) * 2).toFixed(4))
    expect(answer.data).toMatchObject({ recordPurchase: { query: twice } })
    expect(await planned()).toEqual(twice)

    const { id } = (answer.data as { recordPurchase: { purchase: { id: string } } }).recordPurchase.purchase
    await change(client, 'correctPurchase', { id, pricePerPackage: '10', reason: 'Misread' })
    expect(await planned()).toEqual(before)
    await change(client, 'correctPurchase', { id, pricePerPackage: '0', reason: 'A gift' })
    expect(await planned()).toEqual(costs('0.0000'))
    expect(purchaseIn(await change(client, 'voidPurchase', { id, reason: 'Sent back' })).voidedAt).not.toBeNull()
    expect(await planned()).toEqual(before)
  })

  it('follow the purchase before once the latest one is moved back', async () => {
    const before = await planned()
    const bought = { productId: 'product_1', purchasedOn: '2026-12-02', packages: '1', pricePerPackage: '30' }
    const { id } = purchaseIn(await change(client, 'recordPurchase', bought))
    expect(await planned()).not.toEqual(before)
    await change(client, 'correctPurchase', { id, purchasedOn: '2026-01-02', reason: 'The month was wrong' })
    expect(await planned()).toEqual(before)
  })
})
