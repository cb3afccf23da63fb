import DataLoader from 'dataloader'
import type { Page, Slice } from '../paging.js'
import { perSession, type Session } from './session.js'

// What the loaders of all rooms share.

/** A session's loader of rows by their ids, in one call for all that are asked for together; an unknown one is `notFound`. */
export function byId<Row extends { readonly id: number }>(
  get: (ids: readonly number[], session: Session) => Promise<readonly Row[]>,
  notFound: (id: number) => Error,
): (session: Session) => DataLoader<number, Row> {
  return perSession(
    (session) => new DataLoader<number, Row>(async (ids) => inOrder(ids, await get(ids, session), notFound)),
  )
}

/** Rows in the order of the ids that were asked for, and an error in the place of each that does not exist. */
function inOrder<Row extends { readonly id: number }>(
  ids: readonly number[],
  rows: readonly Row[],
  notFound: (id: number) => Error,
): (Row | Error)[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? notFound(id))
}

/**
 * A session's loader of what each row has, by the row's id, in one call for all that are asked for together; of a row that
 * has none it is `missing`.
 */
export function ofEach<Value>(
  get: (ids: readonly number[], session: Session) => Promise<ReadonlyMap<number, Value>>,
  missing: (id: number) => Value | Error,
): (session: Session) => DataLoader<number, Value> {
  return perSession(
    (session) =>
      new DataLoader<number, Value>(async (ids) => {
        const values = await get(ids, session)
        return ids.map((id) => values.get(id) ?? missing(id))
      }),
  )
}

/** The same for lists, which may be empty. Each of their rows is given to `prime`. */
export function listOfEach<Row>(
  get: (ids: readonly number[], session: Session) => Promise<ReadonlyMap<number, readonly Row[]>>,
  prime: (row: Row, session: Session) => void = () => undefined,
): (session: Session) => DataLoader<number, readonly Row[]> {
  return ofEach<readonly Row[]>(
    async (ids, session) => {
      const lists = await get(ids, session)
      for (const row of [...lists.values()].flat()) prime(row, session)
      return lists
    },
    () => [],
  )
}

/** A page of a list that each parent has. Parents that are asked for the same page share one statement. */
export function pageLoader<Row, Key, Asked extends Page<Key> = Page<Key>>(
  load: (parentIds: readonly number[], page: Asked) => Promise<ReadonlyMap<number, Slice<Row>>>,
): DataLoader<{ readonly parentId: number; readonly page: Asked }, Slice<Row>, string> {
  return new DataLoader(
    (asked) =>
      byWhatIsAsked(
        asked.map(({ parentId, page }) => ({ parentId, what: page })),
        load,
        { rows: [], hasNextPage: false },
      ),
    { cacheKeyFn: ({ parentId, page }) => `${String(parentId)} ${JSON.stringify(page)}` },
  )
}

/** How many rows the list of each parent has that a filter lets through. Parents with the same filter share one statement. */
export function filteredCountLoader<Filter>(
  count: (parentIds: readonly number[], filter: Filter) => Promise<ReadonlyMap<number, number>>,
): DataLoader<{ readonly parentId: number; readonly filter: Filter }, number, string> {
  return new DataLoader(
    (asked) =>
      byWhatIsAsked(
        asked.map(({ parentId, filter }) => ({ parentId, what: filter })),
        count,
        0,
      ),
    { cacheKeyFn: ({ parentId, filter }) => `${String(parentId)} ${JSON.stringify(filter)}` },
  )
}

/** What each parent has of what is asked of it, in one call for all parents of which the same is asked. */
async function byWhatIsAsked<What, Value>(
  asked: readonly { readonly parentId: number; readonly what: What }[],
  load: (parentIds: readonly number[], what: What) => Promise<ReadonlyMap<number, Value>>,
  none: Value,
): Promise<Value[]> {
  const groups = new Map<string, { readonly what: What; readonly parentIds: number[] }>()
  for (const { parentId, what } of asked) {
    const text = JSON.stringify(what)
    const group = groups.get(text) ?? { what, parentIds: [] }
    group.parentIds.push(parentId)
    groups.set(text, group)
  }
  const loaded = new Map(
    await Promise.all(
      [...groups].map(async ([text, { what, parentIds }]) => [text, await load(parentIds, what)] as const),
    ),
  )
  return asked.map(({ parentId, what }) => loaded.get(JSON.stringify(what))?.get(parentId) ?? none)
}

/** A session's loader of how many rows the list of each parent has. */
export function countLoader(
  count: (parentIds: readonly number[], session: Session) => Promise<ReadonlyMap<number, number>>,
): (session: Session) => DataLoader<number, number> {
  return ofEach(count, () => 0)
}
