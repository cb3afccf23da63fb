import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openedBakery, perform, preview, type Bakery } from './bakery.js'
import type { Catalog } from './catalog.js'
import { byText, FIGURES, FIGURES_OF, figuresOf, HISTORY } from './figures.js'
import { bakesOf, callOf, mutationOf, PREVIEW, sequences, withRealIds, type Request } from './operations.js'
import { otherFigures } from './other-figures.js'
import { SHOPPING } from './plans.js'
import { catalogs } from './random-catalog.js'
import type { Refusal } from './refusals.js'
import { storeCatalog, type Ids } from './stored-catalog.js'

// A model of a bakery in memory, which shares no code with the product, is asked for the same as the product: random
// operations, allowed and not, one or several in a mutation, edits of definitions among them. After each of them, refused
// ones too, every figure of the API is the model's.
//
//   MODEL_OPERATIONS=10000 npx vitest run tests/model
//
// does so many on each database, and tells what came of them; without it, as many as take some seconds. The seed is
// printed. What fails is told as it happened, and with a seed and a path, after it was made as short as can be, which
// takes minutes (not with MODEL_QUICK=1). To see the same again:
//
//   MODEL_SEED=1234 MODEL_PATH=3:0:1 npx vitest run tests/model

const { MODEL_OPERATIONS, MODEL_SEED, MODEL_PATH, MODEL_QUICK } = process.env
const OPERATIONS = Number(MODEL_OPERATIONS ?? 80)
const SEED = Number(MODEL_SEED ?? Date.now() % 2 ** 31)

/** So many bakeries share a database: each has rows of its own, but lists of all events and changes grow with them. */
const BAKERIES = 8

describe.each(databases)('The product and a model of it on the $kind database', ({ kind, open }) => {
  it(
    `agree after each of ${OPERATIONS} operations`,
    async () => {
      const tally: Tally = { operations: 0, hasFailed: false, outcomes: new Map() }
      const from = performance.now()
      console.info(`The model on the ${kind} database: seed ${SEED}`)
      for (let seed = SEED; tally.operations < OPERATIONS; seed += 1) {
        const database = await open()
        const client = await startClient(database.sessions, undefined, undefined, {
          maxCost: 10 ** 9,
          maxAnswerBytes: 10 ** 9,
        })
        try {
          await fc.assert(
            fc.asyncProperty(sequences, catalogs, (...given) => agree({ database, client, tally }, ...given)),
            {
              seed,
              numRuns: BAKERIES,
              endOnFailure: MODEL_QUICK !== undefined,
              ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
            },
          )
        } finally {
          await client.stop()
          await database.close()
        }
        if (MODEL_PATH !== undefined) break
      }
      if (MODEL_OPERATIONS !== undefined) tell(tally, (performance.now() - from) / 1000)
    },
    60_000 + OPERATIONS * 1000,
  )
})

interface Tally {
  operations: number
  /** From then on a shorter sequence that fails is sought. */
  hasFailed: boolean
  /** How often each operation was done, or refused with each code; and what that wrote. */
  readonly outcomes: Map<string, number>
}

function tell({ operations, outcomes }: Tally, seconds: number): void {
  const lines = [...outcomes].map(([what, count]) => `  ${what}: ${count}`).toSorted()
  console.info([`${operations} operations in ${seconds.toFixed(0)} s`, ...lines].join('\n'))
}

function count({ outcomes }: Tally, what: string): void {
  outcomes.set(what, (outcomes.get(what) ?? 0) + 1)
}

/** The code of a refusal, with the reason that clients act on. */
const codeOf = ({ code, ...details }: Refusal): string =>
  details['reason'] === 'ARCHIVED' ? `${code} (ARCHIVED)` : code

interface Under {
  readonly database: TestDatabase
  readonly client: TestClient
  readonly tally: Tally
}

