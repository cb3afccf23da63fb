import { MAX_EVENT_TOTAL } from '../../quantities.js'
import { byNameThenSlug, match, type Matched } from '../matching.js'
import type { Origin } from '../problems.js'
import { NAME, TEXT, type Reader } from '../reader.js'
import type { Entry } from '../references.js'
import { section, type Refuse, type Row } from '../section.js'

interface EventRow extends Row {
  readonly slug: string | null
  readonly name: string
  readonly date: string
  readonly notes: string | null
}

export const eventOf = (row: Reader) =>
  row.reference('event', { slugs: ['event_slug'], names: ['event_name', 'event'], within: ['event_date'] })

export const events = section<EventRow, Matched<EventRow>>({
  names: ['events'],
  read: (row) => ({
    origin: row.origin,
    slug: row.optionalText(NAME, 'slug'),
    name: row.text(NAME, 'name', 'display_name'),
    date: row.day('event_date', 'date'),
    notes: row.optionalText(TEXT, 'notes'),
  }),
  plan: (rows, run, report) => {
    const lookup = { what: 'event', table: 'event', slug: 'slug', within: 'date', keysOf: byNameThenSlug } as const
    return match(lookup, rows, run, report)
  },
  write: ({ added }, { insert }) =>
    insert(
      'event',
      added.map(({ row }) => ({ slug: row.slug, name: row.name, date: row.date, notes: row.notes })),
      added,
    ),
})

/** Refuses the row with which the packages of an event, or its batches, become more than it may have. */
export function refuseTotals(
  refuse: Refuse,
  field: string,
  added: readonly { readonly origin: Origin; readonly event: Entry; readonly amount: number }[],
  stored: readonly { readonly eventId: number; readonly amount: number }[],
): void {
  const totals = new Map<number | Entry, number>()
  for (const { eventId, amount } of stored) totals.set(eventId, (totals.get(eventId) ?? 0) + amount)
  for (const { origin, event, amount } of added) {
    const before = totals.get(event.id ?? event) ?? 0
    totals.set(event.id ?? event, before + amount)
    if (before <= MAX_EVENT_TOTAL && before + amount > MAX_EVENT_TOTAL)
      refuse(origin, field, amount, `makes more than ${String(MAX_EVENT_TOTAL)} for ${event.name}`)
  }
}
