import { z } from 'zod'
import { exact, money } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { type Page, type Slice, slicesBy } from '../paging.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { ADJUSTMENT_REASONS, type AdjustmentReason, LOT_ENTRY_KINDS, type LotEntryKind } from './rules.js'
import { countRowsOf } from '../session/pages.js'

export interface LotEntry {
  readonly id: number
  readonly lotId: number
  readonly kind: LotEntryKind
  readonly quantity: string
  readonly value: string
  /** RFC 3339, in UTC. */
  readonly at: string
  readonly actor: string | null
  readonly reason: AdjustmentReason | null
  readonly note: string | null
  readonly recordId: number | null
  readonly reversesId: number | null
}

export const lotEntryNotFound = notFound('LOT_ENTRY_NOT_FOUND', 'LotEntry')

// ── Entries of lots ──────────────────────────────────────────────────────────────────────────────────────────────────

export const LotEntryRow = z.strictObject({
  id: z.int(),
  lotId: z.int(),
  kind: z.enum(LOT_ENTRY_KINDS),
  quantity: z.string(),
  value: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  reason: z.enum(ADJUSTMENT_REASONS).nullable(),
  note: z.string().nullable(),
  recordId: z.int().nullable(),
  reversesId: z.int().nullable(),
})

/** What an entry is read from: `e`. */
export const entryColumns: Statement = sql`
  e.id, e.lot_id AS "lotId", e.kind, e.quantity, e.value, e.at, e.actor, e.reason, e.note, e.record_id AS "recordId",
  e.reverses_id AS "reversesId"`

function entryOf(row: z.infer<typeof LotEntryRow>): LotEntry {
  return { ...row, value: money(exact(row.value)) }
}

/** The entries of these ids; those that do not exist are missing from the answer. */
export async function getLotEntriesByIds(ids: readonly number[], session: Session): Promise<LotEntry[]> {
  const rows = await read(session, sql`SELECT ${entryColumns} FROM lot_entry e WHERE e.id = ANY(${ids})`, LotEntryRow)
  return rows.map(entryOf)
}

export interface LotEntryKey {
  readonly id: number
}

/** For each lot the same page of its entries, in the order in which they were made. One statement for all lots. */
export async function getEntriesOfLots(
  lotIds: readonly number[],
  page: Page<LotEntryKey>,
  session: Session,
): Promise<Map<number, Slice<LotEntry>>> {
  const { first, after } = page
  const rows = await read(
    session,
    sql`
    SELECT page.* FROM unnest(${lotIds}::int[]) WITH ORDINALITY AS lot(id, position)
    CROSS JOIN LATERAL (
      SELECT ${entryColumns} FROM lot_entry e WHERE e.lot_id = lot.id AND e.id > ${after?.id ?? 0}
      ORDER BY e.id LIMIT ${first + 1}) page
    ORDER BY lot.position, page.id`,
    LotEntryRow,
  )
  return slicesBy(lotIds, rows.map(entryOf), ({ lotId }) => lotId, first)
}

/** How many entries each lot has. */
export function countEntries(lotIds: readonly number[], session: Session): Promise<Map<number, number>> {
  return countRowsOf(lotIds, { rows: sql`lot_entry`, parent: sql`lot_id` }, session)
}
