import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CostGap,
  costings,
  costOfLine,
  gapsOf,
  type PricedLine,
  type PricedRecipe,
  type RecipeCosting,
} from '../../src/catalog/costing-rules.js'
import { exact, toShortest, ZERO } from '../../src/decimal.js'

const flour = { id: 1, slug: 'flour', name: 'Flour', isTracked: true }
const density = { volume: '1', volumeUnit: 'cup', weight: '4.25', weightUnit: 'oz' }
/** 25 lb at 10.00 a bag: 0.40 a pound. */
const bag = { id: 1, packageUnit: 'lb', packageUnitQuantity: '25', pricePerPackage: '10' }

const line = (changed: Partial<PricedLine> = {}): PricedLine => ({
  ingredient: flour,
  quantity: '1',
  unit: 'lb',
  density,
  product: bag,
  ...changed,
})
const recipe = (id: number, changed: Partial<Omit<PricedRecipe, 'recipe'>> = {}, name = `Recipe ${String(id)}`) => ({
  recipe: { id, name, category: 'Bread' },
  lines: [],
  components: [],
  ...changed,
})

function costingOf(id: number, ...recipes: PricedRecipe[]): RecipeCosting {
  const found = costings(new Map(recipes.map((each) => [each.recipe.id, each]))).get(id)
  if (found === undefined) throw new Error(`Recipe ${String(id)} has no costing`)
  return found
}
const costOf = (id: number, ...recipes: PricedRecipe[]): string =>
  toShortest(costingOf(id, ...recipes).costPerBatch, 10)
const amounts = fc.integer({ min: 1, max: 10 ** 6 }).map((n) => String(n / 1000))

describe('a recipe line', () => {
  it('costs its quantity in the package unit at the price per package unit, never per package', () => {
    expect(costOf(1, recipe(1, { lines: [line({ quantity: '2.5' })] }))).toBe('1')
  })

  it('measured by volume is weighed by the density', () => {
    // 16 cups weigh 68 oz, which is 4.25 lb at 0.40.
    expect(costOf(1, recipe(1, { lines: [line({ quantity: '16', unit: 'CUP' })] }))).toBe('1.7')
  })

  it('is one of 1,000 bought in packages of unlike sizes, and they are still added up', () => {
    // Exact, their sum has a denominator of 60,000 bits, and takes minutes.
    const lines = Array.from({ length: 1000 }, (_, n) =>
      line({
        product: {
          id: n,
          packageUnit: 'lb',
          packageUnitQuantity: `${String(9_999_999_967 - n)}.1`,
          pricePerPackage: '1',
        },
      }),
    )
    const costs = lines.map((one) => Number(costOf(1, recipe(1, { lines: [one] }))))
    expect(Number(costOf(1, recipe(1, { lines })))).toBeCloseTo(
      costs.reduce((sum, cost) => sum + cost, 0),
      6,
    )
  })

  it('costs twice as much for twice the quantity, and half as much from a package twice as large', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (quantity, packageUnitQuantity, pricePerPackage) => {
        const cost = (times: number, larger: number) => {
          const product = {
            id: 1,
            packageUnit: 'kg',
            packageUnitQuantity: toShortest(exact(packageUnitQuantity).mul(larger), 10),
            pricePerPackage,
          }
          const priced = costOfLine(
            line({ quantity: toShortest(exact(quantity).mul(times), 10), unit: 'cup', product }),
          )
          return typeof priced === 'string' ? ZERO : priced
        }
        expect(cost(1, 1).compare(0)).toBe(1)
        expect(cost(2, 1).equals(cost(1, 1).mul(2))).toBe(true)
        expect(cost(1, 2).equals(cost(1, 1).div(2))).toBe(true)
      }),
    )
  })

  it('that is free is no gap', () => {
    const free = line({ product: { ...bag, pricePerPackage: '0' } })
    expect(costingOf(1, recipe(1, { lines: [free] }))).toMatchObject({ gaps: [] })
  })
})

