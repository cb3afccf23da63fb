import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findIngredients } from '../../src/catalog/ingredient-definitions.js'
import { inList } from '../../src/domain-error.js'
import { inSession } from '../../src/session/in-session.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const INGREDIENT = `ingredient { id name version archived category description isPackaging isTracked
  parent { id } density { volume volumeUnit weight weightUnit } }`
const CUP = { volume: '1', volumeUnit: 'cup', weight: '4.25', weightUnit: 'oz' }

describe.each(databases)('An ingredient on the $kind database', ({ open }) => {
  let catalog: Catalog
  let made = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createIngredient: INGREDIENT,
      updateIngredient: INGREDIENT,
      deleteIngredient: 'deletedId',
      createProduct: 'product { id }',
      updateProduct: 'product { id }',
    })
  })
  afterAll(() => catalog.close())

  const ingredient = async (parentId: string | null = null): Promise<string> => {
    const { id } = await catalog.done('createIngredient', { name: `Ingredient ${String(++made)}`, parentId })
    return String(id)
  }
  const product = async (ingredientId: string): Promise<void> => {
    await catalog.done('createProduct', { ingredientId, packageUnit: 'lb', packageUnitQuantity: '5' })
  }
  const rowOf = (id: string): number => Number(id.split('_').at(-1))
  const nameOf = async (id: string): Promise<unknown> =>
    (await catalog.rows('ingredient', 'name', `id = ${String(rowOf(id))}`))[0]
  /** A recipe whose lines ask for ingredients, each for one cup. */
  const recipe = (...ingredientIds: string[]): Promise<{ id: string; name: string }> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `Recipe ${String(++made)}`
      const lines = ingredientIds.map((id, position) => ({
        ingredientId: rowOf(id),
        quantity: 1,
        unit: 'cup',
        position,
      }))
      const { id } = await session.recipe.create({ data: { name, category: 'Cookies', lines: { create: lines } } })
      return { id: idOf('Recipe', id), name }
    })
  /** So many ingredients, each below the one before it. */
  const chain = async (length: number, parentId: string | null = null): Promise<string[]> => {
    const ids: string[] = []
    for (let at = 0; at < length; at++) ids.push(await ingredient(ids.at(-1) ?? parentId))
    return ids
  }

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const parent = await ingredient()
    const { id, ...created } = await done('createIngredient', {
      name: ' Rye flour ',
      category: 'Flour',
      description: 'Dark',
      isPackaging: true,
      isTracked: false,
      parentId: parent,
      density: { ...CUP, weight: '4.250', weightUnit: ' OZ ' },
    })
    expect(created).toEqual({
      name: 'Rye flour',
      version: 1,
      archived: false,
      category: 'Flour',
      description: 'Dark',
      isPackaging: true,
      isTracked: false,
      parent: { id: parent },
      density: CUP,
    })
    expect(await done('updateIngredient', { id, expectedVersion: 1, category: null, description: null })).toEqual({
      id,
      ...created,
      category: null,
      description: null,
      version: 2,
    })
    const changed = { isPackaging: false, isTracked: true, parentId: null, density: { ...CUP, weight: '5' } }
    expect(await done('updateIngredient', { id, ...changed })).toMatchObject({
      version: 3,
      isPackaging: false,
      isTracked: true,
      parent: null,
      density: { ...CUP, weight: '5' },
    })
    expect(await done('updateIngredient', { id, ...changed })).toMatchObject({ version: 3 })
    expect(await done('updateIngredient', { id, density: null, archived: true })).toMatchObject({
      version: 4,
      density: null,
      archived: true,
    })
    expect(await done('deleteIngredient', { id })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toEqual([
      {
        action: 'deleteIngredient',
        changes: [
          { field: 'name', before: 'Rye flour', after: null },
          { field: 'isTracked', before: 'true', after: null },
          { field: 'archived', before: 'true', after: null },
        ],
      },
      {
        action: 'updateIngredient',
        changes: [
          { field: 'density', before: '1 cup = 5 oz', after: null },
          { field: 'archived', before: null, after: 'true' },
        ],
      },
      {
        action: 'updateIngredient',
        changes: [
          { field: 'isPackaging', before: 'true', after: null },
          { field: 'isTracked', before: 'false', after: 'true' },
          { field: 'parentId', before: parent, after: null },
          { field: 'density', before: '1 cup = 4.25 oz', after: '1 cup = 5 oz' },
        ],
      },
      {
        action: 'updateIngredient',
        changes: [
          { field: 'category', before: 'Flour', after: null },
          { field: 'description', before: 'Dark', after: null },
        ],
      },
      {
        action: 'createIngredient',
        changes: [
          { field: 'name', before: null, after: 'Rye flour' },
          { field: 'category', before: null, after: 'Flour' },
          { field: 'description', before: null, after: 'Dark' },
          { field: 'isPackaging', before: null, after: 'true' },
          { field: 'isTracked', before: null, after: 'false' },
          { field: 'parentId', before: null, after: parent },
          { field: 'density', before: null, after: '1 cup = 4.25 oz' },
        ],
      },
    ])
  })

  it('is tracked and no packaging if nothing is said', async () => {
    const usual = { isPackaging: false, isTracked: true, parent: null, density: null, category: null }
    expect(await catalog.done('createIngredient', { name: 'Usual' })).toMatchObject(usual)
    const nothing = { isPackaging: null, isTracked: null, parentId: null, density: null }
    expect(await catalog.done('createIngredient', { name: 'Usual too', ...nothing })).toMatchObject(usual)
  })

  it('has a name that no other one has, whatever its case and the space around it, and a slug of its own', async () => {
    const { done, refused, rows } = catalog
    const { id } = await done('createIngredient', { name: 'Crème fraîche' })
    const taken = { code: 'NAME_TAKEN', name: 'Crème fraîche', id }
    expect(await refused('createIngredient', { name: ' CRÈME fraîche' })).toEqual(taken)
    expect(await refused('updateIngredient', { id: await ingredient(), name: 'crème FRAÎCHE' })).toEqual(taken)
    expect(await done('updateIngredient', { id, name: 'crème fraîche' })).toMatchObject({ version: 2 })
    await done('createIngredient', { name: 'Crème: fraîche' })
    expect(await rows('ingredient', 'slug', `slug LIKE 'creme-fraiche%'`)).toEqual(['creme-fraiche', 'creme-fraiche-2'])
  })

  it('of one name that two create at once is created once', async () => {
    for (let round = 0; round < 10; round++) {
      const name = `Twin ${String(round)}`
      const two = await Promise.all(
        [name, name.toUpperCase()].map((each) => catalog.ask('createIngredient', { name: each })),
      )
      expect(two.map(({ codes }) => codes[0] ?? 'CREATED').sort()).toEqual(['CREATED', 'NAME_TAKEN'])
    }
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused, ask } = catalog
    const id = await ingredient()
    await done('updateIngredient', { id, description: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateIngredient', { id, expectedVersion: 1, density: CUP })).toEqual(stale)
    expect(await refused('deleteIngredient', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(
      ['1', '2'].map((description) => ask('updateIngredient', { id, expectedVersion: 2, description })),
    )
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('never stands below itself, at any depth, and the refusal says the way round', async () => {
    const { done, refused } = catalog
    const [top = '', middle = '', bottom = ''] = await chain(3)
    const names = [await nameOf(top), await nameOf(middle), await nameOf(bottom)]
    expect(await refused('updateIngredient', { id: top, parentId: bottom })).toEqual({
      code: 'CIRCULAR_REFERENCE',
      path: [...names, names[0]],
    })
    expect(await refused('updateIngredient', { id: top, parentId: top })).toEqual({
      code: 'CIRCULAR_REFERENCE',
      path: [names[0], names[0]],
    })
    expect(await done('updateIngredient', { id: bottom, parentId: top })).toMatchObject({ parent: { id: top } })
  })

  it('stands ten deep and no deeper, whichever end is put below the other', async () => {
    const { done, refused } = catalog
    const [ten, five, other] = [await chain(10), await chain(5), await chain(5)]
    expect(await refused('createIngredient', { name: 'Eleven', parentId: ten.at(-1) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11 },
    })
    await done('updateIngredient', { id: other[0], parentId: five.at(-1) })
    const last = await ingredient()
    expect(await refused('updateIngredient', { id: last, parentId: other.at(-1) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11, 0: await nameOf(five[0] ?? ''), 10: await nameOf(last) },
    })
    // Nothing but what is below it becomes too deep.
    expect(await refused('updateIngredient', { id: five[0], parentId: last })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11, 0: await nameOf(last), 10: await nameOf(other.at(-1) ?? '') },
    })
  })

  it('and another one that are put below each other at once are not both', async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [await ingredient(), await ingredient()]
      const answers = await Promise.all(
        [
          [one, two],
          [two, one],
        ].map(([id, parentId]) => catalog.ask('updateIngredient', { id, parentId })),
      )
      expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'CIRCULAR_REFERENCE'])
    }
  })

  it('that products or recipes use gets none below it, and one that has some below it gets no products', async () => {
    const { done, refused } = catalog
    const [bought, baked, parent] = [await ingredient(), await ingredient(), await ingredient()]
    await product(bought)
    await recipe(baked)
    const child = await ingredient(parent)
    for (const parentId of [bought, baked]) {
      const refusal = { code: 'VALIDATION_FAILED', field: 'parentId' }
      expect(await refused('createIngredient', { name: 'New', parentId })).toMatchObject(refusal)
      expect(await refused('updateIngredient', { id: child, parentId })).toMatchObject(refusal)
    }
    expect(
      await refused('createProduct', { ingredientId: parent, packageUnit: 'lb', packageUnitQuantity: '1' }),
    ).toMatchObject({ code: 'VALIDATION_FAILED', field: 'ingredientId' })
    await done('updateIngredient', { id: child, parentId: null })
    await product(parent)
  })

  it('that is a leaf is given a product or an ingredient below it at once, and not both', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await ingredient()
      const answers = await Promise.all([
        catalog.ask('createProduct', { ingredientId: id, packageUnit: 'lb', packageUnitQuantity: '1' }),
        catalog.ask('createIngredient', { name: `Below ${String(round)}`, parentId: id }),
      ])
      expect(answers.map(({ codes }) => codes[0] ?? 'DONE').sort()).toEqual(['DONE', 'VALIDATION_FAILED'])
    }
  })

  it('stands below nothing that is archived, but stays where it is, as what an import brought does', async () => {
    const { done, refused } = catalog
    const [parent, other] = [await ingredient(), await ingredient()]
    const id = await ingredient(parent)
    await product(other)
    await inSession(catalog.database.sessions, { mode: 'write' }, (session) =>
      session.ingredient.update({ where: { id: rowOf(id) }, data: { parentId: rowOf(other) } }),
    )
    await done('updateIngredient', { id: parent, archived: true })
    await done('updateIngredient', { id: other, archived: true })
    expect(await done('updateIngredient', { id, parentId: other, category: 'x' })).toMatchObject({ version: 2 })
    const refusal = { code: 'VALIDATION_FAILED', field: 'parentId', reason: 'ARCHIVED' }
    expect(await refused('updateIngredient', { id, parentId: parent })).toEqual(refusal)
    expect(await refused('createIngredient', { name: 'New', parentId: parent })).toEqual(refusal)
    expect(
      await refused('createProduct', { ingredientId: parent, packageUnit: 'lb', packageUnitQuantity: '1' }),
    ).toEqual({ ...refusal, field: 'ingredientId' })
  })

  it('is of new use as a leaf that is not archived, and of the use that it had in any case', async () => {
    const [leaf, parent, archived] = [await ingredient(), await ingredient(), await ingredient()]
    await ingredient(parent)
    await catalog.done('updateIngredient', { id: archived, archived: true })
    const use = (ids: string[], held: string[] = []): Promise<void> =>
      inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
        const found = await findIngredients(ids.map(rowOf), held.map(rowOf), session, (index, check) =>
          inList('lines', index, check),
        )
        found.checkUsable()
      })
    await use([leaf, parent, archived], [parent, archived])
    const refusal = { code: 'VALIDATION_FAILED', details: { field: 'lines[1].ingredientId', index: 1 } }
    await expect(use([leaf, parent], [archived])).rejects.toMatchObject(refusal)
    await expect(use([leaf, archived], [leaf])).rejects.toMatchObject({
      ...refusal,
      details: { ...refusal.details, reason: 'ARCHIVED' },
    })
    await expect(use([archived, 'ingredient_999999'])).rejects.toMatchObject({
      code: 'INGREDIENT_NOT_FOUND',
      details: { id: 'ingredient_999999', index: 1 },
    })
  })

  it('that something refers to stays, and says what does', async () => {
    const { refused, client } = catalog
    const id = await ingredient()
    await product(id)
    const [one, two] = [await recipe(id, id), await recipe(id)]
    expect(await refused('deleteIngredient', { id })).toEqual({ code: 'INGREDIENT_IN_USE', id, count: 4 })
    const parent = await ingredient()
    const child = await ingredient(parent)
    expect(await refused('deleteIngredient', { id: parent })).toEqual({
      code: 'INGREDIENT_IN_USE',
      id: parent,
      count: 1,
    })
    const { data } = await client.ask(
      `query ($used: ID!, $parent: ID!) {
         used: ingredient(id: $used) { recipes { id name } products { packageUnit ingredient { id } } children { id } }
         parent: ingredient(id: $parent) { children { id version parent { id } } products { id } recipes { id } } }`,
      { used: id, parent },
    )
    expect(data).toEqual({
      used: { recipes: [one, two], products: [{ packageUnit: 'lb', ingredient: { id } }], children: [] },
      parent: { children: [{ id: child, version: 1, parent: { id: parent } }], products: [], recipes: [] },
    })
  })

  it('of which a record names a shortage stays', async () => {
    const id = await ingredient()
    const { id: recipeId } = await recipe(id)
    await inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const event = await session.event.create({ data: { name: 'Fair', date: new Date('2026-12-01') } })
      await session.productionRecord.create({
        data: {
          eventId: event.id,
          recipeId: rowOf(recipeId),
          batches: 1,
          actualCost: 0,
          producedAt: new Date('2026-11-30T10:00:00Z'),
          shortages: {
            create: {
              position: 0,
              ingredientId: rowOf(id),
              unit: 'cup',
              needed: 1,
              available: 0,
              missing: 1,
              reason: 'NOT_IN_STOCK',
            },
          },
        },
      })
      await session.recipeLine.deleteMany({ where: { ingredientId: rowOf(id) } })
    })
    expect(await catalog.refused('deleteIngredient', { id })).toEqual({ code: 'INGREDIENT_IN_USE', id, count: 1 })
  })

  it('changes at once what its recipes cost, by its density and by whether it is tracked', async () => {
    const { done, client } = catalog
    const id = await ingredient()
    const { id: recipeId } = await recipe(id)
    const goodId = await inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `flat-${String(++made)}`
      await session.product.create({
        data: {
          ingredientId: rowOf(id),
          packageUnit: 'oz',
          packageUnitQuantity: 1,
          isPreferred: true,
          purchases: { create: { purchasedOn: new Date('2026-11-01'), quantity: 1, pricePerPackage: 2 } },
        },
      })
      const good = await session.finishedGood.create({
        data: {
          slug: name,
          name,
          components: {
            create: {
              position: 0,
              quantity: 1,
              finishedUnit: { create: { slug: name, name, recipeId: rowOf(recipeId), itemsPerBatch: 1 } },
            },
          },
        },
      })
      return idOf('FinishedGood', good.id)
    })
    const cost = async (): Promise<unknown> =>
      (await client.ask('query ($id: ID!) { finishedGood(id: $id) { costNow } }', { id: goodId })).data
    const costing = (costNow: string): object => ({ finishedGood: { costNow } })
    expect(await cost()).toEqual(costing('0.0000'))
    await done('updateIngredient', { id, density: CUP })
    expect(await cost()).toEqual(costing('8.5000'))
    await done('updateIngredient', { id, density: { ...CUP, volume: '2' } })
    expect(await cost()).toEqual(costing('4.2500'))
    await done('updateIngredient', { id, isTracked: false })
    expect(await cost()).toEqual(costing('0.0000'))
    await done('updateIngredient', { id, isTracked: true })
    expect(await cost()).toEqual(costing('4.2500'))
  })

  it.each([
    ['without a name', { name: '' }, 'name'],
    ['of a category that no list can show', { category: 'x'.repeat(201) }, 'category'],
    ['with a description without an end', { description: 'x'.repeat(20_001) }, 'description'],
    ['below what is no ingredient', { parentId: 'recipe_1' }, 'parentId'],
    ['of which nothing weighs something', { density: { ...CUP, volume: '0' } }, 'density.volume'],
    ['of which a volume weighs nothing', { density: { ...CUP, weight: '0' } }, 'density.weight'],
    ['that lifts', { density: { ...CUP, weight: '-1' } }, 'density.weight'],
    ['of more volume than can be kept', { density: { ...CUP, volume: '10000000000' } }, 'density.volume'],
    ['of a volume by weight', { density: { ...CUP, volumeUnit: 'oz' } }, 'density.volumeUnit'],
    ['of a volume in no unit', { density: { ...CUP, volumeUnit: 'bag' } }, 'density.volumeUnit'],
    ['of a weight by volume', { density: { ...CUP, weightUnit: 'cup' } }, 'density.weightUnit'],
    ['of a weight by count', { density: { ...CUP, weightUnit: 'each' } }, 'density.weightUnit'],
  ])('%s is refused', async (_, input, field) => {
    const refusal = { code: 'VALIDATION_FAILED', field }
    expect(await catalog.refused('createIngredient', { name: 'Refused', ...input })).toMatchObject(refusal)
    expect(await catalog.refused('updateIngredient', { id: await ingredient(), ...input })).toMatchObject(refusal)
  })

  it.each(['name', 'isPackaging', 'isTracked', 'archived'])('without %s is refused', async (field) => {
    expect(await catalog.refused('updateIngredient', { id: await ingredient(), [field]: null })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field,
    })
  })

  it('below one that there is none of is refused', async () => {
    const refusal = { code: 'INGREDIENT_NOT_FOUND', id: 'ingredient_999999' }
    const parentId = 'ingredient_999999'
    expect(await catalog.refused('createIngredient', { name: 'Lost', parentId })).toEqual(refusal)
    expect(await catalog.refused('updateIngredient', { id: await ingredient(), parentId })).toEqual(refusal)
  })

  it('is listed by its category and by what it stands below', async () => {
    const { done, client } = catalog
    const parentId = await ingredient()
    const { id: one } = await done('createIngredient', { name: 'Listed 1', category: 'Nuts', parentId })
    const { id: two } = await done('createIngredient', { name: 'Listed 2', category: 'Nuts' })
    const listed = async (filter: object): Promise<unknown> =>
      (
        await client.ask(
          'query ($filter: IngredientFilter) { ingredients(filter: $filter) { totalCount nodes { id } } }',
          { filter },
        )
      ).data
    const of = (...ids: unknown[]): object => ({
      ingredients: { totalCount: ids.length, nodes: ids.map((id) => ({ id })) },
    })
    expect(await listed({ category: 'Nuts' })).toEqual(of(one, two))
    expect(await listed({ category: 'Nuts', parentId })).toEqual(of(one))
    expect(await listed({ parentId })).toEqual(of(one))
    expect(await listed({ parentId: 'ingredient_999999' })).toEqual(of())
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { id } = await catalog.done('createIngredient', { name: 'Zoë ÄÖ' })
    await catalog.done('updateIngredient', { id, archived: true })
    await catalog.done('createIngredient', { name: 'aaa, the last of all by its id, is the first by its name' })
    await catalog.done('createIngredient', { name: 'AAA, the first in code point order' })
    await catalog.compareLists('ingredients', 'Ingredient', { NAME: ({ name }) => name, NEWEST: 'newest first' })
  })
})
