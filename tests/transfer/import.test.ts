import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { times } from '../../src/catalog/rules.js'
import { getContentsRevision } from '../../src/catalog/revision-service.js'
import { getPackageDetails } from '../../src/catalog/package-service.js'
import { correctPurchase } from '../../src/inventory/correct-purchase.js'
import { recordPurchase } from '../../src/inventory/record-purchase.js'
import { voidPurchase } from '../../src/inventory/void-purchase.js'
import { existing } from '../../src/lookup.js'
import { inSession } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { seedDemo } from '../../src/transfer/demo.js'
import { importBackup } from '../../src/transfer/import.js'
import { describe as line, ImportError } from '../../src/transfer/problems.js'
import type { ImportReport } from '../../src/transfer/report.js'
import { openTestDatabase, type TestDatabase } from '../support/transfer-database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
beforeEach(() => database.empty())
afterAll(() => database.close())

const caseOf = (name: string) =>
  z
    .looseObject({ event_recipient_packages: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), 'utf8')))

const readIn = (json: unknown) =>
  inSession(database.sessions, { mode: 'write' }, (session) => importBackup(parseBackup(json), session))

const writing = <T>(work: (session: WritingSession) => Promise<T>) =>
  inSession(database.sessions, { mode: 'write' }, work)

const added = ({ sections }: ImportReport) => sections.filter((one) => one.added > 0).map(({ section }) => section)

const problemsOf = async (json: unknown) => {
  const error = await readIn(json).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ImportError)
  return error instanceof ImportError ? error.problems.map(line) : []
}

describe('the import of a v3 backup', () => {
  it('understands the older spellings', async () => {
    await readIn(caseOf('v3'))
    expect(
      await database.rows(
        sql`SELECT slug, density_volume_unit AS volume, density_weight::text AS weight FROM ingredient`,
      ),
    ).toEqual([
      { slug: 'flour_plain', volume: 'cup', weight: '4.2500000000' },
      { slug: 'salt', volume: 'ml', weight: '1.3000000000' },
    ])
    expect(
      await database.rows(
        sql`SELECT brand, package_unit, package_unit_quantity::text AS size, is_preferred, supplier.name AS supplier,
                   purchase.purchased_on::text AS purchased_on, price_per_package::text AS price,
                   lot.quantity::text AS left, unit_cost::text AS unit_cost, value::text AS value, location, lot.purchase_id
            FROM product JOIN purchase ON purchase.product_id = product.id JOIN lot ON lot.product_id = product.id
            JOIN supplier ON supplier.id = supplier_id`,
      ),
    ).toEqual([
      {
        brand: 'Mill',
        package_unit: 'lb',
        size: '5.0000000000',
        is_preferred: true,
        supplier: 'Corner',
        purchased_on: '2025-11-15',
        price: '7.0000000000',
        left: '4.5000000000',
        // Its cost is the price of the purchase, and so is what it is worth.
        unit_cost: null,
        value: '6.3000',
        location: 'Shelf',
        purchase_id: 1,
      },
    ])
    expect(
      await database.rows(
        sql`SELECT event.name AS event, recipient.household_name AS household, package.name AS package, status::text AS status,
                   finished_good.name AS good, component.quantity::int AS quantity, finished_unit.slug AS unit,
                   recipe.name AS recipe, batches, produced_at::text AS produced_at
            FROM assignment JOIN event ON event.id = event_id JOIN recipient ON recipient.id = recipient_id
            JOIN package ON package.id = assignment.package_id JOIN package_content content ON content.package_id = package.id
            JOIN finished_good ON finished_good.id = content.finished_good_id
            JOIN finished_good_component component ON component.finished_good_id = finished_good.id
            JOIN finished_unit ON finished_unit.id = finished_unit_id JOIN recipe ON recipe.id = finished_unit.recipe_id
            JOIN production_record record ON record.recipe_id = recipe.id AND record.event_id = event.id`,
      ),
    ).toEqual([
      {
        event: 'Sunday',
        household: 'Parents',
        package: 'Breakfast',
        status: 'ASSEMBLED',
        good: 'Roll Bag',
        quantity: 6,
        unit: 'roll',
        recipe: 'Rolls',
        batches: 1,
        produced_at: '2025-11-15 18:00:00+00',
      },
    ])
  })
})

