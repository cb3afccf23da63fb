import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import type * as Glue from '@prisma/schema-engine-wasm/schema_engine_bg'

// Prisma's schema engine in WebAssembly: what Prisma's command runs, but from the npm registry like everything else (the
// command downloads a native one).

/** The schema engine on a database, knowing the schema if it needs it. Free it after use. */
export async function startEngine(
  database: SqlMigrationAwareDriverAdapterFactory,
  schema?: [path: string, content: string],
): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadEngine()
  return SchemaEngine.new({ datamodels: schema && [schema] }, () => {}, bindMigrationAwareSqlAdapterFactory(database))
}

// TypeScript has these types for browsers only.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { [name: string]: unknown } } }>
}

let engine: Promise<typeof Glue> | undefined

/** The package is made for bundlers, which load the .wasm by themselves; Node is told how. */
async function loadEngine() {
  engine ??= (async () => {
    const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
    const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
      './schema_engine_bg.js': { ...glue },
    })
    glue.__wbg_set_wasm(instance.exports)
    const start = instance.exports['__wbindgen_start']
    // Where it says what broke, should it break; without this it fails on saying so.
    const set_message = (message: string) => {
      throw new Error(`The schema engine broke: ${message}`)
    }
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } })
    if (typeof start !== 'function') throw new Error('@prisma/schema-engine-wasm cannot be started')
    Reflect.apply(start, undefined, [])
    return glue
  })()
  return engine
}
