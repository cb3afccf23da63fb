import { byNameThenSlug, match, type Matched } from '../matching.js'
import { NAME, TEXT, type Reader } from '../reader.js'
import { section, type Row } from '../section.js'

interface RecipientRow extends Row {
  readonly name: string
  readonly household: string | null
  readonly address: string | null
  readonly notes: string | null
}

export const recipientOf = (row: Reader) =>
  row.reference('recipient', {
    slugs: ['recipient_slug'],
    names: ['recipient_name', 'recipient'],
    within: ['recipient_household', 'household_name', 'household'],
  })

export const recipients = section<RecipientRow, Matched<RecipientRow>>({
  names: ['recipients'],
  read: (row) => ({
    origin: row.origin,
    name: row.text(NAME, 'name', 'display_name'),
    household: row.optionalText(NAME, 'household_name', 'household'),
    address: row.optionalText(TEXT, 'address'),
    notes: row.optionalText(TEXT, 'notes'),
  }),
  plan: (rows, run, report) => {
    const lookup = { what: 'recipient', table: 'recipient', within: 'household_name', keysOf: byNameThenSlug } as const
    return match(lookup, rows, run, report)
  },
  write: ({ added }, { insert }) =>
    insert(
      'recipient',
      added.map(({ row }) => ({
        name: row.name,
        household_name: row.household,
        address: row.address,
        notes: row.notes,
      })),
      added,
    ),
})
