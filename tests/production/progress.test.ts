import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CostGap, RecipeCosting } from '../../src/catalog/costing-rules.js'
import { exact, money, toFixed } from '../../src/decimal.js'
import type { PackageStatus } from '../../src/planning/rules.js'
import { progress, type Progress, recipeCost } from '../../src/production/progress-rules.js'
import { eventBalance } from '../../src/production/rules.js'

const bread = { id: 1, name: 'Bread', category: 'Bread' }
const cake = { id: 2, name: 'Cake', category: 'Cake' }
const recipes = new Map([bread, cake].map((recipe) => [recipe.id, recipe]))

interface Situation {
  /** Batches that the event's one assignment needs, by recipe. */
  readonly needs?: Readonly<Record<number, string>>
  readonly produced?: Readonly<Record<number, readonly [batches: number, cost: string]>>
  readonly costPerBatch?: string
  readonly gaps?: readonly CostGap[]
  readonly status?: PackageStatus
}

function progressOf({ needs = {}, produced = {}, costPerBatch = '0', gaps = [], status }: Situation): Progress {
  const recipeOf = (id: string | number) => recipes.get(Number(id)) ?? bread
  const costing = (id: number): RecipeCosting => ({
    recipe: recipeOf(id),
    costPerBatch: exact(costPerBatch),
    gaps,
    components: [],
  })
  const book = eventBalance(
    {
      assignments: [{ packageId: 1, status: status ?? 'PENDING', rows: 1, quantity: 1 }],
      committed: [],
      production: Object.entries(produced).map(([id, [batches, cost]]) => ({ recipeId: Number(id), batches, cost })),
      losses: [],
    },
    () =>
      new Map(Object.entries(needs).map(([id, need]) => [Number(id), { recipe: recipeOf(id), batches: exact(need) }])),
  )
  return progress(book, costing)
}

describe('progress', () => {
  it('has a row for what is needed and for what was produced, by name', () => {
    const { recipes: rows, actualCost } = progressOf({ needs: { 2: '1' }, produced: { 1: [3, '7.5'] } })
    expect(rows).toMatchObject([
      { recipe: bread, batchesRequired: 0, batchesProduced: 3, batchesRemaining: 0, isComplete: true },
      { recipe: cake, batchesRequired: 1, batchesProduced: 0, batchesRemaining: 1, isComplete: false },
    ])
    expect(actualCost).toBe('7.5000')
  })

  it('is measured against the need, not against the whole batches of it', () => {
    const needs = { 1: '2.25' }
    expect(progressOf({ needs, produced: { 1: [2, '0'] } }).recipes).toMatchObject([
      { batchesRequired: 3, batchesRemaining: 1, isComplete: false },
    ])
    expect(progressOf({ needs, produced: { 1: [5, '0'] } }).recipes).toMatchObject([
      { batchesRequired: 3, batchesRemaining: 0, isComplete: true },
    ])
  })

  it('remains so many batches that baking them completes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 7 }), fc.integer({ min: 1, max: 12 }), (need, batches) => {
        const needs = { 1: String(need / 10 ** 6) }
        const [row] = progressOf({ needs, produced: { 1: [batches, '0'] } }).recipes
        const left = row?.batchesRemaining ?? 0
        expect(row?.isComplete).toBe(left === 0)
        expect(progressOf({ needs, produced: { 1: [batches + left, '0'] } }).recipes).toMatchObject([
          { isComplete: true },
        ])
        if (left > 0) {
          expect(progressOf({ needs, produced: { 1: [batches + left - 1, '0'] } }).recipes).toMatchObject([
            { isComplete: false },
          ])
        }
      }),
    )
  })

  it('is complete once everything is delivered, and not for want of an assignment', () => {
    expect(progressOf({ status: 'DELIVERED' }).isComplete).toBe(true)
    expect(progressOf({ status: 'ASSEMBLED' }).isComplete).toBe(false)
    const empty = eventBalance({ assignments: [], committed: [], production: [], losses: [] }, () => new Map())
    const costing = (): RecipeCosting => ({ recipe: bread, costPerBatch: exact(0), gaps: [], components: [] })
    expect(progress(empty, costing)).toMatchObject({ isComplete: false, recipes: [], plannedCost: '0.0000' })
  })

  it('names a gap once, though several recipes have it', () => {
    const gap: CostGap = {
      recipe: cake,
      ingredient: { id: 1, slug: 'egg', name: 'Egg', isTracked: true },
      reason: 'NO_PURCHASE',
    }
    expect(progressOf({ needs: { 1: '1', 2: '1' }, gaps: [gap] }).costGaps).toEqual([gap])
  })
})