/** Opens a bakery of its own and a model of it, asks both for the same, and compares all their figures each time. */
async function agree(under: Under, asked: readonly Request[], catalog: Catalog): Promise<void> {
  const { tally } = under
  if (tally.operations >= OPERATIONS && !tally.hasFailed) return
  const story: string[] = []
  try {
    await compareAll(under, asked, catalog, story)
  } catch (error) {
    tally.hasFailed = true
    if (error instanceof Error) error.message += `\n\nafter\n  ${story.join('\n  ')}\n`
    throw error
  }
}

async function compareAll(
  { database, client, tally }: Under,
  asked: readonly Request[],
  catalog: Catalog,
  story: string[],
): Promise<void> {
  const note = (what: string, details: unknown): void => void story.push(`${what} ${JSON.stringify(details, short)}`)
  const ids = await storeCatalog(database.sessions, catalog)
  const since = await latestChange(client)
  let bakery = openedBakery(catalog)
  await compareFigures(client, ids, bakery, since)
  for (const request of asked) {
    if ('preview' in request) {
      const bakes = bakesOf(bakery, request.preview)
      note('preview', bakes)
      const answer = await client.ask(PREVIEW, { bakes: withRealIds(bakes, ids) })
      const wanted = preview(bakery, bakes)
      if ('code' in wanted) {
        expectRefusal(answer, ids, wanted, ['previewProduction'])
        count(tally, `previewProduction ${wanted.code}`)
      } else {
        expectSame(client, answer, ids.known(answer.data), { previewProduction: wanted })
        count(tally, 'previewProduction')
      }
      tally.operations += 1
    } else {
      const calls = request.mutation.map((operation) => callOf(bakery, operation))
      const outcome = perform(bakery, calls)
      calls.forEach((call, at) => note(`${at === 0 ? '' : 'and '}${call.field}`, call.input))
      const { query, variables } = mutationOf(calls, ids, request.looksBetween)
      const figures = request.looksBetween ? figuresWanted(ids, bakery) : {}
      const answer = await client.ask(query, { ...variables, ...figures })
      if ('refusal' in outcome) {
        note(`refused at ${outcome.at}`, outcome.refusal)
        expectRefusal(answer, ids, outcome.refusal, [`f${outcome.at}`])
        count(tally, `${calls[outcome.at]?.field ?? ''} ${codeOf(outcome.refusal)}`)
        tally.operations += outcome.at + 1
      } else {
        const wanted = Object.fromEntries(
          outcome.payloads.map((payload, at) => {
            const after = outcome.after[at]
            const looked = request.looksBetween && after !== undefined
            return [`f${at}`, looked ? { ...payload, query: figuresOf(after, bakery.catalog) } : payload]
          }),
        )
        learn(ids, wanted, answer.data)
        expectSame(client, answer, comparable(ids, answer.data, since), wanted)
        for (const { field } of calls) count(tally, field)
        for (const what of written(bakery, outcome.bakery)) count(tally, what)
        tally.operations += calls.length
        bakery = outcome.bakery
      }
    }
    await compareFigures(client, ids, bakery, since)
  }
  const others = otherFigures(bakery, (id) => ids.real(id))
  // As many as a document may have.
  for (let from = 0; from < others.length; from += 40) {
    const some = others.slice(from, from + 40)
    const fields = some.map(([field], at) => `f${at}: ${field}`)
    const usesFragment = fields.some((field) => field.includes('...Shopping'))
    const answer = await client.ask(`{ ${fields.join(' ')} } ${usesFragment ? SHOPPING : ''}`)
    const wanted = Object.fromEntries(some.map(([, figures], at) => [`f${at}`, figures]))
    expectSame(client, answer, comparable(ids, answer.data, since), wanted)
  }
}

/** What was written between two states: entries of lots by kind, and shortages. */
function written(before: Bakery, after: Bakery): string[] {
  const entries = after.lots.flatMap((lot, at) => lot.entries.slice(before.lots[at]?.entries.length ?? 0))
  const shortages = after.records.slice(before.records.length).flatMap((record) => record.shortages)
  return [
    ...entries.map(({ kind, recordId }) => `entry ${kind}${recordId === null ? '' : ' of a record'}`),
    ...shortages.map(({ reason }) => `shortage ${reason}`),
  ]
}

