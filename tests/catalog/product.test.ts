import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const PRODUCT = `product { id brand name packageUnit packageUnitQuantity isPreferred version archived
  packageSize packageType gtin notes ingredient { id } }`

describe.each(databases)('A product on the $kind database', ({ open }) => {
  let catalog: Catalog
  let made = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createProduct: PRODUCT,
      updateProduct: PRODUCT,
      deleteProduct: 'deletedId',
      createIngredient: 'ingredient { id }',
      updateIngredient: 'ingredient { id }',
      recordPurchase: 'purchase { id }',
      recordLot: 'lot { id }',
    })
  })
  afterAll(() => catalog.close())

  const ingredient = async (): Promise<string> =>
    String((await catalog.done('createIngredient', { name: `Ingredient ${String(++made)}` }))['id'])
  const product = async (ingredientId: string, more: object = {}): Promise<string> => {
    const input = { ingredientId, brand: `Brand ${String(++made)}`, packageUnit: 'lb', packageUnitQuantity: '25' }
    return String((await catalog.done('createProduct', { ...input, ...more }))['id'])
  }
  const rowOf = (id: string): number => Number(id.split('_').at(-1))
  const lotOf = (productId: string): Promise<unknown> => catalog.done('recordLot', { productId, quantity: '1' })
  const preferredOf = async (ingredientId: string): Promise<unknown> => {
    const where = `ingredient_id = ${String(rowOf(ingredientId))} AND is_preferred`
    return (await catalog.rows('product', 'id', where)).map((id) => idOf('Product', Number(id)))
  }
  /** What no mutation makes, as an import does. */
  const imported = (ingredientId: string, data: object): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const { id } = await session.product.create({
        data: { packageUnit: 'lb', packageUnitQuantity: 25, ingredientId: rowOf(ingredientId), ...data },
      })
      return idOf('Product', id)
    })

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const [flour, other] = [await ingredient(), await ingredient()]
    const { id, ...created } = await done('createProduct', {
      ingredientId: flour,
      brand: ' King Arthur ',
      name: ' Organic ',
      packageUnit: ' LB ',
      packageUnitQuantity: '25.50',
      isPreferred: true,
      packageSize: '25 lb bag',
      packageType: 'bag',
      gtin: '071012000500',
      notes: 'Dry',
    })
    expect(created).toEqual({
      ingredient: { id: flour },
      brand: 'King Arthur',
      name: 'Organic',
      packageUnit: 'lb',
      packageUnitQuantity: '25.5',
      isPreferred: true,
      version: 1,
      archived: false,
      packageSize: '25 lb bag',
      packageType: 'bag',
      gtin: '071012000500',
      notes: 'Dry',
    })
    const cleared = { brand: null, name: null, packageSize: null, packageType: null, gtin: null, notes: null }
    expect(await done('updateProduct', { id, expectedVersion: 1, ...cleared })).toEqual({
      id,
      ...created,
      ...cleared,
      brand: '',
      name: '',
      version: 2,
    })
    const moved = { ingredientId: other, packageUnit: 'each', packageUnitQuantity: '12' }
    expect(await done('updateProduct', { id, ...moved })).toMatchObject({
      ingredient: { id: other },
      packageUnit: 'each',
      packageUnitQuantity: '12',
      isPreferred: true,
      version: 3,
    })
    const same = { ...moved, packageUnit: 'EACH', packageUnitQuantity: '12.0', isPreferred: true }
    expect(await done('updateProduct', { id, ...same })).toMatchObject({ version: 3, packageUnit: 'each' })
    expect(await done('updateProduct', { id, archived: true })).toMatchObject({
      archived: true,
      isPreferred: false,
      version: 4,
    })
    expect(await done('deleteProduct', { id, expectedVersion: 4 })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toEqual([
      {
        action: 'deleteProduct',
        changes: [
          { field: 'ingredientId', before: other, after: null },
          { field: 'packageUnit', before: 'each', after: null },
          { field: 'packageUnitQuantity', before: '12', after: null },
          { field: 'archived', before: 'true', after: null },
        ],
      },
      {
        action: 'updateProduct',
        changes: [
          { field: 'isPreferred', before: 'true', after: null },
          { field: 'archived', before: null, after: 'true' },
        ],
      },
      {
        action: 'updateProduct',
        changes: [
          { field: 'ingredientId', before: flour, after: other },
          { field: 'packageUnit', before: 'lb', after: 'each' },
          { field: 'packageUnitQuantity', before: '25.5', after: '12' },
        ],
      },
      {
        action: 'updateProduct',
        changes: [
          { field: 'brand', before: 'King Arthur', after: null },
          { field: 'name', before: 'Organic', after: null },
          { field: 'packageSize', before: '25 lb bag', after: null },
          { field: 'packageType', before: 'bag', after: null },
          { field: 'gtin', before: '071012000500', after: null },
          { field: 'notes', before: 'Dry', after: null },
        ],
      },
      {
        action: 'createProduct',
        changes: [
          { field: 'ingredientId', before: null, after: flour },
          { field: 'brand', before: null, after: 'King Arthur' },
          { field: 'name', before: null, after: 'Organic' },
          { field: 'packageUnit', before: null, after: 'lb' },
          { field: 'packageUnitQuantity', before: null, after: '25.5' },
          { field: 'isPreferred', before: null, after: 'true' },
          { field: 'packageSize', before: null, after: '25 lb bag' },
          { field: 'packageType', before: null, after: 'bag' },
          { field: 'gtin', before: null, after: '071012000500' },
          { field: 'notes', before: null, after: 'Dry' },
        ],
      },
    ])
  })

  it('is none that its ingredient has already, whatever the case, the spelling and the space around it', async () => {
    const { done, refused } = catalog
    const [ingredientId, other] = [await ingredient(), await ingredient()]
    const mill = { ingredientId, brand: 'Öl Mill', name: 'Fine', packageUnit: 'lb', packageUnitQuantity: '25' }
    const { id } = await done('createProduct', mill)
    const taken = { code: 'NAME_TAKEN', name: 'Öl Mill, Fine, 25 lb', id }
    const alike = { ...mill, brand: ' ÖL mill', name: 'FINE', packageUnit: 'Lb', packageUnitQuantity: '25.00' }
    expect(await refused('createProduct', alike)).toEqual(taken)
    for (const differing of [
      { brand: null },
      { name: 'Coarse' },
      { packageUnit: 'kg' },
      { packageUnitQuantity: '5' },
    ]) {
      const { id: kept } = await done('createProduct', { ...mill, ...differing })
      expect(await refused('updateProduct', { ...alike, id: kept })).toEqual(taken)
    }
    const { id: elsewhere } = await done('createProduct', { ...mill, ingredientId: other })
    expect(await refused('updateProduct', { id: elsewhere, ingredientId })).toEqual(taken)
    expect(await done('updateProduct', { id, brand: 'ÖL MILL' })).toMatchObject({ brand: 'ÖL MILL', version: 2 })
  })

  it('that two create at once is created once', async () => {
    const ingredientId = await ingredient()
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(
        ['Twin', 'TWIN'].map((brand) =>
          catalog.ask('createProduct', {
            ingredientId,
            brand,
            packageUnit: 'g',
            packageUnitQuantity: String(round + 1),
          }),
        ),
      )
      expect(answers.map(({ codes }) => codes[0] ?? 'CREATED').sort()).toEqual(['CREATED', 'NAME_TAKEN'])
    }
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused, ask } = catalog
    const id = await product(await ingredient())
    await done('updateProduct', { id, notes: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateProduct', { id, expectedVersion: 1, isPreferred: true })).toEqual(stale)
    expect(await refused('deleteProduct', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(
      ['1', '2'].map((notes) => ask('updateProduct', { id, expectedVersion: 2, notes })),
    )
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('that is preferred ends that another one is, and the history of that one tells so', async () => {
    const { done, historyOf, rows } = catalog
    const ingredientId = await ingredient()
    const one = await product(ingredientId, { isPreferred: true })
    const two = await product(ingredientId, { isPreferred: true })
    expect(await preferredOf(ingredientId)).toEqual([two])
    await done('updateProduct', { id: one, isPreferred: true })
    expect(await preferredOf(ingredientId)).toEqual([one])
    expect(await rows('product', 'version', `ingredient_id = ${String(rowOf(ingredientId))}`)).toEqual([3, 2])
    const ended = [{ field: 'isPreferred', before: 'true', after: null }]
    expect((await historyOf(one)).slice(0, 2)).toEqual([
      { action: 'updateProduct', changes: [{ field: 'isPreferred', before: null, after: 'true' }] },
      { action: 'createProduct', changes: ended },
    ])
    expect((await historyOf(two))[0]).toEqual({ action: 'updateProduct', changes: ended })
    const elsewhere = await product(await ingredient(), { isPreferred: true })
    await done('updateProduct', { id: elsewhere, ingredientId })
    expect(await preferredOf(ingredientId)).toEqual([elsewhere])
    await done('updateProduct', { id: elsewhere, isPreferred: false })
    expect(await preferredOf(ingredientId)).toEqual([])
  })

  it('and another one that are preferred at once are not both', async () => {
    const { ask, rows } = catalog
    const ingredientId = await ingredient()
    const ids = [await product(ingredientId), await product(ingredientId), await product(ingredientId)]
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all([
        ...ids.map((id) => ask('updateProduct', { id, isPreferred: true })),
        ask('createProduct', {
          ingredientId,
          packageUnit: 'oz',
          packageUnitQuantity: String(round + 1),
          isPreferred: true,
        }),
      ])
      expect(answers.flatMap(({ codes }) => codes)).toEqual([])
      expect(await preferredOf(ingredientId)).toHaveLength(1)
    }
    // Each has as many entries in its history as its version says.
    const where = `ingredient_id = ${String(rowOf(ingredientId))}`
    const entries = `(SELECT count(*)::int FROM history_entry WHERE subject_type = 'Product' AND subject_id = product.id)`
    expect(await rows('product', entries, where)).toEqual(await rows('product', 'version', where))
  })

  it('that is archived is of no new use, and preferred no longer', async () => {
    const { done, refused } = catalog
    const ingredientId = await ingredient()
    const id = await product(ingredientId, { isPreferred: true })
    const refusal = { code: 'VALIDATION_FAILED', field: 'isPreferred' }
    expect(await refused('updateProduct', { id, archived: true, isPreferred: true })).toMatchObject(refusal)
    expect(await done('updateProduct', { id, archived: true })).toMatchObject({ isPreferred: false })
    expect(await refused('updateProduct', { id, isPreferred: true })).toMatchObject(refusal)
    const archived = { code: 'VALIDATION_FAILED', field: 'productId', reason: 'ARCHIVED' }
    const bought = { productId: id, purchasedOn: '2026-11-01', packages: '1', pricePerPackage: '2' }
    expect(await refused('recordPurchase', bought)).toEqual(archived)
    expect(await refused('recordLot', { productId: id, quantity: '1' })).toEqual(archived)
    expect(await done('updateProduct', { id, archived: false, isPreferred: true })).toMatchObject({ isPreferred: true })
    await done('recordPurchase', bought)
  })

  it('that an import brought keeps what no other may be given', async () => {
    const { done, refused } = catalog
    const ingredientId = await ingredient()
    const hidden = await imported(ingredientId, { packageUnit: 'bag', archived: true, isPreferred: true })
    const kept = { packageUnit: 'bag', packageUnitQuantity: '25', archived: true, isPreferred: true, ingredientId }
    await catalog.done('updateIngredient', { id: ingredientId, archived: true })
    expect(await done('updateProduct', { id: hidden, ...kept, notes: 'x' })).toMatchObject({
      packageUnit: 'bag',
      isPreferred: true,
      version: 2,
    })
    expect(await refused('updateProduct', { id: hidden, packageUnit: 'sack' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'packageUnit',
    })
    const shouted = await imported(ingredientId, { packageUnit: 'LB' })
    await lotOf(shouted)
    expect(await done('updateProduct', { id: shouted, packageUnit: 'lb', notes: 'x' })).toMatchObject({
      packageUnit: 'LB',
      notes: 'x',
    })
  })

  it('of which there are lots stays what it is a package of', async () => {
    const { done, refused } = catalog
    const [ingredientId, other] = [await ingredient(), await ingredient()]
    const id = await product(ingredientId)
    await lotOf(id)
    await done('recordPurchase', { productId: id, purchasedOn: '2026-11-01', packages: '1', pricePerPackage: '2' })
    for (const change of [{ ingredientId: other }, { packageUnit: 'kg' }, { packageUnitQuantity: '5' }]) {
      expect(await refused('updateProduct', { id, ...change })).toEqual({ code: 'PRODUCT_IN_USE', id, count: 2 })
    }
    const same = { ingredientId, packageUnit: 'LB', packageUnitQuantity: '25.0', brand: 'Renamed' }
    expect(await done('updateProduct', { id, ...same })).toMatchObject({ packageUnit: 'lb', brand: 'Renamed' })
    expect(await refused('deleteProduct', { id })).toEqual({ code: 'PRODUCT_IN_USE', id, count: 3 })
  })

  it('gets a lot or another unit at once, and not both', async () => {
    const ingredientId = await ingredient()
    for (let round = 0; round < 10; round++) {
      const id = await product(ingredientId)
      const [recorded, changed] = await Promise.all([
        catalog.ask('recordLot', { productId: id, quantity: '1' }),
        catalog.ask('updateProduct', { id, packageUnit: 'kg' }),
      ])
      expect(recorded.codes).toEqual([])
      const [unit] = await catalog.rows('product', 'package_unit', `id = ${String(rowOf(id))}`)
      // Whoever changed it came first: the lot is one of kg from the start.
      expect(unit).toBe(changed.codes[0] === 'PRODUCT_IN_USE' ? 'lb' : 'kg')
    }
  })

  it('changes at once what a recipe costs, when another one is preferred', async () => {
    const { done, client } = catalog
    const ingredientId = await ingredient()
    const ids = [await product(ingredientId, { isPreferred: true }), await product(ingredientId)]
    for (const [index, productId] of ids.entries()) {
      const pricePerPackage = String(25 * (index + 1))
      await done('recordPurchase', { productId, purchasedOn: '2026-11-01', packages: '1', pricePerPackage })
    }
    const eventId = await inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `costing-${String(++made)}`
      const recipe = await session.recipe.create({
        data: {
          name,
          category: 'Bread',
          lines: { create: { ingredientId: rowOf(ingredientId), quantity: 3, unit: 'lb', position: 0 } },
          finishedUnits: { create: { slug: name, name, itemsPerBatch: 1 } },
        },
        include: { finishedUnits: true },
      })
      const assigned = await session.package.create({
        data: {
          name,
          contents: {
            create: {
              quantity: 1,
              position: 0,
              finishedGood: {
                create: {
                  slug: name,
                  name,
                  components: {
                    create: { finishedUnitId: recipe.finishedUnits[0]?.id ?? 0, quantity: 1, position: 0 },
                  },
                },
              },
            },
          },
        },
      })
      const recipient = await session.recipient.create({ data: { name } })
      const event = await session.event.create({ data: { name, date: new Date('2026-12-01') } })
      await session.assignment.create({
        data: { eventId: event.id, recipientId: recipient.id, packageId: assigned.id, quantity: 1 },
      })
      return idOf('Event', event.id)
    })
    const cost = async (): Promise<unknown> =>
      (await client.ask('query ($id: ID!) { productionProgress(eventId: $id) { plannedCost } }', { id: eventId })).data
    const costing = (plannedCost: string): object => ({ productionProgress: { plannedCost } })
    expect(await cost()).toEqual(costing('3.0000'))
    await done('updateProduct', { id: ids[1], isPreferred: true })
    expect(await cost()).toEqual(costing('6.0000'))
    await done('updateProduct', { id: ids[1], archived: true })
    expect(await cost()).toEqual(costing('0.0000'))
    await done('updateProduct', { id: ids[0], isPreferred: true })
    expect(await cost()).toEqual(costing('3.0000'))
  })

  it('is one of a thousand of its ingredient at the most', async () => {
    const { refused } = catalog
    const [ingredientId, id] = [await ingredient(), await product(await ingredient())]
    await inSession(catalog.database.sessions, { mode: 'write' }, (session) =>
      session.product.createMany({
        data: Array.from({ length: 1000 }, (_, index) => ({
          ingredientId: rowOf(ingredientId),
          brand: `Brand ${String(index)}`,
          packageUnit: 'lb',
          packageUnitQuantity: 1,
        })),
      }),
    )
    const refusal = { code: 'VALIDATION_FAILED', field: 'ingredientId' }
    const input = { ingredientId, packageUnit: 'lb', packageUnitQuantity: '1' }
    expect(await refused('createProduct', input)).toMatchObject(refusal)
    expect(await refused('updateProduct', { id, ingredientId })).toMatchObject(refusal)
    await inSession(catalog.database.sessions, { mode: 'write' }, (session) =>
      session.product.deleteMany({ where: { ingredientId: rowOf(ingredientId) } }),
    )
  })

  it.each([
    ['of what is no ingredient', { ingredientId: 'product_1' }, 'ingredientId'],
    ['of a brand that no list can show', { brand: 'x'.repeat(201) }, 'brand'],
    ['with a name that no list can show', { name: 'x'.repeat(201) }, 'name'],
    ['in no unit', { packageUnit: 'bag' }, 'packageUnit'],
    ['in a unit without a name', { packageUnit: '' }, 'packageUnit'],
    ['in packages of nothing', { packageUnitQuantity: '0' }, 'packageUnitQuantity'],
    ['in packages of less than nothing', { packageUnitQuantity: '-1' }, 'packageUnitQuantity'],
    ['in packages of more than can be kept', { packageUnitQuantity: '10000000000' }, 'packageUnitQuantity'],
    ['with a size that no list can show', { packageSize: 'x'.repeat(201) }, 'packageSize'],
    ['of a type that no list can show', { packageType: 'x'.repeat(201) }, 'packageType'],
    ['with a number that no bar code has', { gtin: 'x'.repeat(201) }, 'gtin'],
    ['with notes without an end', { notes: 'x'.repeat(20_001) }, 'notes'],
  ])('%s is refused', async (_, input, field) => {
    const ingredientId = await ingredient()
    const refusal = { code: 'VALIDATION_FAILED', field }
    const good = { ingredientId, packageUnit: 'lb', packageUnitQuantity: '1' }
    expect(await catalog.refused('createProduct', { ...good, ...input })).toMatchObject(refusal)
    const id = await product(ingredientId)
    expect(await catalog.refused('updateProduct', { id, ...input })).toMatchObject(refusal)
  })

  it.each(['ingredientId', 'packageUnit', 'packageUnitQuantity', 'isPreferred', 'archived'])(
    'without %s is refused',
    async (field) => {
      const id = await product(await ingredient())
      const refusal = { code: 'VALIDATION_FAILED', field }
      expect(await catalog.refused('updateProduct', { id, [field]: null })).toMatchObject(refusal)
    },
  )

  it('of an ingredient that there is none of is refused', async () => {
    const ingredientId = 'ingredient_999999'
    const refusal = { code: 'INGREDIENT_NOT_FOUND', id: ingredientId }
    const input = { ingredientId, packageUnit: 'lb', packageUnitQuantity: '1' }
    expect(await catalog.refused('createProduct', input)).toEqual(refusal)
    expect(await catalog.refused('updateProduct', { id: await product(await ingredient()), ingredientId })).toEqual(
      refusal,
    )
  })

  it('is listed by its ingredient, and by whether it is preferred', async () => {
    const ingredientId = await ingredient()
    const one = await product(ingredientId)
    const two = await product(ingredientId, { isPreferred: true })
    const listed = async (filter: object): Promise<unknown> =>
      (
        await catalog.client.ask(
          'query ($filter: ProductFilter) { products(filter: $filter) { totalCount nodes { id version } } }',
          { filter },
        )
      ).data
    const of = (...ids: string[]): object => ({
      products: { totalCount: ids.length, nodes: ids.map((id) => ({ id, version: 1 })) },
    })
    expect(await listed({ ingredientId })).toEqual(of(one, two))
    expect(await listed({ ingredientId, preferred: true })).toEqual(of(two))
    expect(await listed({ ingredientId, preferred: false })).toEqual(of(one))
    expect(await listed({ ingredientId: 'ingredient_999999' })).toEqual(of())
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { done } = catalog
    const { id: ingredientId } = await done('createIngredient', { name: 'Zoë ÄÖ' })
    const id = await product(String(ingredientId), { brand: '', name: 'Fein' })
    await done('updateProduct', { id, archived: true })
    const { id: last } = await done('createIngredient', { name: 'aaa' })
    await product(String(last), { brand: 'Mühle' })
    await product(String(ingredientId), { brand: '', name: 'Ähren' })
    await catalog.compareLists(
      'products',
      'Product',
      { NAME: ({ ingredient }) => ingredient?.name ?? '', NEWEST: 'newest first' },
      {
        more: 'brand ingredient { name }',
        searched: ({ name, brand, ingredient }) => [name, brand ?? '', ingredient?.name ?? ''],
      },
    )
  })
})
