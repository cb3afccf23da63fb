// Builds dist, if it is not yet built from the sources as they are: in a copy of them, which moves to its place when all
// of it is done. So whoever starts meanwhile finds the old one or the new one, whole, and any number may build at once.
import { execSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(ROOT, 'dist')
/** What dist is made from, and by. */
const SOURCES = ['src', 'prisma', 'build', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']
const GENERATED = join('src', 'generated', 'prisma')
/** In dist: what it was built from. */
const STAMP = '.sources'

/** Does nothing where there are no sources, as in what `npm pack` makes. Throws an error of one line. */
export async function build() {
  if (!existsSync(join(ROOT, 'src'))) return
  if (await isBuiltFrom(await fingerprint(ROOT))) return
  const draft = await mkdtemp(join(ROOT, '.build-'))
  try {
    for (const name of SOURCES) {
      const filter = (file) => !file.includes(sep + GENERATED)
      await cp(join(ROOT, name), join(draft, name), { recursive: true, filter })
    }
    await symlink(join(ROOT, 'node_modules'), join(draft, 'node_modules'), 'junction')
    const sources = await fingerprint(draft)
    compile(draft)
    await writeFile(join(draft, 'dist', STAMP), sources)
    // Another build was faster, and somebody may be at loading it.
    if (await isBuiltFrom(sources)) return
    await rename(DIST, join(draft, 'replaced')).catch(unless('ENOENT'))
    await rename(join(draft, 'dist'), DIST).catch(unless('ENOTEMPTY', 'EEXIST'))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

function compile(folder) {
  try {
    execSync('npm run --silent compile', { cwd: folder, stdio: ['ignore', 2, 2] })
  } catch {
    throw new Error('The build failed. What was built before is still there.')
  }
}

async function isBuiltFrom(sources) {
  return (await readFile(join(DIST, STAMP), 'utf8').catch(unless('ENOENT'))) === sources
}

/** Of the content: the time of a file says little after a checkout or a copy. */
async function fingerprint(folder) {
  const files = []
  for (const name of SOURCES) {
    if (name.includes('.')) files.push(name)
    else files.push(...(await readdir(join(folder, name), { recursive: true })).map((file) => join(name, file)))
  }
  const hash = createHash('sha256')
  for (const file of files.filter((each) => !each.startsWith(GENERATED)).sort()) {
    const content = await readFile(join(folder, file)).catch(unless('EISDIR'))
    if (content !== undefined) hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function unless(...codes) {
  return (error) => {
    if (!codes.includes(error.code)) throw error
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
}
