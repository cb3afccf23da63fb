import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import type * as Glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

// Migrations run through Prisma's schema engine in WebAssembly, which comes from the npm registry like everything else
// (the CLI downloads a native one), and keeps the same records as the CLI.

/** The migrations that ship with the program: two folders up from here, in the sources and when built. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Something about the migrations that a person has to settle; the message says what and how. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/**
 * Names of the migrations that the database still lacks, oldest first: plain SQL, cheap enough for every start. Throws
 * a MigrationError when the database's history does not fit the program's.
 */
export async function pendingMigrations(pool: pg.Pool, directory = MIGRATIONS): Promise<string[]> {
  const [shipped, recorded] = await Promise.all([readMigrations(directory), readRecords(pool)])
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
    const engine = await startEngine(wholeScripts(connection))
    try {
      const migrationsList = await migrationList(directory)
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS })
      return appliedMigrationNames
    } catch (error) {
      const failed = (await readRecords(connection)).find((record) => !record.finished && !record.rolledBack)
      throw failed ? new MigrationError(FAILED(failed), { cause: error }) : error
    } finally {
      engine.free()
    }
  })
}

/**
 * Takes the mark off migrations that failed, so that the next run tries them again, and returns their names. Sound
 * because a migration that failed has left nothing behind.
 */
export async function forgetFailedMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL
     RETURNING migration_name AS name`,
  )
  return rows.map(({ name }) => name)
}

const RETRY = 'Nothing of it was kept. Set right what it stumbled over, then run: npm run migrate -- --retry'
const FAILED = (record: Entry) => `Migration ${record.name} failed: ${reason(record)}. ${RETRY}`
const EDITED = (name: string) =>
  `Migration ${name} was edited after it was applied to this database. Restore its file, and make the change in a new migration.`
const NEWER = (name: string) =>
  `The database has migration ${name}, which this version does not know: it belongs to a newer one. Update the program.`

function failedBefore(record: Entry): MigrationError {
  return new MigrationError(
    `Migration ${record.name} failed at ${record.startedAt.toISOString()}: ${reason(record)}. ${RETRY}`,
  )
}

/** What the database said; the engine's own record has a trace of its insides below it. */
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

interface Entry {
  name: string
  checksum: string
  startedAt: Date
  finished: boolean
  rolledBack: boolean
  logs: string | null
}

async function readRecords(pool: pg.Pool): Promise<Entry[]> {
  const { rows: tables } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  if (!tables[0]?.exists) return []
  const { rows } = await pool.query<Entry>(
    `SELECT migration_name AS name, checksum, started_at AS "startedAt", finished_at IS NOT NULL AS finished,
            rolled_back_at IS NOT NULL AS "rolledBack", logs
     FROM _prisma_migrations ORDER BY started_at`,
  )
  return rows
}

/**
 * A lock that belongs to a connection needs one that stays the same. The engine takes its lock (72707369, here taken
 * before the history is read) on whatever connection the pool gives it and never lets go of it: in the pool of a
 * running server it would keep the next `migrate` waiting for ever. So: a connection of our own, closed afterwards.
 */
async function withOneConnection<T>(pool: pg.Pool, work: (connection: pg.Pool) => Promise<T>): Promise<T> {
  const connection = pool.options.max === 1 ? pool : oneConnectionLike(pool)
  try {
    // The pool's limits are meant for requests; a migration, or waiting for another to end, may take its time.
    if (connection !== pool) await connection.query('SET statement_timeout = 0; SET lock_timeout = 0')
    await connection.query('SELECT pg_advisory_lock(72707369)')
    return await work(connection)
  } finally {
    if (connection === pool) await pool.query('SELECT pg_advisory_unlock_all()')
    else await connection.end()
  }
}

function oneConnectionLike(pool: pg.Pool): pg.Pool {
  const { password } = pool.options // not enumerable, so that it is not logged by mistake
  const connection = new pg.Pool({
    ...pool.options,
    ...(password === undefined ? {} : { password }),
    max: 1,
    idleTimeoutMillis: 0,
    query_timeout: 0,
  })
  // A connection lost between two statements: the next one reports it.
  connection.on('error', () => {})
  return connection
}

const NO_FILTERS = { externalTables: [], externalEnums: [] }

async function migrationList(directory: string): Promise<MigrationList> {
  const lockfile = await readFile(join(directory, 'migration_lock.toml'), 'utf8')
  return {
    baseDir: directory,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations(directory)).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  }
}

/** The schema engine on a database, knowing the schema if it needs it. Free it after use. */
export async function startEngine(
  database: SqlMigrationAwareDriverAdapterFactory,
  schema?: [path: string, content: string],
): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadEngine()
  return SchemaEngine.new({ datamodels: schema && [schema] }, () => {}, bindMigrationAwareSqlAdapterFactory(database))
}

// TypeScript has these types for browsers only.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { [name: string]: unknown } } }>
}

let engine: Promise<typeof Glue> | undefined

/** The package is made for bundlers, which load the .wasm by themselves; Node is told how. */
async function loadEngine() {
  engine ??= (async () => {
    const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
    const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
      './schema_engine_bg.js': { ...glue },
    })
    glue.__wbg_set_wasm(instance.exports)
    const start = instance.exports['__wbindgen_start']
    // Where it says what broke, should it break; without this it fails on saying so.
    const set_message = (message: string) => {
      throw new Error(`The schema engine broke: ${message}`)
    }
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } })
    if (typeof start !== 'function') throw new Error('@prisma/schema-engine-wasm cannot be started')
    Reflect.apply(start, undefined, [])
    return glue
  })()
  return engine
}

/** PrismaPg, but a script goes to the database as it is. */
function wholeScripts(connection: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(connection)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect(): Promise<SqlDriverAdapter> {
      const inner = await factory.connect()
      return {
        provider: inner.provider,
        adapterName: inner.adapterName,
        queryRaw: (query) => inner.queryRaw(query),
        executeRaw: (query) => inner.executeRaw(query),
        startTransaction: (isolation) => inner.startTransaction(isolation),
        getConnectionInfo: () => inner.getConnectionInfo(),
        dispose: () => inner.dispose(),
        executeScript: (script) => executeScript(connection, script),
      }
    },
  }
}

/**
 * PrismaPg cuts a script at every `;`, those in function bodies too, and each piece would commit by itself. Sent whole,
 * as one simple query, it is one transaction.
 */
async function executeScript(connection: pg.Pool, script: string): Promise<void> {
  try {
    await connection.query(script)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new DriverAdapterError({
      kind: 'postgres',
      code: error.code ?? 'XX000',
      severity: error.severity ?? 'ERROR',
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
    })
  }
}
