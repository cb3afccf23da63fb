import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, write, type WritingSession } from '../../src/session/session.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { change, purchaseIn, type PurchaseAnswer } from '../support/inventory-operations.js'
import { openKitchen, produce, recordIn, type Kitchen } from '../support/kitchen.js'

const LIST = `events { id } cost gaps { recipe { id } ingredient { name } reason }
  lines { ingredient { name } unit needed onHand toBuy product { id } packages cost }`
const PLAN = `event { id } bake { recipe { id } batches canBake cost shortages { ingredient { name } missing } }
  assemble { id } shoppingList { ${LIST} }`

describe.each(databases)('What is next on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let kitchen: Kitchen
  /** What the names of the kitchen's ingredients end in. */
  let number: string
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })
  beforeEach(async () => {
    // Two assignments of a dozen rolls each: two batches of bread.
    kitchen = await openKitchen(database.sessions)
    const { data } = await client.ask('query ($id: ID!) { event(id: $id) { name } }', { id: kitchen.eventId })
    number = (data as { event: { name: string } }).event.name.replace('Fair ', '')
  })

  const buy = async (productId: string, packages: string, price: string, purchasedOn = '2026-11-01') =>
    purchaseIn(await change(client, 'recordPurchase', { productId, packages, pricePerPackage: price, purchasedOn }))
  /** 0.5 kg of flour at 2, 5 l of milk at 1; of sugar there was some, at 4.5359237 a pound. */
  const stock = async (): Promise<PurchaseAnswer[]> => {
    const bought = [
      await buy(kitchen.flourId, '0.5', '2'),
      await buy(kitchen.milkId, '5', '1'),
      await buy(kitchen.sugarId, '1', '4.5359237'),
    ]
    await change(client, 'adjustLot', { id: bought[2]?.lot.id, toQuantity: '0', reason: 'SPOILAGE' })
    return bought
  }
  const baked = (eventId: string, batches: number, more: Record<string, unknown> = {}) => ({
    eventId,
    recipeId: kitchen.breadId,
    batches,
    ...more,
  })
  const planNow = async (eventId = kitchen.eventId): Promise<Plan> => {
    const { data, errors } = await client.ask(`query ($id: ID!) { eventPlan(eventId: $id) { ${PLAN} } }`, {
      id: eventId,
    })
    expect(errors).toEqual([])
    return (data as { eventPlan: Plan }).eventPlan
  }
  const listFor = async (variables: { eventIds?: readonly string[] | null; today?: string }): Promise<List> => {
    const { data, errors } = await client.ask(
      `query ($eventIds: [ID!], $today: Date) { shoppingList(eventIds: $eventIds, today: $today) { ${LIST} } }`,
      variables,
    )
    expect(errors).toEqual([])
    return (data as { shoppingList: List }).shoppingList
  }
  interface List {
    readonly events: readonly { readonly id: string }[]
    readonly lines: readonly Record<string, unknown>[]
    readonly cost: string
    readonly gaps: readonly object[]
  }
  interface Plan {
    readonly bake: readonly object[]
    readonly assemble: readonly { readonly id: string }[]
    readonly shoppingList: List
  }

  it('is to bake what remains, and to buy what that lacks, sub-recipes included', async () => {
    await stock()
    // 2 x (500 g + 0.5 x 20 g) of flour, 2 cups of milk, 2 x 0.5 x 0.2 kg of sugar: 0.44092 lb. No water.
    const shoppingList = {
      events: [{ id: kitchen.eventId }],
      cost: '6.5359',
      gaps: [],
      lines: [
        {
          ingredient: { name: `Flour ${number}` },
          unit: 'kg',
          needed: '1.02',
          onHand: '0.5',
          toBuy: '0.52',
          product: { id: kitchen.flourId },
          packages: 1,
          cost: '2.0000',
        },
        {
          ingredient: { name: `Milk ${number}` },
          unit: 'l',
          needed: '0.473176',
          onHand: '5',
          toBuy: '0',
          product: { id: kitchen.milkId },
          packages: 0,
          cost: '0.0000',
        },
        {
          ingredient: { name: `Sugar ${number}` },
          unit: 'lb',
          needed: '0.440925',
          onHand: '0',
          toBuy: '0.440925',
          product: { id: kitchen.sugarId },
          packages: 1,
          cost: '4.5359',
        },
      ],
    }
    expect(await planNow()).toEqual({
      event: { id: kitchen.eventId },
      bake: [
        {
          recipe: { id: kitchen.breadId },
          batches: 2,
          canBake: false,
          cost: '1.4732',
          shortages: [
            { ingredient: { name: `Flour ${number}` }, missing: '520' },
            { ingredient: { name: `Sugar ${number}` }, missing: '0.2' },
          ],
        },
      ],
      assemble: [],
      shoppingList,
    })
    expect(await listFor({ eventIds: [kitchen.eventId, kitchen.eventId] })).toEqual(shoppingList)
  })

  /** Another event that needs so many dozens of the kitchen's rolls: a batch each. */
  const openEvent = (date: string, dozens: number, name = 'Market'): Promise<string> =>
    inSession(database.sessions, { mode: 'write' }, async (session) => {
      const id = Number(kitchen.assignmentIds[0]?.split('_')[1])
      const like = await session.assignment.findUniqueOrThrow({ where: { id } })
      const event = await session.event.create({ data: { name, date: new Date(date) } })
      if (dozens > 0) {
        const { packageId, recipientId } = like
        await session.assignment.create({ data: { eventId: event.id, packageId, recipientId, quantity: dozens } })
      }
      return idOf('Event', event.id)
    })
  const toBuyOf = ({ lines }: List) => lines.map(({ toBuy, packages }) => [toBuy, packages])

  it('shares the stock among events: what one of them has enough of, both may lack', async () => {
    await stock()
    await buy(kitchen.flourId, '1', '3')
    await buy(kitchen.sugarId, '0.8', '4')
    const earlier = await openEvent('2026-12-01', 3)
    // 3 x 510 g of flour, 3 cups of milk, 0.3 kg of sugar; of flour there is 1.5 kg, of sugar 0.8 lb.
    const list = await listFor({ eventIds: [kitchen.eventId, earlier, kitchen.eventId] })
    expect(list.events).toEqual([{ id: earlier }, { id: kitchen.eventId }])
    expect(list).toMatchObject({
      cost: '10.0000',
      lines: [
        { needed: '2.55', onHand: '1.5', toBuy: '1.05', packages: 2, cost: '6.0000' },
        { needed: '1.182941', onHand: '5', toBuy: '0', packages: 0, cost: '0.0000' },
        { needed: '1.102311', onHand: '0.8', toBuy: '0.302311', packages: 1, cost: '4.0000' },
      ],
    })
    // Each by itself is told as if it had the stock to itself.
    expect(toBuyOf((await planNow()).shoppingList)).toEqual([
      ['0', 0],
      ['0', 0],
      ['0', 0],
    ])
    expect(toBuyOf(await listFor({ eventIds: [earlier] }))).toEqual([
      ['0.03', 1],
      ['0', 0],
      ['0', 0],
    ])
  })

  it('is of all events from a day on that are not complete, if none is named', async () => {
    const [before, day, none, done] = [
      await openEvent('2931-03-01', 1),
      await openEvent('2931-03-02', 2),
      await openEvent('2931-03-03', 0),
      await openEvent('2931-03-04', 1),
    ]
    await stock()
    recordIn(await produce(client, 'recordProduction', baked(done, 1, { onShortage: 'ALLOW' })))
    const { data } = await client.ask('query ($id: ID!) { event(id: $id) { assignments { nodes { id } } } }', {
      id: done,
    })
    const [assignment] = (data as { event: { assignments: { nodes: { id: string }[] } } }).event.assignments.nodes
    const steps = ['ASSEMBLED', 'DELIVERED'].map((status) => ({ assignmentId: assignment?.id, status }))
    const { errors } = await client.ask(
      'mutation ($steps: [UpdatePackageStatusInput!]!) { updatePackageStatuses(input: { steps: $steps }) { assignments { id } } }',
      { steps },
    )
    expect(errors).toEqual([])
    const list = await listFor({ today: '2931-03-02' })
    // One without an assignment is not complete, and needs nothing.
    expect(list.events).toEqual([{ id: day }, { id: none }])
    expect(list.lines.map(({ needed }) => needed)).toEqual(['1.02', '0.473176', '0.440925'])
    expect((await listFor({ today: '2931-03-01', eventIds: null })).events).toEqual([
      { id: before },
      { id: day },
      { id: none },
    ])
    expect(await listFor({ today: '2931-03-05' })).toEqual({ events: [], lines: [], cost: '0.0000', gaps: [] })
    // The server's date in UTC.
    const now = await listFor({})
    expect(now.events).toEqual(expect.arrayContaining([{ id: before }, { id: day }, { id: none }]))
    const today = new Date().toISOString().slice(0, 10)
    expect(await listFor({ today })).toEqual(now)
    // Whoever names an event that is complete gets a list for it.
    expect(await listFor({ eventIds: [done], today: '2931-12-31' })).toMatchObject({
      events: [{ id: done }],
      lines: [],
    })
    expect(await listFor({ eventIds: [] })).toEqual({ events: [], lines: [], cost: '0.0000', gaps: [] })
  })

  const edit = <T>(work: (session: WritingSession) => Promise<T>): Promise<T> =>
    inSession(database.sessions, { mode: 'write' }, work)
  const rowOf = (id: string): number => Number(id.split('_').at(-1))

  it('does not count what does not convert: neither lots nor lines, and names the line', async () => {
    await stock()
    const milk = await edit(async (session) => {
      const { ingredientId } = await session.product.findUniqueOrThrow({ where: { id: rowOf(kitchen.milkId) } })
      const powder = await session.product.create({ data: { ingredientId, packageUnit: 'kg', packageUnitQuantity: 1 } })
      await session.recipeLine.create({
        data: { recipeId: rowOf(kitchen.breadId), ingredientId, quantity: 3, unit: 'piece', position: 7 },
      })
      return powder.id
    })
    // There is no density: what is weighed is no litre.
    await buy(idOf('Product', milk), '20', '1')
    const { lines, gaps } = (await planNow()).shoppingList
    expect(lines).toMatchObject([
      { unit: 'kg' },
      { ingredient: { name: `Milk ${number}` }, unit: 'l', needed: '0.473176', onHand: '5', toBuy: '0', packages: 0 },
      {
        ingredient: { name: `Milk ${number}` },
        unit: 'piece',
        needed: '6',
        onHand: '0',
        toBuy: '6',
        product: null,
        packages: null,
        cost: null,
      },
      { unit: 'lb' },
    ])
    expect(gaps).toEqual([
      { recipe: { id: kitchen.breadId }, ingredient: { name: `Milk ${number}` }, reason: 'UNIT_NOT_CONVERTIBLE' },
    ])
  })

  it('is in the unit of the first line without a preferred product, and has no cost without a purchase', async () => {
    await buy(kitchen.flourId, '0.6', '2')
    await edit((session) =>
      session.product.update({ where: { id: rowOf(kitchen.flourId) }, data: { isPreferred: false } }),
    )
    const { lines, gaps, cost } = (await planNow()).shoppingList
    expect({ lines, cost }).toMatchObject({
      cost: '0.0000',
      lines: [
        // Of the bread's line, not of the glaze's; what there is of it counts all the same.
        { unit: 'g', needed: '1020', onHand: '600', toBuy: '420', product: null, packages: null, cost: null },
        { unit: 'l', toBuy: '0.473176', product: { id: kitchen.milkId }, packages: 1, cost: null },
        { unit: 'lb', toBuy: '0.440925', product: { id: kitchen.sugarId }, packages: 1, cost: null },
      ],
    })
    expect(gaps).toEqual([
      {
        recipe: { id: kitchen.breadId },
        ingredient: { name: `Flour ${number}` },
        reason: 'NO_PREFERRED_PRODUCT',
      },
      { recipe: { id: kitchen.breadId }, ingredient: { name: `Milk ${number}` }, reason: 'NO_PURCHASE' },
      {
        recipe: { id: kitchen.glazeId },
        ingredient: { name: `Flour ${number}` },
        reason: 'NO_PREFERRED_PRODUCT',
      },
      { recipe: { id: kitchen.glazeId }, ingredient: { name: `Sugar ${number}` }, reason: 'NO_PURCHASE' },
    ])
  })

  it('is nothing once all is baked, also no gap', async () => {
    recordIn(await produce(client, 'recordProduction', baked(kitchen.eventId, 2, { onShortage: 'ALLOW' })))
    const { bake, assemble, shoppingList } = await planNow()
    expect({ bake, shoppingList }).toEqual({
      bake: [],
      shoppingList: { events: [{ id: kitchen.eventId }], lines: [], cost: '0.0000', gaps: [] },
    })
    expect(assemble.map(({ id }) => id)).toEqual(kitchen.assignmentIds)
  })

  it('is to bake again what was lost, and to assemble what that left', async () => {
    const losses = [{ finishedUnitId: kitchen.rollId, quantity: '1', reason: 'BURNT' }]
    recordIn(await produce(client, 'recordProduction', baked(kitchen.eventId, 2, { onShortage: 'ALLOW', losses })))
    const { bake, assemble } = await planNow()
    expect(bake).toMatchObject([{ recipe: { id: kitchen.breadId }, batches: 1 }])
    expect(assemble.map(({ id }) => id)).toEqual(kitchen.assignmentIds.slice(0, 1))
  })

  it('bakes one after the other from the one stock, by the names of the recipes', async () => {
    await buy(kitchen.flourId, '1.03', '2')
    await buy(kitchen.milkId, '1', '1')
    await buy(kitchen.sugarId, '5', '1')
    // A pot of glaze for one of the recipients: 20 g of flour, which the two batches of bread leave half of.
    await edit(async (session) => {
      const good = await session.finishedGood.create({
        data: {
          slug: `pot-of-${number}`,
          name: 'Pot',
          components: { create: { finishedUnitId: rowOf(kitchen.potId), quantity: 1, position: 0 } },
        },
      })
      const assignment = await session.assignment.findUniqueOrThrow({
        where: { id: rowOf(kitchen.assignmentIds[0] ?? '') },
      })
      await session.packageContent.create({
        data: { packageId: assignment.packageId, finishedGoodId: good.id, quantity: 1, position: 1 },
      })
    })
    const { bake } = await planNow()
    expect(bake).toMatchObject([
      { recipe: { id: kitchen.breadId }, batches: 2, canBake: true },
      { recipe: { id: kitchen.glazeId }, batches: 2, canBake: false, shortages: [{ missing: '30' }] },
    ])
  })

  it.each([
    ['an unknown event', ['event_2147483647'], { code: 'EVENT_NOT_FOUND', id: 'event_2147483647' }],
    ['a number that no event can have', ['event_99999999999'], { code: 'EVENT_NOT_FOUND' }],
    ['the id of another type', ['recipe_1'], { code: 'VALIDATION_FAILED', field: 'eventIds[0]' }],
    ['what is no id', ['x'], { code: 'VALIDATION_FAILED', field: 'eventIds[0]' }],
    ['101 events', Array.from({ length: 101 }, () => 'event_1'), { code: 'VALIDATION_FAILED', field: 'eventIds' }],
  ])('refuses %s', async (_, ids, extensions) => {
    const all = await client.ask('query ($ids: [ID!]) { shoppingList(eventIds: $ids) { cost } }', { ids })
    expect(all.errors).toMatchObject([{ extensions }])
    if (ids.length > 1) return
    const one = await client.ask('query ($id: ID!) { eventPlan(eventId: $id) { event { id } } }', { id: ids[0] })
    expect(one.errors).toMatchObject([{ extensions: { code: extensions.code } }])
  })

  it('takes as many statements for many events, recipes and lots as for one', async () => {
    await stock()
    const statementsFor = async (eventIds: readonly string[]): Promise<number> => {
      // Nothing that was derived before is used again.
      await edit((session) =>
        write(session, sql`UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()`),
      )
      database.statements.length = 0
      await listFor({ eventIds })
      return database.statements.length
    }
    const one = await statementsFor([kitchen.eventId])
    const others: string[] = []
    for (let day = 10; day < 28; day++) others.push(await openEvent(`2026-12-${String(day)}`, 1))
    const elsewhere = await openKitchen(database.sessions)
    for (let lot = 0; lot < 5; lot++) await buy(elsewhere.flourId, '0.1', '1')
    expect(await statementsFor([kitchen.eventId, elsewhere.eventId, ...others])).toBe(one)
  })
})
