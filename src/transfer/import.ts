import { z } from 'zod'
import { Prisma } from '../generated/prisma/client.js'
import { lockCatalog } from '../session/locks.js'
import { sql, write, type WritingSession } from '../session/session.js'
import { addProblem, ImportError, shown, type Problem } from './problems.js'
import { emptyReport, type ImportReport } from './report.js'
import type { Backup, Run, Writer } from './section.js'
import { sections } from './sections.js'

/** Told of each table before its rows are written. */
export type OnProgress = (table: string, rows: number) => void

/** Any number that no other advisory lock of this database has. */
const IMPORT_LOCK = 4_207_849_484

/**
 * Imports a backup into the session. What the database has already stays as it is, and is counted. Throws ImportError,
 * with all that can't be taken, before anything is written.
 */
export async function importBackup(
  backup: Backup,
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<ImportReport> {
  // Two imports at once would each miss what the other is adding, and add it twice. Held until the session ends.
  await write(session, sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`)
  // Before it reads: a purchase that is corrected or voided meanwhile would have a lot of its old price, or of nothing.
  await lockCatalog(session)
  const problems: Problem[] = [...backup.problems]
  const run: Run = {
    backup,
    session,
    refuse: (origin, field, value, reason) => {
      addProblem(problems, { ...origin, field, value: shown(value), reason })
    },
  }
  const reports = sections.map(({ names: [name] }) => emptyReport(name))
  for (const [index, { plan, names }] of sections.entries()) await plan(run, reports[index] ?? emptyReport(names[0]))
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`
    throw new ImportError(`The backup has ${count}; nothing was imported.`, problems)
  }

  const writer: Writer = {
    session,
    insert: async (table, rows, entries = []) => {
      if (rows.length > 0) onProgress?.(table, rows.length)
      const ids = await insertInOrder(session, table, rows)
      entries.forEach(({ entry }, index) => (entry.id = ids[index]))
    },
  }
  for (const section of sections) await section.write(run, writer)
  return { sections: reports, unknownSections: backup.unknownSections }
}

/** Inserts rows in one statement, whatever their number, and returns their ids, which ascend in the rows' order. */
async function insertInOrder(session: WritingSession, table: string, rows: readonly object[]): Promise<number[]> {
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