describe('planned cost', () => {
  it('is that of whole batches: so many times the cost of one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.bigInt({ min: 0n, max: 10n ** 8n }), (batches, cents) => {
        const costPerBatch = toFixed(exact(cents).div(10_000), 4)
        const { recipes: rows, plannedCost } = progressOf({ needs: { 1: String(batches - 0.5) }, costPerBatch })
        const whole = BigInt(batches) * cents
        expect(BigInt(plannedCost.replace('.', ''))).toBe(whole)
        expect(rows).toMatchObject([{ batchesRequired: batches, plannedCost }])
      }),
    )
  })

  it('is rounded half up to four places at the end of a row, not for each batch', () => {
    expect(progressOf({ needs: { 1: '3' }, costPerBatch: '0.00005' }).plannedCost).toBe('0.0002')
    expect(progressOf({ needs: { 1: '1' }, costPerBatch: '0.00005' }).plannedCost).toBe('0.0001')
    expect(progressOf({ needs: { 1: '1' }, costPerBatch: '0.0000499' }).plannedCost).toBe('0.0000')
  })

  it('of an event is the sum of what its rows show', () => {
    const { recipes: rows, plannedCost } = progressOf({ needs: { 1: '1', 2: '1' }, costPerBatch: '0.00005' })
    expect(rows.map((row) => row.plannedCost)).toEqual(['0.0001', '0.0001'])
    expect(plannedCost).toBe('0.0002')
  })
})

describe('variance', () => {
  const costOf = (planned: string, actual: string) => {
    const [row] = progressOf({ needs: { 1: '1' }, costPerBatch: planned, produced: { 1: [1, actual] } }).recipes
    if (row === undefined) throw new Error('There is no row')
    const { variance, variancePercent } = recipeCost(row)
    return [variance, variancePercent]
  }

  it.each([
    ['10', '12.5', '2.5000', '25.00'],
    ['10', '7.5', '-2.5000', '-25.00'],
    ['3', '4', '1.0000', '33.33'],
    ['3', '2', '-1.0000', '-33.33'],
    ['8', '8.0004', '0.0004', '0.01'],
    ['8', '7.9996', '-0.0004', '-0.01'],
    ['8', '7.9997', '-0.0003', '0.00'],
    ['800', '801.96', '1.9600', '0.25'],
    ['400', '400.5', '0.5000', '0.13'],
    ['400', '399.5', '-0.5000', '-0.13'],
    ['5', '0', '-5.0000', '-100.00'],
    ['0', '0', '0.0000', '0.00'],
    ['0', '0.0001', '0.0001', '100.00'],
    ['0.0001', '9', '8.9999', '8999900.00'],
  ])('of planned %s and actual %s is %s, %s percent', (planned, actual, variance, percent) => {
    expect(costOf(planned, actual)).toEqual([variance, percent])
  })

  it('and what was planned are what it did cost', () => {
    const prices = fc.integer({ min: 0, max: 10 ** 9 }).map((n) => toFixed(exact(n).div(10_000), 4))
    fc.assert(
      fc.property(prices, prices, (planned, actual) => {
        const [variance = ''] = costOf(planned, actual)
        expect(exact(planned).add(exact(variance)).equals(exact(actual))).toBe(true)
      }),
    )
  })
})

describe('money', () => {
  it.each([
    ['3.5', '3.5000'],
    ['0', '0.0000'],
    ['12.34565', '12.34565'],
    ['0.0000000001', '0.0000000001'],
    ['-1.5', '-1.5000'],
  ])('of %s is written %s: four places, more only where there is more', (value, expected) => {
    expect(money(exact(value))).toBe(expected)
  })
})
