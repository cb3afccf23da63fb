import fc from 'fast-check'

// What random operations are made of.

/** Which of those there are, or the latest one; or one that is not there, or what can't be an id of the type. */
export type Which = number | 'latest' | 'none' | 'nonsense' | 'other'

export const which: fc.Arbitrary<Which> = fc.oneof(
  // Low numbers are likelier, so that much happens to few lots.
  { weight: 40, arbitrary: fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 })).map(([a, b]) => Math.min(a, b) % 20) },
  { weight: 1, arbitrary: fc.constantFrom('none' as const, 'nonsense' as const, 'other' as const) },
)

/** Four of five times one of those that are likely, if there are any, so that more than refusals comes of it. */
export function idOf<T extends { readonly id: string }>(
  type: string,
  list: readonly T[],
  which: Which,
  isLikely: (each: T) => boolean = () => true,
): string {
  if (which === 'nonsense') return which
  if (which === 'other') return type === 'event' ? 'recipe 0' : 'event 0'
  if (which === 'none') return `${type} none`
  if (which === 'latest') return list.findLast(isLikely)?.id ?? `${type} none`
  const likely = which % 5 === 4 ? [] : list.filter(isLikely)
  const chosen = likely.length > 0 ? likely : list
  return chosen[which % chosen.length]?.id ?? `${type} none`
}

// ── Texts and numbers ────────────────────────────────────────────────────────────────────────────────────────────────

/** Replaced by a text that is one character too long. */
export const TOO_LONG = 'TOO LONG'
export const long = (text: string | null, most: number): string | null =>
  text === TOO_LONG ? 'x'.repeat(most + 1) : text

export const remarks = fc.oneof(
  { weight: 25, arbitrary: fc.constant(null) },
  { weight: 8, arbitrary: fc.constantFrom('Ann called', 'ä "quoted" \\ remark') },
  { weight: 1, arbitrary: fc.constant(TOO_LONG) },
)
export const reasons = fc.oneof(
  { weight: 40, arbitrary: fc.constant('Misread') },
  { weight: 1, arbitrary: fc.constantFrom('', ' \n', TOO_LONG) },
)
export const days = fc.integer({ min: 1, max: 9 }).map((day) => `2026-11-0${day}`)

/** A number above 0, mostly; with few decimal places, or with many. */
export const quantities = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 12 }).map(String) },
  { weight: 16, arbitrary: fc.integer({ min: 1, max: 9999 }).map((n) => (n / 1000).toFixed(3)) },
  { weight: 4, arbitrary: fc.constantFrom('0.3333333333', '1.0000000001', '0.0000000001', '0.0000007') },
  { weight: 1, arbitrary: fc.constantFrom('0', '-1', '10000000000', '0.00') },
)
export const prices = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 2000 }).map((n) => (n / 100).toFixed(2)) },
  { weight: 8, arbitrary: fc.constantFrom('0', '3.33335', '0.0001', '7', '10', '0.0000000001') },
  { weight: 1, arbitrary: fc.constantFrom('-0.01', '10000000000') },
)

export const versions = fc.oneof(
  { weight: 10, arbitrary: fc.constant('any' as const) },
  { weight: 3, arbitrary: fc.constant('present' as const) },
  { weight: 1, arbitrary: fc.constant('stale' as const) },
)
export type Version = 'any' | 'present' | 'stale'
export function expected(version: Version, present: number): { readonly expectedVersion?: number } {
  return version === 'any' ? {} : { expectedVersion: version === 'present' ? present : present + 1 }
}
