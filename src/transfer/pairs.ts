import { MAX_PARTS } from '../quantities.js'
import { tagger } from './identity.js'
import type { Origin } from './problems.js'
import type { Entry } from './references.js'
import { skip, skipRepeated, type SectionReport } from './report.js'
import type { Refuse, Row } from './section.js'

/** A row that puts a part into an owner: into a good or into a package. */
export interface Pair {
  readonly row: Row
  readonly owner: Entry
  readonly part: Entry
  /** Tells kinds of parts apart whose ids may be equal. */
  readonly kind: string
}

/** What of it the database has. */
export interface StoredPair {
  readonly ownerId: number
  readonly partId: number
  readonly kind: string
}

/**
 * The rows to add: each pair once, and nothing more into an owner whose id is `taken`, which is packed already. Refuses
 * the row with which an owner has more parts than it may.
 */
export function planPairs<P extends Pair>(
  rows: readonly P[],
  stored: readonly StoredPair[],
  taken: ReadonlySet<number>,
  refuse: Refuse,
  report: SectionReport,
): P[] {
  const tag = tagger()
  const keyOf = (owner: number | string, part: number | string, kind: string) =>
    `${String(owner)} ${String(part)} ${kind}`
  const there = new Set(stored.map(({ ownerId, partId, kind }) => keyOf(ownerId, partId, kind)))
  const parts = new Map<number | string, number>()
  const count = (owner: number | string) => {
    const now = (parts.get(owner) ?? 0) + 1
    parts.set(owner, now)
    return now
  }
  for (const { ownerId } of stored) count(ownerId)
  const firsts = new Map<string, Origin>()
  return rows.filter(({ row: { origin }, owner, part, kind }) => {
    const key = keyOf(tag(owner), tag(part), kind)
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, origin)
    if (first !== undefined) skipRepeated(report, origin, first)
    else if (there.has(key)) report.alreadyThere++
    else if (owner.id !== undefined && taken.has(owner.id))
      skip(report, origin, `${owner.name} is in packages that are assembled: its contents stay as they were`)
    else {
      report.added++
      if (count(tag(owner)) === MAX_PARTS + 1)
        refuse(origin, 'row', owner.name, `has more than ${String(MAX_PARTS)} parts`)
      return true
    }
    return false
  })
}
