import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSchema } from '../../src/api/schema.js'
import { sessionsOf } from '../../src/session/in-session.js'
import { startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { EXAMPLES, PARENTS } from '../support/list-examples.js'
import { isPaged, listsOf, operationsOf, type List, type ListOperation } from '../support/list-operations.js'
import { plansOf, scannedIn, timesOf } from '../support/plans.js'
import { recorded, type Sent } from '../support/recorded.js'
import { fillYears } from '../support/years.js'

/** What grows with each year. A table of definitions is small: to search its names is to read it. */
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

const lists = listsOf(createSchema())
/** Tells how long each statement takes, the slowest first: `PLANS_TELL=1 npx vitest run tests/database/plans.server.test.ts` */
const tells = process.env['PLANS_TELL'] === '1'

describe.each(servers)('the plans of a large database on the $kind', { timeout: 120_000 }, ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let explaining: pg.PoolClient
  let sent: Sent[]
  /** What was explained, and need not be again. */
  const seen = new Set<string>()
  const told: { readonly ms: number; readonly line: string }[] = []

  beforeAll(async () => {
    database = await open()
    await fillYears(database.database.pool)
    const recording = recorded(database.database)
    sent = recording.sent
    client = await startClient(sessionsOf(recording.database), undefined, undefined, { maxCost: 1e9 })
    explaining = await database.database.pool.connect()
  }, 120_000)
  afterAll(async () => {
    told.sort((a, b) => b.ms - a.ms)
    if (tells) process.stdout.write(told.map(({ line }) => `${line}\n`).join(''))
    explaining.release()
    await client.stop()
    await database.close()
  })

  /** The large tables that an operation reads from one end to the other, and its answer. */
  async function scansOf(list: List, asked: string, { query, variables }: Pick<ListOperation, 'query' | 'variables'>) {
    sent.length = 0
    const { data, errors } = await client.ask(query, variables)
    expect(errors).toEqual([])
    const scans: string[] = []
    for (const statement of [...sent]) {
      const key = JSON.stringify(statement)
      if (seen.has(key)) continue
      seen.add(key)
      const text = statement.text.replace(/\s+/g, ' ').trim()
      if (tells) {
        const { first, later } = await timesOf(statement, explaining)
        const ms = Math.max(first, later)
        told.push({ ms, line: `${first.toFixed(2)} / ${later.toFixed(2)} ms  ${asked}  ${text.slice(0, 100)}` })
      }
      if (isOfAllEvents(list, statement)) continue
      const tables = (await plansOf(statement, explaining)).flatMap(scannedIn).filter((table) => LARGE.has(table))
      scans.push(...[...new Set(tables)].map((table) => `${table} for ${asked}: ${text}`))
    }
    return { scans, data }
  }

  it('sees a scan', async () => {
    const statement = { text: 'SELECT sum(a.quantity * $1) FROM assignment a', values: [2] }
    expect((await plansOf(statement, explaining)).map(scannedIn)).toEqual([['assignment'], ['assignment']])
  })

  it.each(lists)('$name', async (list) => {
    const parents = PARENTS[list.type.name] ?? []
    const scans: string[] = []
    for (const operation of operationsOf(list, parents, EXAMPLES)) {
      const asked = `${list.name}(${operation.title})`
      const page = await scansOf(list, asked, operation)
      scans.push(...page.scans)
      const after = endOf(page.data)
      if (after === undefined) continue
      const next = { ...operation, variables: { ...operation.variables, after } }
      scans.push(...(await scansOf(list, `${asked}, next page`, next)).scans)
    }
    expect(scans).toEqual([])

    // To count is to read all that is counted.
    if (!tells || !isPaged(list.field)) return
    for (const operation of operationsOf(list, parents, EXAMPLES, 'count')) {
      await scansOf(list, `${list.name}(${operation.title}), totalCount`, operation)
    }
  })
})

/** More events than whose assignments and records are looked up one by one. */
const MANY_EVENTS = 20

/**
 * Whether a statement reads what all events have because all of it is asked for: which of all assignments can be assembled,
 * and the dashboard. What follows is kept for each event, until it changes.
 */
function isOfAllEvents({ name }: List, { text, values: [eventIds] }: Sent): boolean {
  if (name !== 'Query.assignments' && name !== 'Query.dashboardSummary') return false
  const isDerived = text.includes("'COMMITTED'") || text.includes('GROUP BY event_id, package_id, quantity')
  return isDerived && Array.isArray(eventIds) && eventIds.length > MANY_EVENTS
}

const Page = z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }).optional() })
const Answer = z.object({
  list: z.union([Page, z.array(z.unknown())]).optional(),
  parent: z.object({ list: Page }).optional(),
})

/** Where the page after this one begins, if there is one. */
function endOf(data: unknown): string | undefined {
  const { list, parent } = Answer.parse(data)
  const page = parent?.list ?? (Array.isArray(list) ? undefined : list)
  return page?.pageInfo?.hasNextPage === true ? (page.pageInfo.endCursor ?? undefined) : undefined
}
