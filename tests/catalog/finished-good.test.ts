import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'
import { idOf } from '../support/ids.js'

const GOOD =
  'finishedGood { id name version archived notes components { quantity finishedUnit { id } finishedGood { id } } }'

describe.each(databases)('A finished good on the $kind database', ({ open }) => {
  let catalog: Catalog
  let made = 0
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createFinishedGood: GOOD,
      updateFinishedGood: GOOD,
      deleteFinishedGood: 'deletedId',
      createPackage: 'package { id }',
    })
  })
  afterAll(() => catalog.close())

  const unit = (archived = false): Promise<string> =>
    inSession(catalog.database.sessions, { mode: 'write' }, async (session) => {
      const name = `unit-${String(++made)}`
      const recipe = await session.recipe.create({ data: { name, category: 'Cookies' } })
      const { id } = await session.finishedUnit.create({
        data: { slug: name, name, recipeId: recipe.id, itemsPerBatch: 12, archived },
      })
      return idOf('FinishedUnit', id)
    })
  const good = async (...held: unknown[]): Promise<string> =>
    String(
      (
        await catalog.done('createFinishedGood', {
          name: `Good ${String(++made)}`,
          components: held.map((finishedGoodId) => ({ finishedGoodId, quantity: '1' })),
        })
      )['id'],
    )
  const nameOf = async (id: string): Promise<unknown> =>
    (await catalog.rows('finished_good', 'name', `id = ${String(id.split('_').at(-1))}`))[0]

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const [star, bag] = [await unit(), await good()]
    const { id, ...created } = await done('createFinishedGood', {
      name: ' Tin ',
      notes: 'Round',
      components: [
        { finishedUnitId: star, quantity: '0.50' },
        { finishedGoodId: bag, finishedUnitId: null, quantity: '2' },
      ],
    })
    expect(created).toEqual({
      name: 'Tin',
      version: 1,
      archived: false,
      notes: 'Round',
      components: [
        { quantity: '0.5', finishedUnit: { id: star }, finishedGood: null },
        { quantity: '2', finishedUnit: null, finishedGood: { id: bag } },
      ],
    })
    expect(await done('updateFinishedGood', { id, expectedVersion: 1, notes: null })).toEqual({
      id,
      ...created,
      notes: null,
      version: 2,
    })
    const components = [{ finishedUnitId: star, quantity: '0.0000000001' }]
    expect(await done('updateFinishedGood', { id, components })).toMatchObject({
      version: 3,
      components: [{ quantity: '0.0000000001', finishedUnit: { id: star } }],
    })
    expect(await done('updateFinishedGood', { id, components })).toMatchObject({ version: 3 })
    expect(await done('updateFinishedGood', { id, components: null })).toMatchObject({ version: 4, components: [] })
    expect(await done('deleteFinishedGood', { id })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toEqual([
      { action: 'deleteFinishedGood', changes: [{ field: 'name', before: 'Tin', after: null }] },
      {
        action: 'updateFinishedGood',
        changes: [{ field: 'components', before: `0.0000000001 x ${star}`, after: null }],
      },
      {
        action: 'updateFinishedGood',
        changes: [{ field: 'components', before: `0.5 x ${star}, 2 x ${bag}`, after: `0.0000000001 x ${star}` }],
      },
      { action: 'updateFinishedGood', changes: [{ field: 'notes', before: 'Round', after: null }] },
      {
        action: 'createFinishedGood',
        changes: [
          { field: 'name', before: null, after: 'Tin' },
          { field: 'notes', before: null, after: 'Round' },
          { field: 'components', before: null, after: `0.5 x ${star}, 2 x ${bag}` },
        ],
      },
    ])
  })

  it('has a name that no other one has, whatever its case and the space around it', async () => {
    const { done, refused } = catalog
    const { id } = await done('createFinishedGood', { name: 'Tüte' })
    const taken = { code: 'NAME_TAKEN', name: 'Tüte', id }
    expect(await refused('createFinishedGood', { name: ' TÜTE ' })).toEqual(taken)
    expect(await refused('updateFinishedGood', { id: await good(), name: 'tüte' })).toEqual(taken)
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused, ask } = catalog
    const id = await good()
    await done('updateFinishedGood', { id, notes: 'x' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateFinishedGood', { id, expectedVersion: 1, components: [] })).toEqual(stale)
    expect(await refused('deleteFinishedGood', { id, expectedVersion: 1 })).toEqual(stale)
    const answers = await Promise.all(
      ['1', '2'].map((notes) => ask('updateFinishedGood', { id, expectedVersion: 2, notes })),
    )
    expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'STALE_VERSION'])
  })

  it('never holds itself, at any depth, and the refusal says the way round', async () => {
    const { done, refused } = catalog
    const inner = await good()
    const middle = await good(inner)
    const outer = await good(middle)
    const holding = (finishedGoodId: string) => ({ components: [{ finishedGoodId, quantity: '1' }] })
    const [innermost, between, outermost] = [await nameOf(inner), await nameOf(middle), await nameOf(outer)]
    expect(await refused('updateFinishedGood', { id: inner, ...holding(inner) })).toEqual({
      code: 'CIRCULAR_REFERENCE',
      path: [innermost, innermost],
    })
    const refusal = (await refused('updateFinishedGood', { id: inner, ...holding(outer) })) as { path: unknown[] }
    expect(refusal).toMatchObject({ code: 'CIRCULAR_REFERENCE' })
    expect(refusal.path).toHaveLength(4)
    expect(new Set(refusal.path)).toEqual(new Set([innermost, between, outermost]))
    expect(await done('updateFinishedGood', { id: inner, components: [] })).toMatchObject({ version: 1 })
  })

  it('nests ten deep and no deeper, whichever end is put into the other', async () => {
    const { done, refused } = catalog
    const chainOf = async (length: number): Promise<{ outermost: string; innermost: string }> => {
      const innermost = await good()
      let outermost = innermost
      for (let depth = 1; depth < length; depth++) outermost = await good(outermost)
      return { outermost, innermost }
    }
    const [five, other, ten] = [await chainOf(5), await chainOf(5), await chainOf(10)]
    const holding = (finishedGoodId: string) => ({ components: [{ finishedGoodId, quantity: '1' }] })
    expect(await refused('createFinishedGood', { name: 'Eleven', ...holding(ten.outermost) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
    })
    await done('updateFinishedGood', { id: five.innermost, ...holding(other.outermost) })
    // Nothing but the goods that hold it become too deep.
    expect(await refused('updateFinishedGood', { id: other.innermost, ...holding(await good()) })).toMatchObject({
      code: 'CIRCULAR_REFERENCE',
      path: { length: 11 },
    })
  })

  it('and another one that are put into each other at once are not both', async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [await good(), await good()]
      const answers = await Promise.all(
        [
          [one, two],
          [two, one],
        ].map(([id, finishedGoodId]) =>
          catalog.ask('updateFinishedGood', { id, components: [{ finishedGoodId, quantity: '1' }] }),
        ),
      )
      expect(answers.map(({ codes }) => codes[0] ?? 'CHANGED').sort()).toEqual(['CHANGED', 'CIRCULAR_REFERENCE'])
    }
  })

  it('takes nothing that is archived, but keeps what it has', async () => {
    const { done, refused } = catalog
    const kept = await good()
    const id = await good(kept)
    await done('updateFinishedGood', { id: kept, archived: true })
    const [held, gone] = [
      { finishedGoodId: kept, quantity: '3' },
      { finishedUnitId: await unit(true), quantity: '1' },
    ]
    expect(await refused('updateFinishedGood', { id, components: [held, gone] })).toEqual({
      code: 'VALIDATION_FAILED',
      field: 'components[1].finishedUnitId',
      reason: 'ARCHIVED',
      index: 1,
    })
    expect(await done('updateFinishedGood', { id, components: [held] })).toMatchObject({ version: 2 })
    expect(await refused('createFinishedGood', { name: 'New', components: [held] })).toMatchObject({
      field: 'components[0].finishedGoodId',
      reason: 'ARCHIVED',
    })
  })

  it('that goods or packages hold stays, and says which do', async () => {
    const { done, refused, client } = catalog
    const id = await good()
    const [outer, other] = [await good(id), await good(id)]
    const { id: packageId } = await done('createPackage', {
      name: 'Holder',
      contents: [{ finishedGoodId: id, quantity: 1 }],
    })
    expect(await refused('deleteFinishedGood', { id })).toEqual({ code: 'FINISHED_GOOD_IN_USE', id, count: 3 })
    const { data } = await client.ask(
      'query ($id: ID!) { finishedGood(id: $id) { costNow usedIn { id costNow } packages { id costNow } } }',
      { id },
    )
    expect(data).toEqual({
      finishedGood: {
        costNow: '0.0000',
        usedIn: [
          { id: outer, costNow: '0.0000' },
          { id: other, costNow: '0.0000' },
        ],
        packages: [{ id: packageId, costNow: '0.0000' }],
      },
    })
  })

  const one = { finishedUnitId: 'finished_unit_1', quantity: '1' }
  it.each([
    ['without a name', { name: '' }, 'name'],
    ['of none of a unit', { components: [{ ...one, quantity: '0' }] }, 'components[0].quantity'],
    ['of less than none', { components: [{ ...one, quantity: '-1' }] }, 'components[0].quantity'],
    ['of more than there can be', { components: [{ ...one, quantity: '1000000.1' }] }, 'components[0].quantity'],
    ['of a unit twice', { components: [one, { ...one, quantity: '2' }] }, 'components[1].finishedUnitId'],
    ['of nothing', { components: [{ quantity: '1' }] }, 'components[0].finishedUnitId'],
    [
      'of a unit and a good in one',
      { components: [{ ...one, finishedGoodId: 'finished_good_1' }] },
      'components[0].finishedUnitId',
    ],
    ['of what is no good', { components: [{ finishedGoodId: 'x', quantity: '1' }] }, 'components[0].finishedGoodId'],
    [
      'of more than it may hold',
      {
        components: Array.from({ length: 1001 }, (_, index) => ({
          finishedUnitId: `finished_unit_${String(index + 1)}`,
          quantity: '1',
        })),
      },
      'components',
    ],
  ])('%s is refused', async (_, input, field) => {
    await unit()
    const refusal = { code: 'VALIDATION_FAILED', field }
    expect(await catalog.refused('createFinishedGood', { name: 'Refused', ...input })).toMatchObject(refusal)
    expect(await catalog.refused('updateFinishedGood', { id: await good(), ...input })).toMatchObject(refusal)
  })

  it.each([
    ['finishedUnitId', 'finished_unit_999999', 'FINISHED_UNIT_NOT_FOUND'],
    ['finishedGoodId', 'finished_good_999999', 'FINISHED_GOOD_NOT_FOUND'],
  ])('of what there is none of is refused, and says which: %s', async (field, id, code) => {
    const components = [
      { finishedGoodId: await good(), quantity: '1' },
      { [field]: id, quantity: '1' },
    ]
    expect(await catalog.refused('createFinishedGood', { name: 'Lost', components })).toEqual({ code, id, index: 1 })
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { id } = await catalog.done('createFinishedGood', { name: 'Zoë ÄÖ' })
    await catalog.done('updateFinishedGood', { id, archived: true })
    await catalog.done('createFinishedGood', { name: 'aaa, the last of all by its id, is the first by its name' })
    await catalog.done('createFinishedGood', { name: 'AAA, the first in code point order' })
    await catalog.compareLists('finishedGoods', 'FinishedGood', { NAME: ({ name }) => name, NEWEST: 'newest first' })
  })
})
