import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { importBackup } from '../../src/transfer/import.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, purchaseIn } from '../support/inventory-operations.js'

describe.each(databases)('A purchase that was imported, on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const product = (slug: string) => ({ ingredient_slug: slug, product_brand: 'Mill' })
  const read = (slug: string, sections: Record<string, unknown>) =>
    inSession(database.sessions, { mode: 'write' }, (session) =>
      importBackup(
        parseBackup({
          version: '4.2',
          ingredients: [{ display_name: slug, slug }],
          products: [{ ingredient_slug: slug, brand: 'Mill', package_unit: 'lb', package_unit_quantity: 5 }],
          ...sections,
        }),
        session,
      ),
    )
  const purchase = (slug: string, quantity: string) => ({
    ...product(slug),
    purchase_date: '2025-12-01',
    quantity_purchased: quantity,
    unit_price: '9',
  })
  const lot = (slug: string, quantity: number, initial: number) => ({
    ...product(slug),
    purchase_date: '2025-12-01',
    quantity,
    initial_quantity: initial,
  })
  const latest = async () => {
    const { data } = await client.ask('{ purchases(first: 1) { nodes { id lot { quantity } } } }')
    // The operation was validated against the schema.
    const { purchases } = data as { purchases: { nodes: { id: string; lot: { quantity: string } }[] } }
    return purchases.nodes[0] ?? { id: '', lot: undefined }
  }
  const correct = (id: string, input: Record<string, unknown>) =>
    change(client, 'correctPurchase', { id, reason: 'Misread', ...input })

  it('with more, or less, than a lot can hold is corrected in all else', async () => {
    for (const [slug, packages] of [
      ['sugar', '9999999999'],
      ['salt', '0.0000000001'],
    ] as const) {
      await read(slug, {
        products: [
          {
            ingredient_slug: slug,
            brand: 'Mill',
            package_unit: 'lb',
            package_unit_quantity: slug === 'salt' ? 0.1 : 5,
          },
        ],
        purchases: [purchase(slug, packages)],
        inventory_items: [lot(slug, 1, 1)],
      })
      const { id } = await latest()
      const corrected = purchaseIn(await correct(id, { pricePerPackage: '1', purchasedOn: '2025-12-01' }))
      expect(corrected).toMatchObject({ packages, pricePerPackage: '1.0000', lot: { quantity: '1' } })
    }
  })

  it('is corrected to fewer packages as long as its lots together hold the rest', async () => {
    await read('flour', {
      purchases: [purchase('flour', '2')],
      inventory_items: [lot('flour', 1, 5), lot('flour', 4, 5.5)],
    })
    const { id } = await latest()
    expect(purchaseIn(await correct(id, { packages: '1.6' }))).toMatchObject({
      lot: { quantity: '0', value: '0.0000' },
    })
    const { data } = await client.ask(
      '{ lots(orderBy: NEWEST, first: 2) { nodes { quantity value purchase { packages } } } }',
    )
    const shared = { purchase: { packages: '1.6' } }
    expect(data).toEqual({
      lots: {
        nodes: [
          { ...shared, quantity: '3', value: '5.4000' },
          { ...shared, quantity: '0', value: '0.0000' },
        ],
      },
    })
    expect(await correct(id, { packages: '0.9' })).toMatchObject({
      errors: [{ extensions: { code: 'PURCHASE_IN_USE', consumed: '5' } }],
    })
  })

  it('shows the lot that a later import knew of it, and adds to that', async () => {
    await read('rye', { purchases: [purchase('rye', '2')] })
    const { id, lot: before } = await latest()
    expect(before).toEqual({ quantity: '0' })
    await read('rye', { inventory_items: [lot('rye', 7, 10)] })
    expect(await latest()).toEqual({ id, lot: { quantity: '7' } })
    expect(purchaseIn(await correct(id, { packages: '3' })).lot.quantity).toBe('12')
  })
})
