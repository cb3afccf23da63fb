import { ConfigError, loadConfig } from '../config.js'
import { DatabaseError, openDatabase } from '../database/database.js'
import { LockedError } from '../database/lock.js'
import { MigrationError } from '../database/migrations.js'
import { inSession, sessionsOf } from '../session/in-session.js'
import { writeExport } from './export.js'

const HELP = `Writes all that the database has to a new file: every fact and every definition with its history.

  npm run export -- FILE      in a checkout
  batchboard export FILE      in an installed package

The file is imported into an empty database, where it gives the same answers. Reads the database that the server uses:
DATABASE_URL, or the embedded one in DATA_DIR.
`
const EXPORT_STATEMENT_MS = 600_000

/** What the person who started the export should read. */
function explained(file: string, error: unknown): string | undefined {
  const toBeRead = [ConfigError, DatabaseError, LockedError, MigrationError]
  if (error instanceof Error && toBeRead.some((kind) => error instanceof kind)) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST') return `There is a file ${file} already. It stays as it is: give the export another name.`
  if (code === 'ENOSPC') return 'The disk is full. No file was left behind.'
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return `${file} can't be written: ${code}.`
  return undefined
}

async function run(file: string): Promise<void> {
  const database = await openDatabase({ ...loadConfig().database, statementTimeoutMs: EXPORT_STATEMENT_MS })
  const show = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
  let rows = 0
  try {
    await inSession(sessionsOf(database), { mode: 'read' }, (session) =>
      writeExport(file, session, (table, page) => void show(`${String((rows += page))} rows, now ${table}`)),
    )
    show('')
    process.stdout.write(`${file} holds all that there is.\n`)
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
    const message = explained(file, error)
    process.stderr.write(`${message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
    process.exitCode = 1
  }
}
