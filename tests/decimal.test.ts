import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceiling, exact, plus, rounded, toFixed, toShortest, type Exact } from '../src/decimal.js'

/** Fractions of every size and sign, ties among them. */
const numerators = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const denominators = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.constantFrom(2n, 3n, 8n, 20n, 200n, 2000n))
const fractions = fc.tuple(numerators, denominators).map(([n, d]) => exact(n).div(exact(d)))
const places = fc.integer({ min: 0, max: 10 })

const scaleOf = (digits: number): Exact => exact(10n ** BigInt(digits))
const isWhole = (value: Exact): boolean => value.d === 1n

describe('rounding half up', () => {
  it('gives the nearest number with that many places, and of two the one away from zero', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        const result = rounded(value, digits)
        expect(isWhole(result.mul(scaleOf(digits)))).toBe(true)
        // In units of the last place, so that the distance of a tie is just a half.
        const away = result.abs().sub(value.abs()).mul(scaleOf(digits))
        expect(away.compare('1/2') <= 0 && away.compare('-1/2') > 0).toBe(true)
      }),
    )
  })

  it('treats a cost and the refund of it alike', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        expect(rounded(value.neg(), digits).equals(rounded(value, digits).neg())).toBe(true)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        const once = rounded(value, digits)
        expect(rounded(once, digits).equals(once)).toBe(true)
      }),
    )
  })

  it.each([
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['2.5', 0, '3'],
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['1.0049999999', 2, '1.00'],
    ['0.00005', 4, '0.0001'],
    ['-0.00004', 4, '0.0000'],
    ['99999999999999999999.99995', 4, '100000000000000000000.0000'],
  ])('writes %s with %i places as %s', (text, digits, expected) => {
    expect(toFixed(exact(text), digits)).toBe(expected)
  })
})

describe('decimal text', () => {
  it('has just the places that were asked for, and reads back as the rounded number', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        const text = toFixed(value, digits)
        expect(text).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${String(digits)}}$`))
        expect(exact(text).equals(rounded(value, digits))).toBe(true)
      }),
    )
  })

  it('is never a negative zero', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        expect(toFixed(value, digits)).not.toMatch(/^-[0.]+$/)
      }),
    )
  })

  it('in its shortest form ends in no zero, and reads back as the same number', () => {
    fc.assert(
      fc.property(fractions, places, (value, digits) => {
        const text = toShortest(value, digits)
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/)
        expect(exact(text).equals(rounded(value, digits))).toBe(true)
      }),
    )
  })

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(numerators, places, (digits, after) => {
        const text = toFixed(exact(digits).div(scaleOf(after)), after)
        expect(toFixed(exact(text), after)).toBe(text)
        expect(BigInt(text.replace('.', ''))).toBe(digits)
      }),
    )
  })
})

describe('whole batches', () => {
  it('are the fewest that are enough', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), denominators, (n, d) => {
        const value = exact(n).div(exact(d))
        const whole = ceiling(value)
        expect(exact(whole).compare(value)).toBeGreaterThanOrEqual(0)
        expect(exact(whole - 1).compare(value)).toBeLessThan(0)
      }),
    )
  })

  it('of three thirds are one', () => {
    const third = exact(1).div(3)
    expect(ceiling(third.add(third).add(third))).toBe(1)
  })
})

describe('a sum', () => {
  it('is exact', () => {
    fc.assert(
      fc.property(fc.array(fractions, { maxLength: 12 }), (values) => {
        const sum = values.reduce((total, value) => plus(total, value), exact(0))
        expect(sum.equals(values.reduce((total, value) => total.add(value), exact(0)))).toBe(true)
      }),
    )
  })

  it('of 20,000 fractions that share no denominator stays short, and right to 50 places', () => {
    // 1/n - 1/(n + 1) over all n: all but the first and the last cancel.
    let sum = exact(0)
    for (let n = 1; n <= 10_000; n++) sum = plus(plus(sum, exact(1).div(n)), exact(-1).div(n + 1))
    for (let n = 10_001; n <= 20_000; n++) sum = plus(sum, exact(1).div(n))
    for (let n = 10_001; n <= 20_000; n++) sum = plus(sum, exact(-1).div(n))
    expect(sum.d < 2n ** 600n).toBe(true)
    expect(toFixed(sum, 50)).toBe(toFixed(exact(10_000).div(10_001), 50))
  })
})
