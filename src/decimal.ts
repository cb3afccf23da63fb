import Fraction from 'fraction.js'

/** An exact number. Sums of thirds of a batch stay exact, which no decimal type offers. */
export type Exact = Fraction

const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/

/** An exact number from a decimal text ("12.5000"), or an integer. */
export function exact(value: string | number | bigint): Exact {
  const [, whole, places = ''] = (typeof value === 'string' && DECIMAL.exec(value)) || []
  // Nearly all are such texts, and Fraction's own reading, which knows cycles and quotients too, takes half as long again.
  return whole === undefined ? new Fraction(value) : new Fraction(BigInt(whole + places), 10n ** BigInt(places.length))
}

export const ZERO: Exact = exact(0)

/** A sum's denominator grows with each summand whose denominator shares no factor with it. */
const MAX_DENOMINATOR = 1n << 512n
const PLACES_KEPT = 60

/**
 * a + b, exactly. Only a sum whose lowest denominator has more than 512 bits is rounded, to 60 places: adding takes
 * time that grows faster than the denominator, and 1,000 lines of products in packages of unlike sizes took minutes. No
 * bakery's figures come near it (30 package sizes with three places each have some 300 bits), and what is rounded to 4
 * or 6 places later shows none of it.
 */
export function plus(a: Exact, b: Exact): Exact {
  const sum = a.add(b)
  return sum.d > MAX_DENOMINATOR ? rounded(sum, PLACES_KEPT) : sum
}

/** Rounded to `places` decimal places, halves away from zero ("half up"). */
export function rounded(value: Exact, places: number): Exact {
  const scale = 10n ** BigInt(places)
  return isMultiple(value, scale) ? value : new Fraction(value.s * scaled(value, scale), scale)
}

/** The whole number that is not below `value`. */
export function ceiling(value: Exact): number {
  return value.ceil().valueOf()
}

/** As a decimal text with exactly `places` decimal places, rounded half up. */
export function toFixed(value: Exact, places: number): string {
  const digits = scaled(value, 10n ** BigInt(places))
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = value.s < 0n && /[1-9]/.test(digits) ? '-' : ''
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`
}

/** As the shortest decimal text, with at most `places` decimal places: 0.5, not 0.5000000000. */
export function toShortest(value: Exact, places: number): string {
  const text = toFixed(value, places)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

const MONEY_PLACES = 4
/** As many as the database keeps. */
const STORED_PLACES = 10

/** Money as a decimal text: 4 places, more only where what was recorded has more. */
export function money(value: Exact): string {
  const isWhole = isMultiple(value, 10n ** BigInt(MONEY_PLACES))
  return isWhole ? toFixed(value, MONEY_PLACES) : toShortest(value, STORED_PLACES)
}

/** |value| x scale as a whole number, halves up. */
function scaled(value: Exact, scale: bigint): bigint {
  return (2n * value.n * scale + value.d) / (2n * value.d)
}

/** Whether value x scale is a whole number: fractions are in lowest terms. */
function isMultiple({ d }: Exact, scale: bigint): boolean {
  return scale % d === 0n
}
