import pg from 'pg'
import { admission } from './admission.js'
import { connectionOver, type Connection } from './connection.js'
import { openEmbedded } from './embedded.js'
import { handover, type Handover } from './handover.js'
import { LockedError } from './lock.js'
import { applyMigrations, forgetFailedMigrations, MigrationError, pendingMigrations } from './migrations.js'
import { coalescingSocket } from './socket.js'
import { statementNames } from './statement-names.js'

/** Where the data lives: a PostgreSQL server, or the embedded database in a directory (in memory without one). */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string | undefined }

export interface DatabaseConfig {
  readonly location: DatabaseLocation
  /** Connections on a server, and so sessions at a time. The embedded database has one. */
  readonly poolSize: number
  /** How long a session may wait for a connection, in milliseconds. */
  readonly poolWaitMs: number
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
  /** Told of each statement that a session sends. For tests that count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

/** What keeps a database from being opened: one line for the person who started the program. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

export interface Database {
  readonly pool: pg.Pool
  /** How Prisma Client gets at the connections. */
  readonly handover: Handover
  /** Whether whoever asks for a connection now may expect one in time. */
  readonly hasRoom: () => boolean
  /** Lends a connection, to be released after use. Waits for one at most as long as is configured. */
  readonly lend: () => Promise<Connection>
  /** Resolves while the database answers. */
  readonly isReady: () => Promise<void>
  /** Waits for the sessions that run, then closes. */
  readonly close: () => Promise<void>
}

/** Distinct statements that are prepared on each connection: several times what the schema's own operations need. */
const PREPARED_STATEMENTS = 400

/**
 * Opens the database. The embedded one is locked for this process and migrated; a server must have been migrated.
 * Throws DatabaseError when it can't be reached, is held by another process, or its schema is behind.
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.location.kind === 'server'
    ? openServer(config, config.location.url)
    : openEmbeddedDatabase(config, config.location.dataDir)
}

async function openServer(config: DatabaseConfig, url: string): Promise<Database> {
  const pool = new pg.Pool({
    ...poolOptions(config),
    connectionString: url,
    max: config.poolSize,
    stream: coalescingSocket,
  })
  try {
    await requireVersion(pool)
    const pending = await pendingMigrations(pool)
    if (pending[0] !== undefined) {
      throw new DatabaseError(
        `The database lacks ${String(pending.length)} migration(s), ${pending[0]} the first. Run: npm run migrate`,
      )
    }
  } catch (error) {
    await pool.end()
    throw asDatabaseError(error, url)
  }
  return database(pool, config, () => pool.end())
}

const OLDEST_SERVER = 15

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS version",
  )
  const version = rows[0]?.version ?? 0
  if (version < OLDEST_SERVER) {
    throw new DatabaseError(`PostgreSQL ${String(OLDEST_SERVER)} or newer is needed, this is ${String(version)}`)
  }
}

async function openEmbeddedDatabase(config: DatabaseConfig, dataDir: string | undefined): Promise<Database> {
  const embedded = await openEmbedded(dataDir).catch((error: unknown) => {
    throw asDatabaseError(error, dataDir)
  })
  try {
    const migrating = new pg.Pool({ max: 1, ssl: false, stream: () => embedded.stream() })
    await applyMigrations(migrating)
    await migrating.end()
  } catch (error) {
    await embedded.close()
    throw asDatabaseError(error, dataDir)
  }
  const stream = () => embedded.stream()
  const pool = new pg.Pool({ ...poolOptions(config), max: 1, ssl: false, stream, idleTimeoutMillis: 0 })
  return database(pool, config, async () => {
    await pool.end()
    await embedded.close()
  })
}

/**
 * Migrates a server's database; answers the names of the migrations applied. With `retry` one that failed before is
 * tried again. Throws DatabaseError.
 */
export async function migrateServer(url: string, { retry = false } = {}): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  // What breaks while it is idle is told by the next statement; an error that nobody listens to would end the process.
  pool.on('error', () => undefined)
  try {
    await requireVersion(pool)
    if (retry) await forgetFailedMigrations(pool)
    return await applyMigrations(pool)
  } catch (error) {
    throw asDatabaseError(error, url)
  } finally {
    await pool.end()
  }
}

function database(pool: pg.Pool, { poolWaitMs, onStatement }: DatabaseConfig, close: () => Promise<void>): Database {
  // An idle connection that breaks is replaced by the pool; an error that nobody listens to would end the process.
  pool.on('error', () => undefined)
  const nameOf = statementNames(PREPARED_STATEMENTS)
  const connections = new WeakMap<pg.PoolClient, Connection>()
  const { admits, releasing } = admission(pool, poolWaitMs)
  return {
    pool,
    handover: handover(),
    hasRoom: admits,
    async lend() {
      const client = await pool.connect()
      let connection = connections.get(client)
      if (connection === undefined) {
        connection = await connectionOver(client, { nameOf, releasing, onStatement })
        connections.set(client, connection)
      }
      return connection
    },
    async isReady() {
      await pool.query('SELECT 1')
    },
    close,
  }
}

function poolOptions(config: DatabaseConfig): pg.PoolConfig {
  return {
    pipeline: true,
    connectionTimeoutMillis: config.poolWaitMs,
    onConnect: (client) => {
      // What follows on this connection is answered after it; a connection that can't be bounded is of no use.
      client.query(settings(config)).catch((error: unknown) => client.emit('error', error))
    },
  }
}

/**
 * Bounds that hold at the server: Prisma's own transaction time-out cancels nothing there. Read-only outside a
 * transaction, so that what is sent along with a refused BEGIN writes nothing.
 */
function settings({ statementTimeoutMs, lockTimeoutMs }: DatabaseConfig): string {
  return `SET statement_timeout = ${String(statementTimeoutMs)};
    SET lock_timeout = ${String(lockTimeoutMs)};
    SET idle_in_transaction_session_timeout = ${String(statementTimeoutMs)};
    SET default_transaction_read_only = on;
    SET TimeZone = 'UTC'`
}

/** In the words of whoever knows what to do; else where the database was looked for, and what it said. */
function asDatabaseError(error: unknown, place = 'memory'): DatabaseError {
  if (error instanceof DatabaseError) return error
  const said = error instanceof Error ? error.message || error.name : String(error)
  if (error instanceof MigrationError || error instanceof LockedError) return new DatabaseError(said, { cause: error })
  return new DatabaseError(`Can't use the database in ${withoutPassword(place)}: ${said}`, { cause: error })
}

function withoutPassword(place: string): string {
  if (!URL.canParse(place)) return place
  const url = new URL(place)
  return `${url.host || 'the local socket'}${url.pathname}`
}
