import { z } from 'zod'
import { Prisma } from '../generated/prisma/client.js'
import { read, sql, type Session } from '../session/session.js'
import { identity } from './identity.js'
import type { Origin } from './problems.js'
import type { Reference } from './reader.js'
import { resolver, type Entry, type Known, type Resolve } from './references.js'
import { skipRepeated, type SectionReport } from './report.js'
import type { Row, Run } from './section.js'
import { alike } from '../slugs.js'

// Sections whose rows have a slug or a name of their own, by which other rows refer to them.

interface NamedRow extends Row {
  readonly name: string
  readonly slug?: string | null
  readonly household?: string | null
  readonly date?: string
}

export interface Added<R> {
  readonly row: R
  readonly entry: Entry
}

export interface Matched<R> {
  /** The entry of each row of the file, of those that repeat another too. */
  readonly entryOf: ReadonlyMap<R, Entry>
  readonly added: readonly Added<R>[]
  readonly addedOf: (row: R) => Added<R> | undefined
  readonly resolve: Resolve
  /** The entry that a row refers to. Refuses the row if there is none, or more than one. */
  readonly find: (origin: Origin, reference: Reference) => Entry | undefined
  /** Entries of the database that the file names or refers to. */
  readonly known: readonly Entry[]
}

/** Where the rows of a section are kept, and what they are called. */
export interface Lookup {
  /** As messages say it, and references: 'finished good'. */
  readonly what: string
  readonly table: string
  /** The column of the slug, if there is one. */
  readonly slug?: 'slug'
  /** What tells rows of one name apart, as text. */
  readonly within?: 'household_name' | 'date'
  readonly keysOf: KeysOf
}

/** By what a row of the file is the same as one of the database. The first key tells the file's own rows apart. */
type KeysOf = (slug: string | null, name: string) => readonly string[]

const slugKey = (slug: string) => `slug ${alike(slug)}`
export const bySlug: KeysOf = (slug, name) => [slug === null ? `name ${name}` : slugKey(slug)]
export const bySlugElseName: KeysOf = (slug, name) =>
  slug === null ? [`name ${name}`] : [slugKey(slug), `slugless ${name}`]
export const byNameThenSlug: KeysOf = (slug, name) =>
  slug === null ? [`name ${name}`] : [`name ${name}`, slugKey(slug)]

/** Finds which rows of a section the database has already, and which the file repeats. */
export async function match<R extends NamedRow>(
  lookup: Lookup,
  rows: readonly R[],
  run: Run,
  report: SectionReport,
): Promise<Matched<R>> {
  const { keysOf } = lookup
  const stored = await storedRows(lookup, rows, run.backup.references.get(lookup.what) ?? [], run.session)
  const withinOf = (row: R) => row.household ?? row.date ?? null
  const full = (name: string, within: string | null) => (within === null ? name : identity(name, within))
  const storedByKey = new Map<string, Entry>()
  const known = stored.map(({ id, slug, name, within }): Known => {
    const entry = { id, name }
    const keys = [`name ${full(name, within)}`, slug === null ? `slugless ${full(name, within)}` : slugKey(slug)]
    for (const key of keys) if (!storedByKey.has(key)) storedByKey.set(key, entry)
    return { entry, slug, name, within }
  })

  const entryOf = new Map<R, Entry>()
  const addedOf = new Map<R, Added<R>>()
  const firsts = new Map<string, R>()
  const slugs = new Map<string, R>()
  const ofFile: Known[] = []
  for (const row of rows) {
    const slug = row.slug ?? null
    // A slug or a name that can't be read stands for none: its problem is known, and it equals no other.
    if (row.name === '' || slug === '') continue
    const keys = keysOf(slug, full(row.name, withinOf(row)))
    const [own = ''] = keys
    const first = firsts.get(own)
    if (first !== undefined) {
      const entry = entryOf.get(first) ?? { id: undefined, name: row.name }
      entryOf.set(row, entry)
      if (own.startsWith('name ') && keysOf === bySlugElseName && !sameContent(first, row)) {
        const reason = `is that of row ${String(first.origin.row)} too, and no slug tells them apart`
        run.refuse(row.origin, 'name', row.name, reason)
      } else skipRepeated(report, row.origin, first.origin)
      ofFile.push({ entry, slug, name: row.name, within: withinOf(row) })
      continue
    }
    firsts.set(own, row)
    const storedEntry = keys.map((key) => storedByKey.get(key)).find((found) => found !== undefined)
    const entry = storedEntry ?? { id: undefined, name: row.name }
    entryOf.set(row, entry)
    ofFile.push({ entry, slug, name: row.name, within: withinOf(row) })
    if (storedEntry !== undefined) {
      report.alreadyThere++
      continue
    }
    const other = slug === null ? undefined : slugs.get(alike(slug))
    if (slug !== null && other !== undefined)
      run.refuse(row.origin, 'slug', slug, `is that of row ${String(other.origin.row)} too`)
    if (slug !== null) slugs.set(alike(slug), row)
    addedOf.set(row, { row, entry })
    report.added++
  }
  const resolve = resolver(ofFile, known)
  return {
    entryOf,
    added: [...addedOf.values()],
    addedOf: (row) => addedOf.get(row),
    resolve,
    find: (origin, reference) => find(run, lookup.what, resolve, origin, reference),
    known: known.map(({ entry }) => entry),
  }
}

function find(run: Run, what: string, resolve: Resolve, origin: Origin, reference: Reference): Entry | undefined {
  const value = reference.slug ?? reference.name
  // Neither is there: the reader said so.
  if (value === null) return undefined
  const found = resolve(reference)
  if (typeof found === 'object') return found
  const reason =
    found === 'unknown'
      ? `no such ${what} in the file or in the database`
      : `more than one ${what} has this name: the reference must say which`
  run.refuse(origin, reference.field, value, reason)
  return undefined
}

function sameContent(a: Row, b: Row): boolean {
  return JSON.stringify({ ...a, origin: null }) === JSON.stringify({ ...b, origin: null })
}

const StoredRow = z.strictObject({
  id: z.int(),
  slug: z.string().nullable(),
  name: z.string(),
  within: z.string().nullable(),
})
type StoredRow = z.infer<typeof StoredRow>

/** What the database has of all that the file's rows are, or refer to, by slug and by name. One statement. */
function storedRows(
  { table, slug, within }: Lookup,
  rows: readonly NamedRow[],
  references: readonly Reference[],
  session: Session,
): Promise<StoredRow[]> {
  const keys = new Set([...rows, ...references].flatMap((row) => [row.slug ?? '', row.name ?? '']))
  keys.delete('')
  const column = (name: string | undefined) => Prisma.raw(name === undefined ? 'NULL::text' : name)
  const slugColumn = column(slug)
  return read(
    session,
    sql`SELECT id, ${slugColumn} AS slug, name, ${column(within)} AS within FROM ${Prisma.raw(table)}
        WHERE name = ANY(${[...keys]}::text[]) OR replace(${slugColumn}, '_', '-') = ANY(${[...keys].map(alike)}::text[])
        ORDER BY id`,
    StoredRow,
  )
}