const short = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > 100 ? `${value.slice(0, 20)}... (${value.length})` : value

async function latestChange(client: TestClient): Promise<string | undefined> {
  const { data } = await client.ask('{ history(first: 1) { nodes { id } } }')
  // The operation was validated against the schema.
  return (data as { history: { nodes: { id: string }[] } }).history.nodes[0]?.id
}

async function compareFigures(client: TestClient, ids: Ids, bakery: Bakery, since: string | undefined): Promise<void> {
  const answer = await client.ask(`query (${FIGURES_OF}) { ...Figures } ${FIGURES}`, figuresWanted(ids, bakery))
  expectSame(client, answer, comparable(ids, answer.data, since), figuresOf(bakery))
}

/** The variables of FIGURES_OF. */
function figuresWanted(ids: Ids, { catalog: { ingredients, products, events } }: Bakery): Record<string, unknown> {
  const real = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => ids.real(id))
  return { ingredients: real(ingredients), products: real(products), events: real(events), history: HISTORY }
}

function expectSame(client: TestClient, answer: Answer, found: unknown, wanted: object): void {
  if (answer.errors.length > 0) expect({ errors: answer.errors, log: client.log.slice(-3) }).toEqual({ errors: [] })
  if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted)
}

function expectRefusal(answer: Answer, ids: Ids, refused: Refusal, path: readonly string[]): void {
  const { isWay, ...refusal } = refused
  const errors = answer.errors.map((error) => ({ path: error.path, extensions: ids.known(error.extensions) }))
  expect({ data: answer.data ?? null, errors }).toMatchObject({ data: null, errors: [{ path, extensions: refusal }] })
  if (isWay !== undefined) expect(answer.errors[0]?.extensions['path']).toSatisfy(isWay)
}

/** Notes what the API calls that which the model has just made. */
function learn(ids: Ids, model: unknown, answer: unknown): void {
  if (typeof model === 'string' && typeof answer === 'string') {
    if (/^[a-z_]+ \d+$/.test(model) && !ids.has(model)) ids.add(model, answer)
  } else if (isObject(model) && isObject(answer)) {
    for (const [key, value] of Object.entries(model)) learn(ids, value, answer[key])
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const INSTANTS: ReadonlySet<string> = new Set(['voidedAt', 'assembledAt', 'deliveredAt'])

/**
 * An answer to FIGURES as the model has it: with its ids, instants as being there or not, the entry that another one
 * reverses as its place in the lot, and without what other bakeries of the database did.
 */
function comparable(ids: Ids, data: unknown, since: string | undefined): unknown {
  const places = new Map<unknown, number>()
  const shown = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shown)
    if (!isObject(value)) return value
    listOf(value['entries']).forEach((entry, at) => places.set(idIn(entry), at))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, each]) => key !== 'id' || !/^(lot|history)_entry_/.test(String(each)))
        .map(([key, each]) => {
          if (INSTANTS.has(key)) return [key, each !== null]
          if (key === 'reverses') return [key, each === null ? null : places.get(idIn(each))]
          if (key === 'history') return [key, { nodes: shown(until(listOf(each), since)) }]
          if (!Array.isArray(each)) return [key, shown(each)]
          if (key === 'costGaps') return [key, each.map(shown).toSorted(byText)]
          if (key === 'dashboardSummary') return [key, each.map(shown).filter(isOwn)]
          return [key, each.map(shown)]
        }),
    )
  }
  return shown(ids.known(data))
}

const listOf = (connection: unknown): readonly unknown[] =>
  isObject(connection) && Array.isArray(connection['nodes']) ? connection['nodes'] : []
const idIn = (value: unknown): unknown => (isObject(value) ? value['id'] : undefined)
const isOwn = (summary: unknown): boolean => isObject(summary) && /^event \d+$/.test(String(idIn(summary['event'])))

/** The entries of a history that are later than the one with this id. */
function until(entries: readonly unknown[], since: string | undefined): readonly unknown[] {
  const at = entries.findIndex((entry) => idIn(entry) === since)
  return at < 0 ? entries : entries.slice(0, at)
}
