import fc from 'fast-check'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { inSession } from '../../src/session/in-session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { readDocument } from '../../src/transfer/file.js'
import { importBackup } from '../../src/transfer/import.js'
import { describe as line, ImportError } from '../../src/transfer/problems.js'
import { startClient, type TestClient } from '../support/client.js'
import { openTestDatabase, type TestDatabase } from '../support/transfer-database.js'
import { damage, mutate, mutations } from './mutations.js'

// Backups of which a few things are changed at random: each is taken, and then all that can be asked is answered, or
// refused in words, and then nothing has changed. `FUZZ_RUNS` and `FUZZ_SEED` run it for longer, or again.

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 30)
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const NAMES = ['plain', 'nested', 'committed'] as const

const EVENTS = '{ events(first: 20) { nodes { id date } } }'
const DASHBOARD = `{
  dashboardSummary {
    event { id } recipesComplete recipesTotal assignments { total } quantities { total pending }
    plannedCost actualCost isComplete
  }
}`
const OF_EVENT = [
  'productionRecords(eventId: $id) { nodes { batches actualCost producedAt recipe { id name category } } totalCount }',
  `productionProgress(eventId: $id) {
    recipes { recipe { id } batchesRequired batchesProduced batchesRemaining isComplete plannedCost actualCost }
    assignments { total } quantities { total } plannedCost actualCost isComplete
    costGaps { recipe { name } ingredient { slug } reason }
  }`,
  'recipeCostBreakdown(eventId: $id) { recipe { id } plannedCost actualCost variance variancePercent }',
  `eventAssignments(eventId: $id) {
    nodes { recipient { name } quantity status deliveredTo assembledAt package { contents { quantity } } }
  }`,
].map((field) => `query ($id: ID!) { ${field} }`)
const IDS = `query ($id: ID!) {
  eventAssignments(eventId: $id, first: 3) { nodes { id } }
  recipeCostBreakdown(eventId: $id) { recipe { id } }
}`
const OF_ASSIGNMENT = `query ($id: ID!) {
  canAssemblePackage(assignmentId: $id) {
    canAssemble missingRecipes { recipe { name } batchesRequired batchesProduced batchesCommitted batchesMissing }
  }
}`
const TOTAL = `query ($id: ID!, $recipeId: ID!) {
  productionTotal(eventId: $id, recipeId: $recipeId) { batchesProduced totalActualCost }
}`
const UPDATE = `mutation ($id: ID!) {
  updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { status } }
}`

const row = z.object({ id: z.string() })
const eventsOf = z.object({ events: z.object({ nodes: z.array(row) }) })
const idsOf = z.object({
  eventAssignments: z.object({ nodes: z.array(row) }),
  recipeCostBreakdown: z.array(z.object({ recipe: row })),
})

let database: TestDatabase
let client: TestClient
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchboard-fuzz-'))
  database = await openTestDatabase()
  client = await startClient(database.sessions)
})
afterAll(async () => {
  await client.stop()
  await database.close()
  await rm(folder, { recursive: true })
})

const golden = (name: string) => readFile(new URL(`../golden/cases/${name}.backup.json`, import.meta.url), 'utf8')
const readIn = (json: unknown) =>
  inSession(database.sessions, { mode: 'write' }, (session) => importBackup(parseBackup(json), session))

/** Asks, and answers what came: an error may say what is wrong with the data, but not that the server is. */
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const { data, errors, codes } = await client.ask(query, variables)
  if (codes.includes('INTERNAL_SERVER_ERROR'))
    throw new Error(`${query} ${JSON.stringify(variables)}: ${JSON.stringify(errors)} ${client.log.at(-1) ?? ''}`)
  return data
}

async function askAll(): Promise<void> {
  await ask(DASHBOARD)
  const { events } = eventsOf.parse(await ask(EVENTS))
  for (const { id } of events.nodes) {
    for (const question of OF_EVENT) await ask(question, { id })
    const ids = idsOf.parse(await ask(IDS, { id }))
    for (const { recipe } of ids.recipeCostBreakdown.slice(0, 2)) await ask(TOTAL, { id, recipeId: recipe.id })
    for (const assignment of ids.eventAssignments.nodes) {
      await ask(OF_ASSIGNMENT, assignment)
      await ask(UPDATE, assignment)
    }
  }
}

/** Whether it was taken. */
async function importFile(file: string): Promise<boolean> {
  try {
    await readIn(await readDocument(file))
    return true
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const lines = [error.message, ...error.problems.map(line)]
    expect(lines.filter((text) => /[\p{Cc}\u202a-\u202e]/u.test(text) || text.length > 2000)).toEqual([])
    return false
  }
}

it(
  `takes or refuses any backup, and answers whatever it took (seed ${String(seed)})`,
  { timeout: 30_000 + RUNS * 5000 },
  async () => {
    const originals = new Map(await Promise.all(NAMES.map(async (name) => [name, await golden(name)] as const)))
    const outcomes = { taken: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.boolean(),
        mutations,
        damage,
        async (name, again, changes, damaged) => {
          await database.empty()
          const original = originals.get(name) ?? '{}'
          if (again) await readIn(JSON.parse(original))
          const before = await database.counts()

          const json = z.looseObject({}).parse(JSON.parse(original))
          for (const change of changes) mutate(json, change)
          let bytes = Buffer.from(JSON.stringify(json))
          if (damaged !== null) {
            const at = damaged.at % bytes.length
            if (damaged.byte === null) bytes = bytes.subarray(0, at)
            else bytes[at] = damaged.byte
          }
          const file = join(folder, 'backup.json')
          await writeFile(file, bytes)

          const taken = await importFile(file)
          outcomes[taken ? 'taken' : 'refused']++
          if (taken) await askAll()
          else expect(await database.counts()).toEqual(before)
        },
      ),
      { seed, numRuns: RUNS, interruptAfterTimeLimit: 20_000 + RUNS * 4000, markInterruptAsFailure: false },
    )
    // A fuzzer that is always refused, or never, tries nothing.
    expect(outcomes.taken).toBeGreaterThan(RUNS / 10)
    expect(outcomes.refused).toBeGreaterThan(RUNS / 10)
  },
)
