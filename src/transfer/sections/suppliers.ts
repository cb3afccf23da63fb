import { byNameThenSlug, match, type Added } from '../matching.js'
import { NAME, type Reader, type Reference } from '../reader.js'
import type { Entry } from '../references.js'
import { section, type Row } from '../section.js'

interface SupplierRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly type: string | null
  readonly archived: boolean
}

interface Planned {
  readonly added: readonly Added<Omit<SupplierRow, 'origin'>>[]
  /** The supplier that a purchase refers to. One that only purchases name is made of the name. */
  readonly findOrMake: (reference: Reference) => Entry
}

export const supplierOf = (row: Reader) =>
  row.optionalReference('supplier', { slugs: ['supplier_slug'], names: ['supplier', 'supplier_name', 'store'] })

export const suppliers = section<SupplierRow, Planned>({
  names: ['suppliers'],
  read: (row) => ({
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    type: row.optionalText(NAME, 'supplier_type', 'type'),
    archived: !row.flag(true, 'is_active'),
  }),
  plan: async (rows, run, report) => {
    const lookup = { what: 'supplier', table: 'supplier', slug: 'slug', keysOf: byNameThenSlug } as const
    const matched = await match(lookup, rows, run, report)
    const added: Planned['added'][number][] = [...matched.added]
    const made = new Map<string, Entry>()
    const findOrMake = (reference: Reference): Entry => {
      const found = matched.resolve(reference)
      if (typeof found === 'object') return found
      const name = reference.name ?? reference.slug ?? ''
      const before = made.get(name)
      if (before !== undefined) return before
      const entry = { id: undefined, name }
      added.push({ row: { name, slug: null, type: null, archived: false }, entry })
      made.set(name, entry)
      report.added++
      return entry
    }
    return { added, findOrMake }
  },
  write: ({ added }, { insert }) =>
    insert(
      'supplier',
      added.map(({ row }) => ({ name: row.name, slug: row.slug, type: row.type, archived: row.archived })),
      added,
    ),
})
