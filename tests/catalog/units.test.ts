import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversion, convert, knownUnit, type Density } from '../../src/catalog/units.js'
import { exact, toShortest, type Exact } from '../../src/decimal.js'
import { DomainError } from '../../src/domain-error.js'

const WEIGHTS = ['g', 'kg', 'oz', 'lb']
const VOLUMES = ['ml', 'l', 'tsp', 'tbsp', 'fl oz', 'cup', 'pt', 'qt', 'gal']
const COUNTS = ['each', 'count', 'piece', 'dozen']

const weights = fc.constantFrom(...WEIGHTS)
const volumes = fc.constantFrom(...VOLUMES)
const counts = fc.constantFrom(...COUNTS)
const measured = fc.oneof(weights, volumes)
const units = fc.oneof(weights, volumes, counts)
const amounts = fc.integer({ min: 1, max: 10 ** 9 }).map((n) => String(n / 1000))
const quantities = amounts.map(exact)
const densities: fc.Arbitrary<Density> = fc.record({
  volume: amounts,
  volumeUnit: volumes,
  weight: amounts,
  weightUnit: weights,
})

const converted = (quantity: Exact, from: string, to: string, density: Density | null): Exact =>
  convert(quantity, from, to, density, 'flour')

describe('units', () => {
  it.each([
    ['1', 'lb', 'g', '453.59237'],
    ['1', 'oz', 'g', '28.349523125'],
    ['1', 'lb', 'oz', '16'],
    ['2.5', 'kg', 'g', '2500'],
    ['1', 'tbsp', 'tsp', '3'],
    ['1', 'fl oz', 'tbsp', '2'],
    ['1', 'cup', 'tbsp', '16'],
    ['1', 'cup', 'ml', '236.5882365'],
    ['1', 'gal', 'ml', '3785.411784'],
    ['1', 'gal', 'qt', '4'],
    ['1', 'qt', 'pt', '2'],
    ['1', 'pt', 'cup', '2'],
    ['1', 'l', 'ml', '1000'],
    ['1', 'dozen', 'each', '12'],
    ['1', 'piece', 'count', '1'],
  ])('%s %s of one kind is a fixed number of %s: %s', (quantity, from, to, expected) => {
    expect(converted(exact(quantity), from, to, null).equals(exact(expected))).toBe(true)
  })

  it('convert there and back without loss, through the density too', () => {
    fc.assert(
      fc.property(quantities, measured, measured, densities, (quantity, from, to, density) => {
        const there = converted(quantity, from, to, density)
        expect(converted(there, to, from, density).equals(quantity)).toBe(true)
      }),
    )
  })

  it('convert through a third unit as they do directly', () => {
    fc.assert(
      fc.property(quantities, measured, measured, measured, densities, (quantity, from, over, to, density) => {
        const chained = converted(converted(quantity, from, over, density), over, to, density)
        expect(chained.equals(converted(quantity, from, to, density))).toBe(true)
      }),
    )
  })

  it('convert more to more: twice the quantity is twice the result', () => {
    fc.assert(
      fc.property(quantities, measured, measured, densities, (quantity, from, to, density) => {
        const one = converted(quantity, from, to, density)
        expect(converted(quantity.mul(2), from, to, density).equals(one.mul(2))).toBe(true)
      }),
    )
  })

  it('mean the same in any case and with space around', () => {
    fc.assert(
      fc.property(units, units, densities, fc.infiniteStream(fc.boolean()), (from, to, density, upper) => {
        const shout = (unit: string): string =>
          ` ${Array.from(unit, (letter) => (upper.next().value === true ? letter.toUpperCase() : letter)).join('')} `
        expect(knownUnit(shout(from))).toBe(from)
        expect(conversion(shout(from), shout(to), density)).toEqual(conversion(from, to, density))
      }),
    )
  })
})

describe('a density', () => {
  it('weighs its own volume', () => {
    fc.assert(
      fc.property(densities, (density) => {
        const { volume, volumeUnit, weight, weightUnit } = density
        expect(converted(exact(volume), volumeUnit, weightUnit, density).equals(exact(weight))).toBe(true)
        expect(converted(exact(weight), weightUnit, volumeUnit, density).equals(exact(volume))).toBe(true)
      }),
    )
  })

  it('says the same of several times its volume and weight', () => {
    fc.assert(
      fc.property(quantities, densities, fc.integer({ min: 1, max: 1000 }), (quantity, density, times) => {
        const more = (amount: string): string => toShortest(exact(amount).mul(times), 10)
        const restated = { ...density, volume: more(density.volume), weight: more(density.weight) }
        const said = converted(quantity, 'cup', 'g', density)
        expect(converted(quantity, 'cup', 'g', restated).equals(said)).toBe(true)
      }),
    )
  })

  it('changes nothing within weights and within volumes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(weights, weights), fc.tuple(volumes, volumes)),
        densities,
        ([from, to], density) => {
          expect(conversion(from, to, density)).toEqual(conversion(from, to, null))
        },
      ),
    )
  })
})

describe('what does not convert', () => {
  it('is a count, to anything that is not one, whatever the density', () => {
    fc.assert(
      fc.property(counts, measured, fc.option(densities), fc.boolean(), (count, other, density, turned) => {
        const [from, to] = turned ? [other, count] : [count, other]
        expect(conversion(from, to, density)).toEqual({ reason: 'UNIT_NOT_CONVERTIBLE' })
      }),
    )
  })

  it('is a volume to a weight without a density', () => {
    fc.assert(
      fc.property(volumes, weights, fc.boolean(), (volume, weight, turned) => {
        const [from, to] = turned ? [weight, volume] : [volume, weight]
        expect(conversion(from, to, null)).toEqual({ reason: 'NO_DENSITY' })
      }),
    )
  })

  it.each(['', 'pinch', 'cups of', '__proto__', 'constructor'])('is an unknown unit: "%s"', (unit) => {
    expect(knownUnit(unit)).toBeUndefined()
    expect(conversion(unit, 'g', null)).toEqual({ reason: 'UNIT_NOT_CONVERTIBLE' })
    expect(conversion('g', unit, null)).toEqual({ reason: 'UNIT_NOT_CONVERTIBLE' })
    expect(conversion(unit, unit, null)).toEqual({ reason: 'UNIT_NOT_CONVERTIBLE' })
  })

  it('is refused with both units and the ingredient', () => {
    const refused = (): Exact => convert(exact(1), 'dozen', 'lb', null, 'eggs')
    expect(refused).toThrow(DomainError)
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'UNIT_NOT_CONVERTIBLE',
        details: { from: 'dozen', to: 'lb', ingredient: 'eggs' },
      }),
    )
  })
})