describe('a gap', () => {
  const unpriced = { ...bag, pricePerPackage: null }

  it.each<[string, Partial<PricedLine>, string]>([
    ['no preferred product, whatever else is missing', { product: null, density: null }, 'NO_PREFERRED_PRODUCT'],
    ['no purchase, also of what would not convert', { product: unpriced, unit: 'each' }, 'NO_PURCHASE'],
    ['no purchase, also without a density', { product: unpriced, unit: 'cup', density: null }, 'NO_PURCHASE'],
    ['no density between volume and weight', { unit: 'cup', density: null }, 'NO_DENSITY'],
    ['a count of what is weighed', { unit: 'dozen' }, 'UNIT_NOT_CONVERTIBLE'],
    ['a count without a density', { unit: 'dozen', density: null }, 'UNIT_NOT_CONVERTIBLE'],
    ['an unknown unit', { unit: 'pinch' }, 'UNIT_NOT_CONVERTIBLE'],
  ])('names %s', (_, changed, reason) => {
    const { costPerBatch, gaps } = costingOf(1, recipe(1, { lines: [line(), line(changed)] }))
    expect(gaps).toEqual([{ recipe: recipe(1).recipe, ingredient: flour, reason }])
    expect(toShortest(costPerBatch, 4)).toBe('0.4')
  })

  it('is named once, under the component that has it, however many ways lead there', () => {
    const dough = recipe(3, { lines: [line({ product: null }), line({ product: null, quantity: '2' })] })
    const half = recipe(2, { components: [{ recipeId: 3, quantity: '0.5' }] })
    const whole = recipe(1, {
      components: [
        { recipeId: 2, quantity: '2' },
        { recipeId: 3, quantity: '1' },
      ],
    })
    expect(gapsOf([costingOf(1, whole, half, dough)])).toEqual([
      { recipe: dough.recipe, ingredient: flour, reason: 'NO_PREFERRED_PRODUCT' },
    ])
  })

  it('stands by recipe name in code point order, then id, then ingredient', () => {
    const salt = { id: 2, slug: 'almonds', name: 'Almonds', isTracked: true }
    const bare = [line({ product: null }), line({ product: null, ingredient: salt })]
    const parts = [recipe(5, { lines: bare }, 'b'), recipe(3, { lines: bare }, 'a'), recipe(4, { lines: bare }, 'B')]
    const all = recipe(1, { components: parts.map(({ recipe: { id } }) => ({ recipeId: id, quantity: '1' })) })
    const named = (gaps: readonly CostGap[]) => gaps.map((gap) => `${gap.recipe.name} ${gap.ingredient.slug}`)
    expect(named(gapsOf([costingOf(1, all, ...parts)]))).toEqual([
      'B almonds',
      'B flour',
      'a almonds',
      'a flour',
      'b almonds',
      'b flour',
    ])
  })
})

describe('a recipe of recipes', () => {
  it('costs its lines and so many batches of each component', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (own, inner, batches) => {
        const part = recipe(2, { lines: [line({ quantity: inner })] })
        const whole = recipe(1, { lines: [line({ quantity: own })], components: [{ recipeId: 2, quantity: batches }] })
        const pounds = exact(own).add(exact(inner).mul(exact(batches)))
        expect(costingOf(1, whole, part).costPerBatch.equals(pounds.mul(2).div(5))).toBe(true)
      }),
    )
  })

  it('that contains itself is refused, with the way around', () => {
    const first = recipe(1, { components: [{ recipeId: 2, quantity: '1' }] }, 'Starter')
    const second = recipe(2, { components: [{ recipeId: 1, quantity: '1' }] }, 'Dough')
    expect(() => costingOf(1, first, second)).toThrow(
      expect.objectContaining({ code: 'CIRCULAR_REFERENCE', details: { path: ['Starter', 'Dough', 'Starter'] } }),
    )
  })

  it('is priced though many levels use all of the level below', () => {
    // 8^9 ways lead to the last level: each recipe is priced once.
    const ids = (level: number) => Array.from({ length: 8 }, (_, place) => 10 * level + place)
    const levels = Array.from({ length: 10 }, (_, level) =>
      ids(level).map((id) =>
        recipe(id, {
          components: level === 9 ? [] : ids(level + 1).map((recipeId) => ({ recipeId, quantity: '1' })),
          lines: [line()],
        }),
      ),
    ).flat()
    expect(
      costingOf(0, ...levels).costPerBatch.equals(
        exact(8 ** 10 - 1)
          .div(7)
          .mul('0.4'),
      ),
    ).toBe(true)
  })

  const chain = (length: number) =>
    Array.from({ length }, (_, n) =>
      recipe(n, { components: n + 1 === length ? [] : [{ recipeId: n + 1, quantity: '1' }] }),
    )

  it('may nest ten deep and not deeper, whichever of the recipes is looked at first', () => {
    expect(() => costingOf(0, ...chain(10))).not.toThrow()
    for (const recipes of [chain(11), chain(11).reverse(), chain(20_000)]) {
      expect(() => costingOf(0, ...recipes)).toThrow(expect.objectContaining({ code: 'CIRCULAR_REFERENCE' }))
    }
  })
})
