import type { WritingSession } from '../../session/session.js'
import type { OnProgress } from '../import.js'
import { lockForImport } from '../insert.js'
import { addProblem, refusal, shown, type Problem } from '../problems.js'
import { emptyReport, type ImportReport, type SectionReport } from '../report.js'
import type { Refuse } from '../section.js'
import type { CsvFile } from './file.js'
import { planPurchases, writePurchases } from './purchases.js'
import { planRecipients, writeRecipients } from './recipients.js'

/**
 * Imports the lines of a spreadsheet into the session. What the database has already stays as it is, and is counted. As
 * the import of a backup it leaves no entries of the history. Throws ImportError, with all that can't be taken, before
 * anything is written.
 */
export async function importCsv(
  file: CsvFile,
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<ImportReport> {
  await lockForImport(session)
  const problems: Problem[] = [...file.problems]
  const refuse: Refuse = (origin, field, value, reason) => {
    addProblem(problems, { ...origin, field, value: shown(value), reason }, 'file')
  }
  const checkNone = (): void => {
    if (problems.length > 0)
      throw refusal(
        'file',
        problems.sort((a, b) => a.row - b.row),
      )
  }
  const reported = (...sections: readonly SectionReport[]): ImportReport => ({
    sections,
    unknownSections: [],
    unknownColumns: file.unknownColumns,
  })
  if (file.kind === 'recipients') {
    const report = reportOf('recipients')
    const added = await planRecipients(file.lines, report, session)
    checkNone()
    await writeRecipients(added, session, onProgress)
    return reported(report)
  }
  const reports = { suppliers: reportOf('suppliers'), purchases: reportOf('purchases') }
  const plan = await planPurchases(file.lines, file.title, refuse, reports, session)
  checkNone()
  await writePurchases(plan, session, onProgress)
  return reported(reports.suppliers, reports.purchases)
}

function reportOf(section: string): SectionReport {
  return { ...emptyReport(section), place: 'line' }
}
