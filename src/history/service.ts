import { z } from 'zod'
import { slice, slicesBy, type Page, type Slice } from '../paging.js'
import { notFound } from '../domain-error.js'
import { countRows, countRowsOf } from '../session/pages.js'
import { read, sql, type Session, type Statement } from '../session/session.js'
import { SUBJECT_TYPES, type SubjectType } from './rules.js'

const HistoryRow = z.strictObject({
  id: z.int(),
  /** RFC 3339, in UTC. */
  at: z.string(),
  actor: z.string().nullable(),
  action: z.string(),
  eventId: z.int().nullable(),
  subjectType: z.enum(SUBJECT_TYPES),
  subjectId: z.int(),
  reason: z.string().nullable(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type HistoryEntry = Readonly<z.infer<typeof HistoryRow>>

export const historyEntryNotFound = notFound('HISTORY_ENTRY_NOT_FOUND', 'HistoryEntry')

/** What an entry is read from: `h`. */
const historyColumns: Statement = sql`
  h.id, h.at, h.actor, h.action, h.event_id AS "eventId", h.subject_type AS "subjectType", h.subject_id AS "subjectId",
  h.reason, h.changes`

/** The entries of these ids; those that do not exist are missing from the answer. */
export async function getHistoryEntriesByIds(ids: readonly number[], session: Session): Promise<HistoryEntry[]> {
  return read(session, sql`SELECT ${historyColumns} FROM history_entry h WHERE h.id = ANY(${ids})`, HistoryRow)
}

export interface HistoryFilter {
  readonly eventId?: number | undefined
  readonly subject?: { readonly type: SubjectType; readonly id: number } | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
  /** RFC 3339, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface HistoryKey {
  readonly id: number
}

function historyCondition({ eventId, subject, actor, action, from, to }: HistoryFilter): Statement {
  return sql`TRUE
    ${eventId === undefined ? sql`` : sql`AND h.event_id = ${eventId}`}
    ${subject === undefined ? sql`` : sql`AND h.subject_type = ${subject.type} AND h.subject_id = ${subject.id}`}
    ${actor === undefined ? sql`` : sql`AND h.actor = ${actor}`}
    ${action === undefined ? sql`` : sql`AND h.action = ${action}`}
    ${from === undefined ? sql`` : sql`AND h.at >= ${from}::timestamptz`}
    ${to === undefined ? sql`` : sql`AND h.at <= ${to}::timestamptz`}`
}

/**
 * What was changed, the latest first. A page's ids are found before its entries are read: by an index of ids and instants alone
 * where these are asked for, however far back.
 */
export async function getHistory(
  filter: HistoryFilter,
  { first, after }: Page<HistoryKey>,
  session: Session,
): Promise<Slice<HistoryEntry>> {
  const afterCursor = after === undefined ? sql`` : sql`AND h.id < ${after.id}`
  const rows = await read(
    session,
    sql`
    SELECT ${historyColumns} FROM (
      SELECT h.id FROM history_entry h WHERE ${historyCondition(filter)} ${afterCursor} ORDER BY h.id DESC LIMIT ${first + 1}) page
    CROSS JOIN LATERAL (SELECT * FROM history_entry WHERE id = page.id OFFSET 0) h ORDER BY h.id DESC`,
    HistoryRow,
  )
  return slice(rows, first)
}

/** For each event the same page of what was changed for it, the latest first. One statement for all events. */
export async function getHistoryOfEvents(
  eventIds: readonly number[],
  { first, after }: Page<HistoryKey>,
  session: Session,
): Promise<Map<number, Slice<HistoryEntry>>> {
  const afterCursor = after === undefined ? sql`` : sql`AND h.id < ${after.id}`
  const rows = await read(
    session,
    sql`
    SELECT page.* FROM unnest(${eventIds}::int[]) AS event(id)
    CROSS JOIN LATERAL (
      SELECT ${historyColumns} FROM history_entry h WHERE h.event_id = event.id ${afterCursor}
      ORDER BY h.id DESC LIMIT ${first + 1}) page
    ORDER BY page.id DESC`,
    HistoryRow,
  )
  return slicesBy(eventIds, rows, ({ eventId }) => eventId ?? 0, first)
}

/** How much was changed for each event. */
export function countHistoryOfEvents(eventIds: readonly number[], session: Session): Promise<Map<number, number>> {
  return countRowsOf(eventIds, { rows: sql`history_entry`, parent: sql`event_id` }, session)
}

export function countHistory(filter: HistoryFilter, session: Session): Promise<number> {
  return countRows(sql`history_entry h`, historyCondition(filter), session)
}
