import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { problemsOf } from './lock-rules.js'
import { npmEnvironment, readLockFile, root, type LockFile } from './packages.js'

const lock = await readLockFile()

describe('the lock file', () => {
  it.each(['package-lock.json', 'tests/bench/package-lock.json'])(
    'has a digest for each package, and none from elsewhere than the npm registry: %s',
    async (file) => {
      const read = await readLockFile(path.join(root, file))
      expect(Object.keys(read.packages).length).toBeGreaterThan(100)
      expect(problemsOf(read)).toEqual([])
    },
  )

  it('names exact versions of what package.json asks for', () => {
    const { dependencies, devDependencies } = lock.packages[''] ?? {}
    const asked = Object.entries({ ...dependencies, ...devDependencies })
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('installs without the scripts of any package', async () => {
    expect(await readFile(path.join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
  })
})

describe('a lock file that was tampered with', () => {
  const folder = 'node_modules/dataloader'
  const tampered = (change: LockFile['packages'][string]): LockFile => ({
    ...lock,
    packages: { ...lock.packages, [folder]: { ...lock.packages[folder], ...change } },
  })

  it.each<[string, LockFile['packages'][string], string]>([
    ['has lost a digest', { integrity: undefined }, `${folder}: no sha512 digest`],
    ['has a weaker digest', { integrity: 'sha1-rrsFCRwCmIrbAXNnbQ/yfrD7jxs=' }, `${folder}: no sha512 digest`],
    [
      'takes a package from another host',
      { resolved: 'https://registry.npmjs.org.evil.example/dataloader/-/dataloader-2.2.3.tgz' },
      `${folder}: from https://registry.npmjs.org.evil.example/dataloader/-/dataloader-2.2.3.tgz`,
    ],
    [
      'takes another package of the registry',
      { resolved: 'https://registry.npmjs.org/dataioader/-/dataioader-2.2.3.tgz' },
      `${folder}: from https://registry.npmjs.org/dataioader/-/dataioader-2.2.3.tgz`,
    ],
    [
      'takes a package from git',
      { resolved: 'git+ssh://git@github.com/someone/dataloader.git#0123456' },
      `${folder}: from git+ssh://git@github.com/someone/dataloader.git#0123456`,
    ],
    ['has a package under the name of another', { name: 'dataioader' }, `${folder}: is dataioader`],
    ['links to a folder', { link: true }, `${folder}: a link, not a package`],
    [
      'has a package that runs a script',
      { hasInstallScript: true },
      `${folder}: has an install script, which nothing runs`,
    ],
    [
      'has a dependency by address',
      { dependencies: { left: 'https://evil.example/left.tgz' } },
      `${folder}: wants left from https://evil.example/left.tgz`,
    ],
    ['has a dependency on GitHub', { dependencies: { left: 'a/b' } }, `${folder}: wants left from a/b`],
  ])('is found out: it %s', (_, change, problem) => {
    expect(problemsOf(tampered(change))).toContain(problem)
  })

  it('is refused by npm when a package is not what the digest says', { timeout: 120_000 }, async () => {
    const { version, integrity } = z.object({ version: z.string(), integrity: z.string() }).parse(lock.packages[folder])
    await expect(installed(version, integrity)).resolves.toBe('installed')
    // Another digest of the right shape: the last of its letters that counts, changed.
    const other = integrity.replace(/.(.==)$/, (_, end: string) => `${integrity.at(-4) === 'A' ? 'B' : 'A'}${end}`)
    expect(other).not.toBe(integrity)
    await expect(installed(version, other)).rejects.toThrow('EINTEGRITY')
  })
})

/** Installs dataloader alone by a lock file with this digest. */
async function installed(version: string, integrity: string): Promise<'installed'> {
  const directory = await mkdtemp(path.join(tmpdir(), 'batchboard-lock-'))
  const dependencies = { dataloader: version }
  const packages = { '': { dependencies }, 'node_modules/dataloader': { version, integrity } }
  try {
    await writeFile(path.join(directory, 'package.json'), JSON.stringify({ dependencies }))
    await writeFile(path.join(directory, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
    await promisify(execFile)('npm', ['ci', '--prefer-offline'], { cwd: directory, env: npmEnvironment() })
    return 'installed'
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
