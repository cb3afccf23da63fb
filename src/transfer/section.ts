import type { Session, WritingSession } from '../session/session.js'
import type { Origin, Problem } from './problems.js'
import type { Reader, Reference } from './reader.js'
import type { Entry } from './references.js'
import type { SectionReport } from './report.js'

// What a section of a backup is: one file in sections/ says all about it, and what drives the import knows none by name.

/** A row of the file, read. */
export interface Row {
  readonly origin: Origin
}

/**
 * A backup that has been read, in one shape, whatever its version spells how. Decimals are texts with at most 10
 * places, days are 'YYYY-MM-DD', instants ISO 8601 in UTC. Its rows are with their sections: `rowsOf`.
 */
export interface Backup {
  readonly version: string
  /** All references of all rows, by what they refer to. */
  readonly references: ReadonlyMap<string, readonly Reference[]>
  /** Sections with rows that the importer does not know. */
  readonly unknownSections: readonly { readonly section: string; readonly rows: number }[]
  /** Values that can't be taken. With any of them the import is refused. */
  readonly problems: readonly Problem[]
}

/** An import under way. */
export interface Run {
  readonly backup: Backup
  readonly session: Session
  /** Notes what can't be taken: with any of it nothing is written. */
  readonly refuse: Refuse
}

export type Refuse = (origin: Origin, field: string, value: unknown, reason: string) => void

/** Writes rows in their order, and gives entries the ids that they got. */
export interface Writer {
  readonly session: WritingSession
  readonly insert: (
    table: string,
    rows: readonly object[],
    entries?: readonly { readonly entry: Entry }[],
  ) => Promise<void>
}

/** A section as what drives the import sees it. */
export interface Section {
  /** All its spellings in files, the newest first. */
  readonly names: readonly [string, ...string[]]
  readonly read: (backup: Backup, readers: Iterable<Reader>) => void
  readonly plan: (run: Run, report: SectionReport) => Promise<void>
  readonly write: (run: Run, writer: Writer) => Promise<void>
}

/** A section as other sections see it. */
export interface SectionOf<R, P> extends Section {
  readonly rowsOf: (backup: Backup) => readonly R[]
  /** What was planned for it. Sections are planned in the order of their list: only earlier ones can be asked. */
  readonly of: (run: Run) => P
}

/** What a section says about itself. */
interface Definition<R, P> {
  readonly names: readonly [string, ...string[]]
  /** Reads a row; what is wrong with it goes to the reader's problems. */
  readonly read: (row: Reader) => R
  /** Rows of this section that stand inside the rows of an earlier one. */
  readonly nested?: (backup: Backup) => readonly R[]
  /** Compares the rows with the database, and writes nothing. */
  readonly plan: (rows: readonly R[], run: Run, report: SectionReport) => Promise<P>
  /** Writes what was planned. The entries of earlier sections have their ids by then. */
  readonly write: (planned: P, writer: Writer) => Promise<void>
}

export function section<R, P>({ names, read, nested, plan, write }: Definition<R, P>): SectionOf<R, P> {
  const rows = new WeakMap<Backup, readonly R[]>()
  const planned = new WeakMap<Run, { readonly value: P }>()
  const of = (run: Run): P => {
    const found = planned.get(run)
    if (found === undefined) throw new Error(`${names[0]} are asked for before they are planned`)
    return found.value
  }
  const rowsOf = (backup: Backup) => rows.get(backup) ?? []
  return {
    names,
    rowsOf,
    of,
    read: (backup, readers) => {
      const own = Array.from(readers, (row) => read(row))
      rows.set(backup, [...own, ...(nested?.(backup) ?? [])])
    },
    plan: async (run, report) => {
      planned.set(run, { value: await plan(rowsOf(run.backup), run, report) })
    },
    write: (run, writer) => write(of(run), writer),
  }
}
