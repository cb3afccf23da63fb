import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { openBakery } from '../support/bakery.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const PACKAGE = 'package { id name version archived notes contents { quantity finishedGood { id } } }'

describe.each(databases)('A package on the $kind database', ({ open }) => {
  let catalog: Catalog
  let goods = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createPackage: PACKAGE,
      updatePackage: PACKAGE,
      deletePackage: 'deletedId',
      addAssignment: 'assignment { id }',
    })
  })
  afterAll(() => catalog.close())

  const good = (archived = false): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `good-${String(++goods)}`
      const { id } = await session.finishedGood.create({ data: { slug: name, name, archived } })
      return idOf('FinishedGood', id)
    })
  const contentsOf = (...pairs: [string, number][]) =>
    pairs.map(([finishedGoodId, quantity]) => ({ finishedGoodId, quantity }))

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf, rows } = catalog
    const [bag, tin] = [await good(), await good()]
    const { id, ...created } = await done('createPackage', {
      name: ' Parcel ',
      notes: 'With a bow',
      contents: contentsOf([tin, 2], [bag, 1]),
    })
    expect(created).toEqual({
      name: 'Parcel',
      version: 1,
      archived: false,
      notes: 'With a bow',
      contents: [
        { quantity: 2, finishedGood: { id: tin } },
        { quantity: 1, finishedGood: { id: bag } },
      ],
    })
    expect(await done('updatePackage', { id, expectedVersion: 1, notes: null })).toEqual({
      id,
      ...created,
      notes: null,
      version: 2,
    })
    expect(await done('updatePackage', { id, contents: contentsOf([bag, 3]) })).toMatchObject({
      version: 3,
      contents: [{ quantity: 3, finishedGood: { id: bag } }],
    })
    expect(await done('updatePackage', { id, contents: contentsOf([bag, 3]) })).toMatchObject({ version: 3 })
    expect(await done('updatePackage', { id, contents: null })).toMatchObject({ version: 4, contents: [] })
    expect(await done('deletePackage', { id })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toEqual([
      { action: 'deletePackage', changes: [{ field: 'name', before: 'Parcel', after: null }] },
      { action: 'updatePackage', changes: [{ field: 'contents', before: `3 x ${bag}`, after: null }] },
      {
        action: 'updatePackage',
        changes: [{ field: 'contents', before: `2 x ${tin}, 1 x ${bag}`, after: `3 x ${bag}` }],
      },
      { action: 'updatePackage', changes: [{ field: 'notes', before: 'With a bow', after: null }] },
      {
        action: 'createPackage',
        changes: [
          { field: 'name', before: null, after: 'Parcel' },
          { field: 'notes', before: null, after: 'With a bow' },
          { field: 'contents', before: null, after: `2 x ${tin}, 1 x ${bag}` },
        ],
      },
    ])
    expect(await rows('package', 'slug', `name = 'Parcel'`)).toEqual([])
  })

  it('has a name that no other one has, whatever its case and the space around it', async () => {
    const { done, refused } = catalog
    const { id } = await done('createPackage', { name: 'Größe' })
    const { id: other } = await done('createPackage', { name: 'Other' })
    const taken = { code: 'NAME_TAKEN', name: 'Größe', id }
    expect(await refused('createPackage', { name: ' GRÖßE ' })).toEqual(taken)
    expect(await refused('updatePackage', { id: other, name: 'größe' })).toEqual(taken)
  })

  it('that somebody else has changed is not changed over it, nor are its contents', async () => {
    const { done, refused, ask } = catalog
    const [one, two] = [await good(), await good()]
    const { id } = await done('createPackage', { name: 'Raced' })
    await done('updatePackage', { id, notes: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updatePackage', { id, expectedVersion: 1, contents: contentsOf([one, 1]) })).toEqual(stale)
    expect(await refused('deletePackage', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(
      [one, two].map((each) => ask('updatePackage', { id, expectedVersion: 2, contents: contentsOf([each, 1]) })),
    )
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('takes no archived good, but keeps one that it has', async () => {
    const { done, refused, database } = catalog
    const kept = await good()
    const { id } = await done('createPackage', { name: 'Keeper', contents: contentsOf([kept, 1]) })
    const archived = await good(true)
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.finishedGood.update({ where: { id: Number(kept.split('_').at(-1)) }, data: { archived: true } }),
    )
    const refusal = {
      code: 'VALIDATION_FAILED',
      field: 'contents[1].finishedGoodId',
      reason: 'ARCHIVED',
      index: 1,
    }
    const contents = contentsOf([kept, 5], [archived, 1])
    expect(await refused('updatePackage', { id, contents })).toEqual(refusal)
    expect(await done('updatePackage', { id, contents: contents.slice(0, 1) })).toMatchObject({ version: 2 })
    expect(await refused('createPackage', { name: 'New', contents })).toMatchObject({
      ...refusal,
      index: 0,
      field: 'contents[0].finishedGoodId',
    })
  })

  it('that is planned for somebody stays, is of no new use once archived, and what is assembled stays so', async () => {
    const { done, refused, client } = catalog
    const { eventId, packageId, assignmentIds } = await openBakery(catalog.database.sessions, { name: 'E', batches: 5 })
    const id = idOf('Package', packageId)
    const [assignmentId] = assignmentIds.map((each) => idOf('Assignment', each))
    const { data: before } = await client.ask(
      'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { status } } }',
      { id: assignmentId },
    )
    expect(before).toEqual({ updatePackageStatus: { assignment: { status: 'ASSEMBLED' } } })
    const progress = async (): Promise<unknown> =>
      (
        await client.ask('query ($id: ID!) { event(id: $id) { progress { recipes { batchesRequired } } } }', {
          id: idOf('Event', eventId),
        })
      ).data
    expect(await refused('deletePackage', { id })).toEqual({ code: 'PACKAGE_IN_USE', id, count: assignmentIds.length })
    const planned = await progress()
    await done('updatePackage', { id, contents: [] })
    expect(planned).toEqual({ event: { progress: { recipes: [{ batchesRequired: 2 }] } } })
    // One is packed and stays as it was packed; the other one needs nothing any more.
    expect(await progress()).toEqual({ event: { progress: { recipes: [{ batchesRequired: 1 }] } } })
    await done('updatePackage', { id, archived: true })
    expect(
      await refused('addAssignment', {
        eventId: idOf('Event', eventId),
        recipientId: idOf('Recipient', await recipient()),
        packageId: id,
      }),
    ).toMatchObject({ field: 'packageId', reason: 'ARCHIVED' })
  })

  const recipient = (): Promise<number> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const { id } = await session.recipient.create({ data: { name: 'Ann' } })
      return id
    })

  it('costs what its batches cost, and stands with the goods that it holds', async () => {
    const { done, client, database } = catalog
    const finishedGoodId = await inSession(database.sessions, { mode: 'write' }, async (session) => {
      const sugar = await session.ingredient.create({
        data: {
          slug: 'sugar',
          name: 'Sugar',
          products: { create: { packageUnit: 'lb', packageUnitQuantity: 3, isPreferred: true } },
        },
        include: { products: true },
      })
      await session.purchase.create({
        data: {
          productId: sugar.products[0]?.id ?? 0,
          purchasedOn: new Date('2026-11-01'),
          quantity: 1,
          pricePerPackage: 10,
        },
      })
      const recipe = await session.recipe.create({
        data: {
          name: 'Drops',
          category: 'Sweets',
          lines: { create: { ingredientId: sugar.id, quantity: 1, unit: 'lb', position: 0 } },
        },
      })
      const unit = await session.finishedUnit.create({
        data: { slug: 'drop', name: 'Drop', recipeId: recipe.id, itemsPerBatch: 7 },
      })
      const { id } = await session.finishedGood.create({
        data: {
          slug: 'drops',
          name: 'Drops',
          components: { create: { finishedUnitId: unit.id, quantity: 5, position: 0 } },
        },
      })
      return idOf('FinishedGood', id)
    })
    const { id } = await done('createPackage', { name: 'Sweets', contents: contentsOf([finishedGoodId, 2]) })
    const { data } = await client.ask(
      'query ($id: ID!) { package(id: $id) { costNow contents { finishedGood { packages { id costNow } } } } }',
      { id },
    )
    // 10/3 a batch, of which it takes 10/7.
    const costNow = '4.7619'
    expect(data).toEqual({ package: { costNow, contents: [{ finishedGood: { packages: [{ id, costNow }] } }] } })
  })

  it.each([
    ['without a name', { name: ' ' }, 'name'],
    ['with notes without an end', { notes: 'x'.repeat(20_001) }, 'notes'],
    ['of none of a good', { contents: [['finished_good_1', 0]] }, 'contents[0].quantity'],
    ['of more of a good than there can be', { contents: [['finished_good_1', 1_000_001]] }, 'contents[0].quantity'],
    [
      'of a good twice',
      {
        contents: [
          ['finished_good_1', 1],
          ['finished_good_1', 2],
        ],
      },
      'contents[1].finishedGoodId',
    ],
    ['of what is no good', { contents: [['recipe_1', 1]] }, 'contents[0].finishedGoodId'],
    [
      'of more goods than there may be',
      { contents: Array.from({ length: 1001 }, (_, index) => [`finished_good_${String(index + 1)}`, 1]) },
      'contents',
    ],
  ])('%s is refused', async (_, { contents, ...input }: Record<string, unknown>, field) => {
    await good()
    const pairs = contents as [string, number][] | undefined
    const told = { ...input, ...(pairs === undefined ? {} : { contents: contentsOf(...pairs) }) }
    const refusal = { code: 'VALIDATION_FAILED', field }
    expect(await catalog.refused('createPackage', { name: 'Refused', ...told })).toMatchObject(refusal)
    const { id } = await catalog.done('createPackage', { name: `Kept ${_}` })
    expect(await catalog.refused('updatePackage', { id, ...told })).toMatchObject(refusal)
  })

  it('of a good that there is none of is refused, and says which', async () => {
    const contents = contentsOf([await good(), 1], ['finished_good_999999', 1])
    expect(await catalog.refused('createPackage', { name: 'Lost', contents })).toEqual({
      code: 'FINISHED_GOOD_NOT_FOUND',
      id: 'finished_good_999999',
      index: 1,
    })
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { id } = await catalog.done('createPackage', { name: 'Zoë ÄÖ' })
    await catalog.done('updatePackage', { id, archived: true })
    await catalog.compareLists('packages', 'Package', { NAME: ({ name }) => name, NEWEST: 'newest first' })
  })
})
