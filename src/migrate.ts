import { loadConfig } from './config.js'
import { parseArgs } from 'node:util'
import { migrateServer } from './database/database.js'

// npm run migrate [-- --retry]: brings the server that MIGRATE_DATABASE_URL or DATABASE_URL names up to this version's schema.

try {
  const { retry } = parseArgs({ options: { retry: { type: 'boolean', default: false } } }).values
  const { migrateUrl } = loadConfig().database
  if (migrateUrl === undefined) {
    process.stdout.write('DATABASE_URL is not set, and the embedded database is migrated when it is opened.\n')
  } else {
    const applied = await migrateServer(migrateUrl, { retry })
    for (const name of applied) process.stdout.write(`applied ${name}\n`)
    process.stdout.write(applied.length === 0 ? 'The schema is up to date.\n' : 'The schema is up to date now.\n')
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
