import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

// Migrations are files of SQL, applied in the order of their names. The records of them are those of Prisma's command,
// so that it may be used beside this. Prisma's schema engine is not: a test holds against it what is done here.

/** The migrations that ship with the program: two folders up from here, in the sources and when built. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** A pool, or a connection of one. */
type Queryable = pg.Pool | pg.PoolClient

/** Something about the migrations that a person has to settle; the message says what and how. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/**
 * Names of the migrations that the database still lacks, oldest first: plain SQL, cheap enough for every start. Throws
 * a MigrationError when the database's history does not fit the program's.
 */
export async function pendingMigrations(database: Queryable, directory = MIGRATIONS): Promise<string[]> {
  const [shipped, recorded] = await Promise.all([readMigrations(directory), readRecords(database)])
  const applied = new Set<string>()
  for (const record of recorded) {
    if (record.rolledBack) continue
    if (!record.finished) throw failedBefore(record)
    const migration = shipped.find(({ name }) => name === record.name)
    if (!migration) throw new MigrationError(NEWER(record.name))
    if (migration.checksum !== record.checksum) throw new MigrationError(EDITED(record.name))
    applied.add(record.name)
  }
  return shipped.map(({ name }) => name).filter((name) => !applied.has(name))
}

/**
 * Applies what is pending and returns the names, oldest first. Each migration is one transaction; the first that fails
 * ends the run with a MigrationError and is on record as failed. Processes that migrate at once wait for each other.
 */
export async function applyMigrations(pool: pg.Pool, directory = MIGRATIONS): Promise<string[]> {
  return withOneConnection(pool, async (connection) => {
    const pending = await pendingMigrations(connection, directory)
    if (pending.length === 0) return []
    await prepareRecords(connection)
    for (const migration of await readMigrations(directory)) {
      if (pending.includes(migration.name)) await applyMigration(connection, migration)
    }
    return pending
  })
}

/**
 * Takes the mark off migrations that failed, so that the next run tries them again, and returns their names. Sound
 * because a migration that failed has left nothing behind.
 */
export async function forgetFailedMigrations(pool: pg.Pool): Promise<string[]> {
  if (!(await hasRecords(pool))) return []
  const { rows } = await pool.query<{ name: string }>(
    `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL
     RETURNING migration_name AS name`,
  )
  return rows.map(({ name }) => name)
}

const RETRY = 'Nothing of it was kept. Set right what it stumbled over, then run: npm run migrate -- --retry'
const FAILED = (name: string, reason: string) => `Migration ${name} failed: ${reason}. ${RETRY}`
const FOREIGN = 'The database has tables, but not by our migrations. Use an empty one.'
const EDITED = (name: string) =>
  `Migration ${name} was edited after it was applied to this database. Restore its file, and make the change in a new migration.`
const NEWER = (name: string) =>
  `The database has migration ${name}, which this version does not know: it belongs to a newer one. Update the program.`

function failedBefore(record: Entry): MigrationError {
  return new MigrationError(
    `Migration ${record.name} failed at ${record.startedAt.toISOString()}: ${reason(record)}. ${RETRY}`,
  )
}

/** What the database said; a record that Prisma's command made has a trace of its insides below it. */
function reason({ logs }: Entry): string {
  const said = /ERROR: (.*)/.exec(logs ?? '')?.[1]
  return said ?? 'it was interrupted'
}

interface Migration {
  name: string
  script: string
  checksum: string
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.sort().map(async (name) => {
      // Line ends as git has them, whatever it checked out: the checksum must be the same everywhere.
      const script = (await readFile(join(directory, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}

async function prepareRecords(database: Queryable): Promise<void> {
  if (await hasRecords(database)) return
  const { rows } = await database.query(`SELECT FROM pg_tables WHERE schemaname = current_schema() LIMIT 1`)
  if (rows.length > 0) throw new MigrationError(FOREIGN)
  await database.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) NOT NULL PRIMARY KEY,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`)
}

/** One transaction with its record, so a process that dies in between leaves neither. A failure is put on record. */
async function applyMigration(connection: pg.PoolClient, { name, checksum, script }: Migration): Promise<void> {
  try {
    await connection.query('BEGIN')
    await connection.query(script)
    await connection.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await connection.query('COMMIT')
  } catch (error) {
    // Anything else is a connection that broke, and with it the transaction.
    if (!(error instanceof pg.DatabaseError)) throw error
    await connection.query('ROLLBACK')
    await connection.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ($1, $2, $3, $4)',
      [randomUUID(), checksum, name, `ERROR: ${error.message}`],
    )
    throw new MigrationError(FAILED(name, error.message), { cause: error })
  }
}

interface Entry {
  name: string
  checksum: string
  startedAt: Date
  finished: boolean
  rolledBack: boolean
  logs: string | null
}

async function readRecords(database: Queryable): Promise<Entry[]> {
  if (!(await hasRecords(database))) return []
  const { rows } = await database.query<Entry>(
    `SELECT migration_name AS name, checksum, started_at AS "startedAt", finished_at IS NOT NULL AS finished,
            rolled_back_at IS NOT NULL AS "rolledBack", logs
     FROM _prisma_migrations ORDER BY started_at`,
  )
  return rows
}

async function hasRecords(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  return rows[0]?.exists === true
}

/**
 * A lock that belongs to a connection needs one that stays the same: so a connection of our own, closed afterwards. The
 * lock is that of Prisma's command, which waits for us, and we for it.
 */
async function withOneConnection<T>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  const own = pool.options.max === 1 ? undefined : oneConnectionLike(pool)
  try {
    const connection = await (own ?? pool).connect()
    // A connection that is lost: the statement under way reports it, or the next one.
    connection.on('error', ignore)
    try {
      // The pool's limits are meant for requests; a migration, or waiting for another to end, may take its time.
      if (own) await connection.query('SET statement_timeout = 0; SET lock_timeout = 0')
      await connection.query('SELECT pg_advisory_lock(72707369)')
      return await work(connection)
    } finally {
      // A connection that is lost has lost its locks too.
      await connection.query('SELECT pg_advisory_unlock_all()').catch(ignore)
      connection.off('error', ignore)
      connection.release()
    }
  } finally {
    await own?.end()
  }
}

const ignore = () => undefined

function oneConnectionLike(pool: pg.Pool): pg.Pool {
  const { password } = pool.options // not enumerable, so that it is not logged by mistake
  const connection = new pg.Pool({
    ...pool.options,
    ...(password === undefined ? {} : { password }),
    max: 1,
    idleTimeoutMillis: 0,
    query_timeout: 0,
  })
  connection.on('error', ignore)
  return connection
}
