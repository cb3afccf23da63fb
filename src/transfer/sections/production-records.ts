import { z } from 'zod'
import { read, sql, type Session } from '../../session/session.js'
import { identity, idsOf, surplus, tagger } from '../identity.js'
import { TEXT, type Reference } from '../reader.js'
import { idOf, type Entry } from '../references.js'
import { section, type Row } from '../section.js'
import { eventOf, events, refuseTotals } from './events.js'
import { recipeOf, recipes } from './recipes.js'

interface ProductionRecordRow extends Row {
  readonly event: Reference
  readonly recipe: Reference
  readonly batches: number
  readonly actualCost: string
  readonly producedAt: string
  readonly notes: string | null
}

interface PlannedRecord {
  readonly row: ProductionRecordRow
  readonly event: Entry
  readonly recipe: Entry
}

export const productionRecords = section<ProductionRecordRow, readonly PlannedRecord[]>({
  names: ['production_records'],
  read: (row) => ({
    origin: row.origin,
    event: eventOf(row),
    recipe: recipeOf(row),
    batches: row.count('batches', 'quantity'),
    actualCost: row.price('actual_cost', 'total_actual_cost'),
    producedAt: row.instant('produced_at', 'production_date'),
    notes: row.optionalText(TEXT, 'notes'),
  }),
  plan: async (rows, run, report) => {
    const tag = tagger()
    const planned = rows.flatMap((row) => {
      const event = events.of(run).find(row.origin, row.event)
      const recipe = recipes.of(run).find(row.origin, row.recipe)
      if (event === undefined || recipe === undefined) return []
      const key = identity(tag(event), tag(recipe), row.producedAt, row.batches, row.actualCost)
      return [{ row, event, recipe, key }]
    })
    const stored = (await storedRecords(idsOf(events.of(run).known), run.session)).map((record) => ({
      ...record,
      key: identity(record.eventId, record.recipeId, record.producedAt, record.batches, record.actualCost),
    }))
    const { added } = surplus(report, planned, stored)
    refuseTotals(
      run.refuse,
      'batches',
      added.map(({ row, event }) => ({ origin: row.origin, event, amount: row.batches })),
      stored.map(({ eventId, batches }) => ({ eventId, amount: batches })),
    )
    return added
  },
  write: (added, { insert }) =>
    insert(
      'production_record',
      added.map(({ row, event, recipe }) => ({
        event_id: idOf(event),
        recipe_id: idOf(recipe),
        batches: row.batches,
        actual_cost: row.actualCost,
        produced_at: row.producedAt,
        notes: row.notes,
      })),
    ),
})

function storedRecords(eventIds: readonly number[], session: Session) {
  return read(
    session,
    sql`SELECT event_id AS "eventId", recipe_id AS "recipeId", batches, opening_cost AS "actualCost",
               produced_at AS "producedAt"
        FROM production_record WHERE event_id = ANY(${eventIds}::int[])`,
    z.strictObject({
      eventId: z.int(),
      recipeId: z.int(),
      producedAt: z.string(),
      batches: z.int(),
      actualCost: z.string(),
    }),
  )
}
