import Fraction from 'fraction.js'

/** An exact number. Sums of thirds of a batch stay exact, which no decimal type offers. */
export type Exact = Fraction

/** An exact number from a decimal text ("12.5000"), an integer, or another exact number. */
export function exact(value: string | number | bigint): Exact {
  return new Fraction(value)
}

export const ZERO: Exact = exact(0)

/** Rounded to `places` decimal places, halves away from zero ("half up"). */
export function rounded(value: Exact, places: number): Exact {
  const scale = 10n ** BigInt(places)
  return new Fraction(value.s * scaled(value, scale), scale)
}

/** The whole number that is not below `value`. */
export function ceiling(value: Exact): number {
  return value.ceil().valueOf()
}

/** As a decimal text with just `places` decimal places, rounded half up. */
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

/** |value| x scale as a whole number, halves up. */
function scaled(value: Exact, scale: bigint): bigint {
  return (2n * value.n * scale + value.d) / (2n * value.d)
}
