import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, inventoryOf, lotIn, purchaseIn, type InventoryMutation } from '../support/inventory-operations.js'
import { openPantry, type Pantry } from '../support/pantry.js'

describe.each(databases)('A lot on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let pantry: Pantry
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
    pantry = await openPantry(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const ask = (field: InventoryMutation, input: Record<string, unknown>): Promise<Answer> =>
    change(client, field, input)
  const recorded = async (input: Record<string, unknown> = {}) =>
    lotIn(await ask('recordLot', { productId: pantry.productId, quantity: '3', ...input }))

  /** Asks for what is refused, and sees that nothing was changed. */
  const refused = async (field: InventoryMutation, input: Record<string, unknown>): Promise<unknown> => {
    const before = await inventoryOf(database)
    const { data, errors } = await ask(field, input)
    expect(data ?? null).toBeNull()
    expect(await inventoryOf(database)).toEqual(before)
    expect(errors).toHaveLength(1)
    return errors[0]?.extensions
  }

  it('that comes from no purchase has the cost that is given', async () => {
    const lot = await recorded({ unitCost: '0.33335', purchasedOn: '2026-01-31', note: 'from Ann' })
    expect(lot).toMatchObject({
      version: 1,
      purchasedOn: '2026-01-31',
      quantity: '3',
      unit: 'lb',
      unitCost: '0.33335',
      value: '1.0001',
      purchase: null,
      entries: { nodes: [{ kind: 'RECEIVED', quantity: '3', value: '1.0001', note: 'from Ann' }] },
    })
  })

  it('whose cost is unknown is worth 0, until it is known', async () => {
    const { id, ...lot } = await recorded()
    expect(lot).toMatchObject({ unitCost: null, value: '0.0000', purchasedOn: null })
    await ask('adjustLot', { id, toQuantity: '2', reason: 'GIFT' })
    const known = lotIn(await ask('correctLot', { id, unitCost: '1.5', reason: 'Found the receipt' }))
    expect(known).toMatchObject({ unitCost: '1.5', value: '3.0000', version: 3 })
    expect(known.entries.nodes.map(({ kind, quantity, value }) => [kind, quantity, value])).toEqual([
      ['RECEIVED', '3', '0.0000'],
      ['ADJUSTED', '-1', '0.0000'],
      ['REPRICED', '0', '3.0000'],
    ])
    expect(lotIn(await ask('correctLot', { id, unitCost: '1.50', reason: 'Again' })).version).toBe(3)
  })

  it('is counted down as a take, up at its cost, and as it is', async () => {
    const { id } = await recorded({ quantity: '3', unitCost: '3.3333333333' })
    const counted = async (toQuantity: string) => {
      const { quantity, value, version } = lotIn(await ask('adjustLot', { id, toQuantity, reason: 'COUNT' }))
      return [quantity, value, version]
    }
    expect(await counted('2')).toEqual(['2', '6.6667', 2])
    expect(await counted('2.5')).toEqual(['2.5', '8.3334', 3])
    expect(await counted('2.5')).toEqual(['2.5', '8.3334', 4])
    expect(await counted('0')).toEqual(['0', '0.0000', 5])
    expect(await counted('0.0000000001')).toEqual(['0.0000000001', '0.0000', 6])
  })

  it('is in the history with what was counted, and why', async () => {
    const { id } = await recorded()
    await ask('adjustLot', { id, toQuantity: '1', reason: 'SPOILAGE', note: 'moths' })
    const { data } = await client.ask(
      `query ($filter: HistoryFilter) { history(filter: $filter) { nodes { action reason changes { field before after } } } }`,
      { filter: { subjectId: id, action: 'adjustLot' } },
    )
    expect(data).toEqual({
      history: {
        nodes: [
          {
            action: 'adjustLot',
            reason: 'SPOILAGE: moths',
            changes: [{ field: 'quantity', before: '3', after: '1' }],
          },
        ],
      },
    })
  })

  it.each([
    ['recordLot', { quantity: '0' }, 'quantity'],
    ['recordLot', { quantity: '-1' }, 'quantity'],
    ['recordLot', { quantity: '10000000000' }, 'quantity'],
    ['recordLot', { unitCost: '-1' }, 'unitCost'],
    ['recordLot', { note: 'x'.repeat(501) }, 'note'],
    ['adjustLot', { toQuantity: '-1' }, 'toQuantity'],
    ['adjustLot', { toQuantity: '10000000000' }, 'toQuantity'],
    ['adjustLot', { note: '\ud83c' }, 'note'],
    ['adjustLot', { id: 'purchase_1' }, 'id'],
    ['correctLot', { unitCost: '-1' }, 'unitCost'],
    ['correctLot', { reason: '\t' }, 'reason'],
  ] as const)('is refused by %s with %o', async (field, input, wrong) => {
    const { id } = await recorded()
    const usual = {
      recordLot: { productId: pantry.productId, quantity: '1' },
      adjustLot: { id, toQuantity: '1', reason: 'COUNT' },
      correctLot: { id, unitCost: '1', reason: 'x' },
    }
    expect(await refused(field, { ...usual[field], ...input })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: wrong,
    })
  })

  it('is refused if it is unknown, or another version by now', async () => {
    const { id } = await recorded()
    const unknown = 'lot_2147483647'
    const count = { toQuantity: '1', reason: 'COUNT' }
    const cost = { unitCost: '1', reason: 'x' }
    expect(await refused('adjustLot', { id: unknown, ...count })).toEqual({ code: 'LOT_NOT_FOUND', id: unknown })
    expect(await refused('correctLot', { id: unknown, ...cost })).toEqual({ code: 'LOT_NOT_FOUND', id: unknown })
    const stale = { code: 'STALE_VERSION', version: 1 }
    expect(await refused('adjustLot', { id, expectedVersion: 0, ...count })).toEqual(stale)
    expect(await refused('correctLot', { id, expectedVersion: 2, ...cost })).toEqual(stale)
    expect(lotIn(await ask('adjustLot', { id, expectedVersion: 1, ...count })).version).toBe(2)
  })

  it('is refused of an unknown product, and of an archived one', async () => {
    const productId = 'product_2147483647'
    expect(await refused('recordLot', { productId, quantity: '1' })).toEqual({
      code: 'PRODUCT_NOT_FOUND',
      id: productId,
    })
    const archived = await openPantry(database.sessions, { isProductArchived: true })
    expect(await refused('recordLot', { productId: archived.productId, quantity: '1' })).toMatchObject({
      field: 'productId',
      reason: 'ARCHIVED',
    })
  })

  it('of a purchase has no price of its own to correct', async () => {
    const { productId } = pantry
    const bought = { productId, purchasedOn: '2026-11-01', packages: '1', pricePerPackage: '1' }
    const { lot } = purchaseIn(await ask('recordPurchase', bought))
    expect(await refused('correctLot', { id: lot.id, unitCost: '1', reason: 'x' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'id',
    })
  })

  describe('in lists', () => {
    let own: Pantry
    const ids: string[] = []
    beforeAll(async () => {
      own = await openPantry(database.sessions)
      for (const purchasedOn of [null, '2026-03-01', '2026-01-01', '2026-03-01', null]) {
        ids.push((await recorded({ productId: own.productId, purchasedOn })).id)
      }
      await ask('adjustLot', { id: ids[1], toQuantity: '0', reason: 'COUNT' })
    })
    const at = (...indexes: number[]) => indexes.map((index) => ids[index])

    const list = async (variables: Record<string, unknown>) => {
      const { data, errors } = await client.ask(
        `query ($filter: LotFilter, $orderBy: LotOrder, $first: Int, $after: String) {
          lots(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
            nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
        variables,
      )
      expect(errors).toEqual([])
      // The operation was validated against the schema.
      const { lots } = data as {
        lots: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }
      return { ...lots, ids: lots.nodes.map(({ id }) => id) }
    }

    it.each([
      ['FIFO', [2, 1, 3, 0, 4]],
      ['NEWEST', [3, 1, 2, 4, 0]],
      [null, [2, 1, 3, 0, 4]],
    ] as const)('are in the order %s, page by page', async (orderBy, order) => {
      const filter = { productId: own.productId }
      expect((await list({ filter, orderBy })).ids).toEqual(at(...order))
      const found: string[] = []
      let after: string | null = null
      for (;;) {
        const page: Awaited<ReturnType<typeof list>> = await list({ filter, orderBy, first: 2, after })
        found.push(...page.ids)
        expect(page.totalCount).toBe(5)
        if (!page.pageInfo.hasNextPage) break
        after = page.pageInfo.endCursor
      }
      expect(found).toEqual(at(...order))
    })

    it('are filtered', async () => {
      const { ingredientId, productId } = own
      expect((await list({ filter: { ingredientId, inStock: true } })).ids).toEqual(at(2, 3, 0, 4))
      expect((await list({ filter: { productId, inStock: false } })).ids).toEqual(at(1))
      expect((await list({ filter: { productId: 'product_99999999999' } })).ids).toEqual([])
      expect((await list({ filter: { productId, ingredientId: pantry.ingredientId } })).totalCount).toBe(0)
    })

    it('are refused for the id of another type', async () => {
      const { errors } = await client.ask('{ lots(filter: { productId: "lot_1" }) { totalCount } }')
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'productId' } }])
    })
  })
})
