import { spawn } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')

// The commands of package.json, in a copy of the project that has nothing built.
describe('what starts a program', { timeout: 600_000 }, () => {
  let copy: string
  beforeEach(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'batchboard-run-'))
    for (const name of ['build', 'package.json'])
      await cp(path.join(root, name), path.join(copy, name), { recursive: true })
  })
  afterEach(() => rm(copy, { recursive: true }))

  const addSources = async (): Promise<void> => {
    for (const name of ['src', 'prisma', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
      await cp(path.join(root, name), path.join(copy, name), { recursive: true })
    }
    // The program that is started, and what the later steps of a build read: not all that there is takes a third of the time.
    const include = ['src/migrate.ts', 'src/http/playground.ts', 'src/generated/prisma/client.ts']
    const config = JSON.parse(await readFile(path.join(root, 'tsconfig.build.json'), 'utf8')) as object
    await writeFile(path.join(copy, 'tsconfig.build.json'), JSON.stringify({ ...config, include }))
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  }

  interface Ended {
    readonly exitCode: number | null
    readonly stdout: string
    readonly stderr: string
  }

  const node = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, args, { cwd: copy, env: { PATH: process.env['PATH'] ?? '' } })
      let [stdout, stderr] = ['', '']
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
      child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
    })
  /** What `npm run migrate` does. Without a server it has one line to say, and no database to open. */
  const migrate = () => node('build/start.cjs', '--build', 'migrate')
  const MIGRATED = 'DATABASE_URL is not set, and the embedded database is migrated when it is opened.\n'
  const built = async (): Promise<number> => (await stat(path.join(copy, 'dist'))).ino
  const drafts = async (): Promise<string[]> => (await readdir(copy)).filter((name) => name.startsWith('.build-'))

  it('says in one line that nothing is built', async () => {
    await mkdir(path.join(copy, 'src'))
    const line = 'Batchboard is not built yet. Run: npm run build\n'
    expect(await node('build/start.cjs', 'main')).toEqual({ exitCode: 1, stdout: '', stderr: line })
  })

  it.each(['8.17.0', '18.20.4', '20.18.3'])('says in one line that Node %s is too old', async (version) => {
    const pretend = path.join(copy, 'pretend.cjs')
    await writeFile(pretend, `Object.defineProperty(process.versions, 'node', { value: '${version}' })`)
    const line = `Batchboard needs Node 20.19.0 or newer, and this is ${version}.\n`
    expect(await node('-r', pretend, 'build/start.cjs', 'main')).toEqual({ exitCode: 1, stdout: '', stderr: line })
  })

  it('builds what is not built, whole, if two start at once; and then only what has changed', async () => {
    await addSources()
    const all = await Promise.all([migrate(), migrate()])
    for (const { exitCode, stdout } of all) expect([exitCode, stdout]).toEqual([0, MIGRATED])
    const first = await built()

    expect(await migrate()).toEqual({ exitCode: 0, stdout: MIGRATED, stderr: '' })
    expect(await built()).toBe(first)

    await appendFile(path.join(copy, 'src/migrate.ts'), "\nprocess.stdout.write('changed')\n")
    expect(await migrate()).toMatchObject({ exitCode: 0, stdout: `${MIGRATED}changed` })
    expect(await built()).not.toBe(first)
    expect(await drafts()).toEqual([])
  })

  it('leaves what is built as it is if the next build fails', async () => {
    await addSources()
    await cp(path.join(root, 'dist'), path.join(copy, 'dist'), { recursive: true })
    const before = await built()
    await appendFile(path.join(copy, 'src/migrate.ts'), '\nnot TypeScript\n')
    const { exitCode, stdout, stderr } = await migrate()
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/The build failed. What was built before is still there.\n$/)
    expect(await built()).toBe(before)
    expect(await drafts()).toEqual([])
  })
})
