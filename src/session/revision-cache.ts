import { LRUCache } from 'lru-cache'
import { isSnapshot, perSession, type Session } from './session.js'

/**
 * Values that are derived from the data, kept under the revision that they were derived from. A value is returned only
 * for the revision that the asking session itself has read, so it is as exact as deriving it again. Only what snapshots
 * derive outlives its session: what a writing session sees may yet be rolled back, so it keeps values for itself alone.
 *
 * Revisions are renewed by triggers, and all of them whenever a server starts: for changes made with triggers off.
 */
export interface RevisionCache<Value> {
  get(id: number, revision: string, session: Session): Value | undefined
  set(id: number, revision: string, value: Value, session: Session): void
  /** What a session derives at the moment, by id and revision. */
  underWay(session: Session): Map<string, Promise<ReadonlyMap<number, Value>>>
}

interface Entry<Value> {
  readonly revision: string
  readonly value: Value
}

/** A cache of the `limit` ids last asked for. */
export function revisionCache<Value>(limit: number): RevisionCache<Value> {
  const shared = new LRUCache<number, Entry<Value>>({ max: limit })
  const own = new WeakMap<Session, Map<number, Entry<Value>>>()
  return {
    get(id, revision, session) {
      return [own.get(session)?.get(id), shared.get(id)].find((entry) => entry?.revision === revision)?.value
    },
    set(id, revision, value, session) {
      if (isSnapshot(session)) {
        shared.set(id, { revision, value })
        return
      }
      const entries = own.get(session) ?? new Map<number, Entry<Value>>()
      own.set(session, entries.set(id, { revision, value }))
    },
    underWay: perSession(() => new Map<string, Promise<ReadonlyMap<number, Value>>>()),
  }
}

/**
 * The values of `ids`, each under its revision: from the cache, and for the others what `derive` returns for them, all at
 * once. An id that `derive` leaves out has no value.
 *
 * What the same session derives at the moment is waited for: a hundred aliases of the dashboard look for the same at
 * once, find nothing in the cache, and took six seconds of CPU when each derived all of it.
 */
export async function cachedOrDerived<Value>(
  cache: RevisionCache<Value>,
  ids: readonly number[],
  revisionOf: (id: number) => string,
  session: Session,
  derive: (missing: number[]) => Promise<ReadonlyMap<number, Value>>,
): Promise<Map<number, Value>> {
  const found = new Map<number, Value>()
  const missing = new Set<number>()
  const awaited = new Map<number, Promise<ReadonlyMap<number, Value>>>()
  const underWay = cache.underWay(session)
  const keyOf = (id: number): string => `${String(id)} ${revisionOf(id)}`
  for (const id of ids) {
    const value = cache.get(id, revisionOf(id), session)
    if (value !== undefined) {
      found.set(id, value)
      continue
    }
    const derivation = underWay.get(keyOf(id))
    if (derivation === undefined) missing.add(id)
    else awaited.set(id, derivation)
  }
  if (missing.size > 0) {
    const derivation = derive([...missing])
      .then((derived) => {
        for (const [id, value] of derived) cache.set(id, revisionOf(id), value, session)
        return derived
      })
      .finally(() => {
        for (const id of missing) underWay.delete(keyOf(id))
      })
    for (const id of missing) {
      underWay.set(keyOf(id), derivation)
      awaited.set(id, derivation)
    }
  }
  await Promise.all(
    [...awaited].map(async ([id, derivation]) => {
      const value = (await derivation).get(id)
      if (value !== undefined) found.set(id, value)
    }),
  )
  return found
}
