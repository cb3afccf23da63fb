import type { WritingSession } from '../session/session.js'
import { insertInOrder, lockForImport } from './insert.js'
import { addProblem, refusal, shown, type Problem } from './problems.js'
import { emptyReport, type ImportReport } from './report.js'
import type { Backup, Run, Writer } from './section.js'
import { sections } from './sections.js'

/** Told of each table before its rows are written. */
export type OnProgress = (table: string, rows: number) => void

/**
 * Imports a backup into the session. What the database has already stays as it is, and is counted. Throws ImportError,
 * with all that can't be taken, before anything is written.
 */
export async function importBackup(
  backup: Backup,
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<ImportReport> {
  await lockForImport(session)
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
  if (problems.length > 0) throw refusal('backup', problems)

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