describe('the import of packed assignments', () => {
  const stored = () =>
    database.rows<{ id: number; recipe: number; numerator: string; denominator: string }>(
      sql`SELECT assignment_id AS id, recipe_id AS recipe, numerator, denominator FROM assignment_need
          ORDER BY assignment_id, recipe_id`,
    )

  it('stores what each has taken, and nothing for what is pending', async () => {
    const file = caseOf('v3')
    const [planned] = z.array(z.looseObject({})).parse(file.event_recipient_packages)
    const packed = [
      { ...planned, quantity: 5 },
      { ...planned, quantity: 7, fulfillment_status: 'delivered' },
      { ...planned, quantity: 9, fulfillment_status: 'pending' },
    ]
    await readIn({ ...file, event_recipient_packages: packed })
    const [rolls] = await database.rows<{ id: number }>(sql`SELECT id FROM recipe WHERE name = 'Rolls'`)
    // A bag of 6 of the 12 rolls of a batch.
    expect(await stored()).toEqual([
      { id: 1, recipe: rolls?.id, numerator: '5', denominator: '2' },
      { id: 2, recipe: rolls?.id, numerator: '7', denominator: '2' },
    ])
  })

  it('stores what their packages need by the same catalog, nested goods included', async () => {
    await readIn(caseOf('v4'))
    const packed = await database.rows<{ id: number; package: number; quantity: number }>(
      sql`SELECT id, package_id AS package, quantity FROM assignment WHERE status <> 'PENDING' ORDER BY id`,
    )
    const details = await writing(async (session) =>
      getPackageDetails(
        packed.map((row) => row.package),
        await getContentsRevision(session),
        session,
      ),
    )
    const needs = packed.flatMap((row) =>
      [...times(existing(details, row.package).needs, row.quantity)].map(([recipe, { batches }]) => ({
        id: row.id,
        recipe,
        numerator: String(batches.n),
        denominator: String(batches.d),
      })),
    )
    expect(needs.length).toBeGreaterThan(1)
    expect(await stored()).toEqual(needs)
  })
})

