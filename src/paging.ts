/** How many rows a page has if nobody says. */
export const DEFAULT_FIRST = 50

/** The part of a list that is asked for: at most `first` rows, those behind the key `after`. */
export interface Page<Key> {
  readonly first: number
  readonly after?: Key | undefined
}

/** Some rows of a list, and whether there are more behind them. */
export interface Slice<Row> {
  readonly rows: readonly Row[]
  readonly hasNextPage: boolean
}

/** Cuts off the one row that was read beyond the page to see whether there is more. */
export function slice<Row>(rows: readonly Row[], first: number): Slice<Row> {
  return { rows: rows.length > first ? rows.slice(0, first) : rows, hasNextPage: rows.length > first }
}

/** The rows of the pages of several parents, by parent. `parentOf` says whose page a row is in. */
export function slicesBy<Row>(
  parentIds: readonly number[],
  rows: readonly Row[],
  parentOf: (row: Row) => number,
  first: number,
): Map<number, Slice<Row>> {
  const byParent = new Map<number, Row[]>(parentIds.map((id) => [id, []]))
  for (const row of rows) byParent.get(parentOf(row))?.push(row)
  return new Map([...byParent].map(([id, own]) => [id, slice(own, first)]))
}

/** One list that is paged: its name keeps a cursor of one list out of another. */
export interface PagedList<Row, Key> {
  readonly name: string
  keyOf(row: Row): Key
  /** The parts of a key, in the list's order: a text and the id that makes it unique. */
  write(key: Key): readonly [string, number]
  /** The key of these parts, or undefined if they can't be of this list. */
  read(text: string, id: number): Key | undefined
}

/** Where a row stands in a list that is ordered by a text, then by id; without a text, by id alone. */
export interface TextKey {
  readonly text: string
  readonly id: number
}

/** A list that is ordered by a text of its rows, then by id. */
export function listByText<Row extends { readonly id: number }>(
  name: string,
  textOf: (row: Row) => string,
): PagedList<Row, TextKey> {
  return {
    name,
    keyOf: (row) => ({ text: textOf(row), id: row.id }),
    write: ({ text, id }) => [text, id],
    read: (text, id) => ({ text, id }),
  }
}

/** A list that is ordered by id alone. */
export function listById<Row extends { readonly id: number }>(name: string): PagedList<Row, TextKey> {
  return {
    name,
    keyOf: ({ id }) => ({ text: '', id }),
    write: ({ text, id }) => [text, id],
    read: (text, id) => (text === '' ? { text, id } : undefined),
  }
}

/** Which definitions a list has. */
export interface DefinitionFilter {
  /** A part of the name, however it is written. */
  readonly search?: string | undefined
  /** Null: both. */
  readonly archived: boolean | null
}

/** Which definitions a list has, and in which order. */
export interface Which<Order extends string> {
  readonly filter: DefinitionFilter
  readonly order: Order
}
