import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { npmEnvironment, root } from './packages.js'
import { readyAt } from './started.js'

const run = promisify(execFile)

let folder: string
/** Where the package is installed, and nothing else. */
let installed: string
let batchboard: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batchboard-package-'))
  installed = await mkdtemp(path.join(folder, 'installed-'))
  batchboard = path.join(installed, 'node_modules/.bin/batchboard')
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Makes a package in a folder of its own, and returns its path. */
async function packed(from: string, ...args: string[]): Promise<string> {
  const target = await mkdtemp(path.join(folder, 'packed-'))
  await run('npm', [...args, '--pack-destination', target], { cwd: from, env: npmEnvironment() })
  const [name = ''] = await readdir(target)
  return path.join(target, name)
}

/** A setting that is not named is not set, whatever the environment of the tests says. */
const environment = (settings: Record<string, string>) => ({
  ...npmEnvironment(),
  DATABASE_URL: undefined,
  ...settings,
})

interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

function ended(file: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: environment({}) })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

describe('the package', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    const tarball = await packed(root, 'run', 'pack', '--')
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], {
      cwd: installed,
      env: npmEnvironment(),
    })
  }, 300_000)

  it('starts the demo by its one command, and ends in order', async () => {
    const server = spawn(batchboard, ['--demo'], { cwd: installed, env: environment({ PORT: '0' }) })
    const exit = once(server, 'exit')
    try {
      const response = await fetch(await readyAt(server), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ dashboardSummary { event { name } } }' }),
      })
      expect(await response.json()).toMatchObject({
        data: { dashboardSummary: [{ event: { name: 'Lantern Fair 2026' } }, {}, {}] },
      })
    } finally {
      server.kill('SIGTERM')
    }
    expect(await exit).toEqual([0, null])
  })

  it('says what else it does, and in one line what it does not know', async () => {
    const help = await ended(batchboard, '--help')
    expect([help.exitCode, help.stderr]).toEqual([0, ''])
    for (const words of ['--demo', 'import FILE', 'migrate', 'README.md']) expect(help.stdout).toContain(words)

    for (const word of ['--dmeo', 'strat']) {
      const { exitCode, stdout, stderr } = await ended(batchboard, word)
      expect([exitCode, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(new RegExp(`^Batchboard can't start: [^\\n]*'${word}'[^\\n]*\\n$`))
    }
  })

  it('imports, exports and migrates', async () => {
    expect((await ended(batchboard, 'import', '--help')).stdout).toContain('batchboard import [--check] FILE')
    expect((await ended(batchboard, 'export', '--help')).stdout).toContain('batchboard export FILE')
    expect(await ended(batchboard, 'migrate')).toEqual({
      exitCode: 0,
      stdout: 'DATABASE_URL is not set, and the embedded database is migrated when it is opened.\n',
      stderr: '',
    })
  })
})

it('says in one line that it was packed before it was built', { timeout: 60_000 }, async () => {
  const unbuilt = await mkdtemp(path.join(folder, 'unbuilt-'))
  for (const name of ['build', 'package.json', '.npmrc']) {
    await cp(path.join(root, name), path.join(unbuilt, name), { recursive: true })
  }
  await run('tar', ['xzf', await packed(unbuilt, 'pack')], { cwd: unbuilt })
  expect(await ended(path.join(unbuilt, 'package/build/batchboard.cjs'), '--demo')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'This package of Batchboard was packed before it was built. Make it by: npm run pack\n',
  })
})
