import type { Needs, Recipe } from '../catalog/rules.js'
import { ceiling, type Exact, exact, toShortest, ZERO } from '../decimal.js'
import { byCodePoint, byName } from '../ordering.js'
import type { PackageStatus } from '../planning/rules.js'
import {
  addBatches,
  available,
  NEED_PLACES,
  NOTHING_PRODUCED,
  r6,
  type Supply,
  supplyAfter,
  wholeBatches,
} from './rules.js'

export interface MissingRecipe {
  readonly recipe: Recipe
  /** The assignment's own need, rounded up. */
  readonly batchesRequired: number
  readonly batchesProduced: number
  readonly batchesLost: string
  readonly batchesCommitted: string
  readonly batchesMissing: number
}

/**
 * The recipes that fall short for an assignment, by name; none when it can be assembled: committed + own need <=
 * produced - lost for each recipe that it needs. `own` is what all packages of the assignment need. What an assignment
 * that is packed has taken itself does not count as committed (DOMAIN.md, Can assemble).
 */
export function missingRecipes(
  { committed, produced }: Supply,
  own: { readonly needs: Needs; readonly status: PackageStatus },
): MissingRecipe[] {
  const missing: MissingRecipe[] = []
  for (const [id, { recipe, batches: need }] of own.needs) {
    const taken = committed.get(id) ?? ZERO
    const others = own.status === 'PENDING' ? taken : taken.sub(need)
    const production = produced.get(id) ?? NOTHING_PRODUCED
    const short = r6(others.add(need)).sub(available(production))
    if (short.compare(0) > 0) {
      missing.push({
        recipe,
        batchesRequired: wholeBatches(need),
        batchesProduced: production.batches,
        batchesLost: toShortest(production.batchesLost, NEED_PLACES),
        batchesCommitted: toShortest(others, NEED_PLACES),
        batchesMissing: ceiling(short),
      })
    }
  }
  return missing.sort((a, b) => byName(a.recipe, b.recipe))
}

/** A pending assignment and what all of its packages need. */
export interface Candidate<A> {
  readonly assignment: A
  readonly needs: Needs
}

/**
 * Which pending assignments of an event can be assembled, one after the other, without promising a batch twice
 * (DOMAIN.md, Planning what next). What is scarce goes first to those who need the smallest part of it, so that many
 * can be assembled; then by recipient name, then id. One that no longer fits is left out, not waited for.
 */
export function assemblable<A extends { readonly id: number; readonly recipient: { readonly name: string } }>(
  supply: Supply,
  pending: readonly Candidate<A>[],
): A[] {
  const free = scarce(supply, pending)
  const ordered = pending
    .map((candidate) => ({ ...candidate, share: largestShare(candidate.needs, free) }))
    .sort(
      ({ share: a, assignment: one }, { share: b, assignment: other }) =>
        byShare(a, b) || byCodePoint(one.recipient.name, other.recipient.name) || one.id - other.id,
    )
  let left = supply
  return ordered.flatMap(({ assignment, needs }) => {
    if (missingRecipes(left, { needs, status: 'PENDING' }).length > 0) return []
    left = supplyAfter(left, needs)
    return [assignment]
  })
}

/** Of each recipe that is short for all the pending assignments together: how many batches are free. */
function scarce({ committed, produced }: Supply, pending: readonly Candidate<unknown>[]): Map<number, Exact> {
  const asked = new Map<number, Exact>()
  for (const { needs } of pending) for (const [id, { batches }] of needs) addBatches(asked, id, batches)
  const free = new Map<number, Exact>()
  for (const [id, need] of asked) {
    const taken = committed.get(id) ?? ZERO
    const production = produced.get(id) ?? NOTHING_PRODUCED
    if (r6(taken.add(need)).compare(available(production)) <= 0) continue
    free.set(id, exact(production.batches).sub(production.batchesLost).sub(taken))
  }
  return free
}

/** The largest part of what is free of a scarce recipe; more than any part, if nothing is. */
function largestShare(needs: Needs, free: ReadonlyMap<number, Exact>): Exact | 'all' {
  let largest = ZERO
  for (const [id, { batches: need }] of needs) {
    const there = free.get(id)
    if (there === undefined) continue
    if (there.compare(ZERO) <= 0) return 'all'
    const share = need.div(there)
    if (share.compare(largest) > 0) largest = share
  }
  return largest
}

function byShare(a: Exact | 'all', b: Exact | 'all'): number {
  if (a === 'all' || b === 'all') return Number(a === 'all') - Number(b === 'all')
  return a.compare(b)
}
