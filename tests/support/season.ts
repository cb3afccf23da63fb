import { inSession, type Sessions } from '../../src/session/in-session.js'

export interface Season {
  readonly eventIds: readonly number[]
  readonly recipeIds: readonly number[]
  readonly packageIds: readonly number[]
  /** Of the first event. */
  readonly assignmentIds: readonly number[]
}

/**
 * A bakery's season: three recipes, one with a component and one without a price; nested goods; a package without
 * contents; and so many events of so many assignments each. Recipients share a name, and records a moment.
 */
export function openSeason(sessions: Sessions, { events = 2, assignments = 6 } = {}): Promise<Season> {
  return inSession(sessions, { mode: 'write' }, async (session) => {
    const flour = await session.ingredient.create({
      data: {
        slug: 'flour',
        name: 'Flour',
        densityVolume: 1,
        densityVolumeUnit: 'cup',
        densityWeight: '4.25',
        densityWeightUnit: 'oz',
        products: { create: { packageUnit: 'lb', packageUnitQuantity: 25, isPreferred: true } },
      },
      include: { products: true },
    })
    const saffron = await session.ingredient.create({ data: { slug: 'saffron', name: 'Saffron' } })
    const [product] = flour.products
    const productId = product?.id ?? 0
    // Nothing asks for the one, and of the other nothing was bought.
    await session.ingredient.create({ data: { slug: 'salt', name: 'Salt' } })
    await session.ingredient.create({
      data: {
        slug: 'sugar',
        name: 'Sugar',
        parent: { create: { slug: 'sweets', name: 'Sweets' } },
        products: { create: { brand: 'Crown', packageUnit: 'kg', packageUnitQuantity: 1 } },
      },
    })
    const supplier = await session.supplier.create({ data: { name: 'Market' } })
    // Nothing was bought there.
    await session.supplier.create({ data: { name: 'Dairy' } })
    const purchases = await session.purchase.createManyAndReturn({
      data: ['2026-11-02', '2026-11-01'].map((day) => ({
        productId,
        supplierId: supplier.id,
        purchasedOn: new Date(day),
        quantity: 1,
        pricePerPackage: 10,
      })),
    })
    const lots = await session.lot.createManyAndReturn({
      data: [
        ...purchases.map(({ id, purchasedOn }) => ({ productId, purchaseId: id, purchasedOn, initialQuantity: 25 })),
        { productId, initialQuantity: 3 },
      ],
      select: { id: true, purchaseId: true, initialQuantity: true },
    })
    await session.lotEntry.createMany({
      data: lots.map(({ id, purchaseId, initialQuantity }) => ({
        lotId: id,
        kind: 'RECEIVED',
        quantity: initialQuantity,
        value: purchaseId === null ? 0 : 10,
      })),
    })
    await session.historyEntry.createMany({
      data: purchases.map(({ id }) => ({
        action: 'recordPurchase',
        subjectType: 'Purchase',
        subjectId: id,
        changes: [{ field: 'packages', before: null, after: '1' }],
      })),
    })
    const recipes = await session.recipe.createManyAndReturn({
      data: ['Dough', 'Saffron buns', 'Stars'].map((name) => ({ name, category: 'Christmas' })),
      select: { id: true },
    })
    const recipeIds = recipes.map(({ id }) => id)
    const [dough = 0, buns = 0, stars = 0] = recipeIds
    await session.recipeLine.createMany({
      data: [
        { recipeId: dough, ingredientId: flour.id, quantity: 16, unit: 'cup', position: 0 },
        { recipeId: buns, ingredientId: saffron.id, quantity: 1, unit: 'g', position: 0 },
        { recipeId: stars, ingredientId: flour.id, quantity: '2.5', unit: 'lb', position: 0 },
      ],
    })
    await session.recipeComponent.create({ data: { recipeId: buns, componentId: dough, quantity: '0.5', position: 0 } })
    const star = await session.finishedUnit.create({
      data: { slug: 'star', name: 'Star', recipeId: stars, itemsPerBatch: 24 },
    })
    const bun = await session.finishedUnit.create({
      data: { slug: 'bun', name: 'Bun', recipeId: buns, batchPercentage: '12.5' },
    })
    const bag = await session.finishedGood.create({
      data: { slug: 'bag', name: 'Bag', components: { create: { finishedUnitId: star.id, quantity: 6, position: 0 } } },
    })
    const tin = await session.finishedGood.create({
      data: {
        slug: 'tin',
        name: 'Tin',
        components: {
          create: [
            { componentGoodId: bag.id, quantity: '0.5', position: 0 },
            { finishedUnitId: bun.id, quantity: 1, position: 1 },
          ],
        },
      },
    })
    // Nothing holds it.
    await session.finishedGood.create({ data: { slug: 'jar', name: 'Jar' } })
    const contents = [[{ finishedGoodId: bag.id, quantity: 2 }], [{ finishedGoodId: tin.id, quantity: 1 }], []]
    const packageIds: number[] = []
    for (const [index, held] of contents.entries()) {
      const { id } = await session.package.create({
        data: {
          name: `Parcel ${String(index + 1)}`,
          contents: { create: held.map((content, position) => ({ ...content, position })) },
        },
      })
      packageIds.push(id)
    }
    // Nobody is given it.
    await session.package.create({ data: { name: 'Parcel 4', notes: 'For next year' } })
    const recipients = await session.recipient.createManyAndReturn({
      data: ['Ann', 'Åsa', 'Ann', '\u{1f36a} Ben', '\uff5e Cy'].map((name) => ({ name })),
      select: { id: true },
    })
    const made = await session.event.createManyAndReturn({
      data: Array.from({ length: events }, (_, index) => ({
        name: `Advent ${String(index + 1)}`,
        // Three events share a day.
        date: new Date(Date.UTC(2026, 11, 1 + (Math.floor(index / 3) % 24))),
      })),
      select: { id: true },
    })
    const eventIds = made.map(({ id }) => id)
    const planned = await session.assignment.createManyAndReturn({
      data: eventIds.flatMap((eventId) =>
        Array.from({ length: assignments }, (_, index) => ({
          eventId,
          recipientId: recipients[index % recipients.length]?.id ?? 0,
          packageId: packageIds[index % packageIds.length] ?? 0,
          quantity: 1 + (index % 2),
        })),
      ),
      select: { id: true, eventId: true },
    })
    await session.productionRecord.createMany({
      data: eventIds.flatMap((eventId, event) =>
        recipeIds.flatMap((recipeId, recipe) =>
          [1, 2].map((batches) => ({
            eventId,
            recipeId,
            batches,
            // The first one's is more by what it takes from a lot, below.
            actualCost: event === 0 && recipe === 0 && batches === 1 ? '0.25' : '1.25',
            producedAt: new Date('2026-11-30T10:00:00Z'),
          })),
        ),
      ),
    })
    // What the first record took from the first lot, and gave back.
    const record = await session.productionRecord.findFirst({ orderBy: { id: 'asc' } })
    if (record !== null) {
      const ofRecord = { lotId: lots[0]?.id ?? 0, recordId: record.id }
      const taken = await session.lotEntry.create({
        data: { ...ofRecord, kind: 'CONSUMED', quantity: '-2.5', value: -1 },
      })
      await session.lotEntry.create({
        data: { ...ofRecord, kind: 'RETURNED', quantity: '2.5', value: 1, reversesId: taken.id },
      })
    }
    // Of the second record of stars, half a batch was lost, and it lacked some flour.
    const short = await session.productionRecord.findFirst({
      where: { recipeId: stars, batches: 2 },
      orderBy: { id: 'asc' },
    })
    if (short !== null) {
      await session.loss.create({
        data: {
          recordId: short.id,
          finishedUnitId: star.id,
          quantity: 12,
          numerator: 1,
          denominator: 2,
          reason: 'BURNT',
        },
      })
      await session.shortage.create({
        data: {
          recordId: short.id,
          position: 1,
          ingredientId: flour.id,
          unit: 'lb',
          needed: 5,
          available: 4,
          missing: 1,
          reason: 'NOT_IN_STOCK',
        },
      })
    }
    const assignmentIds = planned.filter(({ eventId }) => eventId === eventIds[0]).map(({ id }) => id)
    return { eventIds, recipeIds, packageIds, assignmentIds }
  })
}
