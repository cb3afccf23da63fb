/** By name in code point order, then id: as the database's COLLATE "C" does it. */
export function byName(a: { name: string; id: number }, b: { name: string; id: number }): number {
  return byCodePoint(a.name, b.name) || a.id - b.id
}

/**
 * Code point order. JavaScript's own `<` compares UTF-16 units, which puts the surrogates of an emoji before U+FF00.
 */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  let index = 0
  while (a.codePointAt(index) === b.codePointAt(index)) index++
  // In the middle of a pair only the low surrogates differ, and they sort as their code points do.
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1)
}
