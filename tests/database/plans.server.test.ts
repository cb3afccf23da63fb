import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSchema } from '../../src/api/schema.js'
import { sessionsOf } from '../../src/session/in-session.js'
import { startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { listsOf, operationsOf, type Examples, type ListOperation } from '../support/list-operations.js'
import { plansOf, scannedIn, timeOf } from '../support/plans.js'
import { recorded, type Sent } from '../support/recorded.js'
import { fillYears, RARE } from '../support/years.js'

/** What grows with each year. A definitions table is small, and a scan of it is what it takes to search its names. */
const LARGE = new Set([
  'assignment',
  'assignment_need',
  'history_entry',
  'loss',
  'lot',
  'lot_entry',
  'production_record',
  'purchase',
])

/** Rows with thousands below them, with a few, and with none. */
const ids = (type: string, ...rows: readonly number[]): string[] => rows.map((row) => idOf(type, row))
const NONE = 1_000_000

/** Each field of a filter, and each argument that is required, has examples here: what is common, and what is rare. */
const EXAMPLES: Examples = {
  'AssignmentFilter.eventId': ids('Event', 190, 2, NONE),
  'AssignmentFilter.recipientId': ids('Recipient', 1, 8, NONE),
  'AssignmentFilter.packageId': ids('Package', 1, 7, NONE),
  'EventFilter.search': ['event 000', 'nothing'],
  'EventFilter.from': ['2026-01-01', '2040-01-01'],
  'EventFilter.to': ['2026-01-01', '2000-01-01'],
  'RecipientFilter.search': [RARE.recipient, 'recipient', 'nothing'],
  'SupplierFilter.search': ['supplier 000', 'nothing'],
  'PackageFilter.search': ['package 000', 'nothing'],
  'RecipeFilter.search': ['recipe 000', 'nothing'],
  'RecipeFilter.category': ['Category 7', 'nothing'],
  'FinishedUnitFilter.search': ['unit 000', 'nothing'],
  'FinishedUnitFilter.recipeId': ids('Recipe', 1, 300, NONE),
  'FinishedGoodFilter.search': ['good 000', 'nothing'],
  'IngredientFilter.search': ['ingredient 000', 'nothing'],
  'IngredientFilter.category': ['Category 7', 'nothing'],
  'IngredientFilter.parentId': ids('Ingredient', 1, NONE),
  'ProductFilter.search': ['ingredient 000', 'brand 1', 'nothing'],
  'ProductFilter.ingredientId': ids('Ingredient', 101, 300, NONE),
  'PurchaseFilter.productId': ids('Product', 1, 8, NONE),
  'PurchaseFilter.supplierId': ids('Supplier', 1, 8, NONE),
  'PurchaseFilter.from': ['2022-01-01', '2040-01-01'],
  'PurchaseFilter.to': ['2022-01-01', '2000-01-01'],
  'LotFilter.ingredientId': ids('Ingredient', 101, 300, NONE),
  'LotFilter.productId': ids('Product', 1, 8, NONE),
  'HistoryFilter.eventId': ids('Event', 1, 190, NONE),
  'HistoryFilter.subjectId': [...ids('Lot', 1, 300, NONE), ...ids('Assignment', 1)],
  'HistoryFilter.actor': [RARE.actor, 'Anna', 'nobody'],
  'HistoryFilter.action': [RARE.action, 'adjustLot', 'nothing'],
  'HistoryFilter.from': ['2022-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
  'HistoryFilter.to': [`${RARE.date}T00:20:00Z`, '2022-01-01T00:00:00Z', '2000-01-01T00:00:00Z'],
  'Query.productionRecords.eventId': ids('Event', 1, 190),
  'Query.eventAssignments.eventId': ids('Event', 1, 190),
}
/** Of each type that has lists: a row with thousands in them, and one with a few. */
const PARENTS: Readonly<Record<string, readonly number[]>> = {
  Event: [1, 190],
  Recipient: [1, 8],
  Package: [1, 8],
  Ingredient: [101, 300],
  Product: [1, 8],
  Supplier: [1, 8],
  Lot: [1, 300],
}

const schema = createSchema()
const lists = listsOf(schema)
const tells = process.env['PLANS_TELL'] === '1'

describe.each(servers)('plans of the $kind', { timeout: 60_000 }, ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let explaining: pg.PoolClient
  let sent: Sent[]
  const times: { readonly ms: number; readonly asked: string; readonly statement: string }[] = []

  beforeAll(async () => {
    database = await open()
    await fillYears(database.database.pool)
    const recording = recorded(database.database)
    sent = recording.sent
    client = await startClient(sessionsOf(recording.database), undefined, undefined, { maxCost: 1e9 })
    explaining = await database.database.pool.connect()
  }, 120_000)
  afterAll(async () => {
    if (tells) tell(times)
    explaining.release()
    await client.stop()
    await database.close()
  })

  /** What of an operation's answer is read from one end to the other, and how; and where its page ends. */
  async function scansOf(asked: string, { query, variables }: Pick<ListOperation, 'query' | 'variables'>) {
    sent.length = 0
    const { data, errors } = await client.ask(query, variables)
    expect(errors).toEqual([])
    const scans: string[] = []
    for (const each of [...sent]) {
      const { first, later } = await plansOf(each, explaining)
      const tables = [...scannedIn(first), ...scannedIn(later)].filter((table) => LARGE.has(table))
      scans.push(...[...new Set(tables)].map((table) => `${table} for ${asked}`))
      if (!tells) continue
      const statement = each.text.replace(/\s+/g, ' ').trim()
      const measured = await plansOf(each, explaining, 'ANALYZE, TIMING OFF')
      for (const [when, plan] of Object.entries(measured))
        times.push({ ms: timeOf(plan), asked: `${asked} (${when})`, statement })
    }
    return { scans, after: endOf(data) }
  }

  it.each(lists)('$name', async (list) => {
    const scans: string[] = []
    for (const operation of operationsOf(list, PARENTS[list.type.name] ?? [], EXAMPLES)) {
      const asked = `${list.name}(${operation.title})`
      const page = await scansOf(asked, operation)
      scans.push(...page.scans)
      if (page.after === undefined) continue
      const variables = { ...operation.variables, after: page.after }
      scans.push(...(await scansOf(`${asked}, next page`, { ...operation, variables })).scans)
    }
    expect(scans).toEqual([])
  })
})

const Page = z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) })
const Answer = z.object({ list: Page.optional(), parent: z.object({ list: Page }).optional() })

/** Where the page after this one begins, if there is one. */
function endOf(data: unknown): string | undefined {
  const { list, parent } = Answer.parse(data)
  const pageInfo = (list ?? parent?.list)?.pageInfo
  return pageInfo?.hasNextPage === true ? (pageInfo.endCursor ?? undefined) : undefined
}

function tell(times: readonly { readonly ms: number; readonly asked: string; readonly statement: string }[]): void {
  const lines = [...times]
    .sort((a, b) => b.ms - a.ms)
    .map(({ ms, asked, statement }) => `${ms.toFixed(2)} ms  ${asked}  ${statement}`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
