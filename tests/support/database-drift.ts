import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEngine } from '../../src/database/migrations.js'

const SCHEMA = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))
const CHAR = 18
const TEXT = 25

/**
 * The SQL that would bring the database to what prisma/schema.prisma says; empty when it is there already. Changes the
 * pool's type map of answers, so give it one that nothing else uses.
 */
export async function schemaDrift(pool: pg.Pool): Promise<string> {
  const content = await readFile(SCHEMA, 'utf8')
  const files = [{ path: 'schema.prisma', content }]
  const engine = await startEngine(readCharAsText(pool), ['schema.prisma', content])
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout === null || /^-- This is an empty migration\.\s*$/.test(stdout) ? '' : stdout
  } finally {
    engine.free()
  }
}

/** The engine reads catalog columns of the type "char", which PrismaPg does not know. */
function readCharAsText(pool: pg.Pool): pg.Pool {
  const query: (...parameters: unknown[]) => Promise<pg.QueryResult> = pool.query.bind(pool)
  return Object.assign(pool, {
    async query(...parameters: unknown[]) {
      const result = await query(...parameters)
      for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
      return result
    },
  })
}
