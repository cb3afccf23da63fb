import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  batchFraction,
  needsOfPackage,
  type FinishedGood,
  type FinishedUnit,
  type GoodComponent,
  type Needs,
  type PackageContent,
} from '../../src/catalog/rules.js'
import { exact, toFixed } from '../../src/decimal.js'
import { wholeBatches } from '../../src/production/rules.js'

const recipes = ['Lebkuchen', 'Spekulatius', 'Stollen'].map((name, index) => ({
  id: index + 1,
  name,
  category: 'Xmas',
}))

const unit = (id: number, recipe: FinishedUnit['recipe'], yields: Partial<FinishedUnit>): FinishedUnit => ({
  id,
  name: `Unit ${String(id)}`,
  recipe,
  itemsPerBatch: null,
  batchPercentage: null,
  ...yields,
})
const of = (finishedUnit: FinishedUnit, quantity: string): GoodComponent => ({
  finishedUnit,
  finishedGood: null,
  quantity,
})
const box = (finishedGood: FinishedGood, quantity: string): GoodComponent => ({
  finishedUnit: null,
  finishedGood,
  quantity,
})
let goods = 0
const good = (...components: readonly GoodComponent[]): FinishedGood => ({
  id: ++goods,
  name: `Good ${String(goods)}`,
  components,
})

const quantities = fc.integer({ min: 1, max: 5000 }).map((n) => String(n / 100))
const units = fc
  .record({
    recipe: fc.constantFrom(...recipes),
    yields: fc.oneof(
      fc.integer({ min: 1, max: 144 }).map((itemsPerBatch) => ({ itemsPerBatch })),
      fc.integer({ min: 1, max: 200 }).map((percent) => ({ batchPercentage: String(percent / 2) })),
    ),
  })
  .map(({ recipe, yields }) => unit(1, recipe, yields))
const flat = fc.array(fc.tuple(units, quantities), { minLength: 1, maxLength: 4 })
const goodsOfDepth = (depth: number): fc.Arbitrary<FinishedGood> =>
  fc
    .tuple(
      flat,
      depth === 1 ? fc.constant([]) : fc.array(fc.tuple(goodsOfDepth(depth - 1), quantities), { maxLength: 2 }),
    )
    .map(([parts, nested]) => good(...parts.map((part) => of(...part)), ...nested.map((part) => box(...part))))
const anyGood = goodsOfDepth(3)
const contents = fc.array(fc.record({ finishedGood: anyGood, quantity: fc.integer({ min: 1, max: 20 }) }), {
  maxLength: 3,
})

/** Needs as they can be compared: exact fractions by recipe. */
const written = (needs: Needs): string[] =>
  [...needs].map(([id, { batches }]) => `${String(id)}: ${batches.toFraction()}`).sort()
const times = (needs: Needs, factor: string): Needs =>
  new Map([...needs].map(([id, need]) => [id, { ...need, batches: need.batches.mul(exact(factor)) }]))

describe('what a package needs', () => {
  it('grows with its contents: twice of everything needs twice as much', () => {
    fc.assert(
      fc.property(contents, (held) => {
        const twice = held.map(({ finishedGood, quantity }) => ({ finishedGood, quantity: quantity * 2 }))
        expect(written(needsOfPackage(twice))).toEqual(written(times(needsOfPackage(held), '2')))
      }),
    )
  })

  it('does not hang on the order of its contents, nor on how they are grouped', () => {
    fc.assert(
      fc.property(
        contents,
        anyGood,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (held, more, n, m) => {
          const whole = [...held, { finishedGood: more, quantity: n + m }]
          const parted = [
            { finishedGood: more, quantity: m },
            ...held.toReversed(),
            { finishedGood: more, quantity: n },
          ]
          expect(written(needsOfPackage(parted))).toEqual(written(needsOfPackage(whole)))
        },
      ),
    )
  })

  it('multiplies through nested goods, parts of units included', () => {
    fc.assert(
      fc.property(anyGood, quantities, quantities, (inner, outer, outermost) => {
        const nested = good(box(good(box(inner, outer)), outermost))
        const plain = times(times(needsOfPackage([{ finishedGood: inner, quantity: 1 }]), outer), outermost)
        expect(written(needsOfPackage([{ finishedGood: nested, quantity: 1 }]))).toEqual(written(plain))
      }),
    )
  })

  it('is counted once for each good, though 134 million ways lead through the goods', () => {
    // 8 goods that each hold the same 8 others, nine levels deep, and a whole batch at the end.
    const loaf = unit(1, { id: 1, name: 'Lebkuchen', category: 'Xmas' }, { itemsPerBatch: 1 })
    let level = Array.from({ length: 8 }, () => good(of(loaf, '1')))
    for (let depth = 2; depth <= 9; depth++) {
      const below = level
      level = Array.from({ length: 8 }, () => good(...below.map((inner) => box(inner, '1'))))
    }
    const [top = good()] = level
    expect(written(needsOfPackage([{ finishedGood: top, quantity: 1 }]))).toEqual([`1: ${String(8 ** 8)}`])
  })

  it('is refused of goods more than ten deep, whichever of them is looked at first', () => {
    const tower = [good()]
    for (let depth = 2; depth <= 11; depth++) tower.unshift(good(box(tower[0] ?? good(), '1')))
    const held = (from: number) => tower.slice(from).map((finishedGood) => ({ finishedGood, quantity: 1 }))
    expect(() => needsOfPackage(held(1))).not.toThrow()
    for (const contents of [held(0), held(0).toReversed()])
      expect(() => needsOfPackage(contents)).toThrow(expect.objectContaining({ code: 'CIRCULAR_REFERENCE' }))
  })

  it('is nothing for a package without contents, and for a good without components', () => {
    expect(needsOfPackage([]).size).toBe(0)
    expect(needsOfPackage([{ finishedGood: good(), quantity: 3 }]).size).toBe(0)
  })
})

