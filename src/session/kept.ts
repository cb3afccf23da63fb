import { LRUCache } from 'lru-cache'
import { seesOneMoment, type Session } from './session.js'

/**
 * Values derived from the data, kept across sessions under the revision that they were derived from. A value is
 * answered only for the revision that the asking session itself has read, so it is as exact as deriving it again; and
 * only snapshots keep values, because what a writing session sees may yet be rolled back.
 */
export interface Kept<Value> {
  get(id: number, revision: string): Value | undefined
  set(id: number, revision: string, value: Value, session: Session): void
}

/** Keeps the values of the `limit` ids last asked for. */
export function kept<Value>(limit: number): Kept<Value> {
  const values = new LRUCache<number, { readonly revision: string; readonly value: Value }>({ max: limit })
  return {
    get(id, revision) {
      const entry = values.get(id)
      return entry?.revision === revision ? entry.value : undefined
    },
    set(id, revision, value, session) {
      if (seesOneMoment(session)) values.set(id, { revision, value })
    },
  }
}

/**
 * The values of `ids`, each under its revision: those kept, and for the others what `derive` makes of them, all at once. An
 * id that `derive` leaves out has no value.
 */
export async function keptOrDerived<Value>(
  values: Kept<Value>,
  ids: readonly number[],
  revisionOf: (id: number) => string,
  session: Session,
  derive: (missing: number[]) => Promise<ReadonlyMap<number, Value>>,
): Promise<Map<number, Value>> {
  const found = new Map<number, Value>()
  const missing = new Set<number>()
  for (const id of ids) {
    const value = values.get(id, revisionOf(id))
    if (value === undefined) missing.add(id)
    else found.set(id, value)
  }
  if (missing.size > 0) {
    for (const [id, value] of await derive([...missing])) {
      values.set(id, revisionOf(id), value, session)
      found.set(id, value)
    }
  }
  return found
}
