import { MAX_ID } from '../global-ids.js'
import { DEFAULT_FIRST, type Page, type PagedList, type Slice } from '../paging.js'
import { invalid } from '../domain-error.js'
import type { Session } from '../session/session.js'

/** A page of a list, as its GraphQL connection needs it. */
export interface Connection<Row> {
  readonly nodes: readonly Row[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly cursorOf: (row: Row) => string
  /** Counts the whole list. Called only when the client asks. */
  readonly countAll: () => Promise<number>
}

interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

export const MAX_FIRST = 100
/** Far beyond what a cursor that holds a long name takes; what is longer is not worth decoding. */
const MAX_CURSOR = 100_000

/** The page that a field's arguments ask for. Throws VALIDATION_FAILED. `owner` is the id of the list's parent. */
export function pageOf<Row, Key>(list: PagedList<Row, Key>, owner: number, { first, after }: PageArguments): Page<Key> {
  const size = first ?? DEFAULT_FIRST
  if (size < 1 || size > MAX_FIRST) throw invalid('first', `must be from 1 to ${String(MAX_FIRST)}`)
  if (after === undefined || after === null) return { first: size }
  const key = readCursor(list, owner, after)
  if (key === undefined) throw invalid('after', 'must be a cursor of this same list')
  return { first: size, after: key }
}

export function connection<Row, Key>(
  list: PagedList<Row, Key>,
  owner: number,
  { rows, hasNextPage }: Slice<Row>,
  page: Page<Key>,
  countAll: () => Promise<number>,
): Connection<Row> {
  return {
    nodes: rows,
    hasNextPage,
    hasPreviousPage: page.after !== undefined,
    cursorOf: (row) => writeCursor(list, owner, list.keyOf(row)),
    countAll,
  }
}

/** How the list of each parent is read: its pages, and how many rows it has. */
interface ChildLoaders<Row, Key> {
  readonly page: (session: Session) => {
    readonly load: (asked: { readonly parentId: number; readonly page: Page<Key> }) => Promise<Slice<Row>>
  }
  readonly count: (session: Session) => { readonly load: (parentId: number) => Promise<number> }
}

/** A page of the list that a parent has, as the field's arguments ask for it. Throws VALIDATION_FAILED. */
export async function childConnection<Row, Key>(
  list: PagedList<Row, Key>,
  loaders: ChildLoaders<Row, Key>,
  parentId: number,
  args: PageArguments,
  session: Session,
): Promise<Connection<Row>> {
  const page = pageOf(list, parentId, args)
  const slice = await loaders.page(session).load({ parentId, page })
  return connection(list, parentId, slice, page, () => loaders.count(session).load(parentId))
}

/** The resolvers that every connection type shares. */
export const connectionResolvers = {
  edges: <Row>({ nodes, cursorOf }: Connection<Row>) => nodes.map((node) => ({ node, cursor: cursorOf(node) })),
  pageInfo: <Row>({ nodes, hasNextPage, hasPreviousPage, cursorOf }: Connection<Row>) => {
    const [first, last] = [nodes[0], nodes.at(-1)]
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first === undefined ? null : cursorOf(first),
      endCursor: last === undefined ? null : cursorOf(last),
    }
  },
  totalCount: <Row>({ countAll }: Connection<Row>) => countAll(),
}

function writeCursor<Row, Key>(list: PagedList<Row, Key>, owner: number, key: Key): string {
  return Buffer.from(JSON.stringify([list.name, owner, ...list.write(key)])).toString('base64url')
}

function readCursor<Row, Key>(list: PagedList<Row, Key>, owner: number, cursor: string): Key | undefined {
  if (cursor.length > MAX_CURSOR) return undefined
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
  if (!isCursor(parts)) return undefined
  const [name, of, text, id] = parts
  if (name !== list.name || of !== owner) return undefined
  if (typeof text !== 'string' || text.includes('\0') || !text.isWellFormed()) return undefined
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > MAX_ID) return undefined
  return list.read(text, id)
}

function isCursor(parts: unknown): parts is readonly [unknown, unknown, unknown, unknown] {
  return Array.isArray(parts) && parts.length === 4
}
