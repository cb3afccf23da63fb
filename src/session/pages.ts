import { z } from 'zod'
import { slice, type DefinitionFilter, type Page, type Slice, type TextKey } from '../paging.js'
import { read, sql, type Session, type Statement } from './session.js'

// What statements that read a page of a list, or count its rows, have in common.

/** How many of some rows a condition lets through. */
export async function countRows(rows: Statement, condition: Statement, session: Session): Promise<number> {
  const [row] = await read(
    session,
    sql`SELECT count(*) AS count FROM ${rows} WHERE ${condition}`,
    z.strictObject({ count: z.int() }),
  )
  return row?.count ?? 0
}

/** How many of some rows each parent has, by its id, which is in the column `parent`; who has none is missing. */
export async function countRowsOf(
  parentIds: readonly number[],
  { rows, parent, condition = sql`TRUE` }: { rows: Statement; parent: Statement; condition?: Statement },
  session: Session,
): Promise<Map<number, number>> {
  const counts = await read(
    session,
    sql`
    SELECT ${parent} AS id, count(*) AS count FROM ${rows}
    WHERE ${parent} = ANY(${parentIds}) AND ${condition} GROUP BY ${parent}`,
    z.strictObject({ id: z.int(), count: z.int() }),
  )
  return new Map(counts.map(({ id, count }) => [id, count]))
}

/** The end of a statement whose rows are ordered by a text in code point order, then by id: from its last condition on. */
export function byText(text: Statement, id: Statement, { first, after }: Page<TextKey>): Statement {
  const behind =
    after === undefined ? sql`` : sql`AND (${text}, ${id}) > (${after.text}::text COLLATE "C", ${after.id})`
  return sql`${behind} ORDER BY ${text}, ${id} LIMIT ${first + 1}`
}

/** The same for rows of which the newest comes first. */
export function newestFirst(id: Statement, { first, after }: Page<TextKey>): Statement {
  const behind = after === undefined ? sql`` : sql`AND ${id} < ${after.id}`
  return sql`${behind} ORDER BY ${id} DESC LIMIT ${first + 1}`
}

/**
 * Whether a text has a part, however both are written. The collation of names is "C", in which only ASCII has two cases:
 * the database's own knows more.
 */
export function hasPart(text: Statement, part: string): Statement {
  return sql`position(lower(${part}::text COLLATE "default") IN lower(${text} COLLATE "default")) > 0`
}

/** Where the rows of a list of definitions are read from, and how they can be ordered. */
export interface Definitions<Row extends z.ZodType<object>, Order extends string> {
  /** The tables; that of the definitions is called `d`. */
  readonly from: Statement
  readonly columns: Statement
  readonly row: Row
  /** The texts that are searched; without it, the name. */
  readonly searched?: readonly Statement[]
  /** A text by which they are ordered, in code point order; or the newest first. */
  readonly orders: Readonly<Record<Order, Statement | 'newest first'>>
}

/** A page of those definitions that a filter lets through, and that `also` is true of. */
export async function readDefinitions<Row extends z.ZodType<object>, Order extends string>(
  { from, columns, row, searched, orders }: Definitions<Row, Order>,
  { filter, also, order }: { readonly filter: DefinitionFilter; readonly also?: Statement; readonly order: Order },
  page: Page<TextKey>,
  session: Session,
): Promise<Slice<z.infer<Row>>> {
  const by = orders[order]
  const placed = by === 'newest first' ? newestFirst(sql`d.id`, page) : byText(by, sql`d.id`, page)
  const rows = await read(
    session,
    sql`SELECT ${columns} FROM ${from} WHERE ${definitionCondition(filter, also, searched)} ${placed}`,
    row,
  )
  return slice(rows, page.first)
}

/** How many definitions a filter lets through. */
export function countDefinitions(
  { from, searched }: { readonly from: Statement; readonly searched?: readonly Statement[] },
  { filter, also }: { readonly filter: DefinitionFilter; readonly also?: Statement },
  session: Session,
): Promise<number> {
  return countRows(from, definitionCondition(filter, also, searched), session)
}

function definitionCondition(
  { search, archived }: DefinitionFilter,
  also: Statement = sql`TRUE`,
  searched: readonly Statement[] = [sql`d.name`],
): Statement {
  return sql`${also}
    ${archived === null ? sql`` : sql`AND d.archived = ${archived}`}
    ${search === undefined ? sql`` : sql`AND (${anyHasPart(searched, search)})`}`
}

/** Whether one of the texts has a part. */
function anyHasPart(texts: readonly Statement[], part: string): Statement {
  return texts.map((text) => hasPart(text, part)).reduce((any, next) => sql`${any} OR ${next}`)
}
