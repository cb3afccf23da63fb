import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { npmEnvironment, readLockFile, root } from './packages.js'
import { readyAt } from './started.js'

// What production may weigh, at most. Before the build took the playground's files and Prisma Client out of their
// packages it was 427 packages and 511 MB.
const MAX_PACKAGES = 190
const MAX_MEGABYTES = 150

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batchboard-production-'))
  const shipped = z
    .object({ files: z.array(z.string()) })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')))
  for (const file of ['package.json', 'package-lock.json', '.npmrc', ...shipped.files]) {
    await cp(path.join(root, file), path.join(folder, file), { recursive: true })
  }
  await promisify(execFile)('npm', ['ci', '--omit=dev', '--prefer-offline'], { cwd: folder, env: npmEnvironment() })
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a production install', () => {
  it(`has at most ${MAX_PACKAGES} packages and, with the program itself, ${MAX_MEGABYTES} MB on the disk`, async () => {
    const packages = Object.keys((await readLockFile(path.join(folder, 'node_modules/.package-lock.json'))).packages)
    const megabytes = (await bytesBelow(folder)) / 1e6
    process.stdout.write(`npm ci --omit=dev: ${packages.length} packages; with dist ${megabytes.toFixed(0)} MB\n`)
    expect(packages.length).toBeGreaterThan(50)
    expect(packages.length).toBeLessThanOrEqual(MAX_PACKAGES)
    expect(megabytes).toBeGreaterThan(10)
    expect(megabytes).toBeLessThanOrEqual(MAX_MEGABYTES)
  })

  it(
    'imports a backup, starts, and serves the playground with its files and the API',
    { timeout: 300_000 },
    async () => {
      const env = { ...npmEnvironment(), PORT: '0', DATA_DIR: path.join(folder, 'data'), DATABASE_URL: undefined }
      await promisify(execFile)(process.execPath, ['dist/transfer/cli.js', 'prisma/demo.json'], { cwd: folder, env })

      const server = spawn('npm', ['start'], { cwd: folder, env, detached: true })
      // Not 'exit': npm ends before the server that it started, which still writes into the folder.
      const ended = once(server, 'close')
      try {
        const url = await readyAt(server)
        const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
        const files = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, file]) => file ?? '')
        expect(files).toHaveLength(8)
        for (const file of files) expect((await fetch(new URL(file, url))).status, file).toBe(200)

        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ events(first: 1) { nodes { name } } }' }),
        })
        expect(await answer.json()).toMatchObject({
          data: { events: { nodes: [{ name: expect.any(String) as string }] } },
        })
      } finally {
        if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
        await ended
      }
    },
  )
})

/** What the disk holds for a folder: whole blocks, as `du` counts them. */
async function bytesBelow(directory: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    bytes += (await lstat(path.join(entry.parentPath, entry.name))).blocks * 512
  }
  return bytes
}
