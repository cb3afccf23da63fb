import { ConfigError, loadConfig } from '../config.js'
import { DatabaseError, openDatabase } from '../database/database.js'
import { LockedError } from '../database/lock.js'
import { MigrationError } from '../database/migrations.js'
import { refusalOfRows, sqlState } from '../session/database-errors.js'
import { ConflictError, inSession, OverloadedError, sessionsOf } from '../session/in-session.js'
import type { WritingSession } from '../session/session.js'
import { parseBackup } from './backup.js'
import { isCsv, readCsv } from './csv/file.js'
import { importCsv } from './csv/import.js'
import { readDocument } from './file.js'
import { importBackup, type OnProgress } from './import.js'
import { describe, ImportError } from './problems.js'
import { printed, type ImportReport } from './report.js'
import { isExport, restore } from './restore.js'

const HELP = `Imports a backup of the desktop app (JSON, format v3.x or v4.x), an export of Batchboard, or a spreadsheet of recipients or
of purchases (CSV, in a file that ends in .csv): all of it, or nothing.

  npm run import -- [--check] FILE      in a checkout
  batchboard import [--check] FILE      in an installed package

What is there already stays as it is, so that importing a file twice adds nothing. An export goes into an empty database.
Goes to the database that the server uses: DATABASE_URL, or the embedded one in DATA_DIR.

  --check   says what is wrong with the file, or what would be added, and changes nothing
`
const IMPORT_STATEMENT_MS = 600_000
/** SQLSTATE of a lock that could not be had in time. */
const LOCK_NOT_AVAILABLE = '55P03'

/** What the person who started the import should read, in as many lines as it takes. */
function explained(error: unknown): string | undefined {
  if (error instanceof ImportError)
    return [error.message, ...error.problems.map((one) => `  ${describe(one)}`)].join('\n')
  const toBeRead = [ConfigError, DatabaseError, LockedError, MigrationError]
  if (error instanceof Error && toBeRead.some((kind) => error instanceof kind)) return error.message
  const refused = refusalOfRows(error)
  if (refused !== undefined) return `The database does not take it: ${refused}. Nothing was imported.`
  if (sqlState(error) === LOCK_NOT_AVAILABLE) return 'Another import is running. Nothing was imported: try again later.'
  if (error instanceof ConflictError || error instanceof OverloadedError)
    return 'The database is too busy. Nothing was imported: try again later.'
  return undefined
}

/** Ends a session that only looked: everything is rolled back. */
class OnlyChecked extends Error {}

type Work = (session: WritingSession, onProgress: OnProgress) => Promise<ImportReport>

/** What imports a file: which kind it is, its name and its first line say. Throws ImportError if it can't be read. */
async function workOf(file: string, isOurs: boolean): Promise<Work> {
  if (isOurs) return (session, onProgress) => restore(file, session, onProgress)
  if (isCsv(file)) {
    const lines = await readCsv(file)
    return (session, onProgress) => importCsv(lines, session, onProgress)
  }
  const backup = parseBackup(await readDocument(file))
  return (session, onProgress) => importBackup(backup, session, onProgress)
}

async function run(file: string, isCheck: boolean): Promise<void> {
  // Back to the line's start, and clear to its end.
  const show = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
  show('reading the file')
  const isOurs = await isExport(file)
  const work = await workOf(file, isOurs).finally(() => show(''))
  const configured = loadConfig().database
  // An export goes into an empty database: for a check one in memory will do.
  const location = isOurs && isCheck ? ({ kind: 'embedded', dataDir: undefined } as const) : configured.location
  // One statement writes a whole section, and the plan is made between two of them: no bound of requests fits that.
  const database = await openDatabase({ ...configured, location, statementTimeoutMs: IMPORT_STATEMENT_MS })
  const onProgress: OnProgress = (table, rows) => void show(`writing ${String(rows)} rows of ${table}`)
  const sessions = sessionsOf(database)
  let report: ImportReport | undefined
  try {
    show('comparing with the database')
    await inSession(sessions, { mode: 'write' }, async (session) => {
      report = await work(session, onProgress)
      if (isCheck) throw new OnlyChecked()
    })
  } catch (error) {
    if (!(error instanceof OnlyChecked)) throw error
  } finally {
    show('')
    await database.close()
  }
  if (report !== undefined) process.stdout.write(`${printed(report)}\n`)
  if (isCheck) process.stdout.write('The file is in order. Nothing was imported.\n')
}

const args = process.argv.slice(2)
const isCheck = args[0] === '--check'
const [file, ...others] = isCheck ? args.slice(1) : args
if (file === '--help' || file === '-h') {
  process.stdout.write(HELP)
} else if (file === undefined || file.startsWith('-') || others.length > 0) {
  process.stderr.write(HELP)
  process.exitCode = 1
} else {
  try {
    await run(file, isCheck)
  } catch (error) {
    const message = explained(error)
    process.stderr.write(`${message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
    process.exitCode = 1
  }
}
