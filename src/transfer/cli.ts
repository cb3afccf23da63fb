import { readFile, stat } from 'node:fs/promises'
import { ConfigError, loadConfig } from '../config.js'
import { DatabaseError, openDatabase } from '../database/database.js'
import { LockedError } from '../database/lock.js'
import { MigrationError } from '../database/migrations.js'
import { sqlState } from '../session/faults.js'
import { ConflictError, inSession, OverloadedError, sessionsOf } from '../session/in-session.js'
import { parseBackup } from './backup.js'
import { importBackup, type OnProgress } from './import.js'
import { describe, ImportError } from './problems.js'
import { printed } from './report.js'

const HELP = `Imports a backup of the desktop app (JSON, format v3.x or v4.x): all of it, or nothing.

  npm run import -- FILE

What is there already stays as it is, so that importing a file twice adds nothing. Goes to the database that the server
uses: DATABASE_URL, or the embedded one in DATA_DIR.
`
const MAX_MIB = 64
const IMPORT_STATEMENT_MS = 600_000
/** SQLSTATE of a lock that could not be had in time. */
const LOCK_NOT_AVAILABLE = '55P03'

/** What the person who started the import should read, in as many lines as it takes. */
function explained(error: unknown): string | undefined {
  if (error instanceof ImportError)
    return [error.message, ...error.problems.map((one) => `  ${describe(one)}`)].join('\n')
  const toBeRead = [ConfigError, DatabaseError, LockedError, MigrationError]
  if (error instanceof Error && toBeRead.some((kind) => error instanceof kind)) return error.message
  if (sqlState(error) === LOCK_NOT_AVAILABLE) return 'Another import is running. Nothing was imported: try again later.'
  if (error instanceof ConflictError || error instanceof OverloadedError)
    return 'The database is too busy. Nothing was imported: try again later.'
  return undefined
}

async function readBackup(file: string): Promise<unknown> {
  let text
  try {
    const { size } = await stat(file)
    if (size > MAX_MIB * 2 ** 20) throw new ImportError(`${file} is larger than ${String(MAX_MIB)} MiB.`)
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof ImportError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new ImportError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} can't be read: ${String(code)}.`)
  }
  try {
    // Windows editors put a byte order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ImportError(`${file} is not JSON.`)
  }
}

async function run(file: string): Promise<void> {
  const backup = parseBackup(await readBackup(file))
  // One statement writes a whole section, and the plan is made between two of them: no bound of requests fits that.
  const database = await openDatabase({ ...loadConfig().database, statementTimeoutMs: IMPORT_STATEMENT_MS })
  // Back to the line's start, and clear to its end.
  const show = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
  const onProgress: OnProgress = (table, rows) => void show(`writing ${String(rows)} rows of ${table}`)
  const sessions = sessionsOf(database)
  try {
    show('comparing with the database')
    const report = await inSession(sessions, 'write', (session) => importBackup(backup, session, onProgress))
    show('')
    process.stdout.write(`${printed(report)}\n`)
  } catch (error) {
    show('')
    throw error
  } finally {
    await database.close()
  }
}

const [file, ...others] = process.argv.slice(2)
if (file === '--help' || file === '-h') {
  process.stdout.write(HELP)
} else if (file === undefined || file.startsWith('-') || others.length > 0) {
  process.stderr.write(HELP)
  process.exitCode = 1
} else {
  try {
    await run(file)
  } catch (error) {
    const message = explained(error)
    process.stderr.write(`${message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
    process.exitCode = 1
  }
}
