import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/database/database.js'
import { openEmbedded } from '../../src/database/embedded.js'
import {
  applyMigrations,
  forgetFailedMigrations,
  MigrationError,
  MIGRATIONS,
  pendingMigrations,
} from '../../src/database/migrations.js'
import { enginesMigrations } from '../support/database-engine.js'
import { schemaDrift } from '../support/database-drift.js'
import { databaseKinds, type FreshDatabase } from '../support/database-fresh.js'
import { cloneEmpty } from '../support/embedded-template.js'

describe.each(databaseKinds)('migrations ($kind)', { timeout: 60_000 }, ({ kind, create }) => {
  let database: FreshDatabase
  let directory: string

  beforeEach(async () => {
    database = await create()
    directory = await mkdtemp(join(tmpdir(), 'batchboard-migrations-'))
    await cp(join(MIGRATIONS, 'migration_lock.toml'), join(directory, 'migration_lock.toml'))
  }, 60_000)
  afterEach(async () => {
    await database.drop()
    await rm(directory, { recursive: true })
  }, 60_000)

  const write = async (name: string, script: string) => {
    await mkdir(join(directory, name), { recursive: true })
    await writeFile(join(directory, name, 'migration.sql'), script)
  }
  const valueOf = async (sql: string) =>
    Object.values((await database.pool.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]

  it('brings an empty database to what the schema says, and then has nothing left to do', async () => {
    const shipped = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    const names = shipped.map(({ name }) => name).sort()
    expect(await forgetFailedMigrations(database.pool)).toEqual([])
    expect(await pendingMigrations(database.pool)).toEqual(names)
    expect(await applyMigrations(database.pool)).toEqual(names)
    expect(await pendingMigrations(database.pool)).toEqual([])
    expect(await applyMigrations(database.pool)).toEqual([])
    expect(await schemaDrift(database.pool)).toBe('')
  })

  it('sees a drift', async () => {
    await applyMigrations(database.pool)
    await database.pool.query('ALTER TABLE supplier DROP COLUMN type')
    expect(await schemaDrift(database.pool)).toContain('ALTER TABLE "supplier" ADD COLUMN     "type" TEXT')
  })

  it('applies only what is new', async () => {
    await write('1_first', 'CREATE TABLE first (id int);')
    expect(await applyMigrations(database.pool, directory)).toEqual(['1_first'])
    await write('2_second', 'CREATE TABLE second (id int);')
    expect(await pendingMigrations(database.pool, directory)).toEqual(['2_second'])
    expect(await applyMigrations(database.pool, directory)).toEqual(['2_second'])
  })

  it('sends function bodies as they are, with their semicolons', async () => {
    await write(
      '1_function',
      `CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE plpgsql AS $$
       DECLARE result int := n; -- ; and $ in here
       BEGIN
         result := result * 2;
         RETURN result;
       END;
       $$;
       CREATE TABLE label (text text DEFAULT ';');`,
    )
    await applyMigrations(database.pool, directory)
    expect(await valueOf('SELECT doubled(21)')).toBe(42)
  })

  it('keeps nothing of a migration that fails halfway, and says so then and the next time', async () => {
    await write('1_good', 'CREATE TABLE good (id int);')
    await write('2_bad', 'CREATE TABLE half (id int); INSERT INTO half VALUES (1); SELECT 1 / 0;')
    await write('3_later', 'CREATE TABLE later (id int);')
    const failure = await applyMigrations(database.pool, directory).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationError)
    expect(String(failure)).toMatch(
      /^MigrationError: Migration 2_bad failed: division by zero\. Nothing of it was kept/,
    )
    expect(await valueOf(`SELECT to_regclass('good') IS NOT NULL`)).toBe(true)
    expect(await valueOf(`SELECT to_regclass('half') IS NULL AND to_regclass('later') IS NULL`)).toBe(true)
    for (const again of [pendingMigrations, applyMigrations]) {
      await expect(again(database.pool, directory)).rejects.toThrow(/Migration 2_bad failed at .*: division by zero\./)
    }
  })

  it('tries a failed migration again once it is corrected and forgotten', async () => {
    await write('1_bad', 'SELECT 1 / 0;')
    await expect(applyMigrations(database.pool, directory)).rejects.toThrow(MigrationError)
    await write('1_bad', 'SELECT 1 / 1;')
    expect(await forgetFailedMigrations(database.pool)).toEqual(['1_bad'])
    expect(await applyMigrations(database.pool, directory)).toEqual(['1_bad'])
    expect(await pendingMigrations(database.pool, directory)).toEqual([])
  })

  // The embedded database has no connection that could be lost.
  if (kind === 'server') {
    it('leaves nothing of a migration whose connection is lost, and starts it again', async () => {
      await write('1_lost', 'CREATE TABLE half (id int); SELECT pg_terminate_backend(pg_backend_pid());')
      await expect(applyMigrations(database.pool, directory)).rejects.toThrow()
      expect(await valueOf(`SELECT to_regclass('half') IS NULL`)).toBe(true)
      await write('1_lost', 'CREATE TABLE half (id int);')
      expect(await applyMigrations(database.pool, directory)).toEqual(['1_lost'])
    })
  }

  it('refuses a database that others have put tables into', async () => {
    await database.pool.query('CREATE TABLE theirs (id int)')
    await write('1_first', 'CREATE TABLE first (id int);')
    await expect(applyMigrations(database.pool, directory)).rejects.toThrow('has tables, but not by our migrations')
    expect(await valueOf(`SELECT to_regclass('first') IS NULL AND to_regclass('_prisma_migrations') IS NULL`)).toBe(
      true,
    )
  })

  it("keeps its records as Prisma's schema engine does, and each goes on where the other ended", async () => {
    const columns = () =>
      valueOf(`SELECT string_agg(concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable, column_default), ', '
               ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = '_prisma_migrations'`)
    await write('1_ours', 'CREATE TABLE ours (id int);')
    expect(await applyMigrations(database.pool, directory)).toEqual(['1_ours'])
    await write('2_theirs', 'CREATE TABLE theirs (id int);')
    expect(await enginesMigrations(database.pool, directory)).toEqual(['2_theirs'])
    await write('3_ours', 'CREATE TABLE more (id int);')
    expect(await applyMigrations(database.pool, directory)).toEqual(['3_ours'])
    expect(await enginesMigrations(database.pool, directory)).toEqual([])

    const made = await columns()
    await database.pool.query('DROP TABLE _prisma_migrations, ours, theirs, more')
    await enginesMigrations(database.pool, directory)
    expect(made).toBe(await columns())
  })

  it('refuses a migration that was edited after it was applied', async () => {
    await write('1_first', 'CREATE TABLE first (id int);')
    await applyMigrations(database.pool, directory)
    await write('1_first', 'CREATE TABLE first (id bigint);')
    for (const again of [pendingMigrations, applyMigrations]) {
      await expect(again(database.pool, directory)).rejects.toThrow('1_first was edited after it was applied')
    }
  })

  it('takes a file with Windows line ends for the same migration', async () => {
    await write('1_first', 'CREATE TABLE\nfirst (id int);\n')
    await applyMigrations(database.pool, directory)
    await write('1_first', 'CREATE TABLE\r\nfirst (id int);\r\n')
    expect(await pendingMigrations(database.pool, directory)).toEqual([])
  })

  it('refuses a database that a newer version has migrated', async () => {
    await write('1_first', 'SELECT 1;')
    await write('2_newer', 'SELECT 2;')
    await applyMigrations(database.pool, directory)
    await rm(join(directory, '2_newer'), { recursive: true })
    await expect(pendingMigrations(database.pool, directory)).rejects.toThrow(
      '2_newer, which this version does not know',
    )
  })

  it('leaves no lock behind', async () => {
    await write('1_first', 'SELECT 1;')
    await applyMigrations(database.pool, directory)
    const locks = `SELECT count(*)::int FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
                   WHERE locktype = 'advisory' AND datname = current_database()`
    expect(await valueOf(locks)).toBe(0)
  })

  it('lets those who migrate at once wait for each other', async () => {
    await write('1_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(0.3);')
    const pools = [database.pool, database.anotherPool?.() ?? database.pool]
    const applied = await Promise.all(pools.map((pool) => applyMigrations(pool, directory)))
    expect(applied.flat()).toEqual(['1_slow'])
  })
})

describe('migrations of an embedded database', { timeout: 120_000 }, () => {
  it('go on at the next start if the last one was killed in the midst of them', async () => {
    const { dataDir, remove } = await cloneEmpty()
    onTestFinished(remove)
    const [first = '', second = ''] = (await readdir(MIGRATIONS)).sort()
    const directory = join(dataDir, 'migrations')
    for (const name of ['migration_lock.toml', first]) {
      await cp(join(MIGRATIONS, name), join(directory, name), { recursive: true })
    }
    const killed = await openEmbedded(dataDir)
    const pool = new pg.Pool({ max: 1, ssl: false, stream: () => killed.stream() })
    await applyMigrations(pool, directory)
    await pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('killed', '', $1, now())`,
      [second],
    )
    await pool.end()
    await killed.close()

    const bounds = { poolSize: 1, poolWaitMs: 5000, statementTimeoutMs: 10_000, lockTimeoutMs: 5000 }
    const database = await openDatabase({ location: { kind: 'embedded', dataDir }, ...bounds })
    await database.isReady()
    await database.close()
  })
})
