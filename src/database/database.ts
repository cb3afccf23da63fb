import pg from 'pg'
import { admission } from './admission.js'
import { cancelStatement } from './cancel.js'
import {
  beginnings,
  connectionOver,
  TICK_MS,
  type Bounds,
  type Connection,
  type ConnectionOptions,
  type Mode,
} from './connection.js'
import { refusedByTheSystem } from './data-directory.js'
import { openEmbedded, type EmbeddedDatabase } from './embedded.js'
import { LockedError } from './lock.js'
import { applyMigrations, forgetFailedMigrations, MigrationError, pendingMigrations } from './migrations.js'
import { outcomeOf } from './outcome.js'
import { renewRevisions } from './revisions.js'
import { share } from './share.js'
import { coalescingSocket } from './socket.js'
import { statementNames } from './statement-names.js'

/** Where the data lives: a PostgreSQL server, or the embedded database in a directory (in memory without one). */
export type DatabaseLocation =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string | undefined }

export interface DatabaseConfig extends Bounds {
  readonly location: DatabaseLocation
  /** Connections on a server, and so sessions at a time. The embedded database has one. */
  readonly poolSize: number
  /** How long a session may wait for a connection, in milliseconds. */
  readonly poolWaitMs: number
  /** Whether statements are prepared by name, which some poolers can't have. Not given: they are. */
  readonly preparedStatements?: boolean | undefined
  /** Told of each statement that a session sends. For tests that count them. */
  readonly onStatement?: ((text: string) => void) | undefined
}

/** What keeps a database from being opened: one line for the person who started the program. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

export interface Database {
  readonly pool: pg.Pool
  /** Whether whoever asks for a connection now may expect one in time; of unknown mode: one that reads. */
  readonly hasRoom: (mode?: Mode) => boolean
  /**
   * A connection on which a transaction is announced, to be released after use. Waits for one at most as long as is
   * configured; who writes may wait as long before that, for a place among the writers.
   */
  readonly acquire: (mode: Mode) => Promise<Connection>
  /** Resolves while the database answers. */
  readonly isReady: () => Promise<void>
  /** Waits for the sessions that run, then closes. */
  readonly close: () => Promise<void>
}

/** How much of the pool may write: writers that wait for one row must not keep everybody else from reading. */
const WRITERS_SHARE = 3 / 4
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
  await prepareServer(url)
  const pool = createPool({
    ...poolOptions(config),
    connectionString: url,
    max: config.poolSize,
    stream: coalescingSocket,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
  return database(pool, config, () => pool.end(), {
    cancel: cancelStatement,
    outcomeOf: (mark) => outcomeOf(url, mark),
  })
}

/** When the system asks whether the server is still there, on a connection on which nothing moves. */
const KEEP_ALIVE_MS = 10_000
/** How long the server may take for each question at the start. */
const PREPARING_MS = 30_000

/** In a pool of its own: what prepares a database is not bound as requests are. */
async function prepareServer(url: string): Promise<void> {
  const pool = createPool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: PREPARING_MS,
    query_timeout: PREPARING_MS,
  })
  try {
    await requireVersion(pool)
    const pending = await pendingMigrations(pool)
    if (pending[0] !== undefined) {
      throw new DatabaseError(
        `The database lacks ${String(pending.length)} migration(s), ${pending[0]} the first. Run: npm run migrate`,
      )
    }
    await renewRevisions(pool)
  } catch (error) {
    throw asDatabaseError(error, serverOf(url))
  } finally {
    await pool.end()
  }
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
    throw dataDirectoryError(error, dataDir)
  })
  try {
    await prepareEmbedded(embedded)
  } catch (error) {
    await embedded.close()
    throw dataDirectoryError(error, dataDir)
  }
  const stream = () => embedded.stream()
  const pool = createPool({ ...poolOptions(config), max: 1, ssl: false, stream, idleTimeoutMillis: 0 })
  return database(pool, config, async () => {
    await pool.end()
    await embedded.close()
  })
}

