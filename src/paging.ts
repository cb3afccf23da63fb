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

/** One list that is paged: its name keeps a cursor of one list out of another. */
export interface PagedList<Row, Key> {
  readonly name: string
  keyOf(row: Row): Key
  /** The parts of a key, in the list's order: a text and the id that makes it unique. */
  write(key: Key): readonly [string, number]
  /** The key of these parts, or undefined if they can't be of this list. */
  read(text: string, id: number): Key | undefined
}
