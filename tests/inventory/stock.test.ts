import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, lotIn, purchaseIn } from '../support/inventory-operations.js'
import { openPantry } from '../support/pantry.js'

const STOCK = `query ($id: ID!, $unit: String) { node(id: $id) { ... on Ingredient {
  stock(unit: $unit) { quantity unit value unconverted { id } } } } }`

describe.each(databases)('The stock of an ingredient on the $kind database', ({ open }) => {
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

  const stockOf = async (id: string, unit?: string): Promise<unknown> => {
    const { data, errors } = await client.ask(STOCK, { id, unit })
    expect(errors).toEqual([])
    return (data as { node: { stock: unknown } }).node.stock
  }
  const secondProduct = (ingredientId: string, packageUnit: string): Promise<string> =>
    inSession(database.sessions, { mode: 'write' }, async (session) => {
      const data = {
        ingredientId: Number(ingredientId.split('_')[1]),
        brand: 'Other',
        packageUnit,
        packageUnitQuantity: 1,
      }
      return `product_${String((await session.product.create({ data })).id)}`
    })

  it('is that of all lots of all its products, in the unit of its products or in another', async () => {
    const { ingredientId, productId } = await openPantry(database.sessions)
    expect(await stockOf(ingredientId)).toEqual({ quantity: '0', unit: 'lb', value: '0.0000', unconverted: [] })
    await change(client, 'recordPurchase', {
      productId,
      packages: '1',
      pricePerPackage: '10',
      purchasedOn: '2026-11-01',
    })
    const grams = await secondProduct(ingredientId, 'g')
    await change(client, 'recordLot', { productId: grams, quantity: '45.359237', unitCost: '0.01' })
    expect(await stockOf(ingredientId)).toEqual({ quantity: '25.1', unit: 'lb', value: '10.4536', unconverted: [] })
    expect(await stockOf(ingredientId, ' KG ')).toMatchObject({ quantity: '11.385168487', unit: 'kg' })
  })

  it('names the lots that do not convert, and counts them nowhere', async () => {
    const { ingredientId, productId } = await openPantry(database.sessions)
    const pounds = lotIn(await change(client, 'recordLot', { productId, quantity: '2', unitCost: '3' }))
    const cups = await secondProduct(ingredientId, 'cup')
    const cup = lotIn(await change(client, 'recordLot', { productId: cups, quantity: '1', unitCost: '5' }))
    expect(await stockOf(ingredientId)).toEqual({
      quantity: '2',
      unit: 'lb',
      value: '6.0000',
      unconverted: [{ id: cup.id }],
    })
    expect(await stockOf(ingredientId, 'ml')).toEqual({
      quantity: '236.5882365',
      unit: 'ml',
      value: '5.0000',
      unconverted: [{ id: pounds.id }],
    })
  })

  it('leaves out what was voided, used up or never bought', async () => {
    const { ingredientId, productId } = await openPantry(database.sessions)
    const buying = { productId, packages: '1', pricePerPackage: '10', purchasedOn: '2026-11-01' }
    const { id } = purchaseIn(await change(client, 'recordPurchase', buying))
    const { lot } = purchaseIn(await change(client, 'recordPurchase', buying))
    await change(client, 'voidPurchase', { id, reason: 'Sent back' })
    await change(client, 'adjustLot', { id: lot.id, toQuantity: '0', reason: 'SPOILAGE' })
    expect(await stockOf(ingredientId)).toEqual({ quantity: '0', unit: 'lb', value: '0.0000', unconverted: [] })
    const bare = await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.ingredient.create({ data: { slug: 'nothing-of-it', name: 'Nothing' } }),
    )
    expect(await stockOf(`ingredient_${String(bare.id)}`)).toBeNull()
  })

  it('is told in no unit that nobody knows', async () => {
    const { ingredientId } = await openPantry(database.sessions)
    const { errors } = await client.ask(STOCK, { id: ingredientId, unit: 'handful' })
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'unit' } }])
  })

  it('has pages of lots, and its products have pages of purchases', async () => {
    const { ingredientId, productId } = await openPantry(database.sessions)
    for (const day of ['02', '01', '03']) {
      const purchasedOn = `2026-11-${day}`
      await change(client, 'recordPurchase', { productId, packages: '1', pricePerPackage: '1', purchasedOn })
    }
    await change(client, 'recordLot', { productId, quantity: '1' })
    const days: unknown[] = []
    for (let after: string | null = null; ;) {
      const { data } = await client.ask(
        `query ($id: ID!, $after: String) { node(id: $id) { ... on Ingredient {
           lots(first: 2, after: $after) { totalCount nodes { purchasedOn } pageInfo { hasNextPage endCursor } } } } }`,
        { id: ingredientId, after },
      )
      const { lots } = (
        data as {
          node: {
            lots: {
              totalCount: number
              nodes: { purchasedOn: string | null }[]
              pageInfo: { hasNextPage: boolean; endCursor: string }
            }
          }
        }
      ).node
      expect(lots.totalCount).toBe(4)
      days.push(...lots.nodes.map(({ purchasedOn }) => purchasedOn))
      if (!lots.pageInfo.hasNextPage) break
      after = lots.pageInfo.endCursor
    }
    expect(days).toEqual(['2026-11-01', '2026-11-02', '2026-11-03', null])
    const { data } = await client.ask(
      `query ($id: ID!) { node(id: $id) { ... on Product { lots(first: 1) { nodes { purchasedOn } }
         purchases(first: 2) { totalCount nodes { purchasedOn } } } } }`,
      { id: productId },
    )
    expect(data).toEqual({
      node: {
        lots: { nodes: [{ purchasedOn: '2026-11-01' }] },
        purchases: { totalCount: 3, nodes: [{ purchasedOn: '2026-11-03' }, { purchasedOn: '2026-11-02' }] },
      },
    })
  })
})
