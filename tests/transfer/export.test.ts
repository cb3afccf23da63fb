import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inSession } from '../../src/session/in-session.js'
import { writeExport } from '../../src/transfer/export.js'
import { ImportError } from '../../src/transfer/problems.js'
import { isExport, restore } from '../../src/transfer/restore.js'
import { Line } from '../../src/transfer/tables.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change, purchaseIn } from '../support/inventory-operations.js'
import { openKitchen, produce, recordIn, type Kitchen } from '../support/kitchen.js'
import { openSeason } from '../support/season.js'

/** All that the API tells of everything, asked in parts. */
const EVERYTHING = [
  `{ events(first: 100) { nodes { id name date notes version
      assignments(first: 100) { nodes { id quantity status deliveredTo assembledAt deliveredAt notes version
        recipient { id name householdName address notes version archived } package { id name } } }
      progress { plannedCost actualCost isComplete costGaps { recipe { id } ingredient { id } reason }
        recipes { recipe { id name category } batchesRequired batchesProduced batchesLost batchesRemaining plannedCost actualCost lossCost } } } } }`,
  `{ events(first: 10) { nodes { productionRecords(first: 20) { nodes { id recipe { id } batches actualCost costIsComplete producedAt notes voidedAt
      voidReason batchesLost lossCost uses { lot { id } quantity cost } shortages { ingredient { id } unit needed available missing reason }
      losses { id finishedUnit { id } quantity batches cost reason note at } } } } } }`,
  `{ lots(first: 20) { nodes { id version product { id brand ingredient { id name isTracked stock { quantity unit value } } } purchase { id } purchasedOn
      quantity unit unitCost value notes entries(first: 10) { nodes { id kind quantity value at actor reason note record { id } reverses { id } } } } } }`,
  `{ purchases(first: 100) { nodes { id version product { id } supplier { id name } purchasedOn packages pricePerPackage notes voidedAt } } }`,
  `{ history(first: 100) { totalCount nodes { id at actor action event { id } subjectId reason changes { field before after } } } }`,
  `{ events(first: 10) { nodes { assignments(first: 5) { nodes { assemblyCheck { canAssemble missingRecipes { recipe { id } batchesMissing batchesCommitted } }
      package { contents { quantity finishedGood { id name components { quantity finishedUnit { id name itemsPerBatch batchPercentage recipe { id } } finishedGood { id } } } } } } } } } }`,
]

/** What is asked here is more than one operation may. */
const limits = { maxCost: 10_000_000 }

