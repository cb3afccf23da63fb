import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { readDocument } from '../../src/transfer/file.js'
import { importBackup } from '../../src/transfer/import.js'
import { describe as line, ImportError } from '../../src/transfer/problems.js'
import { printed } from '../../src/transfer/report.js'
import { cloneTemplate } from '../support/embedded-template.js'
import { createDatabase, openTestDatabase, type TestDatabase } from '../support/transfer-database.js'
import { hostileFiles } from './hostile-files.js'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchboard-hostile-'))
  database = await openTestDatabase()
})
beforeEach(() => database.empty())
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const importFile = async (file: string) => {
  const backup = parseBackup(await readDocument(file))
  return inSession(database.sessions, { mode: 'write' }, (session) => importBackup(backup, session))
}

/** What a person reads of the refusal, the file's name left out. */
async function refusal(file: string): Promise<string[]> {
  const error = await importFile(file).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof ImportError)) throw new Error('It was not refused', { cause: error })
  const lines = [error.message, ...error.problems.map(line)]
  return lines
    .map((text) => text.replaceAll(file, 'FILE'))
    .filter((text) => !/^The backup has (a|one|\d+) problem/.test(text))
}

/** Control characters and others that a terminal acts on. */
const ACTED_ON = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

describe('a file', () => {
  it.each(hostileFiles)('with $name is refused in lines that say where, and changes nothing', async (hostile) => {
    const file = join(folder, 'backup.json')
    await writeFile(file, hostile.content)
    const lines = await refusal(file)
    expect(hostile.more ? lines.slice(0, hostile.says.length) : lines).toEqual(hostile.says)
    expect(lines.length).toBeLessThanOrEqual(1001)
    expect(lines.filter((text) => ACTED_ON.test(text))).toEqual([])
    expect(await database.counts()).toEqual({})
  })

  it('that is a folder, a device or a pipe is refused at once', async () => {
    const pipe = join(folder, 'pipe')
    await promisify(execFile)('mkfifo', [pipe])
    await mkdir(join(folder, 'directory'))
    for (const file of [pipe, join(folder, 'directory'), '/dev/zero']) {
      expect(await refusal(file)).toEqual(['FILE is not a file.'])
    }
    expect(await refusal(join(folder, 'none'))).toEqual(['There is no file FILE.'])
  })

  it('with a byte order mark is taken', async () => {
    const file = join(folder, 'marked.json')
    await writeFile(file, '\ufeff{"version":"4.2","recipients":[{"name":"Jos\u00e9"}]}')
    await importFile(file)
    expect(await database.rows(sql`SELECT name FROM recipient`)).toEqual([{ name: 'Jos\u00e9' }])
  })
})

describe('the report of an import', () => {
  it('shows a terminal nothing that it acts on, and names at most twenty unknown sections', async () => {
    const sections = Array.from({ length: 200_000 }, (_, n) => [`\u001b[2J\u202e${String(n)}\n`, [{}]] as const)
    const backup = parseBackup({ version: '4.2', recipients: [{ name: 'Ann' }], ...Object.fromEntries(sections) })
    const report = await inSession(database.sessions, { mode: 'write' }, (session) => importBackup(backup, session))
    const lines = printed(report).split('\n')
    expect(lines.filter((text) => ACTED_ON.test(text))).toEqual([])
    expect(lines.slice(-3)).toEqual(['   [2J 18 : 1 row', '   [2J 19 : 1 row', '  ... and 199980 more'])
  })
})

describe('what the database holds already', () => {
  const recipes = (names: readonly number[], last?: number) => ({
    version: '4.2',
    recipes: names.map((n) => ({
      name: `Recipe ${String(n)}`,
      components: n === last ? [] : [{ recipe_name: `Recipe ${String(n + 1)}`, quantity: 1 }],
    })),
  })
  const readIn = (json: unknown) =>
    inSession(database.sessions, { mode: 'write' }, (session) => importBackup(parseBackup(json), session))
  const planned = {
    version: '4.2',
    packages: [{ name: 'Box' }],
    recipients: [{ name: 'Ann' }],
    events: [{ name: 'Fair', event_date: '2025-12-07' }],
  }
  const assignments = (count: number) =>
    Array.from({ length: count }, () => ({
      event_name: 'Fair',
      recipient_name: 'Ann',
      package_name: 'Box',
      quantity: 1_000_000,
    }))

  it('counts for how deep recipes nest', async () => {
    await readIn(recipes([3, 4, 5, 6, 7, 8, 9, 10, 11], 11))
    const file = join(folder, 'deeper.json')
    await writeFile(file, JSON.stringify(recipes([1, 2])))
    expect(await refusal(file)).toEqual(['recipes row 1, components: "Recipe 1" nests more than 10 recipes deep'])
    await readIn(recipes([2]))
    expect(await database.counts()).toEqual({ recipe: 10, recipe_component: 9 })
  })

  it('counts for how many packages an event has', async () => {
    await readIn({ ...planned, event_recipient_packages: assignments(999) })
    const file = join(folder, 'more.json')
    await writeFile(file, JSON.stringify({ ...planned, event_recipient_packages: assignments(1001) }))
    expect(await refusal(file)).toEqual([
      'event_recipient_packages row 1001, quantity: "1000000" makes more than 1000000000 for Fair',
    ])
  })
})

describe('the command', () => {
  const cli = fileURLToPath(new URL('../../dist/transfer/cli.js', import.meta.url))
  const told = 'data:text/javascript,process.on("exit",()=>console.log("MAX_RSS "+process.resourceUsage().maxRSS))'

  const server = process.env['TEST_DATABASE_URL']
  // An embedded database is a PostgreSQL within the process: up to 1,000 MB with what it is compiled from.
  const bound = server === undefined ? 1280 : 512

  async function emptyDatabase(): Promise<{ env: NodeJS.ProcessEnv; remove: () => Promise<void> }> {
    if (server === undefined) {
      const { dataDir, remove } = await cloneTemplate()
      return { env: { DATABASE_URL: undefined, DATA_DIR: dataDir }, remove }
    }
    const { url, drop } = await createDatabase(server)
    return { env: { DATABASE_URL: url }, remove: drop }
  }

  /** Runs the import as a person does. */
  async function run(content: string | Buffer): Promise<{ code: number; stderr: string; mebibytes: number }> {
    const { env, remove } = await emptyDatabase()
    const file = join(folder, 'command.json')
    await writeFile(file, content)
    try {
      return await new Promise((resolve) => {
        const args = ['--import', told, cli, file]
        execFile(
          process.execPath,
          args,
          { env: { ...process.env, ...env }, maxBuffer: 2 ** 26 },
          (error, stdout, stderr) => {
            const mebibytes = Number(/MAX_RSS (\d+)/.exec(stdout)?.[1]) / 1024
            resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr, mebibytes })
          },
        )
      })
    } finally {
      await remove()
    }
  }

  const chosen = hostileFiles.filter(({ name }) =>
    /8,000 lists|200,000 empty|200,000 units|20,000 deep|Latin/.test(name),
  )
  it.each(chosen)(
    `ends with 1, without a stack trace, below ${String(bound)} MB: $name`,
    { timeout: 120_000 },
    async (hostile) => {
      const { code, stderr, mebibytes } = await run(hostile.content)
      expect(stderr).not.toMatch(/\n\s+at /)
      expect(stderr.replaceAll(join(folder, 'command.json'), 'FILE')).toContain(hostile.says[0])
      expect(stderr.length).toBeLessThan(300_000)
      expect(code).toBe(1)
      expect(mebibytes).toBeLessThan(bound)
    },
  )
})
