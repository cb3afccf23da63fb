// Exact numbers of the model's own: the product has others, and the two are to agree.

/** n / d in lowest terms, d above 0. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

export const NONE: Fraction = { n: 0n, d: 1n }
export const ONE: Fraction = { n: 1n, d: 1n }

export function ratio(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
  while (b !== 0n) [a, b] = [b, a % b]
  const common = d < 0n ? -a : a
  return { n: n / common, d: d / common }
}

/** The number that a decimal text says: "12.50", or that a whole number is. */
export function number(text: string | number): Fraction {
  const [, sign, whole = '', places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text)) ?? []
  if (sign === undefined) throw new Error(`${text} is no decimal number`)
  const digits = BigInt(whole + places)
  return ratio(sign === '-' ? -digits : digits, 10n ** BigInt(places.length))
}

export const plus = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const negative = (a: Fraction): Fraction => ({ n: -a.n, d: a.d })
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, negative(b))
export const times = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.n, a.d * b.d)
export const over = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d, a.d * b.n)
export const sum = (all: readonly Fraction[]): Fraction => all.reduce(plus, NONE)

/** Below, at or above 0 as a is below, at or above b. */
export const compare = (a: Fraction, b: Fraction): number => Number(a.n * b.d - b.n * a.d)
export const isNone = (a: Fraction): boolean => a.n === 0n
export const smaller = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b)
export const larger = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b)

/** To so many decimal places, halves up; below 0 as above it. */
export function rounded(a: Fraction, places: number): Fraction {
  const scale = 10n ** BigInt(places)
  const size = a.n < 0n ? -a.n : a.n
  const units = (2n * size * scale + a.d) / (2n * a.d)
  return ratio(a.n < 0n ? -units : units, scale)
}

/** The smallest whole number that is not below it. */
export function ceiling(a: Fraction): number {
  const down = a.n / a.d
  return Number(down * a.d < a.n ? down + 1n : down)
}

/** With exactly so many decimal places: "3.5000". */
export function fixed(a: Fraction, places: number): string {
  const { n, d } = rounded(a, places)
  const units = String(((n < 0n ? -n : n) * 10n ** BigInt(places)) / d).padStart(places + 1, '0')
  const at = units.length - places
  return `${n < 0n ? '-' : ''}${units.slice(0, at)}.${units.slice(at)}`
}

/** With as few decimal places as say it, and at most so many: "3.5". */
export const shortest = (a: Fraction, places: number): string => fixed(a, places).replace(/\.?0+$/, '')

/** Money: four places, and more only if there are more. */
export const money = (a: Fraction): string => (compare(rounded(a, 4), a) === 0 ? fixed(a, 4) : shortest(a, 10))
