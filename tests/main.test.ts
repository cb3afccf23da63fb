import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const running = new Set<ChildProcess>()
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'batchboard-main-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

interface Program {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  /** The address that it said it is ready at. */
  readonly ready: Promise<string>
  readonly exitCode: Promise<number | null>
}

/** The program as a person starts it: compiled, in a process of its own, with nothing set but what is given. */
function start(env: Record<string, string>, ...args: string[]): Program {
  const child = spawn(process.execPath, [path.join(root, 'dist/main.js'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: dataDir, ...env },
  })
  running.add(child)
  const output = { stdout: '', stderr: '' }
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const exitCode = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString()
      const url = /^Batchboard is ready: (\S+)$/m.exec(output.stdout)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.on('close', () => {
      reject(new Error(`It ended before it was ready: ${output.stderr}`))
    })
  })
  // Whoever expects it to fail awaits the exit code instead.
  ready.catch(() => {})
  return { child, output, ready, exitCode }
}

async function typeName(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  })
  return response.json()
}

/** A request whose body never comes to its end: it runs for as long as the server lets it. */
async function endlessRequest(url: string): Promise<void> {
  const upload = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 99, expect: '100-continue' },
  })
  upload.on('error', () => {})
  // The server's word to go on: it has the request.
  await new Promise((resolve) => upload.on('continue', resolve))
}

function hasSaid(program: Program, words: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = () => {
      if (program.output.stdout.includes(words)) resolve()
    }
    program.child.stdout?.on('data', listen)
    listen()
  })
}

// Each starts a process and a database, which takes seconds on a busy machine.
describe('the program', { timeout: 60_000 }, () => {
  it('says where it is ready, answers, and ends in order on SIGTERM', async () => {
    const program = start({})
    const url = await program.ready
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/)
    expect(await typeName(url)).toMatchObject({ data: { __typename: 'Query' } })
    program.child.kill('SIGTERM')
    expect(await program.exitCode).toBe(0)
    expect(program.output.stderr).toBe('')
    const log = program.output.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string })
    expect(log.map(({ msg }) => msg)).toEqual(['listening', 'request', 'shutting down', 'stopped'])
  })

  it('keeps a demonstration in memory, and ends in order on SIGINT', async () => {
    const program = start({ DATA_DIR: '/nowhere/to/be/found', DATABASE_URL: 'postgres://127.0.0.1:1/none' }, '--demo')
    expect(await typeName(await program.ready)).toMatchObject({ data: { __typename: 'Query' } })
    program.child.kill('SIGINT')
    expect(await program.exitCode).toBe(0)
  })

  it('gives a request no more than its grace to end', async () => {
    const program = start({ SHUTDOWN_GRACE_MS: '300' })
    await endlessRequest(await program.ready)
    const startedAt = performance.now()
    program.child.kill('SIGTERM')
    expect(await program.exitCode).toBe(0)
    expect(performance.now() - startedAt).toBeGreaterThan(290)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends at once on a second signal: %s', async (signal, exitCode) => {
    const program = start({ SHUTDOWN_GRACE_MS: '60000' })
    await endlessRequest(await program.ready)
    program.child.kill('SIGTERM')
    await hasSaid(program, 'shutting down')
    program.child.kill(signal)
    expect(await program.exitCode).toBe(exitCode)
  })
})

describe('the program fails in clear lines', { timeout: 60_000 }, () => {
  async function failure(env: Record<string, string>, ...args: string[]): Promise<string> {
    const program = start(env, ...args)
    expect(await program.exitCode).toBe(1)
    expect(program.output.stdout).toBe('')
    return program.output.stderr
  }

  it('for values that it can not take, one for each', async () => {
    expect(await failure({ PORT: 'abc', EXECUTOR: 'fast' })).toBe(
      'PORT must be a whole number from 0 to 65535, not "abc"\nEXECUTOR must be one of jit, reference, not "fast"\n',
    )
  })

  it('for an option that it does not know', async () => {
    expect(await failure({}, '--dmeo')).toMatch(/^Batchboard can't start: Unknown option '--dmeo'[^\n]*\n$/)
  })

  it('for a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.on('listening', resolve))
    const { port } = other.address() as AddressInfo
    try {
      expect(await failure({ PORT: String(port) })).toBe(
        `127.0.0.1:${String(port)} is in use by another program. Set PORT to a free one.\n`,
      )
    } finally {
      other.close()
    }
  })

  it('for a database server that is not there', async () => {
    const line = await failure({ DATABASE_URL: 'postgres://ada:s3cret@127.0.0.1:1/bakery' })
    expect(line).toMatch(/^[^\n]*127\.0\.0\.1:1[^\n]*\n$/)
    expect(line).not.toContain('s3cret')
  })

  it.each(['cr4mb@77#s3cret', '77#s3cret', 'cr4mb@s3cret', 'cr4mb%40s3cret', 'cr4mb%e0s3cret'])(
    'for a database server that is not there, with no part of the password %s',
    async (password) => {
      const line = await failure({ DATABASE_URL: `postgres://ada:${password}@127.0.0.1:1/bakery` })
      expect(line).toMatch(/^[^\n]+\n$/)
      for (const part of ['s3cret', 'cr4mb', '77']) expect(line).not.toContain(part)
    },
  )

  it.runIf(process.platform === 'linux')('for a data directory that nobody can make', async () => {
    expect(await failure({ DATA_DIR: '/proc/x' })).toBe(
      "Can't use the database in /proc/x: there is no such folder, and none can be made\n",
    )
  })

  it('for a data directory that another process holds, which it names', async () => {
    const holder = start({})
    await holder.ready
    expect(await failure({})).toMatch(new RegExp(`^[^\\n]*\\b${String(holder.child.pid)}\\b[^\\n]*\\n$`))
    holder.child.kill('SIGTERM')
    expect(await holder.exitCode).toBe(0)
  })
})
