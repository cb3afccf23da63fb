import { alike, slugOf } from '../slugs.js'
import type { Reference } from './reader.js'

/** A row that others refer to: of the file, of the database, or of both. One that is still to be added has no id. */
export interface Entry {
  id: number | undefined
  readonly name: string
}

/** An entry and what it is known by; the file and the database may know it by different names. */
export interface Known {
  readonly entry: Entry
  readonly slug: string | null
  readonly name: string
  /** What tells entries of one name apart: a recipient's household, an event's date. */
  readonly within: string | null
}

/** Where a reference leads: to an entry, or why to none. */
export type Resolved = Entry | 'unknown' | 'ambiguous'
export type Resolve = (reference: Pick<Reference, 'slug' | 'name' | 'within'>) => Resolved

/** Finds entries by slug or by name. Those of the file come before those that only the database has. */
export function resolver(ofFile: Iterable<Known>, ofDatabase: Iterable<Known>): Resolve {
  const sources = [indexOf(ofFile), indexOf(ofDatabase)]
  return ({ slug, name, within }) => {
    const tries = [
      slug === null ? [] : [bySlug(slug)],
      name === null ? [] : [byName(name)],
      // The other way round: a name in a slug's place, a slug in a name's, and the slug that a name would make.
      slug === null ? [] : [byName(slug), byMadeSlug(slug)],
      name === null ? [] : [bySlug(name)],
    ].flat()
    for (const key of tries) {
      for (const source of sources) {
        const found = source.get(within === null ? key : narrowed(key, within))
        const [only] = found ?? []
        if (only !== undefined) return found?.size === 1 ? only : 'ambiguous'
      }
    }
    return 'unknown'
  }
}

const bySlug = (slug: string) => `slug ${alike(slug)}`
const byName = (name: string) => `name ${name}`
const byMadeSlug = (slug: string) => `made ${alike(slug)}`
const narrowed = (key: string, within: string) => JSON.stringify([key, within])

function indexOf(entries: Iterable<Known>): Map<string, Set<Entry>> {
  const index = new Map<string, Set<Entry>>()
  for (const { entry, slug, name, within } of entries) {
    for (const key of [slug === null ? byMadeSlug(slugOf(name)) : bySlug(slug), byName(name)]) {
      for (const place of within === null ? [key] : [key, narrowed(key, within)]) {
        const found = index.get(place)
        if (found === undefined) index.set(place, new Set([entry]))
        else found.add(entry)
      }
    }
  }
  return index
}

/** The id of an entry that the database has, or has got by now. */
export function idOf({ id, name }: Entry): number {
  if (id === undefined) throw new Error(`${name} is referred to before it is added`)
  return id
}
