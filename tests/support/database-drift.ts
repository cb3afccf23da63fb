import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { startEngine } from './schema-engine.js'

const SCHEMA = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))
const CHAR = 18
const TEXT = 25

/**
 * The SQL that would bring the database to what prisma/schema.prisma says; empty when it is there already. The pool is
 * good for nothing else afterwards: catalog columns come as text.
 */
export async function schemaDrift(pool: pg.Pool): Promise<string> {
  const content = await readFile(SCHEMA, 'utf8')
  const files = [{ path: 'schema.prisma', content }]
  const engine = await startEngine(withCatalogChars(pool), ['schema.prisma', content])
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

/**
 * The engine reads catalog columns of the type "char". PrismaPg refuses that type, so it is shown text instead, and the
 * engine is told afterwards which columns were "char".
 */
function withCatalogChars(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  let chars: boolean[] = []
  const query: (...parameters: unknown[]) => Promise<pg.QueryResult> = pool.query.bind(pool)
  const showText = async (...parameters: unknown[]) => {
    const result = await query(...parameters)
    chars = result.fields.map((field) => field.dataTypeID === CHAR)
    for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    return result
  }
  const factory = new PrismaPg(Object.assign(pool, { query: showText }))
  const connect = async () => {
    const inner = await factory.connect()
    const queryRaw = inner.queryRaw.bind(inner)
    return Object.assign(inner, {
      async queryRaw(...parameters: Parameters<typeof queryRaw>) {
        const result = await queryRaw(...parameters)
        const columnTypes = result.columnTypes.map((type, i) => (chars[i] ? ColumnTypeEnum.Character : type))
        return { ...result, columnTypes }
      },
    })
  }
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb: connect }
}
