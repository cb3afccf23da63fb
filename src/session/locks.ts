import { z } from 'zod'
import { sql, write, type Statement, type WritingSession } from './session.js'

// Every lock that a session takes by itself, in the one order in which all take them, so that no two wait for each
// other: events by id, then the catalog, then lots by id. Read what a lock protects after it is held, and compare what
// was locked with what was read: both may have changed during the wait.

/** Key of the catalog's advisory lock. The trigger function "catalog_changed" holds it exclusively. */
const CATALOG_LOCK = sql`7262, 1`

const Locked = z.strictObject({ ids: z.array(z.int()).nullable(), catalog: z.string() })

/**
 * Locks the events whose ids the subquery `eventIds` selects, against other writers, and then the catalog until the
 * session ends: in shared mode against changes, or, to 'change' it, against all. One statement. Returns the ids of the
 * locked events in ascending order.
 */
export async function lockEvents(
  eventIds: Statement,
  session: WritingSession,
  catalog: 'keep' | 'change' = 'keep',
): Promise<readonly number[]> {
  const lock = catalog === 'keep' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  // Aggregated first, so that the catalog's lock comes behind those of all events.
  const [locked] = await write(
    session,
    sql`
    SELECT ids, ${lock}(${CATALOG_LOCK}) AS catalog FROM (
      SELECT array_agg(id) AS ids FROM (
        SELECT id FROM event WHERE id IN (${eventIds}) ORDER BY id FOR NO KEY UPDATE) event) events`,
    Locked,
  )
  return locked?.ids ?? []
}

/**
 * Locks the catalog against all who change it, or assemble packages by it, until the session ends. For what changes it
 * anyway, before it reads what it depends on.
 */
export async function lockCatalog(session: WritingSession): Promise<void> {
  await write(session, sql`SELECT pg_advisory_xact_lock(${CATALOG_LOCK})`)
}

/** Keeps the catalog as it is until the session ends: a product's package unit, for one. */
export async function keepCatalog(session: WritingSession): Promise<void> {
  await write(session, sql`SELECT pg_advisory_xact_lock_shared(${CATALOG_LOCK})`)
}

/**
 * Locks the lots whose ids the subquery `lotIds` selects, against other writers, until the session ends. Returns their
 * ids.
 */
export async function lockLots(lotIds: Statement, session: WritingSession): Promise<ReadonlySet<number>> {
  const locked = await write(
    session,
    sql`SELECT id FROM lot WHERE id IN (${lotIds}) ORDER BY id FOR NO KEY UPDATE`,
    z.strictObject({ id: z.int() }),
  )
  return new Set(locked.map(({ id }) => id))
}

/** Locks one row of a table against all who refer to it, until the session ends. */
export async function lockRow(table: Statement, id: number, session: WritingSession): Promise<void> {
  await write(session, sql`SELECT FROM ${table} WHERE id = ${id} FOR UPDATE`)
}
