import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrateServer, openDatabase } from '../../src/database/database.js'
import { inSession, sessionsOf } from '../../src/session/in-session.js'
import { type Statement } from '../../src/session/session.js'
import { Prisma } from '../../src/generated/prisma/client.js'
import { query } from './query.js'

const TABLES = `supplier ingredient product purchase lot recipe recipe_line recipe_component finished_unit finished_good
  finished_good_component package package_content recipient event assignment production_record lot_entry
  history_entry`.split(/\s+/)

/** Of which the database refuses to delete anything. */
const LEDGERS = ['lot_entry', 'history_entry']

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>

/** A migrated, empty database: on the server that TEST_DATABASE_URL names, or the embedded one. */
export async function openTestDatabase() {
  const url = process.env['TEST_DATABASE_URL']
  const made = url === undefined ? undefined : await createDatabase(url)
  const statements: string[] = []
  const database = await openDatabase({
    location: made === undefined ? { kind: 'embedded', dataDir: undefined } : { kind: 'server', url: made.url },
    poolSize: 3,
    poolWaitMs: 10_000,
    statementTimeoutMs: 30_000,
    lockTimeoutMs: 10_000,
    onStatement: (text) => void statements.push(text),
  })
  const sessions = sessionsOf(database)
  return {
    sessions,
    /** What was sent so far. */
    statements,
    rows: <Row extends object>(statement: Statement) =>
      inSession(sessions, { mode: 'write' }, (session) => query<Row>(session, statement)),
    /** Empties all tables, and starts their ids anew. */
    empty: () =>
      inSession(sessions, { mode: 'write' }, async (session) => {
        for (const table of TABLES.toReversed()) {
          const toggle = (state: string) =>
            LEDGERS.includes(table)
              ? session.$executeRawUnsafe(`ALTER TABLE "${table}" ${state} TRIGGER "change_refused"`)
              : undefined
          await toggle('DISABLE')
          await session.$executeRawUnsafe(`DELETE FROM "${table}"`)
          await toggle('ENABLE')
          await session.$executeRawUnsafe(`SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), 1, false)`)
        }
      }),
    /** The number of rows of every table that has any. */
    counts: () =>
      inSession(sessions, { mode: 'read' }, async (session) => {
        const each = TABLES.map((table) => `SELECT '${table}' AS name, count(*)::int AS count FROM "${table}"`)
        const rows = await query<{ name: string; count: number }>(session, Prisma.raw(each.join(' UNION ALL ')))
        return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]))
      }),
    close: async () => {
      await database.close()
      await made?.drop()
    },
  }
}

/** Makes a migrated, empty database on a server. */
export async function createDatabase(server: string) {
  const name = `transfer_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await migrateServer(url.href)
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