describe.each(databases)('An export of the $kind database', ({ open }) => {
  let folder: string
  let file: string
  let database: TestDatabase
  let client: TestClient
  let kitchen: Kitchen
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'batchboard-export-'))
    file = path.join(folder, 'all.ndjson')
    database = await open()
    client = await startClient(database.sessions, undefined, undefined, limits)
    await openSeason(database.sessions, { events: 3 })
    kitchen = await openKitchen(database.sessions)
    const buy = (productId: string, packages: string) =>
      change(client, 'recordPurchase', { productId, packages, pricePerPackage: '3.3333', purchasedOn: '2026-11-01' })
    const { id } = purchaseIn(await buy(kitchen.flourId, '3'))
    for (const productId of [kitchen.milkId, kitchen.sugarId]) await buy(productId, '9')
    const bake = (more: Record<string, unknown>) =>
      produce(client, 'recordProduction', { eventId: kitchen.eventId, recipeId: kitchen.breadId, ...more })
    const losses = [{ finishedUnitId: kitchen.rollId, quantity: '2.5', reason: 'BURNT', note: 'Ann called\nlong' }]
    recordIn(await bake({ batches: 2, losses }))
    const second = recordIn(await bake({ batches: 9, onShortage: 'ALLOW', notes: 'ärgerlich 🥐' }))
    await change(client, 'correctPurchase', { id, pricePerPackage: '4.1', reason: 'Misread' })
    await client.ask(
      'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { query { __typename } } }',
      { id: kitchen.assignmentIds[0] },
    )
    await produce(client, 'voidProduction', { id: second.id, reason: 'A trial' })
    // A parent that is younger than its child.
    await inSession(database.sessions, { mode: 'write' }, async (session) => {
      const parent = await session.ingredient.create({ data: { slug: 'flours', name: 'Flours' } })
      await session.ingredient.update({ where: { slug: 'saffron' }, data: { parentId: parent.id } })
    })
    await inSession(database.sessions, { mode: 'read' }, (session) => writeExport(file, session))
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
    await rm(folder, { recursive: true })
  })

  const into = (other: TestDatabase, from: string) =>
    inSession(other.sessions, { mode: 'write' }, (session) => restore(from, session))
  /** A file of other lines. */
  const written = async (name: string, lines: readonly string[]): Promise<string> => {
    const other = path.join(folder, name)
    await writeFile(other, lines.join('\n'))
    return other
  }
  const lines = async (): Promise<string[]> => (await readFile(file, 'utf8')).trimEnd().split('\n')
  const refusal = async (from: string): Promise<ImportError> => {
    const empty = await open()
    try {
      const error: unknown = await into(empty, from).catch((thrown: unknown) => thrown)
      if (!(error instanceof ImportError)) throw new Error(`Not refused: ${String(error)}`)
      const again = await startClient(empty.sessions)
      expect(await again.ask('{ events { totalCount } purchases { totalCount } }')).toMatchObject({
        data: { events: { totalCount: 0 }, purchases: { totalCount: 0 } },
      })
      await again.stop()
      return error
    } finally {
      await empty.close()
    }
  }

  it('gives the same answers from an empty database, and is the same when it is exported again', async () => {
    const other = await open()
    const copy = await startClient(other.sessions, undefined, undefined, limits)
    const report = await into(other, file)
    expect(report.sections.reduce((sum, { added }) => sum + added, 0)).toBe((await lines()).length - 2)
    for (const query of EVERYTHING) {
      const [there, here] = [await copy.ask(query), await client.ask(query)]
      expect(here.errors).toEqual([])
      expect(there.data).toEqual(here.data)
    }
    const again = path.join(folder, 'again.ndjson')
    await inSession(other.sessions, { mode: 'read' }, (session) => writeExport(again, session))
    const [[first = '', ...rest], [head = '', ...copied]] = [
      await lines(),
      (await readFile(again, 'utf8')).trimEnd().split('\n'),
    ]
    expect(copied).toEqual(rest)
    expect(head.replace(/"exportedAt":"[^"]+"/, '')).toBe(first.replace(/"exportedAt":"[^"]+"/, ''))
    // What comes next is new: no id is given twice.
    expect((await change(copy, 'recordLot', { productId: kitchen.flourId, quantity: '1' })).errors).toEqual([])
    await copy.stop()
    await other.close()
  })

  it('is known by its first line, and is as its schema says', async () => {
    expect(await isExport(file)).toBe(true)
    expect(await isExport(await written('backup.json', ['{"version":"3.4"}']))).toBe(false)
    expect(await isExport(path.join(folder, 'none.json'))).toBe(false)
    for (const text of (await lines()).slice(0, -1)) expect(Line.safeParse(JSON.parse(text)).error).toBeUndefined()
  })

  it('is not written over a file', async () => {
    const writing = inSession(database.sessions, { mode: 'read' }, (session) => writeExport(file, session))
    await expect(writing).rejects.toThrow('EEXIST')
    expect((await lines()).length).toBeGreaterThan(100)
  })

  it('goes into an empty database only', async () => {
    await expect(into(database, file)).rejects.toThrow('into an empty database')
  })

  it('that was cut off is not taken', async () => {
    const all = await lines()
    expect((await refusal(await written('cut.ndjson', all.slice(0, -1)))).message).toContain('ends in the middle')
    // Nothing refers to the last entry of the history.
    expect((await refusal(await written('short.ndjson', all.toSpliced(-2, 1)))).message).toContain('says that it has')
    const torn = await refusal(await written('torn.ndjson', [...all.slice(0, 9), (all[9] ?? '').slice(0, 20)]))
    expect(torn.problems).toMatchObject([{ row: 10, reason: 'is not a JSON object' }])
  })

  it('names every line that is wrong', async () => {
    const all = await lines()
    const place = (table: string) => all.findIndex((text) => text.startsWith(`{"${table}"`))
    const [event, lot] = [place('event'), place('lot')]
    const wrong = all
      .with(event, (all[event] ?? '').replace(/"date":"[^"]+"/, '"date":"2026-02-30"'))
      .with(lot, (all[lot] ?? '').replace(/"initial_quantity":"[^"]+"/, '"initial_quantity":25'))
      .toSpliced(-1, 0, '{"bread":{"id":1}}')
    expect((await refusal(await written('wrong.ndjson', wrong))).problems).toMatchObject([
      { section: 'event', row: event + 1, field: 'date' },
      { section: 'lot', row: lot + 1, field: 'initial_quantity', value: '25' },
      { section: 'line', row: all.length },
    ])
  })

  it('is refused in the words of the database where a row refers to none', async () => {
    const all = await lines()
    const at = all.findIndex((text) => text.startsWith('{"package_content"'))
    const lost = all.with(at, (all[at] ?? '').replace(/"package_id":\d+/, '"package_id":999999'))
    const { message } = await refusal(await written('lost.ndjson', lost))
    expect(message).toContain('The rows of package_content in lines')
    expect(message).toContain('(package_id)=(999999)')
  })

  it('with recipes that contain each other is refused, with the way round', async () => {
    const all = await lines()
    const at = all.findIndex((text) => text.startsWith('{"recipe_component"'))
    const round = (all[at] ?? '').replace(
      /"id":\d+,"recipe_id":(\d+),"component_id":(\d+)/,
      '"id":999,"recipe_id":$2,"component_id":$1',
    )
    const more = all.toSpliced(at + 1, 0, round).with(-1, JSON.stringify({ rows: all.length - 1 }))
    expect((await refusal(await written('round.ndjson', more))).message).toMatch(
      /Contains itself.*Saffron buns > Dough/,
    )
  })

  it('that is not UTF-8 is refused, and nothing of it is taken for something else', async () => {
    const latin = path.join(folder, 'latin.ndjson')
    await writeFile(latin, Buffer.from((await readFile(file, 'utf8')).replace('ärgerlich', 'ÿrgerlich'), 'latin1'))
    expect((await refusal(latin)).message).toContain('is not UTF-8')
  })
})

it('has a schema that is published', async () => {
  const schema = z.toJSONSchema(Line, { io: 'input' })
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot('../../docs/export.schema.json')
})
