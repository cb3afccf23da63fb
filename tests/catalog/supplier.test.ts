import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalog, type Catalog } from '../support/catalog.js'
import { databases } from '../support/database.js'

const SUPPLIER = 'supplier { id name version archived }'

describe.each(databases)('A supplier on the $kind database', ({ open }) => {
  let catalog: Catalog
  beforeAll(async () => {
    catalog = await openCatalog(open, {
      createSupplier: SUPPLIER,
      updateSupplier: SUPPLIER,
      deleteSupplier: 'deletedId',
      recordPurchase: 'purchase { id }',
    })
  })
  afterAll(() => catalog.close())

  it('is created, changed as far as is said, and deleted, and its history tells so', async () => {
    const { done, historyOf } = catalog
    const { id, ...created } = await done('createSupplier', { name: '  Mill ' })
    expect(created).toEqual({ name: 'Mill', version: 1, archived: false })
    expect(await done('updateSupplier', { id, expectedVersion: 1, archived: true })).toEqual({
      id,
      name: 'Mill',
      version: 2,
      archived: true,
    })
    expect(await done('updateSupplier', { id, name: 'Mill' })).toMatchObject({ version: 2 })
    expect(await done('deleteSupplier', { id, expectedVersion: 2 })).toEqual({ deletedId: id })
    expect(await historyOf(id)).toEqual([
      {
        action: 'deleteSupplier',
        changes: [
          { field: 'name', before: 'Mill', after: null },
          { field: 'archived', before: 'true', after: null },
        ],
      },
      { action: 'updateSupplier', changes: [{ field: 'archived', before: null, after: 'true' }] },
      { action: 'createSupplier', changes: [{ field: 'name', before: null, after: 'Mill' }] },
    ])
  })

  it('has a name that no other one has, whatever its case and the space around it', async () => {
    const { done, refused } = catalog
    const { id } = await done('createSupplier', { name: 'Öl & Käse' })
    const { id: other } = await done('createSupplier', { name: 'Other' })
    const taken = { code: 'NAME_TAKEN', name: 'Öl & Käse', id }
    expect(await refused('createSupplier', { name: ' ÖL & käse ' })).toEqual(taken)
    expect(await refused('updateSupplier', { id: other, name: 'öl & KÄSE' })).toEqual(taken)
    expect(await done('updateSupplier', { id, name: 'öl & käse' })).toMatchObject({ name: 'öl & käse' })
  })

  it('of one name that two create at once is created once', async () => {
    for (let round = 0; round < 10; round++) {
      const name = `Twin ${String(round)}`
      const two = await Promise.all(
        [name, name.toUpperCase()].map((each) => catalog.ask('createSupplier', { name: each })),
      )
      expect(two.map(({ codes }) => codes[0] ?? 'CREATED').sort()).toEqual(['CREATED', 'NAME_TAKEN'])
    }
  })

  it('has a slug of its own, also if its name makes the same as another, or none', async () => {
    const { done, rows } = catalog
    for (const name of ['A b', 'A-b', 'a  b!', '!!', '??']) await done('createSupplier', { name })
    expect(await rows('supplier', 'slug', `name IN ('A b', 'A-b', 'a  b!', '!!', '??')`)).toEqual([
      'a-b',
      'a-b-2',
      'a-b-3',
      'supplier',
      'supplier-2',
    ])
  })

  it('that somebody else has changed is not changed over it', async () => {
    const { done, refused } = catalog
    const { id } = await done('createSupplier', { name: 'Fair' })
    await done('updateSupplier', { id, name: 'Market' })
    const stale = { code: 'STALE_VERSION', version: 2 }
    expect(await refused('updateSupplier', { id, expectedVersion: 1, name: 'x' })).toEqual(stale)
    expect(await refused('deleteSupplier', { id, expectedVersion: 1 })).toEqual(stale)
  })

  it('from whom something was bought stays, and is of no new use once it is archived', async () => {
    const { done, refused, client } = catalog
    const { id: supplierId } = await done('createSupplier', { name: 'Dairy' })
    const purchase = {
      productId: await catalog.product(),
      supplierId,
      purchasedOn: '2026-11-01',
      packages: '1',
      pricePerPackage: '2',
    }
    await done('recordPurchase', purchase)
    expect(await refused('deleteSupplier', { id: supplierId })).toEqual({
      code: 'SUPPLIER_IN_USE',
      id: supplierId,
      count: 1,
    })
    await done('updateSupplier', { id: supplierId, archived: true })
    expect(await refused('recordPurchase', purchase)).toMatchObject({ field: 'supplierId', reason: 'ARCHIVED' })
    const { data } = await client.ask(
      'query ($id: ID!) { supplier(id: $id) { purchases { totalCount nodes { packages } } } }',
      { id: supplierId },
    )
    expect(data).toEqual({ supplier: { purchases: { totalCount: 1, nodes: [{ packages: '1' }] } } })
  })

  it.each([
    ['without a name', { name: ' ' }],
    ['with a name that no list can show', { name: 'x'.repeat(201) }],
  ])('%s is refused', async (_, input) => {
    const refusal = { code: 'VALIDATION_FAILED', field: 'name' }
    expect(await catalog.refused('createSupplier', input)).toMatchObject(refusal)
    const { id } = await catalog.done('createSupplier', { name: `Good ${_}` })
    expect(await catalog.refused('updateSupplier', { id, ...input })).toMatchObject(refusal)
    expect(await catalog.refused('updateSupplier', { id, name: null })).toMatchObject(refusal)
  })

  it('is listed as all of them are, filtered, ordered and cut into pages in memory', async () => {
    const { id } = await catalog.done('createSupplier', { name: 'Zoë ÄÖ' })
    await catalog.done('updateSupplier', { id, archived: true })
    await catalog.compareLists('suppliers', 'Supplier', { NAME: ({ name }) => name, NEWEST: 'newest first' })
  })
})