/** In a pool of its own, as with a server. */
async function prepareEmbedded(embedded: EmbeddedDatabase): Promise<void> {
  const pool = createPool({ max: 1, ssl: false, stream: () => embedded.stream() })
  try {
    // One that the last start was killed in. Nobody else can be at it: this process holds the lock.
    await forgetFailedMigrations(pool)
    await applyMigrations(pool)
    await renewRevisions(pool)
  } finally {
    await pool.end()
  }
}

/**
 * Migrates a server's database; returns the names of the migrations applied. With `retry` one that failed before is
 * tried again. Throws DatabaseError.
 */
export async function migrateServer(url: string, { retry = false } = {}): Promise<string[]> {
  const pool = createPool({ connectionString: url, max: 2 })
  try {
    await requireVersion(pool)
    if (retry) await forgetFailedMigrations(pool)
    return await applyMigrations(pool)
  } catch (error) {
    throw asDatabaseError(error, serverOf(url))
  } finally {
    await pool.end()
  }
}

function database(
  pool: pg.Pool,
  config: DatabaseConfig,
  close: () => Promise<void>,
  beside: Pick<ConnectionOptions, 'cancel' | 'outcomeOf'> = {},
): Database {
  const { poolWaitMs, statementTimeoutMs, preparedStatements = true, onStatement } = config
  const nameOf = statementNames(preparedStatements ? PREPARED_STATEMENTS : 0)
  const begin = beginnings(config)
  const connections = new Map<pg.PoolClient, Connection>()
  pool.on('remove', (client) => connections.delete(client))
  const ticking = setInterval(() => {
    for (const { tick } of connections.values()) tick()
  }, TICK_MS).unref()
  const { admits, releasing } = admission(pool, poolWaitMs)
  const writers = share(Math.max(1, Math.floor(pool.options.max * WRITERS_SHARE)), poolWaitMs)

  async function acquire(mode: Mode): Promise<Connection> {
    if (mode === 'read') return connect(mode)
    await writers.enter()
    try {
      return await connect(mode)
    } catch (error) {
      writers.leave()
      throw error
    }
  }

  async function connect(mode: Mode): Promise<Connection> {
    const client = await pool.connect()
    let connection = connections.get(client)
    if (connection === undefined) {
      const bounds = { begin, statementTimeoutMs }
      connection = connectionOver(client, { ...bounds, ...beside, nameOf, releasing: giveBack, onStatement })
      connections.set(client, connection)
    }
    connection.begin(mode)
    return connection
  }

  function giveBack(mode: Mode): void {
    releasing()
    if (mode === 'write') writers.leave()
  }

  return {
    pool,
    hasRoom: (mode) => admits() && (mode !== 'write' || writers.admits()),
    acquire,
    async isReady() {
      const connection = await acquire('read')
      try {
        await connection.query('SELECT 1', [])
        await connection.commit()
      } finally {
        connection.release()
      }
    },
    async close() {
      await close()
      clearInterval(ticking)
    },
  }
}

/**
 * A pool whose connections may break at any time. An error that nobody listens to would end the process: of a connection
 * that is idle, which the pool replaces, and of one that is acquired, where the pool does not listen and whoever uses it learns
 * of it from the statement that fails. The second has to be listened to before the pool hands it out: the server may end
 * a connection in the same breath as it accepts it.
 */
function createPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

function poolOptions({ poolWaitMs }: DatabaseConfig): pg.PoolConfig {
  return { pipeline: true, connectionTimeoutMillis: poolWaitMs }
}

/** In the words of whoever knows what to do; else where the database was looked for, and what it said. */
function asDatabaseError(error: unknown, place = 'memory'): DatabaseError {
  if (error instanceof DatabaseError) return error
  const said = error instanceof Error ? error.message || error.name : String(error)
  if (error instanceof MigrationError || error instanceof LockedError) return new DatabaseError(said, { cause: error })
  return new DatabaseError(`Can't use the database in ${place}: ${said}`, { cause: error })
}

function dataDirectoryError(error: unknown, dataDir: string | undefined): DatabaseError {
  const refused = dataDir === undefined ? undefined : refusedByTheSystem(error)
  return asDatabaseError(refused === undefined ? error : new Error(refused, { cause: error }), dataDir)
}

/** Which server it is, without user and password. */
function serverOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host || 'the local socket'}${pathname}`
}
