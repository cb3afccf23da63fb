import type { NotFound } from '../domain-error.js'
import { checkVersion } from '../domain-error.js'
import { OvertakenError } from '../session/database-errors.js'
import { write, type WritingSession } from '../session/session.js'
import { insertHistoryEntries } from './entries.js'
import { changesBetween, type FieldChange, type SubjectType } from './rules.js'

// What creating, updating and deleting have in common for all definitions: versions and history. What differs stands in
// the file of each mutation, which writes with Prisma Client.

/** A row whose version rises with each change. */
export interface Versioned {
  readonly id: number
  readonly version: number
}

/** A kind of definition: how one is read, and how the history tells its fields. */
export interface Definition<Row extends Versioned> {
  readonly type: SubjectType
  readonly notFound: NotFound
  readonly find: (id: number, session: WritingSession) => Promise<Row | null>
  /** Each field as a text; ids are the global ones, and a list is one text. */
  readonly historyFields: (row: Row) => Readonly<Record<string, string | null>>
  /** The event that changes of it belong to. */
  readonly eventOf?: (row: Row) => number
}

/** The row before it is changed. Throws the type's ..._NOT_FOUND, and STALE_VERSION. */
export async function findDefinition<Row extends Versioned>(
  { find, notFound }: Definition<Row>,
  { id, expectedVersion }: { readonly id: number; readonly expectedVersion?: number | null | undefined },
  session: WritingSession,
): Promise<Row> {
  const row = await find(id, session)
  if (row === null) throw notFound(id)
  checkVersion(expectedVersion, row.version)
  return row
}

/** Puts what was created on record, all of its fields. */
export function recordCreated<Row extends Versioned>(
  definition: Definition<Row>,
  action: string,
  rows: readonly Row[],
  session: WritingSession,
): Promise<void> {
  return record(
    definition,
    action,
    rows.map((row) => ({ row, changes: changesBetween({}, definition.historyFields(row)) })),
    session,
  )
}

/**
 * Writes what has changed of a row, and puts it on record. `save` writes the row as it is to be, with a version that is
 * one higher, if it still has the version of `where`, and returns how many rows that were: a change that came between
 * makes the whole mutation start over. Without a difference nothing is written.
 */
export async function saveChanges<Row extends Versioned>(
  definition: Definition<Row>,
  action: string,
  before: Row,
  given: Partial<Row>,
  save: (where: Versioned) => Promise<{ readonly count: number }>,
  session: WritingSession,
): Promise<void> {
  const changes = changesBetween(definition.historyFields(before), definition.historyFields({ ...before, ...given }))
  if (changes.length === 0) return
  const { id, version } = before
  const { count } = await save({ id, version })
  if (count === 0) throw new OvertakenError('The row was changed meanwhile')
  await record(definition, action, [{ row: before, changes }], session)
}

/** Puts on record what is deleted, all of its fields. */
export function recordDeleted<Row extends Versioned>(
  definition: Definition<Row>,
  action: string,
  rows: readonly Row[],
  session: WritingSession,
): Promise<void> {
  const changesOf = (row: Row): FieldChange[] =>
    Object.entries(definition.historyFields(row)).flatMap(([field, before]) =>
      before === null ? [] : [{ field, before, after: null }],
    )
  return record(
    definition,
    action,
    rows.map((row) => ({ row, changes: changesOf(row) })),
    session,
  )
}

async function record<Row extends Versioned>(
  { type, eventOf }: Definition<Row>,
  action: string,
  changed: readonly { readonly row: Row; readonly changes: readonly FieldChange[] }[],
  session: WritingSession,
): Promise<void> {
  const entries = changed.map(({ row, changes }) => ({
    action,
    subjectType: type,
    subjectId: row.id,
    ...(eventOf === undefined ? {} : { eventId: eventOf(row) }),
    changes,
  }))
  await write(session, insertHistoryEntries(entries, session))
}

/** What of an input is given. */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what is absent: an update keeps it as it is. */
export function given<T extends object>(fields: T): Given<T>
export function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
