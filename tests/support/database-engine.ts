import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { startEngine } from './schema-engine.js'

/**
 * Applies what is pending as Prisma's command would, and returns the names. It cuts scripts at each semicolon, and does
 * not let go of its lock before its connection ends.
 */
export async function enginesMigrations(pool: pg.Pool, directory: string): Promise<string[]> {
  const names = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const content = (...file: string[]) => readFile(join(directory, ...file), 'utf8')
  const engine = await startEngine(new PrismaPg(pool))
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: directory,
        lockfile: { path: 'migration_lock.toml', content: await content('migration_lock.toml') },
        shadowDbInitScript: '',
        migrationDirectories: await Promise.all(
          names.map(async ({ name }) => ({
            path: name,
            migrationFile: {
              path: 'migration.sql',
              content: { tag: 'ok', value: await content(name, 'migration.sql') },
            },
          })),
        ),
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    engine.free()
    await pool.query('SELECT pg_advisory_unlock_all()')
  }
}
