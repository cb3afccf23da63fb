import type { Row } from './section.js'
import type { Entry } from './references.js'
import type { SectionReport } from './report.js'

// By what rows are the same, for rows that have neither a slug nor a name.

/** One key of several parts. */
export function identity(...parts: readonly (string | number | null)[]): string {
  return JSON.stringify(parts)
}

/** Names an entry in a key, as its id if it has one, so that rows of the file and of the database compare. */
export function tagger(): (entry: Entry) => number | string {
  const tags = new Map<Entry, string>()
  return (entry) => {
    if (entry.id !== undefined) return entry.id
    const tag = tags.get(entry) ?? `new ${String(tags.size)}`
    tags.set(entry, tag)
    return tag
  }
}

/** The ids of those entries that the database has, each once. */
export function idsOf(entries: Iterable<Entry>): number[] {
  return [...new Set([...entries].flatMap(({ id }) => id ?? []))]
}

/**
 * Rows without a natural key: each counts. Of n equal ones of which the database has m, the last n - m are added; the
 * others are led to those that are there.
 */
export function surplus<P extends { readonly key: string; readonly row: Row }, S extends { readonly key: string }>(
  report: SectionReport,
  rows: readonly P[],
  stored: readonly S[],
): { added: P[]; there: Map<P, S> } {
  const waiting = new Map<string, S[]>()
  for (const row of stored.toReversed()) {
    const same = waiting.get(row.key)
    if (same === undefined) waiting.set(row.key, [row])
    else same.push(row)
  }
  const added: P[] = []
  const there = new Map<P, S>()
  for (const row of rows) {
    const same = waiting.get(row.key)?.pop()
    if (same === undefined) added.push(row)
    else there.set(row, same)
  }
  report.added += added.length
  report.alreadyThere += there.size
  return { added, there }
}