describe('the import of a v4 backup', () => {
  it('takes nested units, decimal texts and float noise exactly', async () => {
    await readIn(caseOf('v4'))
    expect(
      await database.rows(
        sql`SELECT slug, name, items_per_batch AS items, batch_percentage::float8 AS percentage FROM finished_unit ORDER BY slug`,
      ),
    ).toEqual([
      { slug: 'large_roll', name: 'Large Roll', items: 12, percentage: null },
      { slug: 'rolls-tray', name: 'Tray', items: null, percentage: 50 },
      { slug: 'small-roll', name: 'Small Roll', items: 24, percentage: null },
    ])
    expect(await database.rows(sql`SELECT quantity::text AS quantity FROM recipe_line`)).toEqual([
      { quantity: '1.3000000000' },
    ])
    expect(await database.rows(sql`SELECT quantity::text AS quantity, position FROM finished_good_component`)).toEqual([
      { quantity: '0.5000000000', position: 1 },
      { quantity: '2.0000000000', position: 1 },
    ])
  })

  it('tells products of one brand apart by what the reference says, and gives ids in the order of the file', async () => {
    await readIn(caseOf('v4'))
    expect(
      await database.rows(
        sql`SELECT purchase.id, product.name AS product, price_per_package::text AS price, supplier.slug AS supplier
            FROM purchase JOIN product ON product.id = product_id LEFT JOIN supplier ON supplier.id = supplier_id
            ORDER BY purchase.id`,
      ),
    ).toEqual([
      { id: 1, product: '', price: '20.0000000001', supplier: 'corner_ma' },
      { id: 2, product: 'Bread', price: '9.0000000000', supplier: null },
      { id: 3, product: 'Bread', price: '8.0000000000', supplier: null },
      { id: 4, product: 'Bread', price: '9.0000000000', supplier: null },
    ])
    expect(await database.rows(sql`SELECT quantity, status::text AS status FROM assignment ORDER BY id`)).toEqual([
      { quantity: 1, status: 'PENDING' },
      { quantity: 1, status: 'DELIVERED' },
      { quantity: 3, status: 'ASSEMBLED' },
    ])
  })

  it("keeps a lot's own cost, leads it to its purchase, and leaves it without both where nothing matches; a purchase without a lot gets an empty one", async () => {
    await readIn(caseOf('v4'))
    expect(
      await database.rows(
        sql`SELECT purchased_on::text AS day, unit_cost::text AS cost, purchase_id, lot.quantity > 0 AS holds
            FROM lot ORDER BY id`,
      ),
    ).toEqual([
      { day: '2025-12-01', cost: '1.7000000000', purchase_id: 2, holds: true },
      { day: null, cost: null, purchase_id: null, holds: true },
      ...[1, 3, 4].map((id) => ({ day: '2025-12-01', cost: null, purchase_id: id, holds: false })),
    ])
  })

  it('opens each lot with one entry of what it holds, at its cost, or with the value 0 without any', async () => {
    await readIn(caseOf('v4'))
    const lots = await database.rows(
      sql`SELECT lot.id, lot.quantity::text AS quantity, lot.value::text AS value, version AS entries FROM lot ORDER BY id`,
    )
    const entries = await database.rows(
      sql`SELECT lot_id AS id, quantity::text AS quantity, value::text AS value, 1 AS entries
          FROM lot_entry WHERE kind = 'RECEIVED' ORDER BY lot_id`,
    )
    expect(lots).toEqual(entries)
    expect(
      await database.rows(
        sql`SELECT value = round(quantity * coalesce(unit_cost, 0), 4) AS "isWorthItsCost" FROM lot
            WHERE purchase_id IS NULL OR unit_cost IS NOT NULL`,
      ),
    ).toEqual([{ isWorthItsCost: true }, { isWorthItsCost: true }])
  })

  it('reports what it did not take, and why', async () => {
    const { sections, unknownSections } = await readIn(caseOf('v4'))
    expect(unknownSections).toEqual([
      { section: 'materials', rows: 1 },
      { section: 'event_production_targets', rows: 2 },
    ])
    expect(sections.find(({ section }) => section === 'compositions')).toMatchObject({
      added: 2,
      skipped: [{ row: 3, reason: 'packaging components are not kept yet' }],
    })
    expect(sections.find(({ section }) => section === 'event_recipient_packages')?.skippedFields).toEqual([
      {
        row: 3,
        field: 'delivered_to',
        reason: '"Nobody yet" belongs to delivered packages only, and this is ASSEMBLED',
      },
    ])
    expect(sections.find(({ section }) => section === 'suppliers')).toMatchObject({ added: 2, alreadyThere: 0 })
  })

  it('keeps history as it was, with more assembled than was ever recorded', async () => {
    const file = caseOf('v4')
    await readIn({ ...file, production_records: [] })
    expect(await database.counts()).toMatchObject({ assignment: 3 })
  })
})

