import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { applyMigrations, MIGRATIONS } from '../../src/database/migrations.js'

/** Applies the migrations that come before the one of this name to an empty database. */
export async function migrateBefore(pool: pg.Pool, migration: string): Promise<void> {
  const before = await mkdtemp(join(tmpdir(), 'batchboard-before-'))
  try {
    const earlier = (await readdir(MIGRATIONS)).filter((name) => name < migration || name === 'migration_lock.toml')
    for (const name of earlier) await cp(join(MIGRATIONS, name), join(before, name), { recursive: true })
    await applyMigrations(pool, before)
  } finally {
    await rm(before, { recursive: true })
  }
}
