// Makes the Prisma Client from schema.prisma. Prisma's command would first download a schema engine that `generate`
// never runs; pointed at any executable it does not, so that set-up needs the npm registry and nothing else.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
const { status } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: join(dirname(fileURLToPath(import.meta.url)), '..'),
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
