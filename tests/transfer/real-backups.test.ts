import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { importBackup } from '../../src/transfer/import.js'
import { openTestDatabase, type TestDatabase } from '../support/transfer-database.js'

// Real backups are no part of the repository: they are tried where they are at hand.
const shared = process.env['SHARED_DIR'] ?? '../shared'
const files = ['data', 'golden'].flatMap((folder) => {
  const path = join(shared, folder)
  const names = existsSync(path) ? readdirSync(path) : []
  return names.filter((name) => /(^backup|^catalog|\.backup).*json$/.test(name)).map((name) => join(path, name))
})

describe.runIf(files.length > 0)('real backups', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  }, 60_000)
  beforeEach(() => database.empty())
  afterAll(() => database.close())

  const readIn = (file: string) =>
    inSession(database.sessions, 'write', (session) =>
      importBackup(parseBackup(JSON.parse(readFileSync(file, 'utf8'))), session),
    )

  it.each(files)('%s loads in full, and a second time adds nothing', async (file) => {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const rowsOf = (section: string) => (Array.isArray(json[section]) ? json[section].length : 0)

    const { sections } = await readIn(file)
    for (const { section, added, alreadyThere, skipped, skippedFields } of sections) {
      expect({ section, alreadyThere, skipped, skippedFields }).toEqual({
        section,
        alreadyThere: 0,
        skipped: [],
        skippedFields: [],
      })
      // Purchases may name suppliers that the file has no row of.
      if (section === 'suppliers') expect(added).toBeGreaterThanOrEqual(rowsOf(section))
      else expect({ section, added }).toEqual({ section, added: rowsOf(section) })
    }
    const counts = await database.counts()
    expect(counts).toMatchObject({ ingredient: rowsOf('ingredients'), product: rowsOf('products') })

    const again = await readIn(file)
    expect(again.sections.filter(({ added, skipped }) => added > 0 || skipped.length > 0)).toEqual([])
    expect(await database.counts()).toEqual(counts)
  })
})