describe('a second import', () => {
  it.each(['v3', 'v4'])('of the same %s file adds nothing', async (name) => {
    await readIn(caseOf(name))
    const before = await database.counts()
    expect(added(await readIn(caseOf(name)))).toEqual([])
    expect(await database.counts()).toEqual(before)
  })

  it('adds nothing after a status moved on and a lot was consumed', async () => {
    await readIn(caseOf('v4'))
    await database.rows(sql`UPDATE assignment SET status = 'DELIVERED', delivered_to = 'Hall' WHERE status = 'PENDING'`)
    await database.rows(
      sql`INSERT INTO lot_entry (lot_id, kind, quantity, value) SELECT id, 'ADJUSTED', -quantity, -value FROM lot`,
    )
    expect(added(await readIn(caseOf('v4')))).toEqual([])
    expect(await database.rows(sql`SELECT DISTINCT quantity::int AS quantity FROM lot`)).toEqual([{ quantity: 0 }])
  })

  it('adds nothing after a purchase was corrected, however often', async () => {
    await readIn(caseOf('v4'))
    const { purchase, lot } = await database.counts()
    const corrections = [{ pricePerPackage: '12' }, { purchasedOn: '2025-12-02', packages: '2' }, { packages: '3' }]
    for (const correction of corrections) {
      await writing((session) => correctPurchase(2, { ...correction, reason: 'Misread' }, session))
    }
    expect(added(await readIn(caseOf('v4')))).toEqual([])
    expect(await database.counts()).toMatchObject({ purchase, lot, history_entry: 3 })
  })

  it('adds what is new in a longer file, the last of rows that are equal', async () => {
    const file = caseOf('v4')
    const [mom, dad] = file.event_recipient_packages
    await readIn({ ...file, event_recipient_packages: [mom, dad] })
    const report = await readIn(file)
    expect(report.sections.filter((one) => one.added > 0)).toMatchObject([
      { section: 'event_recipient_packages', added: 1, alreadyThere: 2 },
    ])
    expect(await database.rows(sql`SELECT quantity FROM assignment ORDER BY id DESC LIMIT 1`)).toEqual([
      { quantity: 3 },
    ])
  })

  it('leaves what is there as it is: its fields, its lines, its components', async () => {
    await readIn(caseOf('v4'))
    const file = caseOf('v4')
    await readIn({
      ...file,
      ingredients: [
        { display_name: 'Renamed', slug: 'flour-plain' },
        { display_name: 'All Flour', slug: 'flours' },
      ],
      recipes: [
        { name: 'Rolls', slug: 'rolls', category: 'Other', ingredients: [] },
        {
          name: 'Filled Rolls',
          slug: 'filled_rolls',
          ingredients: [{ ingredient_slug: 'flours', quantity: 1, unit: 'cup' }],
        },
      ],
    })
    expect(await database.rows(sql`SELECT name FROM ingredient ORDER BY id`)).toEqual([
      { name: 'All Flour' },
      { name: 'Flour' },
    ])
    expect(await database.rows(sql`SELECT category FROM recipe`)).toEqual([
      { category: 'Bread' },
      { category: 'Bread' },
    ])
    expect(await database.counts()).toMatchObject({ recipe_line: 1, recipe_component: 1 })
  })

  it('adds nothing to goods and packages that are packed already', async () => {
    await readIn(caseOf('v4'))
    const { sections } = await readIn({
      version: '4.2',
      compositions: [{ finished_good_slug: 'roll_bag', finished_unit_slug: 'large_roll', component_quantity: 1 }],
      package_finished_goods: [{ package_name: 'Breakfast', finished_good_slug: 'roll_bag', quantity: 1 }],
    })
    expect(sections.flatMap(({ skipped }) => skipped)).toEqual([
      { row: 1, reason: 'Roll Bag is in packages that are assembled: its contents stay as they were' },
      { row: 1, reason: 'Breakfast is in packages that are assembled: its contents stay as they were' },
    ])
  })

  it('takes no more statements for a file of twenty times the rows', async () => {
    const cost = async (json: unknown) => {
      const before = database.statements.length
      await readIn(json)
      return database.statements.length - before
    }
    const ingredients = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ display_name: `Flour ${n}`, slug: `flour_${n}`, parent_slug: 'root' }))
    const file = (count: number) => ({
      version: '4.2',
      ingredients: [{ display_name: 'Root', slug: 'root' }, ...ingredients(count)],
      recipes: ingredients(count).map(({ slug }) => ({
        name: `Bread of ${slug}`,
        ingredients: [{ ingredient_slug: slug, quantity: 1, unit: 'g' }],
      })),
    })
    const small = await cost(file(50))
    await database.empty()
    expect(await cost(file(1000))).toBe(small)
    expect(await database.counts()).toEqual({ ingredient: 1001, recipe: 1000, recipe_line: 1000 })
  })

  it('waits for another import of the same file, and finds its rows', async () => {
    const reports = await Promise.all([readIn(caseOf('v4')), readIn(caseOf('v4'))])
    expect(reports.map((report) => added(report).length > 0).sort()).toEqual([false, true])
  })
})

