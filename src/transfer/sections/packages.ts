import { bySlugElseName, match, type Matched } from '../matching.js'
import { NAME, TEXT, type Reader } from '../reader.js'
import { section, type Row } from '../section.js'

interface PackageRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly description: string | null
  readonly isTemplate: boolean
  readonly notes: string | null
}

const fields = { slugs: ['package_slug'], names: ['package_name', 'package'] }

export const packageOf = (row: Reader) => row.reference('package', fields)
export const hasPackage = (row: Reader) => row.has(...fields.slugs, ...fields.names)

export const packages = section<PackageRow, Matched<PackageRow>>({
  names: ['packages'],
  read: (row) => ({
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    description: row.optionalText(TEXT, 'description'),
    isTemplate: row.flag(false, 'is_template'),
    notes: row.optionalText(TEXT, 'notes'),
  }),
  plan: (rows, run, report) => {
    const lookup = { what: 'package', table: 'package', slug: 'slug', keysOf: bySlugElseName } as const
    return match(lookup, rows, run, report)
  },
  write: ({ added }, { insert }) =>
    insert(
      'package',
      added.map(({ row }) => ({
        slug: row.slug,
        name: row.name,
        description: row.description,
        is_template: row.isTemplate,
        notes: row.notes,
      })),
      added,
    ),
})
