import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { importBackup } from '../../src/transfer/import.js'
import { startClient, type TestClient } from '../support/client.js'
import { idOf } from '../support/ids.js'
import { databases, type TestDatabase } from '../support/database.js'
import { answersOf, type Answers } from './answers.js'

// Cases of the repository, and those of whoever judges it where they are at hand.
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const folders = [
  fileURLToPath(new URL('cases', import.meta.url)),
  join(process.env['SHARED_DIR'] ?? join(ROOT, '..', 'shared'), 'golden'),
]
const SUFFIX = '.backup.json'
const cases = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => ({ name: file.slice(0, -SUFFIX.length), folder })),
  )

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** Costs may differ in their last places; a percentage, of the same costs, may not. */
const TOLERANCE = 0.0002
const isNumber = (value: unknown): value is string => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)

function expectAlike(actual: unknown, expected: unknown, path: string): void {
  if (isNumber(expected) && isNumber(actual)) {
    const distance = Math.abs(Number(actual) - Number(expected))
    expect(distance, `${path}: ${actual} for ${expected}`).toBeLessThanOrEqual(path.endsWith('percent') ? 0 : TOLERANCE)
  } else if (typeof expected === 'object' && expected !== null && typeof actual === 'object' && actual !== null) {
    expect(Object.keys(actual).sort(), path).toEqual(Object.keys(expected).sort())
    const found = new Map(Object.entries(actual))
    for (const [key, value] of Object.entries(expected)) expectAlike(found.get(key), value, `${path}.${key}`)
  } else {
    expect(actual, path).toBe(expected)
  }
}

describe('golden cases', () => {
  it('are at hand', () => {
    expect(cases.map(({ name }) => name)).toEqual(expect.arrayContaining(['committed', 'nested', 'plain']))
  })
})

describe.each(databases)('golden cases on the $kind database', ({ open }) => {
  describe.each(cases)('$name', ({ name, folder }) => {
    let database: TestDatabase
    let client: TestClient
    let answers: Answers
    const expected = read(folder, `${name}.expected.json`) as Answers
    beforeAll(async () => {
      database = await open()
      await inSession(database.sessions, { mode: 'write' }, (session) =>
        importBackup(parseBackup(read(folder, name + SUFFIX)), session),
      )
      client = await startClient(database.sessions)
      const recipes = await inSession(database.sessions, { mode: 'read' }, (session) =>
        query<{ id: number; name: string }>(session, sql`SELECT id, name FROM recipe`),
      )
      answers = await answersOf(
        client,
        new Map(recipes.map((recipe) => [recipe.name, idOf('Recipe', recipe.id)])),
        expected,
      )
    })
    afterAll(async () => {
      await client.stop()
      await database.close()
    })

    it.each(['progress', 'dashboard', 'assignments', 'assembly', 'records', 'totals'] as const)('%s', (part) => {
      expectAlike(answers[part], expected[part], part)
    })
  })
})