describe('lots of a file without purchases', () => {
  const { version, ingredients, products } = z
    .looseObject({ version: z.string(), ingredients: z.array(z.unknown()), products: z.array(z.unknown()) })
    .parse(caseOf('v4'))
  const lots = {
    version,
    inventory_items: [
      {
        ingredient_slug: 'flour_plain',
        product_brand: 'Mill',
        package_unit_quantity: 25,
        quantity: 5,
        purchase_date: '2025-12-01',
      },
    ],
  }
  const bought = { productId: 2, supplierId: null, purchasedOn: '2025-12-01', packages: '1', pricePerPackage: '10' }
  const lastLot = () =>
    database.rows(
      sql`SELECT purchase_id, quantity::int AS quantity, value::text AS value FROM lot ORDER BY id DESC LIMIT 1`,
    )

  it('are not led to a purchase that is voided: nothing of it is in stock', async () => {
    await readIn({ version, ingredients, products })
    const { id } = await writing((session) => recordPurchase(bought, session))
    await writing((session) => voidPurchase(id, 'Sent back', session))
    await readIn(lots)
    expect(await lastLot()).toEqual([{ purchase_id: null, quantity: 5, value: '0.0000' }])
    // The purchase is there: it does not come back with a file that has it.
    const purchase = { purchase_date: '2025-12-01', quantity_purchased: 1, unit_price: 10 }
    await readIn({ ...lots, purchases: [{ ...lots.inventory_items[0], ...purchase }] })
    expect(await database.counts()).toMatchObject({ purchase: 1, lot: 2 })
  })

  it('are worth what their purchase costs, though it is corrected at the same time', async () => {
    await readIn({ version, ingredients, products })
    const { id } = await writing((session) => recordPurchase(bought, session))
    const importing = await writing(async (session) => {
      await correctPurchase(id, { pricePerPackage: '20', reason: 'Misread' }, session)
      const reading = readIn(lots)
      // Far longer than it takes if it waits for nobody.
      await Promise.race([reading, delay(500)])
      return { reading }
    })
    await importing.reading
    expect(await lastLot()).toEqual([{ purchase_id: id, quantity: 5, value: '4.0000' }])
  })
})

