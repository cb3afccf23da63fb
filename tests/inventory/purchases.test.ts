import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, inventoryOf, purchaseIn, type InventoryMutation } from '../support/inventory-operations.js'
import { openPantry, type Pantry } from '../support/pantry.js'

describe.each(databases)('A purchase on the $kind database', ({ open }) => {
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
  const given = { purchasedOn: '2026-11-01', packages: '2', pricePerPackage: '9.99' }
  const record = (input: Record<string, unknown> = {}): Promise<Answer> =>
    ask('recordPurchase', { productId: pantry.productId, ...given, ...input })
  const recorded = async (input: Record<string, unknown> = {}) => purchaseIn(await record(input))

  /** Asks for what is refused, and sees that nothing was changed. */
  const refused = async (field: InventoryMutation, input: Record<string, unknown>): Promise<unknown> => {
    const before = await inventoryOf(database)
    const { data, errors } = await ask(field, input)
    expect(data ?? null).toBeNull()
    expect(await inventoryOf(database)).toEqual(before)
    expect(errors).toHaveLength(1)
    return errors[0]?.extensions
  }

  it('comes with a lot of what was received', async () => {
    const { productId, supplierId } = pantry
    const purchase = await recorded({ supplierId, notes: ' On sale ' })
    expect(purchase).toEqual({
      id: purchase.id,
      version: 1,
      purchasedOn: '2026-11-01',
      packages: '2',
      pricePerPackage: '9.9900',
      notes: ' On sale ',
      voidedAt: null,
      product: { id: productId },
      supplier: { id: supplierId },
      lot: {
        id: purchase.lot.id,
        version: 1,
        purchasedOn: '2026-11-01',
        quantity: '50',
        unit: 'lb',
        unitCost: '0.3996',
        value: '19.9800',
        notes: null,
        product: { id: productId },
        purchase: { id: purchase.id },
        entries: {
          nodes: [
            {
              id: purchase.lot.entries.nodes[0]?.id,
              kind: 'RECEIVED',
              quantity: '50',
              value: '19.9800',
              actor: null,
              reason: null,
              note: null,
            },
          ],
        },
      },
    })
  })

  it('is in what the mutation left, and in the lists', async () => {
    const { productId } = pantry
    const answer = await client.ask(
      `mutation ($input: RecordPurchaseInput!, $lots: LotFilter) {
        recordPurchase(input: $input) { query { lots(filter: $lots) { totalCount } } }
      }`,
      { input: { productId, ...given }, lots: { productId } },
    )
    const { data } = await client.ask('query ($lots: LotFilter) { lots(filter: $lots) { totalCount } }', {
      lots: { productId },
    })
    expect(answer.data).toEqual({ recordPurchase: { query: data } })
  })

  it('has a cost of a unit that is exact, whatever it is shown as', async () => {
    const thirds = await openPantry(database.sessions, { packageUnitQuantity: '3' })
    const purchase = await recorded({ productId: thirds.productId, packages: '1', pricePerPackage: '10' })
    expect(purchase.lot).toMatchObject({ quantity: '3', unitCost: '3.3333333333', value: '10.0000' })
    const left = async (toQuantity: string) => {
      const answer = await ask('adjustLot', { id: purchase.lot.id, toQuantity, reason: 'COUNT' })
      return answer.data
    }
    expect(await left('2')).toMatchObject({ adjustLot: { lot: { quantity: '2', value: '6.6667' } } })
    expect(await left('1')).toMatchObject({ adjustLot: { lot: { quantity: '1', value: '3.3333' } } })
    expect(await left('0')).toMatchObject({ adjustLot: { lot: { quantity: '0', value: '0.0000' } } })
  })

  it('may cost nothing, and hold a part of a package', async () => {
    const purchase = await recorded({ packages: '0.5', pricePerPackage: '0' })
    expect(purchase.lot).toMatchObject({ quantity: '12.5', unitCost: '0', value: '0.0000' })
  })

  it('takes the largest quantity that is kept, and the largest price', async () => {
    const one = await openPantry(database.sessions, { packageUnitQuantity: '1' })
    const largest = '9999999999.9999999999'
    const purchase = await recorded({ productId: one.productId, packages: largest, pricePerPackage: largest })
    expect(purchase.lot).toMatchObject({ quantity: largest, unitCost: largest, value: '99999999999999999998.0000' })
  })

  describe('is refused', () => {
    const cases: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>])[] = [
      ['of no packages', { packages: '0' }, { field: 'packages', reason: 'must be above 0' }],
      ['of -1 packages', { packages: '-1' }, { field: 'packages', reason: 'must be above 0' }],
      ['of packages beyond 20 digits', { packages: '10000000000' }, { field: 'packages', reason: 'is too large' }],
      ['of more than a lot can hold', { packages: '9999999999' }, { field: 'packages', reason: 'is too large' }],
      [
        'at a negative price',
        { pricePerPackage: '-0.01' },
        { field: 'pricePerPackage', reason: 'must not be below 0' },
      ],
      ['at a price beyond 20 digits', { pricePerPackage: '10000000000' }, { field: 'pricePerPackage' }],
      ['with notes that are too long', { notes: 'x'.repeat(20_001) }, { field: 'notes' }],
      ['with notes that no database keeps', { notes: 'a\0b' }, { field: 'notes' }],
      ['of what is no id', { productId: '1' }, { field: 'productId' }],
      ['of the id of another type', { productId: 'event_1' }, { field: 'productId' }],
    ]
    it.each(cases)('%s', async (_, input, details) => {
      expect(await refused('recordPurchase', { productId: pantry.productId, ...given, ...input })).toMatchObject({
        code: 'VALIDATION_FAILED',
        ...details,
      })
    })

    it('of a quantity that rounds to nothing', async () => {
      const dust = await openPantry(database.sessions, { packageUnitQuantity: '0.0000000001' })
      expect(await refused('recordPurchase', { productId: dust.productId, ...given, packages: '0.1' })).toMatchObject({
        code: 'VALIDATION_FAILED',
        field: 'packages',
      })
    })

    it('of an unknown product, and from an unknown supplier', async () => {
      const { productId } = pantry
      for (const id of ['product_2147483647', 'product_99999999999999']) {
        expect(await refused('recordPurchase', { productId: id, ...given })).toEqual({ code: 'PRODUCT_NOT_FOUND', id })
      }
      const supplierId = 'supplier_2147483647'
      expect(await refused('recordPurchase', { productId, supplierId, ...given })).toEqual({
        code: 'SUPPLIER_NOT_FOUND',
        id: supplierId,
      })
    })

    it('of an archived product, and from an archived supplier', async () => {
      const archived = await openPantry(database.sessions, { isProductArchived: true, isSupplierArchived: true })
      expect(await refused('recordPurchase', { productId: archived.productId, ...given })).toEqual({
        code: 'VALIDATION_FAILED',
        field: 'productId',
        reason: 'ARCHIVED',
      })
      const { supplierId } = archived
      expect(await refused('recordPurchase', { productId: pantry.productId, supplierId, ...given })).toMatchObject({
        field: 'supplierId',
        reason: 'ARCHIVED',
      })
    })
  })

  describe('corrected', () => {
    it('in its price values its lot anew', async () => {
      const { id, lot } = await recorded({ packages: '1', pricePerPackage: '10' })
      await ask('adjustLot', { id: lot.id, toQuantity: '20', reason: 'SPOILAGE', note: 'moths' })
      const purchase = purchaseIn(
        await ask('correctPurchase', { id, expectedVersion: 1, pricePerPackage: '12.5', reason: 'Misread' }),
      )
      expect(purchase).toMatchObject({ version: 2, pricePerPackage: '12.5000' })
      expect(purchase.lot).toMatchObject({ version: 3, quantity: '20', unitCost: '0.5', value: '10.0000' })
      expect(purchase.lot.entries.nodes).toMatchObject([
        { kind: 'RECEIVED', quantity: '25', value: '10.0000' },
        { kind: 'ADJUSTED', quantity: '-5', value: '-2.0000', reason: 'SPOILAGE', note: 'moths' },
        { kind: 'REPRICED', quantity: '0', value: '2.0000', reason: 'CORRECTION', note: 'Misread' },
      ])
    })

    it('in its packages adds to its lot, or takes from it, at the price that is right', async () => {
      const { id } = await recorded({ packages: '2', pricePerPackage: '10' })
      const more = purchaseIn(await ask('correctPurchase', { id, packages: '3', pricePerPackage: '20', reason: 'x' }))
      expect(more.lot).toMatchObject({ quantity: '75', value: '60.0000' })
      expect(more.lot.entries.nodes.map(({ kind, quantity, value }) => [kind, quantity, value])).toEqual([
        ['RECEIVED', '50', '20.0000'],
        ['REPRICED', '0', '20.0000'],
        ['ADJUSTED', '25', '20.0000'],
      ])
      const fewer = purchaseIn(await ask('correctPurchase', { id, packages: '0.5', reason: 'x' }))
      expect(fewer.lot).toMatchObject({ quantity: '12.5', value: '10.0000' })
    })

    it('in its day and its supplier moves its lot in the queue, and can be taken from nobody', async () => {
      const { id } = await recorded({ supplierId: pantry.supplierId })
      const moved = purchaseIn(
        await ask('correctPurchase', { id, purchasedOn: '2020-02-29', supplierId: null, reason: 'x' }),
      )
      expect(moved).toMatchObject({ purchasedOn: '2020-02-29', supplier: null, lot: { purchasedOn: '2020-02-29' } })
      expect(moved.lot.version).toBe(1)
    })

    it('to what it is already changes nothing', async () => {
      const { id } = await recorded()
      const before = await inventoryOf(database)
      const same = { packages: '2.0', pricePerPackage: '9.990', purchasedOn: '2026-11-01', supplierId: null }
      expect(purchaseIn(await ask('correctPurchase', { id, ...same, reason: 'x' })).version).toBe(1)
      expect(await inventoryOf(database)).toEqual(before)
    })

    it('is refused for a reason that is empty, for nothing to correct, and for null', async () => {
      const { id } = await recorded()
      for (const [input, field] of [
        [{ packages: '1', reason: ' \n' }, 'reason'],
        [{ packages: '1', reason: 'x'.repeat(501) }, 'reason'],
        [{ reason: 'x' }, 'input'],
        [{ packages: null, reason: 'x' }, 'packages'],
        [{ purchasedOn: null, reason: 'x' }, 'purchasedOn'],
        [{ packages: '0', reason: 'x' }, 'packages'],
        [{ pricePerPackage: '-1', reason: 'x' }, 'pricePerPackage'],
      ] as const) {
        expect(await refused('correctPurchase', { id, ...input })).toMatchObject({ code: 'VALIDATION_FAILED', field })
      }
    })

    it('is refused below what was taken, with what is gone', async () => {
      const { id, lot } = await recorded({ packages: '2' })
      await ask('adjustLot', { id: lot.id, toQuantity: '24', reason: 'OTHER' })
      expect(await refused('correctPurchase', { id, packages: '1', reason: 'x' })).toEqual({
        code: 'PURCHASE_IN_USE',
        id,
        consumed: '26',
      })
    })

    it('is refused for another version, an unknown one, and an unknown supplier', async () => {
      const { id } = await recorded()
      const reason = 'x'
      expect(await refused('correctPurchase', { id, expectedVersion: 2, packages: '1', reason })).toEqual({
        code: 'STALE_VERSION',
        version: 1,
      })
      const unknown = 'purchase_2147483647'
      expect(await refused('correctPurchase', { id: unknown, packages: '1', reason })).toEqual({
        code: 'PURCHASE_NOT_FOUND',
        id: unknown,
      })
      // The ids in the order of the fields.
      expect(await refused('correctPurchase', { id: 'lot_1', supplierId: 'lot_2', reason })).toMatchObject({
        field: 'id',
      })
      const supplierId = 'supplier_2147483647'
      expect(await refused('correctPurchase', { id, expectedVersion: 2, supplierId, reason })).toEqual({
        code: 'SUPPLIER_NOT_FOUND',
        id: supplierId,
      })
    })
  })

  describe('voided', () => {
    it('leaves an empty lot, once', async () => {
      const { id } = await recorded()
      const purchase = purchaseIn(await ask('voidPurchase', { id, reason: ' Twice ' }))
      expect(purchase.voidedAt).toMatch(/^20/)
      expect(purchase).toMatchObject({ version: 2, lot: { quantity: '0', value: '0.0000', version: 2 } })
      expect(purchase.lot.entries.nodes[1]).toMatchObject({ kind: 'VOIDED', quantity: '-50', value: '-19.9800' })
      const already = { code: 'ALREADY_VOIDED', id }
      expect(await refused('voidPurchase', { id, reason: 'x' })).toEqual(already)
      expect(await refused('correctPurchase', { id, packages: '1', reason: 'x' })).toEqual(already)
      expect(await refused('adjustLot', { id: purchase.lot.id, toQuantity: '1', reason: 'COUNT' })).toEqual(already)
      expect(await refused('correctLot', { id: purchase.lot.id, unitCost: '1', reason: 'x' })).toEqual(already)
    })

    it('may have been corrected before', async () => {
      const { id } = await recorded()
      await ask('correctPurchase', { id, packages: '3', pricePerPackage: '1', reason: 'x' })
      expect(purchaseIn(await ask('voidPurchase', { id, reason: 'x' })).lot).toMatchObject({ quantity: '0' })
    })

    it.each(['COUNT', 'CORRECTION'])(
      'is refused once its lot was counted (%s), even if that found all of it',
      async (reason) => {
        const { id, lot } = await recorded()
        await ask('adjustLot', { id: lot.id, toQuantity: '50', reason })
        expect(await refused('voidPurchase', { id, reason: 'x' })).toEqual({
          code: 'PURCHASE_IN_USE',
          id,
          consumed: '0',
        })
      },
    )

    it('is refused without a reason, and for an unknown one', async () => {
      const { id } = await recorded()
      expect(await refused('voidPurchase', { id, reason: '' })).toMatchObject({ field: 'reason' })
      const unknown = 'purchase_2147483647'
      expect(await refused('voidPurchase', { id: unknown, reason: 'x' })).toEqual({
        code: 'PURCHASE_NOT_FOUND',
        id: unknown,
      })
      expect(await refused('voidPurchase', { id: 'lot_1', reason: 'x' })).toMatchObject({ field: 'id' })
    })
  })

  it('has a history', async () => {
    const { id } = await recorded({ supplierId: pantry.supplierId })
    await ask('correctPurchase', { id, packages: '3', reason: 'Miscounted' })
    await ask('voidPurchase', { id, reason: 'Sent back' })
    const { data } = await client.ask(
      `query ($filter: HistoryFilter) { history(filter: $filter) { totalCount nodes {
        action actor reason subjectId event { id } subject { id } changes { field before after } } } }`,
      { filter: { subjectId: id } },
    )
    const shared = { actor: null, event: null, subjectId: id, subject: { id } }
    expect(data).toEqual({
      history: {
        totalCount: 3,
        nodes: [
          {
            ...shared,
            action: 'voidPurchase',
            reason: 'Sent back',
            changes: [{ field: 'voided', before: 'false', after: 'true' }],
          },
          {
            ...shared,
            action: 'correctPurchase',
            reason: 'Miscounted',
            changes: [{ field: 'packages', before: '2', after: '3' }],
          },
          {
            ...shared,
            action: 'recordPurchase',
            reason: null,
            changes: [
              { field: 'productId', before: null, after: pantry.productId },
              { field: 'supplierId', before: null, after: pantry.supplierId },
              { field: 'purchasedOn', before: null, after: '2026-11-01' },
              { field: 'packages', before: null, after: '2' },
              { field: 'pricePerPackage', before: null, after: '9.99' },
            ],
          },
        ],
      },
    })
  })
})
