import { bySlug, match, type Matched } from '../matching.js'
import { NAME, slugOrDerived, TEXT, type Reader } from '../reader.js'
import { section, type Row } from '../section.js'

interface FinishedGoodRow extends Row {
  readonly slug: string
  readonly name: string
  readonly assemblyType: string | null
  readonly description: string | null
  readonly notes: string | null
}

const fields = {
  slugs: ['finished_good_slug', 'assembly_slug'],
  names: ['finished_good_name', 'finished_good'],
}

export const goodOf = (row: Reader) => row.reference('finished good', fields)
export const hasGood = (row: Reader) => row.has(...fields.slugs, ...fields.names)

export const finishedGoods = section<FinishedGoodRow, Matched<FinishedGoodRow>>({
  names: ['finished_goods'],
  read: (row) => {
    const name = row.text(NAME, 'display_name', 'name')
    return {
      origin: row.origin,
      slug: slugOrDerived(row, name),
      name,
      assemblyType: row.optionalText(NAME, 'assembly_type'),
      description: row.optionalText(TEXT, 'description'),
      notes: row.optionalText(TEXT, 'notes'),
    }
  },
  plan: (rows, run, report) => {
    const lookup = { what: 'finished good', table: 'finished_good', slug: 'slug', keysOf: bySlug } as const
    return match(lookup, rows, run, report)
  },
  write: ({ added }, { insert }) =>
    insert(
      'finished_good',
      added.map(({ row }) => ({
        slug: row.slug,
        name: row.name,
        assembly_type: row.assemblyType,
        description: row.description,
        notes: row.notes,
      })),
      added,
    ),
})
