import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const UNIT = 'finishedUnit { id name version archived itemsPerBatch batchPercentage itemUnit notes recipe { id } }'

describe.each(databases)('A finished unit on the $kind database', ({ open }) => {
  let catalog: Catalog
  let made = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createFinishedUnit: UNIT,
      updateFinishedUnit: UNIT,
      deleteFinishedUnit: 'deletedId',
      createFinishedGood: 'finishedGood { id }',
      recordProduction: 'record { id }',
      recordLoss: 'record { id }',
    })
  })
  afterAll(() => catalog.close())

  const recipe = (archived = false): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const row = await session.recipe.create({ data: { name: `Recipe ${String(++made)}`, category: 'x', archived } })
      return idOf('Recipe', row.id)
    })
  const unit = async (recipeId: string, itemsPerBatch = 12): Promise<string> =>
    String(
      (await catalog.done('createFinishedUnit', { recipeId, name: `Unit ${String(++made)}`, itemsPerBatch }))['id'],
    )
  const good = (finishedUnitId: string): Promise<Readonly<Record<string, unknown>>> =>
    catalog.done('createFinishedGood', {
      name: `Good ${String(++made)}`,
      components: [{ finishedUnitId, quantity: '1' }],
    })
  const baked = async (recipeId: string): Promise<unknown> => {
    const eventId = await inSession(catalog.database.sessions, { mode: 'write' }, async (session) =>
      idOf('Event', (await session.event.create({ data: { name: 'Advent', date: new Date('2026-12-01') } })).id),
    )
    return (await catalog.done('recordProduction', { eventId, recipeId, batches: 2 }))['id']
  }

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const recipeId = await recipe()
    const { id, ...created } = await done('createFinishedUnit', {
      recipeId,
      name: ' Star ',
      itemsPerBatch: 24,
      itemUnit: ' cookie ',
      notes: 'Small',
    })
    expect(created).toEqual({
      name: 'Star',
      version: 1,
      archived: false,
      itemsPerBatch: 24,
      batchPercentage: null,
      itemUnit: 'cookie',
      notes: 'Small',
      recipe: { id: recipeId },
    })
    const portion = { itemsPerBatch: null, batchPercentage: '12.50' }
    expect(await done('updateFinishedUnit', { id, expectedVersion: 1, ...portion, notes: null })).toEqual({
      id,
      ...created,
      itemsPerBatch: null,
      batchPercentage: '12.5',
      notes: null,
      version: 2,
    })
    expect(await done('updateFinishedUnit', { id, batchPercentage: '12.5' })).toMatchObject({ version: 2 })
    expect(await done('deleteFinishedUnit', { id })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toMatchObject([
      { action: 'deleteFinishedUnit' },
      {
        action: 'updateFinishedUnit',
        changes: [
          { field: 'itemsPerBatch', before: '24', after: null },
          { field: 'batchPercentage', before: null, after: '12.5' },
          { field: 'notes', before: 'Small', after: null },
        ],
      },
      {
        action: 'createFinishedUnit',
        changes: [
          { field: 'name', before: null, after: 'Star' },
          { field: 'recipeId', before: null, after: recipeId },
          { field: 'itemsPerBatch', before: null, after: '24' },
          { field: 'itemUnit', before: null, after: 'cookie' },
          { field: 'notes', before: null, after: 'Small' },
        ],
      },
    ])
  })

  it('has a name that no other one of its recipe has', async () => {
    const { done, refused } = catalog
    const [recipeId, other] = [await recipe(), await recipe()]
    const { id } = await done('createFinishedUnit', { recipeId, name: 'Große', itemsPerBatch: 1 })
    const taken = { code: 'NAME_TAKEN', name: 'Große', id }
    const same = { name: ' GROße ', itemsPerBatch: 2 }
    expect(await refused('createFinishedUnit', { recipeId, ...same })).toEqual(taken)
    const { id: elsewhere } = await done('createFinishedUnit', { recipeId: other, ...same })
    expect(await refused('updateFinishedUnit', { id: elsewhere, recipeId })).toEqual(taken)
    expect(await refused('updateFinishedUnit', { id: await unit(recipeId), name: 'große' })).toEqual(taken)
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused, ask } = catalog
    const id = await unit(await recipe())
    await done('updateFinishedUnit', { id, notes: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateFinishedUnit', { id, expectedVersion: 1, itemsPerBatch: 2 })).toEqual(stale)
    expect(await refused('deleteFinishedUnit', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(
      ['1', '2'].map((notes) => ask('updateFinishedUnit', { id, expectedVersion: 2, notes })),
    )
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('that goods hold, or of which some was lost, stays, and stays of its recipe', async () => {
    const { done, refused, client } = catalog
    const [recipeId, other] = [await recipe(), await recipe()]
    const id = await unit(recipeId)
    expect(await done('updateFinishedUnit', { id, recipeId: other })).toMatchObject({ recipe: { id: other } })
    await done('updateFinishedUnit', { id, recipeId })
    const { id: goodId } = await good(id)
    const loss = { finishedUnitId: id, quantity: '6', reason: 'BURNT' }
    const recordId = await baked(recipeId)
    await done('recordLoss', { recordId, loss })
    const inUse = { code: 'FINISHED_UNIT_IN_USE', id, count: 2 }
    expect(await refused('deleteFinishedUnit', { id })).toEqual(inUse)
    expect(await refused('updateFinishedUnit', { id, recipeId: other })).toEqual(inUse)
    // What was lost stays what it was then: half a batch.
    expect(await done('updateFinishedUnit', { id, recipeId, itemsPerBatch: 6 })).toMatchObject({ itemsPerBatch: 6 })
    const { data } = await client.ask(
      `query ($id: ID!, $recordId: ID!) { finishedUnit(id: $id) { usedIn { id } recipe { finishedUnits { id } } }
        productionRecord(id: $recordId) { batchesLost } }`,
      { id, recordId },
    )
    expect(data).toEqual({
      finishedUnit: { usedIn: [{ id: goodId }], recipe: { finishedUnits: [{ id }] } },
      productionRecord: { batchesLost: '0.5' },
    })
  })

  it('is of no recipe that is archived, unless it was before', async () => {
    const { done, refused, database } = catalog
    const [recipeId, gone] = [await recipe(), await recipe(true)]
    const archived = { code: 'VALIDATION_FAILED', field: 'recipeId', reason: 'ARCHIVED' }
    expect(await refused('createFinishedUnit', { recipeId: gone, name: 'New', itemsPerBatch: 1 })).toEqual(archived)
    const id = await unit(recipeId)
    expect(await refused('updateFinishedUnit', { id, recipeId: gone })).toEqual(archived)
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.recipe.update({ where: { id: Number(recipeId.split('_').at(-1)) }, data: { archived: true } }),
    )
    expect(await done('updateFinishedUnit', { id, recipeId, itemsPerBatch: 3 })).toMatchObject({ version: 2 })
  })

  it.each([
    ['without a name', { name: '' }, 'name'],
    ['of which a batch yields none', { itemsPerBatch: 0 }, 'itemsPerBatch'],
    ['of which a batch yields too many', { itemsPerBatch: 1_000_001 }, 'itemsPerBatch'],
    ['that takes nothing of a batch', { itemsPerBatch: null, batchPercentage: '0' }, 'batchPercentage'],
    ['that takes too much of it', { itemsPerBatch: null, batchPercentage: '1000000.1' }, 'batchPercentage'],
    ['that is counted and a portion', { itemsPerBatch: 2, batchPercentage: '5' }, 'itemsPerBatch'],
    ['that is neither', { itemsPerBatch: null }, 'itemsPerBatch'],
    ['that is called nothing', { itemUnit: ' ' }, 'itemUnit'],
  ])('%s is refused', async (_, input, field) => {
    const recipeId = await recipe()
    const refusal = { code: 'VALIDATION_FAILED', field }
    const given = { recipeId, name: 'Refused', itemsPerBatch: 1, ...input }
    expect(await catalog.refused('createFinishedUnit', given)).toMatchObject(refusal)
    expect(await catalog.refused('updateFinishedUnit', { id: await unit(recipeId), ...input })).toMatchObject(refusal)
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const recipeId = await recipe()
    const { id } = await catalog.done('createFinishedUnit', { recipeId, name: 'Zoë ÄÖ', itemsPerBatch: 1 })
    await catalog.done('updateFinishedUnit', { id, archived: true })
    await catalog.done('createFinishedUnit', { recipeId, name: 'aaa', itemsPerBatch: 1 })
    await catalog.done('createFinishedUnit', { recipeId, name: 'AAAB', itemsPerBatch: 2 })
    await catalog.compareLists('finishedUnits', 'FinishedUnit', { NAME: ({ name }) => name, NEWEST: 'newest first' })
    const { data } = await catalog.client.ask(
      'query ($recipeId: ID!) { finishedUnits(filter: { recipeId: $recipeId }) { totalCount nodes { name } } }',
      { recipeId },
    )
    expect(data).toEqual({ finishedUnits: { totalCount: 2, nodes: [{ name: 'AAAB' }, { name: 'aaa' }] } })
  })
})