const [lebkuchen = recipes[0]] = recipes
if (lebkuchen === undefined) throw new Error('There is no recipe')

const needOf = (...held: PackageContent[]) => needsOfPackage(held).get(lebkuchen.id)?.batches ?? exact(0)

describe('a batch', () => {
  it('is shared by units of different sizes: 12 of 24 small and 6 of 12 large are one', () => {
    const small = unit(1, lebkuchen, { itemsPerBatch: 24 })
    const large = unit(2, lebkuchen, { itemsPerBatch: 12 })
    expect(needOf({ finishedGood: good(of(small, '12'), of(large, '6')), quantity: 1 }).equals(1)).toBe(true)
  })

  it('is one and not two for a third and two thirds of it', () => {
    const small = unit(1, lebkuchen, { itemsPerBatch: 36 })
    const need = needOf({ finishedGood: good(of(small, '12'), of(small, '24')), quantity: 1 })
    expect(wholeBatches(need)).toBe(1)
  })

  it('is one and not two for thirds that were written with ten places', () => {
    const portion = unit(1, lebkuchen, { batchPercentage: '33.3333333334' })
    expect(wholeBatches(needOf({ finishedGood: good(of(portion, '3')), quantity: 1 }))).toBe(1)
  })

  it('is two where more than a millionth is missing', () => {
    const portion = unit(1, lebkuchen, { batchPercentage: '100.0001' })
    expect(wholeBatches(needOf({ finishedGood: good(of(portion, '1')), quantity: 1 }))).toBe(2)
  })

  it('yields half a unit as half of its fraction', () => {
    const cake = unit(1, lebkuchen, { batchPercentage: '12.5' })
    expect(toFixed(needOf({ finishedGood: good(of(cake, '0.5')), quantity: 3 }), 4)).toBe('0.1875')
  })

  it('is what all of its items, or all of its percents, take together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (n) => {
        expect(batchFraction({ itemsPerBatch: n, batchPercentage: null }).mul(n).equals(1)).toBe(true)
        const portion = batchFraction({ itemsPerBatch: null, batchPercentage: String(n / 100) })
        expect(portion.mul(10_000).equals(n)).toBe(true)
      }),
    )
  })
})

describe('goods within goods', () => {
  const chain = (depth: number): FinishedGood =>
    depth === 1 ? good(of(unit(1, lebkuchen, { itemsPerBatch: 1 }), '1')) : good(box(chain(depth - 1), '1'))

  it('nest ten deep', () => {
    expect(needOf({ finishedGood: chain(10), quantity: 1 }).equals(1)).toBe(true)
  })

  it('are refused when they nest deeper', () => {
    expect(() => needOf({ finishedGood: chain(11), quantity: 1 })).toThrow(
      expect.objectContaining({ code: 'CIRCULAR_REFERENCE' }),
    )
  })

  it('are refused when one contains itself, with the way around', () => {
    const parts: GoodComponent[] = []
    const outer: FinishedGood = { id: 1, name: 'Hamper', components: parts }
    parts.push(box({ id: 2, name: 'Tin', components: [box(outer, '1')] }, '1'))
    expect(() => needOf({ finishedGood: outer, quantity: 1 })).toThrow(
      expect.objectContaining({ code: 'CIRCULAR_REFERENCE', details: { path: ['Hamper', 'Tin', 'Hamper'] } }),
    )
  })
})
