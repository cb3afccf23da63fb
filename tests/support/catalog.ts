import { expect } from 'vitest'
import { byCodePoint } from '../../src/ordering.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { startClient, type Answer, type TestClient } from './client.js'
import type { TestDatabase } from './database.js'
import { idOf } from './ids.js'
import { query } from './query.js'

type Input = Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, unknown>>

/** A definition as its list shows it. */
export interface Listed {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly brand?: string
  readonly ingredient?: { readonly name: string }
}

/** A page of a list, without the name of its field. */
interface Page {
  readonly totalCount: number
  readonly nodes: readonly Listed[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const TABLES = [
  'supplier',
  'package',
  'package_content',
  'finished_good',
  'finished_good_component',
  'finished_unit',
  'recipe',
  'recipe_line',
  'recipe_component',
  'ingredient',
  'product',
  'purchase',
  'lot',
  'assignment',
  'history_entry',
]

/** A database with a server over it, and how definitions are changed there. `selections` are those of the mutations. */
export async function openCatalog(
  open: () => Promise<TestDatabase>,
  selections: Readonly<Record<string, string>>,
): Promise<Catalog> {
  const database = await open()
  return new Catalog(database, await startClient(database.sessions), selections)
}

export class Catalog {
  readonly database: TestDatabase
  readonly client: TestClient
  readonly #selections: Readonly<Record<string, string>>
  #made = 0

  constructor(database: TestDatabase, client: TestClient, selections: Readonly<Record<string, string>>) {
    this.database = database
    this.client = client
    this.#selections = selections
  }

  readonly close = async (): Promise<void> => {
    await this.client.stop()
    await this.database.close()
  }

  readonly ask = (field: string, input: Input): Promise<Answer> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
    const selection = this.#selections[field] ?? '__typename'
    return this.client.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, { input })
  }

  /** What came of a mutation that went well, without its field and its payload. */
  readonly done = async (field: string, input: Input): Promise<Row> => {
    const { data, errors } = await this.ask(field, input)
    expect(errors).toEqual([])
    const [payload] = Object.values(data as Record<string, Row>)
    const [object] = Object.values(payload ?? {})
    return typeof object === 'object' ? (object as Row) : (payload ?? {})
  }

  /** The details of the error of a mutation that changed nothing. */
  readonly refused = async (field: string, input: Input): Promise<unknown> => {
    const before = await this.#all()
    const { data, errors } = await this.ask(field, input)
    expect(data).toBeNull()
    expect(await this.#all()).toEqual(before)
    return errors[0]?.extensions
  }

  readonly historyOf = async (subjectId: unknown): Promise<unknown[]> => {
    const { data } = await this.client.ask(
      'query ($id: ID!) { history(filter: { subjectId: $id }) { nodes { action changes { field before after } } } }',
      { id: subjectId },
    )
    return (data as { history: { nodes: unknown[] } }).history.nodes
  }

  /** One column of the rows of a table, by id. */
  readonly rows = (table: string, column: string, where: string): Promise<unknown[]> =>
    inSession(this.database.sessions, { mode: 'read' }, async (session) => {
      const statement = sql([`SELECT ${column} AS value FROM "${table}" WHERE ${where} ORDER BY id`])
      return (await query<{ value: unknown }>(session, statement)).map(({ value }) => value)
    })

  /** The id of a product that can be bought. */
  readonly product = (): Promise<string> =>
    inSession(this.database.sessions, { mode: 'write' }, async (session) => {
      const name = `bought-${String(++this.#made)}`
      const { products } = await session.ingredient.create({
        data: { slug: name, name, products: { create: { packageUnit: 'lb', packageUnitQuantity: 25 } } },
        include: { products: true },
      })
      return idOf('Product', products[0]?.id)
    })

  /**
   * Holds every page of a list, in each order and by each filter, against the same of all rows in memory. `more` is what
   * is asked of each beside its name, `searched` the texts that are searched.
   */
  readonly compareLists = async (
    field: string,
    type: string,
    orders: Readonly<Record<string, ((row: Listed) => string) | 'newest first'>>,
    { more = '', searched = ({ name }: Listed) => [name] } = {},
  ): Promise<void> => {
    const page = async (filter: object, orderBy: string, first: number, after: string | null): Promise<Page> => {
      const { data, errors } = await this.client.ask(
        `query ($filter: ${type}Filter, $orderBy: ${type}Order, $first: Int, $after: String) {
           ${field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
             totalCount nodes { id name archived ${more} } pageInfo { hasNextPage endCursor } } }`,
        { filter, orderBy, first, after },
      )
      expect(errors).toEqual([])
      return (data as Record<string, Page>)[field] ?? { totalCount: -1, nodes: [], pageInfo: never() }
    }
    const pages = async (filter: object, orderBy: string, first: number): Promise<Listed[]> => {
      const rows: Listed[] = []
      for (let after: string | null = null; ;) {
        const { totalCount, nodes, pageInfo } = await page(filter, orderBy, first, after)
        rows.push(...nodes)
        if (!pageInfo.hasNextPage) {
          expect(totalCount).toBe(rows.length)
          return rows
        }
        expect(nodes).toHaveLength(first)
        after = pageInfo.endCursor
      }
    }
    const numberOf = ({ id }: Listed): number => Number(id.split('_').at(-1))
    const [order = 'NAME'] = Object.keys(orders)
    const all = await pages({ archived: null }, order, 100)
    expect(all.length).toBeGreaterThan(3)
    expect(new Set(all.map(({ archived }) => archived)).size).toBe(2)
    for (const [orderBy, by] of Object.entries(orders)) {
      const sorted = all.toSorted((a, b) =>
        by === 'newest first' ? numberOf(b) - numberOf(a) : byCodePoint(by(a), by(b)) || numberOf(a) - numberOf(b),
      )
      for (const archived of [undefined, null, true, false]) {
        for (const search of [undefined, null, '', 'ä', 'E']) {
          const sought = (search ?? '').toLowerCase()
          const expected = sorted.filter(
            (row) =>
              (archived === null || row.archived === (archived ?? false)) &&
              searched(row).some((text) => text.toLowerCase().includes(sought)),
          )
          const filter = {
            ...(archived === undefined ? {} : { archived }),
            ...(search === undefined ? {} : { search }),
          }
          expect(await pages(filter, orderBy, 3)).toEqual(expected)
        }
      }
      const { pageInfo } = await page({}, orderBy, 1, null)
      for (const other of Object.keys(orders).filter((name) => name !== orderBy)) {
        const { errors } = await this.client.ask(
          `query ($after: String) { ${field}(orderBy: ${other}, after: $after) { totalCount } }`,
          { after: pageInfo.endCursor },
        )
        expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'after' } }])
      }
    }
  }

  #all(): Promise<unknown> {
    return inSession(this.database.sessions, { mode: 'read' }, async (session) => {
      const tables: unknown[] = []
      for (const table of TABLES) tables.push(await query(session, sql([`SELECT * FROM "${table}" ORDER BY id`])))
      return tables
    })
  }
}

function never(): never {
  throw new Error('The answer lacks its list')
}
