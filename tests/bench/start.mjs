// npm run bench, bench:overload, bench:soak, bench:startup, bench:documents, bench:preview, bench:worst-case, bench:attacks,
// bench:fuzz: installs the peers where a program needs them and they are missing or older than their lock file, builds the
// product as it ships, and runs the program. Needs nothing but Node itself.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const HERE = import.meta.dirname
const TOP = join(HERE, '..', '..')
const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })

const [program = 'bench'] = process.argv.splice(2, 1)
// These have the product to themselves: no peer runs.
const ALONE = ['attacks', 'fuzz']

const installed = join(HERE, 'node_modules', '.package-lock.json')
if (
  !ALONE.includes(program) &&
  (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(HERE, 'package-lock.json')).mtimeMs)
) {
  process.stderr.write('Installing the peers ...\n')
  npm(HERE, 'ci', '--no-audit', '--no-fund', '--loglevel', 'error')
}

const { scripts = {} } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8'))
// BENCH_PRODUCT runs the product by another command, for instance a build that is there already.
if (scripts.build && process.env.BENCH_PRODUCT === undefined) {
  process.stderr.write('Building the product ...\n')
  npm(TOP, 'run', '--silent', 'build')
}

const PROGRAMS = ['bench', 'documents', 'overload', 'preview', 'soak', 'startup', 'worst-case', ...ALONE]
if (PROGRAMS.includes(program)) await import(`./${program}.mjs`)
else {
  process.stderr.write(`No such program: ${program}. Known: ${PROGRAMS.join(', ')}.\n`)
  process.exitCode = 1
}
