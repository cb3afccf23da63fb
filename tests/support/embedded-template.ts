import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
  const template = join(CACHE, `embedded-${await fingerprint()}`)
  if (existsSync(template)) return template
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(join(CACHE, 'draft-'))
  const database = await openEmbedded(draft)
  const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
  await applyMigrations(pool)
  await pool.end()
  await database.close()
  try {
    await rename(draft, template)
  } catch {
    // Another worker was faster; its template is as good.
    await rm(draft, { recursive: true })
  }
  return template
}

/** A data directory of its own for one test file. `remove` it when the database is closed. */
export async function cloneTemplate(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const template = await prepareTemplate()
  const dataDir = await mkdtemp(join(tmpdir(), 'batchboard-'))
  await cp(join(template, 'cluster'), join(dataDir, 'cluster'), {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
  })
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** Of all that decides what the template holds. */
async function fingerprint(): Promise<string> {
  const migrations = (await readdir(MIGRATIONS, { recursive: true })).filter((name) => name.endsWith('.sql')).sort()
  const files = [
    ...migrations.map((name) => join(MIGRATIONS, name)),
    join(ROOT, 'src', 'database', 'embedded.ts'),
    join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '..', 'package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(ROOT.length)).update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}
