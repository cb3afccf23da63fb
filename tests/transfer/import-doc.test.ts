import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inSession } from '../../src/session/in-session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { readCsv } from '../../src/transfer/csv/file.js'
import { importCsv } from '../../src/transfer/csv/import.js'
import { readDocument } from '../../src/transfer/file.js'
import { importBackup } from '../../src/transfer/import.js'
import type { ImportReport } from '../../src/transfer/report.js'
import { sections } from '../../src/transfer/sections.js'
import { startClient } from '../support/client.js'
import { databases } from '../support/database.js'

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
const text = await read('docs/import.md')
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, content = '']) => content)
const [backup = ''] = blocks('json')
const [recipients = '', purchases = ''] = blocks('csv')

const Row = z.record(z.string(), z.unknown())
const Document = z.record(z.string(), z.union([z.string(), z.number(), z.array(Row)]))
const example = Document.parse(JSON.parse(backup))

const schema = Row.parse(JSON.parse(await read('docs/backup.schema.json')))

describe.each(databases)('The files of docs/import.md, imported into the $kind database', ({ open }) => {
  it('are taken in full, and can be worked with', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'batchboard-doc-'))
    const database = await open()
    const client = await startClient(database.sessions)
    const file = async (name: string, content: string) => {
      const written = path.join(folder, name)
      await writeFile(written, content)
      return written
    }
    const csv = async (content: string) => {
      const lines = await readCsv(await file('file.csv', content))
      return inSession(database.sessions, { mode: 'write' }, (session) => importCsv(lines, session))
    }
    const counts = ({ sections, ...rest }: ImportReport) => ({
      added: Object.fromEntries(sections.map(({ section, added }) => [section, added])),
      skipped: sections.flatMap(({ skipped, skippedFields }) => [...skipped, ...skippedFields]),
      rest,
    })
    try {
      const parsed = parseBackup(await readDocument(await file('backup.json', backup)))
      const lists = Object.fromEntries(
        Object.entries(example).flatMap(([name, rows]): [string, number][] =>
          Array.isArray(rows) ? [[name, rows.length]] : [],
        ),
      )
      expect(
        counts(await inSession(database.sessions, { mode: 'write' }, (session) => importBackup(parsed, session))),
      ).toEqual({ added: lists, skipped: [], rest: { unknownSections: [] } })
      const rest = { unknownSections: [], unknownColumns: [] }
      expect(counts(await csv(recipients))).toEqual({ added: { recipients: 2 }, skipped: [], rest })
      expect(counts(await csv(purchases))).toEqual({ added: { suppliers: 0, purchases: 2 }, skipped: [], rest })
      const { data } = await client.ask(`{
        recipients(first: 9) { nodes { name address notes } }
        purchases(first: 9) { nodes { supplier { name } packages pricePerPackage notes } }
        event(id: "event_1") { progress { recipes { batchesRequired batchesProduced plannedCost } } } }`)
      expect(data).toEqual({
        recipients: {
          nodes: [
            { name: 'Agnes Moreau', address: null, notes: null },
            { name: 'Agnes Moreau', address: '7 Quay Street\nHarbour Town', notes: 'No walnuts' },
            { name: 'Fire Station 4', address: null, notes: 'Ask for "the captain"' },
          ],
        },
        purchases: {
          nodes: [
            {
              supplier: { name: 'Corner Grocer' },
              packages: '1',
              pricePerPackage: '17.1500',
              notes: 'the last two sacks',
            },
            { supplier: { name: 'Corner Grocer' }, packages: '2', pricePerPackage: '16.4000', notes: null },
            { supplier: { name: 'Corner Grocer' }, packages: '1', pricePerPackage: '16.4000', notes: null },
          ],
        },
        // 4 cups of 4.25 oz, at 17.15 for 25 lb.
        event: { progress: { recipes: [{ batchesRequired: 1, batchesProduced: 1, plannedCost: '0.7289' }] } },
      })
    } finally {
      await client.stop()
      await database.close()
      await rm(folder, { recursive: true })
    }
  })
})

/** No field holds an object. */
const WRONG = { no: 'value' }

describe('The schema of backups', () => {
  const isValid = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema)
  const isTaken = (document: unknown) => parseBackup(document).problems.length === 0

  it('has no field that docs/import.md does not name, and the sections in the order of the import', () => {
    const [, chapter = ''] = text.split('\n## A backup of the desktop app\n')
    const parts = new Map(chapter.split('\n### ').map((part) => [/^\w*/.exec(part)?.[0] ?? '', part]))
    const names = sections.map(({ names: [name] }) => name)
    expect([...parts.keys()].slice(1)).toEqual(names)
    // How others refer to an ingredient and to a product stands once.
    const shared = ['products', 'purchases'].map((name) => parts.get(name) ?? '').join()
    const { $defs } = z
      .looseObject({ $defs: z.record(z.string(), z.looseObject({ properties: Row.optional() })) })
      .parse(schema)
    for (const name of names) {
      const fields = Object.keys($defs[name]?.properties ?? {})
      expect(fields.length).toBeGreaterThan(2)
      expect(fields.filter((field) => !`${parts.get(name) ?? ''}${shared}`.includes(`\`${field}\``))).toEqual([])
    }
  })

  it.each(['prisma/demo.json', 'tests/transfer/cases/v3.json', 'tests/transfer/cases/v4.json'])(
    'takes %s',
    async (file) => {
      isValid(JSON.parse(await read(file)))
      expect(isValid.errors).toBeNull()
    },
  )

  it('takes the example, and refuses as the import does what lacks a field or has one of another kind', () => {
    isValid(example)
    expect(isValid.errors).toBeNull()
    expect(isTaken(example)).toBe(true)
    const changed = Object.entries(example).flatMap(([section, rows]) =>
      (Array.isArray(rows) ? rows : []).flatMap((row, index) =>
        Object.keys(row).flatMap((field) =>
          [undefined, null, '', WRONG].map((value) => ({ section, index, field, value })),
        ),
      ),
    )
    expect(changed.length).toBeGreaterThan(200)
    const taken = changed.map(({ section, index, field, value }) => {
      const rows = z.array(Row).parse(example[section])
      const row = { ...rows[index], [field]: value }
      const document: unknown = JSON.parse(JSON.stringify({ ...example, [section]: rows.with(index, row) }))
      return { field, value, bySchema: isValid(document), byImport: isTaken(document) }
    })
    // What a schema does not say: that a density has four values or none.
    const said = taken.filter(({ field, value }) => !field.startsWith('density_') || value === WRONG)
    expect(said.filter(({ bySchema, byImport }) => bySchema !== byImport)).toEqual([])
    expect(said.filter(({ byImport }) => byImport).length).toBeGreaterThan(20)
  })
})