describe('a backup that can not be taken', () => {
  it('is refused with all its unresolved references at once, and changes nothing', async () => {
    await readIn(caseOf('v3'))
    const before = await database.counts()
    const problems = await problemsOf({
      version: '4.2',
      ingredients: [{ display_name: 'Rye', slug: 'rye', parent_slug: 'grain' }],
      products: [{ ingredient_slug: 'spelt', brand: 'Mill', package_unit: 'lb', package_unit_quantity: 5 }],
      purchases: [
        { ingredient_slug: 'rye', product_brand: 'Nobody', purchase_date: '2025-01-01', unit_price: 1, quantity: 1 },
      ],
      inventory_items: [{ ingredient_slug: 'oats', product_brand: 'Mill', quantity: 1 }],
      recipes: [
        { name: 'Rye Rolls', ingredients: [{ ingredient_slug: 'rye', quantity: 1, unit: 'cup' }] },
        {
          name: 'Bad',
          ingredients: [
            { ingredient_slug: 'flour_plain', quantity: 1, unit: 'cup' },
            { ingredient_slug: 'dust', quantity: 1, unit: 'cup' },
          ],
          components: [{ recipe_name: 'Air', quantity: 1 }],
          finished_units: [{ slug: 'bad', name: 'Bad', items_per_batch: 0 }],
        },
      ],
      finished_units: [{ slug: 'u', display_name: 'U', recipe_slug: 'no-recipe', items_per_batch: 1 }],
      compositions: [{ finished_good_slug: 'no_good', finished_unit_slug: 'no_unit', component_quantity: 1 }],
      package_finished_goods: [{ package_name: 'No package', finished_good_slug: 'roll_bag', quantity: 1 }],
      event_recipient_packages: [
        { event_name: 'No event', recipient_name: 'No recipient', package_slug: 'breakfast', quantity: 1 },
      ],
      production_records: [
        { event_name: 'Sunday', recipe_name: 'Rools', batches: 1, produced_at: '2025-01-01', actual_cost: 0 },
      ],
    })
    expect(problems).toEqual([
      'recipes row 2, finished_units[1].items_per_batch: "0" must be above 0',
      'ingredients row 1, parent_slug: "grain" no such ingredient in the file or in the database',
      'products row 1, ingredient_slug: "spelt" no such ingredient in the file or in the database',
      'purchases row 1, product_brand: "rye, Nobody" no such product in the file or in the database',
      'inventory_items row 1, ingredient_slug: "oats" no such ingredient in the file or in the database',
      'recipes row 2, ingredients[2].ingredient_slug: "dust" no such ingredient in the file or in the database',
      'recipes row 2, components[1].recipe_name: "Air" no such recipe in the file or in the database',
      'finished_units row 1, recipe_slug: "no-recipe" no such recipe in the file or in the database',
      'compositions row 1, finished_good_slug: "no_good" no such finished good in the file or in the database',
      'compositions row 1, finished_unit_slug: "no_unit" no such finished unit in the file or in the database',
      'package_finished_goods row 1, package_name: "No package" no such package in the file or in the database',
      'event_recipient_packages row 1, event_name: "No event" no such event in the file or in the database',
      'event_recipient_packages row 1, recipient_name: "No recipient" no such recipient in the file or in the database',
      'production_records row 1, recipe_name: "Rools" no such recipe in the file or in the database',
    ])
    expect(await database.counts()).toEqual(before)
  })

  it('is refused where a name does not say which', async () => {
    const problems = await problemsOf({
      version: '4.2',
      ingredients: [{ display_name: 'Rye', slug: 'rye' }],
      products: [
        { ingredient_slug: 'rye', brand: 'Mill', product_name: 'Light', package_unit: 'lb', package_unit_quantity: 5 },
        { ingredient_slug: 'rye', brand: 'Mill', product_name: 'Dark', package_unit: 'lb', package_unit_quantity: 5 },
      ],
      inventory_items: [{ ingredient_slug: 'rye', product_brand: 'Mill', quantity: 1 }],
      recipes: [
        { name: 'Rolls', slug: 'rolls-1' },
        { name: 'Rolls', slug: 'rolls-2' },
      ],
      finished_units: [{ slug: 'u', display_name: 'U', recipe_name: 'Rolls', items_per_batch: 1 }],
      packages: [{ name: 'Box' }],
      recipients: [
        { name: 'Kim', household_name: 'North' },
        { name: 'Kim', household_name: 'South' },
      ],
      events: [{ name: 'Sunday', event_date: '2025-12-07' }],
      event_recipient_packages: [
        { event_name: 'Sunday', recipient_name: 'Kim', package_name: 'Box', quantity: 1 },
        { event_name: 'Sunday', recipient_name: 'Kim', household_name: 'South', package_name: 'Box', quantity: 1 },
      ],
    })
    expect(problems).toEqual([
      'inventory_items row 1, product_brand: "rye, Mill" more than one product fits',
      'finished_units row 1, recipe_name: "Rolls" more than one recipe has this name: the reference must say which',
      'event_recipient_packages row 1, recipient_name: "Kim" more than one recipient has this name: the reference must say which',
    ])
  })

  it('is refused for cycles, for goods nested more than ten deep, and for two preferred products', async () => {
    const goods = Array.from({ length: 11 }, (_, n) => ({ slug: `good_${n}`, display_name: `Good ${n}` }))
    const problems = await problemsOf({
      version: '4.2',
      ingredients: [
        { display_name: 'Egg', slug: 'egg', parent_slug: 'hen' },
        { display_name: 'Hen', slug: 'hen', parent_slug: 'egg' },
      ],
      products: [
        { ingredient_slug: 'egg', brand: 'A', package_unit: 'dozen', package_unit_quantity: 1, preferred: true },
        { ingredient_slug: 'egg', brand: 'B', package_unit: 'dozen', package_unit_quantity: 1, preferred: true },
      ],
      recipes: [
        { name: 'Starter', components: [{ recipe_name: 'Dough', quantity: 1 }] },
        { name: 'Dough', components: [{ recipe_name: 'Starter', quantity: 1 }] },
        { name: 'Itself', components: [{ recipe_name: 'Itself', quantity: 1 }] },
      ],
      finished_goods: [...goods, { slug: 'loop', display_name: 'Loop' }],
      compositions: [
        ...goods.slice(1).map((good, n) => ({
          finished_good_slug: `good_${n}`,
          finished_good_component_slug: good.slug,
          component_quantity: 1,
        })),
        { finished_good_slug: 'loop', finished_good_component_slug: 'loop', component_quantity: 1 },
      ],
    })
    expect(problems).toEqual([
      'ingredients row 1, parent_slug: "Egg > Hen > Egg" an ingredient is its own ancestor',
      'products row 2, preferred: "Egg" has a preferred product in row 1 already',
      'recipes row 1, components: "Starter > Dough > Starter" a recipe is a component of itself',
      'recipes row 3, components: "Itself > Itself" a recipe is a component of itself',
      'compositions row 11, finished_good_component_slug: "Loop > Loop" a finished good contains itself',
      'compositions row 1, finished_good_slug: "Good 0" nests more than 10 goods deep',
    ])
    expect(await database.counts()).toEqual({})
  })
})

