import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const RECIPE = `recipe { id name category version archived source estimatedMinutes notes
  lines { ingredient { id } quantity unit notes } components { recipe { id } batches } }`

describe.each(databases)('A recipe on the $kind database', ({ open }) => {
  let catalog: Catalog
  let made = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createRecipe: RECIPE,
      updateRecipe: RECIPE,
      deleteRecipe: 'deletedId',
      createFinishedUnit: 'finishedUnit { id }',
      recordProduction: 'record { id }',
    })
  })
  afterAll(() => catalog.close())

  /** An ingredient that is bought at 10 for 25 lb. */
  const ingredient = (data: { archived?: boolean; isTracked?: boolean } = {}): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `ingredient-${String(++made)}`
      const { id, products } = await session.ingredient.create({
        data: {
          slug: name,
          name,
          ...data,
          products: { create: { packageUnit: 'lb', packageUnitQuantity: 25, isPreferred: true } },
        },
        include: { products: true },
      })
      await session.purchase.create({
        data: {
          productId: products[0]?.id ?? 0,
          purchasedOn: new Date('2026-11-01'),
          quantity: 1,
          pricePerPackage: 10,
        },
      })
      return idOf('Ingredient', id)
    })
  const numberOf = (id: string): number => Number(id.split('_').at(-1))
  const recipe = async (...held: string[]): Promise<string> => {
    const components = held.map((recipeId) => ({ recipeId, batches: '1' }))
    const input = { name: `Recipe ${String(++made)}`, category: 'Cookies', components }
    return String((await catalog.done('createRecipe', input))['id'])
  }
  const event = (): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) =>
      idOf('Event', (await session.event.create({ data: { name: 'Advent', date: new Date('2026-12-01') } })).id),
    )

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const [flour, salt, dough] = [await ingredient(), await ingredient(), await recipe()]
    const { id, ...created } = await done('createRecipe', {
      name: ' Stars ',
      category: ' Cookies ',
      source: 'Grandmother',
      estimatedMinutes: 90,
      notes: 'Chill',
      lines: [
        { ingredientId: flour, quantity: '2.50', unit: ' CUP ', notes: 'sifted' },
        { ingredientId: salt, quantity: '0.0000000001', unit: 'tsp' },
        { ingredientId: flour, quantity: '1', unit: 'lb' },
      ],
      components: [{ recipeId: dough, batches: '0.50' }],
    })
    expect(created).toEqual({
      name: 'Stars',
      category: 'Cookies',
      version: 1,
      archived: false,
      source: 'Grandmother',
      estimatedMinutes: 90,
      notes: 'Chill',
      lines: [
        { ingredient: { id: flour }, quantity: '2.5', unit: 'cup', notes: 'sifted' },
        { ingredient: { id: salt }, quantity: '0.0000000001', unit: 'tsp', notes: null },
        { ingredient: { id: flour }, quantity: '1', unit: 'lb', notes: null },
      ],
      components: [{ recipe: { id: dough }, batches: '0.5' }],
    })
    expect(
      await done('updateRecipe', { id, expectedVersion: 1, source: null, estimatedMinutes: null, notes: null }),
    ).toEqual({ id, ...created, source: null, estimatedMinutes: null, notes: null, version: 2 })
    const lines = [{ ingredientId: salt, quantity: '3', unit: 'g' }]
    expect(await done('updateRecipe', { id, lines })).toMatchObject({
      version: 3,
      lines: [{ ingredient: { id: salt }, quantity: '3', unit: 'g' }],
      components: created['components'],
    })
    expect(await done('updateRecipe', { id, lines })).toMatchObject({ version: 3 })
    expect(await done('updateRecipe', { id, lines: null, components: null })).toMatchObject({
      version: 4,
      lines: [],
      components: [],
    })
    expect(await done('deleteRecipe', { id })).toEqual({ deletedId: id })
    const first = `2.5 cup ${flour} (sifted), 0.0000000001 tsp ${salt}, 1 lb ${flour}`
    expect(await historyOf(id)).toEqual([
      {
        action: 'deleteRecipe',
        changes: [
          { field: 'name', before: 'Stars', after: null },
          { field: 'category', before: 'Cookies', after: null },
        ],
      },
      {
        action: 'updateRecipe',
        changes: [
          { field: 'lines', before: `3 g ${salt}`, after: null },
          { field: 'components', before: `0.5 x ${dough}`, after: null },
        ],
      },
      { action: 'updateRecipe', changes: [{ field: 'lines', before: first, after: `3 g ${salt}` }] },
      {
        action: 'updateRecipe',
        changes: [
          { field: 'source', before: 'Grandmother', after: null },
          { field: 'estimatedMinutes', before: '90', after: null },
          { field: 'notes', before: 'Chill', after: null },
        ],
      },
      {
        action: 'createRecipe',
        changes: [
          { field: 'name', before: null, after: 'Stars' },
          { field: 'category', before: null, after: 'Cookies' },
          { field: 'source', before: null, after: 'Grandmother' },
          { field: 'estimatedMinutes', before: null, after: '90' },
          { field: 'notes', before: null, after: 'Chill' },
          { field: 'lines', before: null, after: first },
          { field: 'components', before: null, after: `0.5 x ${dough}` },
        ],
      },
    ])
  })

  it('costs what its lines and components do now, and names what has no price', async () => {
    const { done, client } = catalog
    const [flour, water] = [await ingredient(), await ingredient({ isTracked: false })]
    const lineOf = (ingredientId: string, quantity: string, unit = 'lb') => ({ ingredientId, quantity, unit })
    const { id: dough } = await done('createRecipe', {
      name: 'Dough',
      category: 'Basics',
      lines: [lineOf(flour, '5'), lineOf(water, '1', 'cup'), lineOf(flour, '1', 'each')],
    })
    const { id } = await done('createRecipe', {
      name: 'Buns',
      category: 'Buns',
      lines: [lineOf(flour, '1')],
      components: [{ recipeId: dough, batches: '0.3333333333' }],
    })
    const ask = async (): Promise<unknown> =>
      (
        await client.ask(
          `query ($id: ID!) { recipe(id: $id) { costPerBatch costGaps { recipe { id } ingredient { id } reason }
            components { recipe { costPerBatch usedIn { id } } } } }`,
          { id },
        )
      ).data
    const gap = { recipe: { id: dough }, ingredient: { id: flour }, reason: 'UNIT_NOT_CONVERTIBLE' }
    expect(await ask()).toEqual({
      recipe: {
        // 0.4 a pound: 0.4 + 2 x 0.3333333333
        costPerBatch: '1.0667',
        costGaps: [gap],
        components: [{ recipe: { costPerBatch: '2.0000', usedIn: [{ id }] } }],
      },
    })
    await done('updateRecipe', { id: dough, lines: [lineOf(flour, '10')] })
    expect(await ask()).toMatchObject({ recipe: { costPerBatch: '1.7333', costGaps: [] } })
  })

  it('has a name that no other one has, whatever its case and the space around it', async () => {
    const { done, refused } = catalog
    const { id } = await done('createRecipe', { name: 'Käsekuchen', category: 'Cakes' })
    const taken = { code: 'NAME_TAKEN', name: 'Käsekuchen', id }
    expect(await refused('createRecipe', { name: ' KÄSEKUCHEN ', category: 'x' })).toEqual(taken)
    expect(await refused('updateRecipe', { id: await recipe(), name: 'käsekuchen' })).toEqual(taken)
    expect(await done('updateRecipe', { id, name: 'KÄSEKUCHEN' })).toMatchObject({ name: 'KÄSEKUCHEN', version: 2 })
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused, ask } = catalog
    const id = await recipe()
    await done('updateRecipe', { id, notes: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateRecipe', { id, expectedVersion: 1, lines: [] })).toEqual(stale)
    expect(await refused('deleteRecipe', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(['1', '2'].map((notes) => ask('updateRecipe', { id, expectedVersion: 2, notes })))
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('never holds itself, and nests ten deep and no deeper, whichever end is put into the other', async () => {
    const { done, refused } = catalog
    const holding = (recipeId: string) => ({ components: [{ recipeId, batches: '1' }] })
    const chainOf = async (length: number): Promise<{ outermost: string; innermost: string }> => {
      const innermost = await recipe()
      let outermost = innermost
      for (let depth = 1; depth < length; depth++) outermost = await recipe(outermost)
      return { outermost, innermost }
    }
    const [five, other] = [await chainOf(5), await chainOf(5)]
    const { innermost: id } = five
    expect(await refused('updateRecipe', { id, ...holding(id) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 2 },
    })
    expect(await refused('updateRecipe', { id, ...holding(five.outermost) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 6 },
    })
    await done('updateRecipe', { id, ...holding(other.outermost) })
    expect(await refused('createRecipe', { name: 'Eleven', category: 'x', ...holding(five.outermost) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11 },
    })
    // Nothing but the recipes that hold it become too deep.
    expect(await refused('updateRecipe', { id: other.innermost, ...holding(await recipe()) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11 },
    })
  })

  it('and another one that are put into each other at once are not both', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await recipe(), await recipe()]
      const answers = await Promise.all(
        [
          [one, two],
          [two, one],
        ].map(([id, recipeId]) => catalog.ask('updateRecipe', { id, components: [{ recipeId, batches: '1' }] })),
      )
      expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'CIRCULAR_REFERENCE'])
    }
  })

  it('takes nothing that is archived or has others below it, but keeps what it has', async () => {
    const { done, refused, database } = catalog
    const [flour, spice, part] = [await ingredient(), await ingredient(), await recipe()]
    const lineOf = (ingredientId: string, unit = 'g') => ({ ingredientId, quantity: '2', unit })
    const components = [{ recipeId: part, batches: '2' }]
    const { id } = await done('createRecipe', {
      name: 'Keeper',
      category: 'x',
      lines: [lineOf(flour), lineOf(spice)],
      components,
    })
    await inSession(database.sessions, { mode: 'write' }, async (session) => {
      await session.ingredient.update({ where: { id: numberOf(flour) }, data: { archived: true } })
      // As an import may leave it.
      await session.ingredient.create({ data: { slug: 'below', name: 'Below', parentId: numberOf(spice) } })
      await session.recipeLine.updateMany({
        where: { recipeId: numberOf(String(id)), position: 0 },
        data: { unit: 'handful' },
      })
    })
    await done('updateRecipe', { id: part, archived: true })
    const kept = { lines: [{ ...lineOf(flour, 'handful'), quantity: '3' }, lineOf(spice, 'kg')], components }
    expect(await done('updateRecipe', { id, ...kept })).toMatchObject({ version: 2 })
    const refusal = { code: 'VALIDATION_FAILED', index: 0 }
    const create = (input: object) => refused('createRecipe', { name: 'New', category: 'x', ...input })
    expect(await create({ lines: [lineOf(flour)] })).toEqual({
      ...refusal,
      field: 'lines[0].ingredientId',
      reason: 'ARCHIVED',
    })
    expect(await create({ lines: [lineOf(spice)] })).toMatchObject({ ...refusal, field: 'lines[0].ingredientId' })
    expect(await create({ lines: [lineOf(await ingredient(), 'handful')] })).toMatchObject({
      ...refusal,
      field: 'lines[0].unit',
    })
    expect(await create({ components })).toEqual({
      ...refusal,
      field: 'components[0].recipeId',
      reason: 'ARCHIVED',
    })
  })

  it('that is archived is baked no more', async () => {
    const { done, refused } = catalog
    const [id, eventId] = [await recipe(), await event()]
    const bake = { eventId, recipeId: id, batches: 1 }
    await done('recordProduction', bake)
    await done('updateRecipe', { id, archived: true })
    expect(await refused('recordProduction', bake)).toEqual({
      code: 'VALIDATION_FAILED',
      field: 'recipeId',
      reason: 'ARCHIVED',
    })
  })

  it('that something refers to stays, and says how many do', async () => {
    const { done, refused } = catalog
    const id = await recipe()
    await recipe(id)
    await done('createFinishedUnit', { recipeId: id, name: 'Star', itemsPerBatch: 12 })
    await done('recordProduction', { eventId: await event(), recipeId: id, batches: 1 })
    expect(await refused('deleteRecipe', { id })).toEqual({ code: 'RECIPE_IN_USE', id, count: 3 })
  })

  const line = { ingredientId: 'ingredient_1', quantity: '1', unit: 'g' }
  const part = { recipeId: 'recipe_1', batches: '1' }
  it.each([
    ['without a name', { name: ' ' }, 'name'],
    ['without a category', { category: '' }, 'category'],
    ['that takes less than no time', { estimatedMinutes: -1 }, 'estimatedMinutes'],
    ['of no flour', { lines: [{ ...line, quantity: '0' }] }, 'lines[0].quantity'],
    ['of less than none', { lines: [line, { ...line, quantity: '-1' }] }, 'lines[1].quantity'],
    ['of more than can be written', { lines: [{ ...line, quantity: '10000000000' }] }, 'lines[0].quantity'],
    ['of a unit that is none', { lines: [{ ...line, unit: 'handful' }] }, 'lines[0].unit'],
    ['of what is no ingredient', { lines: [{ ...line, ingredientId: 'recipe_1' }] }, 'lines[0].ingredientId'],
    ['of no batches', { components: [{ ...part, batches: '0' }] }, 'components[0].batches'],
    ['of too many batches', { components: [{ ...part, batches: '1000000.1' }] }, 'components[0].batches'],
    ['of a recipe twice', { components: [part, part] }, 'components[1].recipeId'],
    ['of more lines than it may have', { lines: Array.from({ length: 1001 }, () => line) }, 'lines'],
  ])('%s is refused', async (_, input, field) => {
    await ingredient()
    const id = await recipe()
    const refusal = { code: 'VALIDATION_FAILED', field }
    const given = { name: 'Refused', category: 'x', ...input }
    expect(await catalog.refused('createRecipe', given)).toMatchObject(refusal)
    expect(await catalog.refused('updateRecipe', { id, ...input })).toMatchObject(refusal)
  })

  it.each([
    ['lines', { ingredientId: 'ingredient_999999', quantity: '1', unit: 'g' }, 'INGREDIENT_NOT_FOUND'],
    ['components', { recipeId: 'recipe_999999', batches: '1' }, 'RECIPE_NOT_FOUND'],
  ])('of what there is none of is refused, and says which: %s', async (field, unknown, code) => {
    const known =
      field === 'lines' ? { ...line, ingredientId: await ingredient() } : { ...part, recipeId: await recipe() }
    const input = { name: 'Lost', category: 'x', [field]: [known, unknown] }
    const id = Object.values(unknown)[0]
    expect(await catalog.refused('createRecipe', input)).toEqual({ code, id, index: 1 })
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { id } = await catalog.done('createRecipe', { name: 'Zoë ÄÖ', category: 'A' })
    await catalog.done('updateRecipe', { id, archived: true })
    await catalog.done('createRecipe', { name: 'aaa', category: 'Zz' })
    await catalog.done('createRecipe', { name: 'AAAB', category: 'Cookies and more' })
    const categories = new Map<string, unknown>()
    const { data } = await catalog.client.ask(
      '{ recipes(first: 100, filter: { archived: null }) { nodes { id category } } }',
    )
    for (const row of (data as { recipes: { nodes: { id: string; category: unknown }[] } }).recipes.nodes) {
      categories.set(row.id, row.category)
    }
    await catalog.compareLists('recipes', 'Recipe', {
      NAME: ({ name }) => name,
      CATEGORY: (row) => `${String(categories.get(row.id))}\u0001${row.name}`,
    })
    const { data: ofCategory } = await catalog.client.ask(
      '{ recipes(filter: { category: "Zz" }) { totalCount nodes { name } } }',
    )
    expect(ofCategory).toEqual({ recipes: { totalCount: 1, nodes: [{ name: 'aaa' }] } })
  })
})
