import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { produce, recordIn } from '../support/kitchen.js'

const INGREDIENTS = 30
const LOTS = 50

// Statements are a matter of what is done, not of how many lots it is done to.
describe.each(databases)('A recipe with 30 ingredients of 50 lots each on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let eventId: string
  let recipeId: string
  let sliceId: string
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    await inSession(database.sessions, { mode: 'write' }, async (session) => {
      const event = await session.event.create({ data: { name: 'Fair', date: new Date('2026-12-24') } })
      const ingredients = await session.ingredient.createManyAndReturn({
        data: Array.from({ length: INGREDIENTS }, (_, n) => ({
          slug: `i${String(n)}`,
          name: `Ingredient ${String(n)}`,
        })),
      })
      const products = await session.product.createManyAndReturn({
        data: ingredients.map(({ id }) => ({ ingredientId: id, packageUnit: 'kg', packageUnitQuantity: 1 })),
      })
      // The newest lot of each was bought, all with one purchase; the others were there.
      const [first] = products
      const purchase = await session.purchase.create({
        data: { productId: first?.id ?? 0, purchasedOn: new Date('2026-11-30'), quantity: 1, pricePerPackage: 3 },
      })
      const lots = await session.lot.createManyAndReturn({
        data: [
          {
            productId: first?.id ?? 0,
            purchaseId: purchase.id,
            purchasedOn: new Date('2026-10-01'),
            initialQuantity: 100,
          },
          ...products.flatMap(({ id }) =>
            Array.from({ length: LOTS }, () => ({
              productId: id,
              purchasedOn: new Date('2026-11-01'),
              initialQuantity: 1,
              unitCost: '2.5',
            })),
          ),
        ],
      })
      await session.lotEntry.createMany({
        data: lots.map(({ id, initialQuantity, unitCost }) => ({
          lotId: id,
          kind: 'RECEIVED' as const,
          quantity: initialQuantity,
          value: initialQuantity.mul(unitCost ?? 3),
        })),
      })
      const half = (of: readonly { readonly id: number }[]) =>
        of.map(({ id }, position) => ({ ingredientId: id, quantity: 490, unit: 'g', position }))
      const base = await session.recipe.create({
        data: { name: 'Base', category: 'Cakes', lines: { create: half(ingredients.slice(15)) } },
      })
      const cake = await session.recipe.create({
        data: {
          name: 'Cake',
          category: 'Cakes',
          lines: { create: half(ingredients.slice(0, 15)) },
          components: { create: { componentId: base.id, quantity: 1, position: 0 } },
        },
      })
      const slice = await session.finishedUnit.create({
        data: { slug: 'slice', name: 'Slice', recipeId: cake.id, itemsPerBatch: 16 },
      })
      sliceId = idOf('FinishedUnit', slice.id)
      eventId = idOf('Event', event.id)
      recipeId = idOf('Recipe', cake.id)
    })
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const counted = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
    database.statements.length = 0
    const result = await work()
    return [result, database.statements.length]
  }
  /** A mutation of which little is asked: the statements are its own. */
  const alone = (field: string, type: string, input: Record<string, unknown>, selection: string): Promise<Answer> =>
    client.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, { input })

  it('is baked by at most 8 statements, and given back by as few', async () => {
    const losses = [{ finishedUnitId: sliceId, quantity: '1', reason: 'DROPPED' }]
    const [{ data, errors }, statements] = await counted(() =>
      alone(
        'recordProduction',
        'RecordProductionInput',
        { eventId, recipeId, batches: 100, losses },
        'record { id actualCost }',
      ),
    )
    expect(errors).toEqual([])
    const { id, actualCost } = (data as { recordProduction: { record: { id: string; actualCost: string } } })
      .recordProduction.record
    // 49 kg of each, from lots of 1 kg at 2.5; of the first all comes from its oldest lot, at 3.
    expect(actualCost).toBe('3699.5000')
    expect(statements).toBeLessThanOrEqual(8)
    const uses = await client.ask('query ($id: ID!) { productionRecord(id: $id) { uses { quantity } } }', { id })
    expect((uses.data as { productionRecord: { uses: unknown[] } }).productionRecord.uses).toHaveLength(29 * 49 + 1)
    const [voided, ofVoid] = await counted(() =>
      alone('voidProduction', 'VoidInput', { id, reason: 'A trial' }, 'record { voidReason } countedSince { id }'),
    )
    expect(voided).toMatchObject({
      errors: [],
      data: { voidProduction: { record: { voidReason: 'A trial' }, countedSince: [] } },
    })
    expect(ofVoid).toBeLessThanOrEqual(8)
  })

  it('costs something else by a corrected price in as few statements, however many records took from the purchase', async () => {
    for (let n = 0; n < 20; n++) {
      recordIn(await produce(client, 'recordProduction', { eventId, recipeId, batches: 1 }))
    }
    const { data } = await client.ask('{ purchases { nodes { id } } }')
    const [purchase] = (data as { purchases: { nodes: { id: string }[] } }).purchases.nodes
    const correct = (pricePerPackage: string) =>
      alone(
        'correctPurchase',
        'CorrectPurchaseInput',
        { id: purchase?.id, pricePerPackage, reason: 'Misread' },
        'purchase { id } repricedRecords { id }',
      )
    const [{ errors }, statements] = await counted(() => correct('4'))
    expect(errors).toEqual([])
    for (let n = 0; n < 40; n++) {
      recordIn(await produce(client, 'recordProduction', { eventId, recipeId, batches: 1 }))
    }
    const [again, more] = await counted(() => correct('5'))
    expect(again.errors).toEqual([])
    expect(more).toBe(statements)
    expect(more).toBeLessThanOrEqual(8)
  })
})
