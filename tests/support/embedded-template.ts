import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { openEmbedded } from '../../src/database/embedded.js'
import { applyMigrations, MIGRATIONS } from '../../src/database/migrations.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CACHE = join(ROOT, 'node_modules', '.cache', 'batchboard')

/**
 * A migrated, empty data directory to clone from: creating one takes seconds, a clone a third of one. Made once for
 * each state of the migrations and kept between runs. Before all tests by global-setup.ts, else the first test that
 * asks makes it.
 */
export async function prepareTemplate(): Promise<string> {
  return made(`embedded-${await fingerprint()}`, async (draft) => {
    await copy(await emptyTemplate(), draft)
    const database = await openEmbedded(draft)
    const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
    await applyMigrations(pool)
    await pool.end()
    await database.close()
  })
}

/** The same without any migration. */
async function emptyTemplate(): Promise<string> {
  return made(`empty-${await fingerprint([])}`, async (draft) => (await openEmbedded(draft)).close())
}

/** A directory that `make` fills, unless it is there already. */
async function made(name: string, make: (draft: string) => Promise<void>): Promise<string> {
  const template = join(CACHE, name)
  if (existsSync(template)) return template
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(join(CACHE, 'draft-'))
  await make(draft)
  try {
    await rename(draft, template)
  } catch {
    // Another worker was faster; its template is as good.
    await rm(draft, { recursive: true })
  }
  return template
}

interface Clone {
  readonly dataDir: string
  readonly remove: () => Promise<void>
}

/** A data directory of its own for one test file, migrated. `remove` it when the database is closed. */
export async function cloneTemplate(): Promise<Clone> {
  return cloneOf(await prepareTemplate())
}

/** The same without any migration: an empty database. */
export async function cloneEmpty(): Promise<Clone> {
  return cloneOf(await emptyTemplate())
}

async function cloneOf(template: string): Promise<Clone> {
  const dataDir = await mkdtemp(join(tmpdir(), 'batchboard-'))
  await copy(template, dataDir)
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** By the system's own command: of a thousand small files, Node's takes six times as long. */
async function copy(template: string, dataDir: string): Promise<void> {
  await promisify(execFile)('cp', ['-R', join(template, 'cluster'), join(dataDir, 'cluster')])
}

/** Of all that decides what the template holds. */
async function fingerprint(migrations?: readonly string[]): Promise<string> {
  const names = migrations ?? (await readdir(MIGRATIONS, { recursive: true })).filter((name) => name.endsWith('.sql'))
  const files = [
    ...names.toSorted().map((name) => join(MIGRATIONS, name)),
    join(ROOT, 'src', 'database', 'embedded.ts'),
    join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '..', 'package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(ROOT.length)).update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}
