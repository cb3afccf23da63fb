import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FUZZ = join(import.meta.dirname, '..', 'bench', 'fuzz.mjs')
const REQUESTS = 3000
// A busy machine is slow for everybody: how long the bystander waits is bounded by `npm run bench:fuzz`, not here.
const BOUNDS = ['--p99', '10000', '--slope', '200']

/** Lets the fuzzer start the built program on a new database, and send it requests of a new seed. */
function fuzz(database: string): Promise<{ exitCode: number | null; output: string }> {
  const args = [FUZZ, '--requests', String(REQUESTS), '--database', database, ...BOUNDS]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const listen = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return new Promise((resolve) => {
    child.on('close', (exitCode) => {
      resolve({ exitCode, output })
    })
  })
}

const databases = process.env['TEST_DATABASE_URL'] === undefined ? ['embedded'] : ['embedded', 'server']

describe(`${String(REQUESTS)} requests at random`, { timeout: 600_000 }, () => {
  it.each(databases)(
    'neither end nor stall the program, and none is its fault, on the %s database',
    async (database) => {
      const { exitCode, output } = await fuzz(database)
      // The output names the seed, and each request that went wrong.
      expect(exitCode, output).toBe(0)
      expect(output).toMatch(/^Seed \d+\./m)
    },
  )
})
