import { createHash } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase, type Database, type DatabaseConfig, type DatabaseLocation } from '../../src/database/database.js'
import { applyMigrations, MIGRATIONS } from '../../src/database/migrations.js'
import { sessionsOf, type Sessions } from '../../src/session/in-session.js'
import { cloneTemplate } from './embedded-template.js'

/** A migrated, empty database of a test file's own, opened as the product opens it. */
export interface TestDatabase {
  readonly location: DatabaseLocation
  readonly database: Database
  readonly sessions: Sessions
  /** The statements that sessions have sent, BEGIN and COMMIT left out. Empty it before what is to be counted. */
  readonly statements: string[]
  /** All that sessions have sent, BEGIN and COMMIT included. */
  readonly traffic: string[]
  readonly close: () => Promise<void>
}

export type Bounds = Partial<Omit<DatabaseConfig, 'location' | 'onStatement'>>

export interface DatabaseKind {
  readonly kind: 'embedded' | 'server'
  readonly open: (bounds?: Bounds) => Promise<TestDatabase>
}

const adminUrl = process.env['TEST_DATABASE_URL']

/** The server that the environment names; tests of concurrency and faults are defined where there is one. */
export const servers: readonly DatabaseKind[] =
  adminUrl === undefined ? [] : [{ kind: 'server', open: (bounds) => openOnServer(adminUrl, bounds) }]

/** What one suite runs against: the embedded database, and a server where the environment names one. */
export const databases: readonly DatabaseKind[] = [{ kind: 'embedded', open: openEmbeddedClone }, ...servers]

async function openEmbeddedClone(bounds?: Bounds): Promise<TestDatabase> {
  const { dataDir, remove } = await cloneTemplate()
  return opened({ kind: 'embedded', dataDir }, bounds, remove)
}

async function openOnServer(url: string, bounds?: Bounds): Promise<TestDatabase> {
  const name = `batchboard_test_${randomUUID().replaceAll('-', '')}`
  await createFromTemplate(url, name)
  return opened({ kind: 'server', url: urlOf(url, name) }, bounds, () =>
    asAdmin(url, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  )
}

async function opened(
  location: DatabaseLocation,
  bounds: Bounds | undefined,
  remove: () => Promise<unknown>,
): Promise<TestDatabase> {
  const statements: string[] = []
  const traffic: string[] = []
  const database = await openDatabase({
    location,
    poolSize: 4,
    poolWaitMs: 5_000,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 5_000,
    ...bounds,
    onStatement: (text) => {
      traffic.push(text)
      if (!/^(BEGIN|COMMIT|ROLLBACK)/.test(text)) statements.push(text)
    },
  })
  return {
    location,
    database,
    sessions: sessionsOf(database),
    statements,
    traffic,
    close: async () => {
      await database.close()
      await remove()
    },
  }
}

/** A copy of a migrated database: milliseconds, where migrating takes a second. */
async function createFromTemplate(url: string, name: string): Promise<void> {
  const template = `batchboard_template_${await fingerprint()}`
  await asAdmin(url, async (admin) => {
    // Test files start at once, in processes of their own: one makes the template, and copying waits for it.
    await admin.query('SELECT pg_advisory_lock(7262, 2)')
    const known = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (known.rowCount === 0) {
      const draft = `${template}_draft`
      await admin.query(`DROP DATABASE IF EXISTS ${draft}`)
      await admin.query(`CREATE DATABASE ${draft}`)
      const pool = new pg.Pool({ connectionString: urlOf(url, draft) })
      await applyMigrations(pool)
      await pool.end()
      await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
    }
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await readdir(MIGRATIONS, { recursive: true })).filter((file) => file.endsWith('.sql')).sort()
  for (const file of files) hash.update(await readFile(join(MIGRATIONS, file)))
  return hash.digest('hex').slice(0, 16)
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function urlOf(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}