describe("the demo's data", () => {
  it('shows an event that is done, one in the middle, and one far ahead', async () => {
    await seedDemo(database.sessions)
    expect(
      await database.rows(
        sql`SELECT name, count(*) FILTER (WHERE status = 'PENDING')::int AS pending,
                   count(*) FILTER (WHERE status = 'ASSEMBLED')::int AS assembled,
                   count(*) FILTER (WHERE status = 'DELIVERED')::int AS delivered,
                   (SELECT count(*)::int FROM production_record WHERE event_id = event.id) AS records
            FROM event JOIN assignment ON event_id = event.id GROUP BY event.id ORDER BY date`,
      ),
    ).toEqual([
      { name: 'Lantern Fair 2026', pending: 0, assembled: 0, delivered: 5, records: 8 },
      { name: 'Advent Boxes 2026', pending: 7, assembled: 2, delivered: 2, records: 8 },
      { name: "New Year's Brunch 2027", pending: 5, assembled: 0, delivered: 0, records: 0 },
    ])
  })
})

// Real backups are no part of the repository: they are tried where they lie beside it.
const shared = process.env['SHARED_DIR'] ?? '../shared'
const files = ['data', 'golden'].flatMap((folder) => {
  const path = join(shared, folder)
  const names = existsSync(path) ? readdirSync(path) : []
  return names
    .filter((name) => /^(backup|catalog)-.*json$|[.]backup[.]json$/.test(name))
    .map((name) => join(path, name))
})
if (files.length > 0)
  describe('a real backup', () => {
    it.each(files)('loads in full for every section of the model: %s', async (file) => {
      const json = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
      const rowsOf = (section: string) => (Array.isArray(json[section]) ? json[section].length : 0)

      const { sections } = await readIn(json)
      expect(sections.map(({ section, added }) => ({ section, added }))).toEqual(
        sections.map(({ section, added }) => ({
          section,
          // Purchases may name suppliers that the file has no row of.
          added: section === 'suppliers' ? Math.max(added, rowsOf(section)) : rowsOf(section),
        })),
      )
      expect(sections.flatMap(({ skipped, skippedFields }) => [...skipped, ...skippedFields])).toEqual([])

      const counts = await database.counts()
      expect(added(await readIn(json))).toEqual([])
      expect(await database.counts()).toEqual(counts)
    })
  })
