import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, lotIn, purchaseIn, type PurchaseAnswer } from '../support/inventory-operations.js'
import { openKitchen, produce, recordIn, type Kitchen } from '../support/kitchen.js'
import { query } from '../support/query.js'

describe.each(databases)('What is baked on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let kitchen: Kitchen
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })
  beforeEach(async () => {
    kitchen = await openKitchen(database.sessions)
  })

  const buy = async (productId: string, packages: string, price: string, purchasedOn = '2026-11-01') =>
    purchaseIn(await change(client, 'recordPurchase', { productId, packages, pricePerPackage: price, purchasedOn }))
  /** 1 kg of flour at 2, then 2 kg at 3; 5 l of milk at 1, 5 lb of sugar at 4.5359237. */
  const stock = async (): Promise<PurchaseAnswer[]> => [
    await buy(kitchen.flourId, '1', '2', '2026-11-01'),
    await buy(kitchen.flourId, '2', '3', '2026-11-02'),
    await buy(kitchen.milkId, '5', '1'),
    await buy(kitchen.sugarId, '5', '4.5359237'),
  ]
  const baked = (batches: number, more: Record<string, unknown> = {}): Promise<Answer> =>
    produce(client, 'recordProduction', { eventId: kitchen.eventId, recipeId: kitchen.breadId, batches, ...more })
  const lotNow = async ({ lot: { id } }: PurchaseAnswer) => {
    const { data } = await client.ask('query ($id: ID!) { lot(id: $id) { quantity value } }', { id })
    return (data as { lot: unknown }).lot
  }
  const progressNow = async () => {
    const { data } = await client.ask(
      `query ($id: ID!) { productionProgress(eventId: $id) { actualCost recipes {
         recipe { id } batchesProduced batchesLost batchesRemaining actualCost lossCost isComplete } } }`,
      { id: kitchen.eventId },
    )
    return (data as { productionProgress: unknown }).productionProgress
  }
  const assemble = (id: string | undefined): Promise<Answer> =>
    client.ask(
      'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id } } }',
      { id },
    )
  /** All that production writes, to see that a refusal left nothing behind. */
  const written = (): Promise<unknown> =>
    inSession(database.sessions, { mode: 'read' }, async (session) => [
      await query(session, sql`SELECT * FROM production_record ORDER BY id`),
      await query(session, sql`SELECT * FROM lot_entry ORDER BY id`),
      await query(session, sql`SELECT * FROM lot ORDER BY id`),
      await query(session, sql`SELECT * FROM loss ORDER BY id`),
      await query(session, sql`SELECT * FROM shortage ORDER BY record_id, position`),
      await query(session, sql`SELECT * FROM history_entry ORDER BY id`),
      await query(session, sql`SELECT id, revision FROM event ORDER BY id`),
    ])
  const refused = async (asked: () => Promise<Answer>): Promise<unknown> => {
    const before = await written()
    const { errors, data } = await asked()
    expect(data).toBeNull()
    expect(await written()).toEqual(before)
    return errors.map(({ extensions }) => extensions)
  }

  it('takes from the oldest lots, those of sub-recipes too, at what each cost', async () => {
    const [first, second, milk, sugar] = await stock()
    // 2 x (500 g + 0.5 x 20 g) of flour, 2 cups of milk, 2 x 0.5 x 0.2 kg of sugar.
    const record = recordIn(await baked(2))
    const uses = record.uses.map(({ lot, quantity, cost }) => [lot.id, quantity, cost])
    expect(uses).toEqual([
      [first?.lot.id, '1', '2.0000'],
      [second?.lot.id, '0.02', '0.0600'],
      [milk?.lot.id, '0.473176473', '0.4732'],
      // 0.2 kg in pounds, to ten places; at 10 a kilogram.
      [sugar?.lot.id, '0.4409245244', '2.0000'],
    ])
    expect(record).toMatchObject({ batches: 2, actualCost: '4.5332', costIsComplete: true, shortages: [], losses: [] })
    expect(first && (await lotNow(first))).toEqual({ quantity: '0', value: '0.0000' })
    expect(second && (await lotNow(second))).toEqual({ quantity: '1.98', value: '5.9400' })
    expect(await progressNow()).toMatchObject({
      actualCost: '4.5332',
      recipes: [{ recipe: { id: kitchen.breadId }, batchesProduced: 2, batchesRemaining: 0, isComplete: true }],
    })
  })

  it('names everything that lacks, and takes nothing', async () => {
    await buy(kitchen.flourId, '0.3', '2')
    const [extensions] = (await refused(() => baked(1))) as { code: string; shortages: object[] }[]
    expect(extensions?.code).toBe('INSUFFICIENT_INVENTORY')
    expect(extensions?.shortages).toMatchObject([
      { unit: 'g', needed: '510', available: '300', missing: '210', reason: 'NOT_IN_STOCK' },
      { unit: 'cup', needed: '1', available: '0', missing: '1', reason: 'NOT_IN_STOCK' },
      { unit: 'kg', needed: '0.1', available: '0', missing: '0.1', reason: 'NOT_IN_STOCK' },
    ])
  })

  it('was made even if the books lack its milk, if that is allowed', async () => {
    await stock()
    const { lot } = await buy(kitchen.milkId, '1', '1')
    for (const { id } of [lot]) await change(client, 'adjustLot', { id, toQuantity: '0', reason: 'SPOILAGE' })
    const record = recordIn(await baked(40, { onShortage: 'ALLOW' }))
    expect(record.costIsComplete).toBe(false)
    expect(record.shortages).toMatchObject([
      { unit: 'g', needed: '20400', available: '3000', missing: '17400' },
      { unit: 'cup', needed: '40' },
      { unit: 'kg', needed: '4' },
    ])
    // All that there was: 2 + 6 of flour, 5 of milk, 22.6796185 of sugar.
    expect(record.actualCost).toBe('35.6796')
  })

  it('says why it can not take what there is: no density, or units that do not convert', async () => {
    await buy(kitchen.flourId, '9', '1')
    await buy(kitchen.sugarId, '9', '1')
    const milk = await inSession(database.sessions, { mode: 'write' }, async (session) => {
      const id = Number(kitchen.milkId.split('_')[1])
      const { ingredientId } = await session.product.findUniqueOrThrow({ where: { id } })
      return session.product.create({ data: { ingredientId, packageUnit: 'kg', packageUnitQuantity: 1 } })
    })
    await buy(`product_${String(milk.id)}`, '1', '1')
    expect(await refused(() => baked(1))).toMatchObject([{ shortages: [{ unit: 'cup', reason: 'NO_DENSITY' }] }])
  })

  it('costs less than it should as long as a price is unknown, and what it should once it is known', async () => {
    await stock()
    const lot = lotIn(
      await change(client, 'recordLot', { productId: kitchen.flourId, quantity: '1', purchasedOn: '2026-10-01' }),
    )
    const { id, ...record } = recordIn(await baked(1))
    expect(record).toMatchObject({ costIsComplete: false })
    expect(record.uses[0]).toMatchObject({ lot: { id: lot.id }, quantity: '0.51', cost: '0.0000' })
    await change(client, 'correctLot', { id: lot.id, unitCost: '4', reason: 'Found the receipt' })
    const { data } = await client.ask(
      'query ($id: ID!) { productionRecord(id: $id) { costIsComplete actualCost uses { cost } } }',
      { id },
    )
    expect(data).toMatchObject({ productionRecord: { costIsComplete: true, uses: [{ cost: '2.0400' }, {}, {}] } })
    expect((data as { productionRecord: { actualCost: string } }).productionRecord.actualCost).toBe('3.2766')
  })

  it('is what the preview said, bake by bake', async () => {
    await stock()
    const bakes = [
      { recipeId: kitchen.breadId, batches: 1 },
      { recipeId: kitchen.glazeId, batches: 3 },
      { recipeId: kitchen.breadId, batches: 4 },
    ]
    const { data, errors } = await client.ask(
      `query ($bakes: [BakeInput!]!) { previewProduction(bakes: $bakes) { recipe { id } batches canBake cost costIsComplete
         uses { lot { id } ingredient { name } quantity cost } shortages { ingredient { name } unit needed available missing reason } } }`,
      { bakes },
    )
    expect(errors).toEqual([])
    const previews = (data as { previewProduction: Record<string, unknown>[] }).previewProduction
    expect(previews.map(({ canBake }) => canBake)).toEqual([true, true, true])
    for (const [index, bake] of bakes.entries()) {
      const { uses, actualCost, shortages } = recordIn(await baked(bake.batches, { recipeId: bake.recipeId }))
      expect(previews[index]).toMatchObject({ uses, cost: actualCost, shortages, batches: bake.batches })
    }
    const after = await client.ask('query ($bakes: [BakeInput!]!) { previewProduction(bakes: $bakes) { canBake } }', {
      bakes: [{ recipeId: kitchen.breadId, batches: 2 }],
    })
    expect(after.data).toEqual({ previewProduction: [{ canBake: false }] })
  })

  it('follows a corrected price, its losses with it, to the last decimal', async () => {
    const [first] = await stock()
    const { id } = recordIn(
      await baked(1, { losses: [{ finishedUnitId: kitchen.rollId, quantity: '4', reason: 'BURNT' }] }),
    )
    const { data } = await client.ask(
      `mutation ($id: ID!) { correctPurchase(input: { id: $id, pricePerPackage: "5", reason: "Misread" }) {
         repricedRecords { id actualCost lossCost losses { cost } uses { cost } } purchase { lot { value } }
         query { event(id: "${kitchen.eventId}") { progress { actualCost recipes { lossCost } } } } } }`,
      { id: first?.id },
    )
    // 0.51 kg at 5, 0.2366 of milk, 1 of sugar; 4 of 12 rolls were lost.
    expect(data).toEqual({
      correctPurchase: {
        repricedRecords: [
          {
            id,
            actualCost: '3.7866',
            lossCost: '1.2622',
            losses: [{ cost: '1.2622' }],
            uses: [{ cost: '2.5500' }, { cost: '0.2366' }, { cost: '1.0000' }],
          },
        ],
        purchase: { lot: { value: '2.4500' } },
        query: { event: { progress: { actualCost: '3.7866', recipes: [{ lossCost: '1.2622' }] } } },
      },
    })
  })

  it('loses what came to nothing, at its part of the cost', async () => {
    await stock()
    const { id, actualCost } = recordIn(await baked(1))
    const lose = (quantity: string, finishedUnitId = kitchen.rollId) =>
      produce(client, 'recordLoss', {
        recordId: id,
        loss: { finishedUnitId, quantity, reason: 'DROPPED', note: 'The cat' },
      })
    expect(recordIn(await lose('5'))).toMatchObject({ batchesLost: '0.416667' })
    const { losses, lossCost, ...record } = recordIn(await lose('1', kitchen.loafId))
    expect(record).toMatchObject({ batchesLost: '0.666667', actualCost })
    expect(losses).toMatchObject([{ batches: '0.416667', note: 'The cat' }, { batches: '0.25' }])
    const sum = losses.reduce((all, { cost }) => all + BigInt(cost.replace('.', '')), 0n)
    expect(sum).toBe(BigInt(lossCost.replace('.', '')))
    expect(await progressNow()).toMatchObject({
      recipes: [{ batchesProduced: 1, batchesLost: '0.666667', batchesRemaining: 2, lossCost }],
    })
    expect(await refused(() => lose('5'))).toEqual([
      { code: 'YIELD_EXCEEDS_EXPECTED', batches: 1, batchesLost: '1.083333' },
    ])
    expect(recordIn(await lose('4'))).toMatchObject({ batchesLost: '1', lossCost: actualCost })
  })

  it('is not lost, or voided, once packed assignments rely on it', async () => {
    await stock()
    const { id } = recordIn(await baked(2))
    const [first, second] = kitchen.assignmentIds
    expect((await assemble(first)).errors).toEqual([])
    const lose = (quantity: string) =>
      produce(client, 'recordLoss', {
        recordId: id,
        loss: { finishedUnitId: kitchen.rollId, quantity, reason: 'BROKEN' },
      })
    recordIn(await lose('12'))
    const inUse = { code: 'PRODUCTION_IN_USE', id, assignments: [first] }
    expect(await refused(() => lose('0.1'))).toEqual([inUse])
    expect(await refused(() => produce(client, 'voidProduction', { id, reason: 'Never baked' }))).toEqual([inUse])
    expect((await assemble(second)).codes).toEqual(['INCOMPLETE_PRODUCTION'])
  })

  it('gives back what it took when it is voided, once, and counts nowhere any more', async () => {
    const lots = await stock()
    const record = recordIn(await baked(2))
    const [, second] = lots
    await change(client, 'adjustLot', { id: second?.lot.id, toQuantity: '1.5', reason: 'COUNT' })
    const { data } = await produce(client, 'voidProduction', { id: record.id, reason: 'Wrong event' })
    expect(data).toMatchObject({
      voidProduction: {
        record: { ...record, voidedAt: expect.any(String) as string, voidReason: 'Wrong event' },
        countedSince: [{ id: second?.lot.id }],
      },
    })
    expect(await Promise.all(lots.map(lotNow))).toEqual([
      { quantity: '1', value: '2.0000' },
      { quantity: '1.52', value: '4.5600' },
      { quantity: '5', value: '5.0000' },
      { quantity: '5', value: '22.6796' },
    ])
    expect(await progressNow()).toMatchObject({ actualCost: '0.0000', recipes: [{ batchesProduced: 0 }] })
    const again = await refused(() => produce(client, 'voidProduction', { id: record.id, reason: 'Twice' }))
    expect(again).toEqual([{ code: 'ALREADY_VOIDED', id: record.id }])
    const loss = { finishedUnitId: kitchen.rollId, quantity: '1', reason: 'OTHER' }
    expect(await refused(() => produce(client, 'recordLoss', { recordId: record.id, loss }))).toEqual(again)
    // Its lots may cost something else later: the takes and what was given back cost the same.
    await change(client, 'correctPurchase', { id: lots[0]?.id, pricePerPackage: '7', reason: 'Misread' })
    expect(lots[0] && (await lotNow(lots[0]))).toEqual({ quantity: '1', value: '7.0000' })
  })

  it('is on record', async () => {
    await stock()
    const { id } = recordIn(await baked(1))
    await produce(client, 'recordLoss', {
      recordId: id,
      loss: { finishedUnitId: kitchen.rollId, quantity: '3', reason: 'BURNT', note: 'Ann called' },
    })
    await produce(client, 'voidProduction', { id, reason: 'A trial' })
    const { data } = await client.ask(
      `query ($id: ID!) { history(filter: { subjectId: $id }) { nodes {
         action reason event { id } subject { id } changes { field before after } } } }`,
      { id },
    )
    const shared = { event: { id: kitchen.eventId }, subject: { id } }
    expect(data).toEqual({
      history: {
        nodes: [
          {
            ...shared,
            action: 'voidProduction',
            reason: 'A trial',
            changes: [{ field: 'voided', before: 'false', after: 'true' }],
          },
          {
            ...shared,
            action: 'recordLoss',
            reason: 'BURNT: Ann called',
            changes: [
              { field: 'finishedUnitId', before: null, after: kitchen.rollId },
              { field: 'quantity', before: null, after: '3' },
            ],
          },
          {
            ...shared,
            action: 'recordProduction',
            reason: null,
            changes: [
              { field: 'eventId', before: null, after: kitchen.eventId },
              { field: 'recipeId', before: null, after: kitchen.breadId },
              { field: 'batches', before: null, after: '1' },
            ],
          },
        ],
      },
    })
  })

  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString()
  it.each([
    ['no batches', { batches: 0 }, { code: 'VALIDATION_FAILED', field: 'batches' }],
    ['fewer than none', { batches: -1 }, { code: 'VALIDATION_FAILED', field: 'batches' }],
    ['more than a bakery makes', { batches: 1_000_001 }, { code: 'VALIDATION_FAILED', field: 'batches' }],
    ['an event that is none', { eventId: 'event_2147483647' }, { code: 'EVENT_NOT_FOUND', id: 'event_2147483647' }],
    ['a recipe that is none', { recipeId: 'recipe_2147483647' }, { code: 'RECIPE_NOT_FOUND' }],
    ['the id of another type', { recipeId: 'event_1' }, { code: 'VALIDATION_FAILED', field: 'recipeId' }],
    ['a time to come', { producedAt: inAWeek }, { code: 'VALIDATION_FAILED', field: 'producedAt' }],
    ['notes without an end', { notes: 'x'.repeat(20_001) }, { code: 'VALIDATION_FAILED', field: 'notes' }],
  ])('refuses %s', async (_, input, extensions) => {
    await stock()
    expect(await refused(() => baked(1, input))).toMatchObject([extensions])
  })

  it.each([
    ['of nothing', { quantity: '0', unit: 'rollId' }, { code: 'VALIDATION_FAILED', field: 'losses[0].quantity' }],
    [
      'of another recipe',
      { quantity: '1', unit: 'potId' },
      { code: 'VALIDATION_FAILED', field: 'losses[0].finishedUnitId' },
    ],
    ['of a unit that is none', { quantity: '1', unit: 'none' }, { code: 'FINISHED_UNIT_NOT_FOUND' }],
    ['of more than there is', { quantity: '13', unit: 'rollId' }, { code: 'YIELD_EXCEEDS_EXPECTED', batches: 1 }],
  ])('refuses a loss %s, before it looks into the lots', async (_, { quantity, unit }, extensions) => {
    const finishedUnitId =
      unit === 'none' ? 'finished_unit_2147483647' : unit === 'potId' ? kitchen.potId : kitchen.rollId
    const losses = [{ finishedUnitId, quantity, reason: 'BURNT' }]
    expect(await refused(() => baked(1, { losses }))).toMatchObject([extensions])
  })

  it.each([0, 101])('refuses to preview %s bakes', async (count) => {
    const { codes } = await client.ask('query ($b: [BakeInput!]!) { previewProduction(bakes: $b) { canBake } }', {
      b: Array.from({ length: count }, () => ({ recipeId: kitchen.breadId, batches: 1 })),
    })
    expect(codes).toEqual(['VALIDATION_FAILED'])
  })
})
