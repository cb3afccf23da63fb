/** Slugs are alike if they differ in `_` and `-` alone. */
export function alike(slug: string): string {
  return slug.replaceAll('_', '-')
}

/** The slug that a name makes, for rows that have none of their own. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** A slug for a new row of this name that is like none of `taken`. */
export function newSlug(name: string, type: string, taken: ReadonlySet<string>): string {
  const base = slugBase(name, type)
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${String(number)}`
    if (!taken.has(slug)) return slug
  }
}

/** Some characters become many; with a number behind it, the slug has to be as short as a name. */
const MAX_BASE = 180

/** What the slugs of new rows of this name begin with: of a name without letters and digits, what the row is. */
export function slugBase(name: string, type: string): string {
  const slug = Array.from(slugOf(name)).slice(0, MAX_BASE).join('').replace(/-+$/, '')
  return slug === '' ? type : slug
}
