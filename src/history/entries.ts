import { actorOf, sql, type Statement, type WritingSession } from '../session/session.js'
import type { FieldChange, SubjectType } from './rules.js'

interface NewEntry {
  readonly action: string
  readonly subjectType: SubjectType
  /** The event that it belongs to, if it belongs to one. */
  readonly eventId?: number
  readonly reason?: string | null
  readonly changes: readonly FieldChange[]
}

/**
 * An INSERT of one entry of history, to stand in the statement that makes the change: so there is none without the
 * other. `subjectId` is an expression, and `from` what it selects from.
 */
export function insertHistory(
  entry: NewEntry,
  subject: { readonly id: Statement; readonly from?: Statement },
  session: WritingSession,
): Statement {
  const { action, subjectType, eventId = null, reason = null, changes } = entry
  const from = subject.from === undefined ? sql`` : sql`FROM ${subject.from}`
  return sql`
    INSERT INTO history_entry (actor, action, event_id, subject_type, subject_id, reason, changes)
    SELECT ${actorOf(session)}::text, ${action}::text, ${eventId}::int, ${subjectType}::text, ${subject.id}, ${reason}::text,
      ${JSON.stringify(changes)}::jsonb ${from}`
}

/** The same for many entries, whatever their number, in their order. */
export function insertHistoryEntries(
  entries: readonly (NewEntry & { readonly subjectId: number })[],
  session: WritingSession,
): Statement {
  const rows = entries.map(({ action, subjectType, subjectId, eventId = null, reason = null, changes }) => ({
    action,
    event_id: eventId,
    subject_type: subjectType,
    subject_id: subjectId,
    reason,
    changes,
  }))
  return sql`
    INSERT INTO history_entry (actor, action, event_id, subject_type, subject_id, reason, changes)
    SELECT ${actorOf(session)}::text, action, event_id, subject_type, subject_id, reason, changes
    FROM json_populate_recordset(NULL::history_entry, ${JSON.stringify(rows)}::json) WITH ORDINALITY AS entry
    ORDER BY ordinality`
}
