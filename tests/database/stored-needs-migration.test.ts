import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needsOfPackage, times, type FinishedGood, type FinishedUnit } from '../../src/catalog/rules.js'
import { applyMigrations } from '../../src/database/migrations.js'
import { exact, plus, ZERO } from '../../src/decimal.js'
import { databaseKinds, type FreshDatabase } from '../support/database-fresh.js'
import { migrateBefore } from '../support/migrations.js'

const PRODUCTION_LEDGER = '20261125030000_production_ledger'

const recipes = [1, 2].map((id) => ({ id, name: `Recipe ${String(id)}`, category: 'Cookies' }))
const unit = (id: number, recipe: number, yields: Partial<FinishedUnit>): FinishedUnit => ({
  id,
  name: `Unit ${String(id)}`,
  recipe: recipes[recipe - 1] ?? { id: 0, name: '', category: '' },
  itemsPerBatch: null,
  batchPercentage: null,
  ...yields,
})
const dozen = unit(1, 1, { itemsPerBatch: 12 })
const seven = unit(2, 1, { itemsPerBatch: 7 })
const eighth = unit(3, 2, { batchPercentage: '12.5' })
const third = unit(4, 2, { batchPercentage: '33.3333333333' })
const units = [dozen, seven, eighth, third]

/** Ten levels: each good holds the one below it, and some of them a unit too, or the good two levels below. */
const goods: FinishedGood[] = []
for (let level = 1; level <= 10; level++) {
  const [below, lower] = [goods.at(-1), goods.at(-2)]
  goods.push({
    id: level,
    name: `Good ${String(level)}`,
    components: [
      {
        finishedUnit: units[level % 4] ?? dozen,
        finishedGood: null,
        quantity: level % 3 === 0 ? '0.0000000001' : '2.5',
      },
      ...(below === undefined ? [] : [{ finishedUnit: null, finishedGood: below, quantity: '1.3333333333' }]),
      ...(lower === undefined || level % 2 === 0
        ? []
        : [{ finishedUnit: null, finishedGood: lower, quantity: String(level) }]),
    ],
  })
}
const held = (level: number, quantity: number) => ({
  finishedGood: goods[level - 1] ?? { id: 0, name: '', components: [] },
  quantity,
})
const packages = [[held(10, 3), held(1, 1)], [held(3, 2), held(2, 5)], [held(1, 12)], []]
const assignments = [
  { id: 1, package: 1, quantity: 1, status: 'ASSEMBLED' },
  { id: 2, package: 1, quantity: 1000, status: 'DELIVERED' },
  { id: 3, package: 2, quantity: 7, status: 'DELIVERED' },
  { id: 4, package: 2, quantity: 7, status: 'PENDING' },
  { id: 5, package: 3, quantity: 1, status: 'ASSEMBLED' },
  { id: 6, package: 4, quantity: 1, status: 'ASSEMBLED' },
]

describe.each(databaseKinds)('assignments that were packed before needs were stored ($kind)', ({ create }) => {
  let database: FreshDatabase
  beforeEach(async () => {
    database = await create()
    await migrateBefore(database.pool, PRODUCTION_LEDGER)
  }, 60_000)
  afterEach(() => database.drop(), 60_000)

  it('have taken exactly what their packages need, however deep their goods nest', async () => {
    const insert = async (table: string, rows: readonly object[]): Promise<void> => {
      const columns = Object.keys(rows[0] ?? {}).join(', ')
      await database.pool.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
        [JSON.stringify(rows)],
      )
    }
    await insert('recipe', recipes)
    await insert(
      'finished_unit',
      units.map(({ id, name, recipe, itemsPerBatch, batchPercentage }) => ({
        id,
        slug: `unit-${String(id)}`,
        name,
        recipe_id: recipe.id,
        items_per_batch: itemsPerBatch,
        batch_percentage: batchPercentage,
      })),
    )
    await insert(
      'finished_good',
      goods.map(({ id, name }) => ({ id, slug: `good-${String(id)}`, name })),
    )
    await insert(
      'finished_good_component',
      goods.flatMap(({ id, components }) =>
        components.map(({ finishedUnit, finishedGood, quantity }, position) => ({
          finished_good_id: id,
          finished_unit_id: finishedUnit?.id ?? null,
          component_good_id: finishedGood?.id ?? null,
          quantity,
          position,
        })),
      ),
    )
    await insert(
      'package',
      packages.map((_, index) => ({ id: index + 1, name: `Package ${String(index + 1)}` })),
    )
    await insert(
      'package_content',
      packages.flatMap((contents, index) =>
        contents.map(({ finishedGood, quantity }, position) => ({
          package_id: index + 1,
          finished_good_id: finishedGood.id,
          quantity,
          position,
        })),
      ),
    )
    await insert('recipient', [{ id: 1, name: 'Ann' }])
    await insert('event', [{ id: 1, name: 'Fair', date: '2026-12-24' }])
    await insert(
      'assignment',
      assignments.map(({ package: package_id, ...rest }) => ({ ...rest, package_id, event_id: 1, recipient_id: 1 })),
    )

    await applyMigrations(database.pool)
    const { rows } = await database.pool.query<{ id: number; recipe: number; n: string; d: string }>(
      `SELECT assignment_id AS id, recipe_id AS recipe, numerator::text AS n, denominator::text AS d FROM assignment_need`,
    )
    const stored = new Map<string, string>()
    const sums = new Map<string, ReturnType<typeof exact>>()
    for (const { id, recipe, n, d } of rows) {
      const key = `${String(id)} ${String(recipe)}`
      sums.set(key, plus(sums.get(key) ?? ZERO, exact(n).div(exact(d))))
    }
    for (const [key, sum] of sums) stored.set(key, sum.toFraction())
    const needed = new Map(
      assignments.flatMap(({ id, package: packageId, quantity, status }) =>
        status === 'PENDING'
          ? []
          : [...times(needsOfPackage(packages[packageId - 1] ?? []), quantity)].map(
              ([recipe, { batches }]) => [`${String(id)} ${String(recipe)}`, batches.toFraction()] as const,
            ),
      ),
    )
    expect(needed.size).toBeGreaterThan(5)
    expect(stored).toEqual(needed)
  })
})
