import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cloneTemplate } from '../support/embedded-template.js'

const CLIENTS = 150
/** No answer began. Node gives a connection that was closed in order the code of one that was reset. */
const LEFT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

interface Outcome {
  readonly sentAt: number
  /** The status, or the code of what went wrong. */
  readonly came: number | string
}

function start(dataDir: string) {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exitCode = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /ready: (\S+)/.exec(chunk.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
    void exitCode.then((code) => {
      reject(new Error(`It ended before it was ready: ${String(code)}`))
    })
  })
  return { child, exitCode, url }
}

/** Asks once; resolves when the answer is there in full, or when it is clear that none will come. */
function ask(url: string, agent: Agent | false): Promise<Outcome> {
  return new Promise((resolve) => {
    const body = '{"query":"{ events { nodes { id } } }"}'
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const asked = request(url, { agent, method: 'POST', headers }, (response) => {
      let answer = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
      response.on('end', () => {
        const whole = response.statusCode !== 200 || /^\{"data":\{"events":\{"nodes":\[\]\}\},.*\}\n$/.test(answer)
        resolve({ sentAt, came: whole ? (response.statusCode ?? 0) : answer })
      })
      response.on('error', fail)
    })
    let sentAt = Infinity
    const fail = (error: Error): void => {
      resolve({ sentAt, came: 'code' in error ? String(error.code) : error.message })
    }
    asked.on('error', fail)
    // When the bytes have left for the system, not when we were asked to send them.
    asked.on('finish', () => (sentAt = performance.now()))
    asked.end(body)
  })
}

// It starts a process and a database, which takes seconds on a busy machine.
describe('SIGTERM, while hundreds of clients ask', { timeout: 120_000 }, () => {
  it.each(['kept connections', 'new connections'] as const)(
    'answers all that was sent before, refuses or closes after, and ends in order: %s',
    async (kind) => {
      const { dataDir, remove } = await cloneTemplate()
      onTestFinished(remove)
      const { child, exitCode, url: ready } = start(dataDir)
      const url = await ready
      const outcomes: Outcome[] = []
      let over = false
      void exitCode.then(() => (over = true))
      const clients = Array.from({ length: CLIENTS }, async () => {
        const agent = kind === 'kept connections' ? new Agent({ keepAlive: true, maxSockets: 1 }) : false
        while (!over) {
          const outcome = await ask(url, agent)
          outcomes.push(outcome)
          if (outcome.came === 'ECONNREFUSED') break
        }
        if (agent !== false) agent.destroy()
      })
      await expect.poll(() => outcomes.length, { timeout: 60_000 }).toBeGreaterThan(CLIENTS * 3)
      const signalledAt = performance.now()
      child.kill('SIGTERM')
      expect(await exitCode).toBe(0)
      await Promise.all(clients)

      const count = (list: Outcome[]): Record<string, number> =>
        list.reduce<Record<string, number>>((sum, { came }) => ({ ...sum, [came]: (sum[came] ?? 0) + 1 }), {})
      const before = outcomes.filter(({ sentAt }) => sentAt < signalledAt)
      // Overload is no error: that many clients may be too many for the machine of the test.
      expect(Object.keys(count(before)).filter((came) => !['200', '503'].includes(came))).toEqual([])
      // After it nothing is promised but that no answer is wrong or cut off. Who connects when we are gone is refused.
      const after = outcomes.filter(({ sentAt }) => sentAt >= signalledAt)
      const answered = Object.keys(count(after)).filter((came) => !LEFT.has(came))
      expect(answered.filter((came) => !['200', '503'].includes(came))).toEqual([])
    },
  )
})
