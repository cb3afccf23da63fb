import { z } from 'zod'
import { Prisma } from '../generated/prisma/client.js'
import { lockCatalog } from '../session/locks.js'
import { sql, write, type WritingSession } from '../session/session.js'

/** Any number that no other advisory lock of this database has. */
const IMPORT_LOCK = 4_207_849_484

/** Keeps others from importing, and the catalog as it is, until the session ends. Taken before anything is read. */
export async function lockForImport(session: WritingSession): Promise<void> {
  // Two imports at once would each miss what the other is adding, and add it twice.
  await write(session, sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`)
  // A purchase that is corrected or voided meanwhile would have a lot of its old price, or of nothing.
  await lockCatalog(session)
}

/** Inserts rows in one statement, whatever their number, and returns their ids, which ascend in the rows' order. */
export async function insertInOrder(
  session: WritingSession,
  table: string,
  rows: readonly object[],
): Promise<number[]> {
  const [first] = rows
  if (first === undefined) return []
  const into = Prisma.raw(`"${table}"`)
  const columns = Prisma.raw(
    Object.keys(first)
      .map((column) => `"${column}"`)
      .join(', '),
  )
  // PostgreSQL sorts before it takes the ids from the sequence. One JSON parameter has no limit of 32767 values.
  const inserted = await write(
    session,
    sql`INSERT INTO ${into} (${columns})
        SELECT ${columns} FROM json_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::json) WITH ORDINALITY
        ORDER BY ordinality RETURNING id`,
    z.strictObject({ id: z.int() }),
  )
  return inserted.map(({ id }) => id).sort((a, b) => a - b)
}
