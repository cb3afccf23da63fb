import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Needs } from '../../src/catalog/rules.js'
import { exact, type Exact } from '../../src/decimal.js'
import type { PackageStatus } from '../../src/planning/rules.js'
import { eventBalance, type Activity, type EventBalance } from '../../src/production/rules.js'

const STATUSES: readonly PackageStatus[] = ['PENDING', 'ASSEMBLED', 'DELIVERED']
const recipes = [1, 2, 3].map((id) => ({ id, name: `Recipe ${String(id)}`, category: 'Cake' }))

type Group = Activity['assignments'][number]

const packages: fc.Arbitrary<readonly Needs[]> = fc.array(
  fc
    .array(fc.tuple(fc.constantFrom(...recipes), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 48 })))
    .map((parts) => new Map(parts.map(([recipe, n, d]) => [recipe.id, { recipe, batches: exact(n).div(d) }]))),
  { minLength: 3, maxLength: 3 },
)
const groups: fc.Arbitrary<Group[]> = fc.array(
  fc.record({
    packageId: fc.integer({ min: 0, max: 2 }),
    status: fc.constantFrom(...STATUSES),
    rows: fc.constant(1),
    quantity: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 12 },
)

/** What is packed took what its package needs now. */
const bookOf = (assignments: readonly Group[], needs: readonly Needs[]): EventBalance => {
  const committed = assignments
    .filter(({ status }) => status !== 'PENDING')
    .flatMap(({ packageId, quantity }) =>
      [...(needs[packageId] ?? [])].map(([recipeId, { batches }]) => ({ recipeId, batches: batches.mul(quantity) })),
    )
  return eventBalance({ assignments, committed, production: [], losses: [] }, (id) => needs[id] ?? new Map())
}
const written = (needs: EventBalance['needs']): string[] =>
  [...needs].map(([id, batches]) => `${String(id)}: ${batches.toFraction()}`).sort()
const sum = (a: EventBalance['needs'], b: EventBalance['needs']): EventBalance['needs'] => {
  const all = new Map<number, Exact>(a)
  for (const [id, batches] of b) all.set(id, batches.add(a.get(id) ?? 0))
  return all
}

describe('what an event needs', () => {
  it('is the sum of what any two parts of its assignments need', () => {
    fc.assert(
      fc.property(packages, groups, groups, (needs, some, others) => {
        const whole = bookOf([...some, ...others], needs)
        const [a, b] = [bookOf(some, needs), bookOf(others, needs)]
        expect(written(whole.needs)).toEqual(written(sum(a.needs, b.needs)))
        expect(written(whole.committed)).toEqual(written(sum(a.committed, b.committed)))
      }),
    )
  })

  it('does not hang on the order of its assignments', () => {
    fc.assert(
      fc.property(packages, groups, (needs, all) => {
        expect(written(bookOf(all.toReversed(), needs).needs)).toEqual(written(bookOf(all, needs).needs))
      }),
    )
  })

  it('is the same for one assignment of five packages as for five assignments of one', () => {
    fc.assert(
      fc.property(packages, groups, (needs, all) => {
        const apart = all.flatMap((group) => Array.from({ length: group.quantity }, () => ({ ...group, quantity: 1 })))
        expect(written(bookOf(apart, needs).needs)).toEqual(written(bookOf(all, needs).needs))
        expect(bookOf(apart, needs).quantities).toEqual(bookOf(all, needs).quantities)
      }),
    )
  })

  it('does not hang on how far its assignments are', () => {
    fc.assert(
      fc.property(packages, groups, (needs, all) => {
        const pending = all.map((group): Group => ({ ...group, status: 'PENDING' }))
        expect(written(bookOf(pending, needs).needs)).toEqual(written(bookOf(all, needs).needs))
        expect(written(bookOf(pending, needs).committed)).toEqual([])
      }),
    )
  })

  it('is taken to the part of its assembled and delivered assignments', () => {
    fc.assert(
      fc.property(packages, groups, (needs, all) => {
        const taken = all.filter(({ status }) => status !== 'PENDING')
        expect(written(bookOf(all, needs).committed)).toEqual(written(bookOf(taken, needs).needs))
      }),
    )
  })
})

describe('assignments and packages', () => {
  it('are counted by status', () => {
    const groupsByHand: Group[] = [
      { packageId: 0, status: 'PENDING', rows: 2, quantity: 5 },
      { packageId: 1, status: 'PENDING', rows: 1, quantity: 1 },
      { packageId: 0, status: 'ASSEMBLED', rows: 1, quantity: 4 },
      { packageId: 2, status: 'DELIVERED', rows: 3, quantity: 7 },
    ]
    const { assignments, quantities } = bookOf(groupsByHand, [])
    expect(assignments).toEqual({ total: 7, pending: 3, assembled: 1, delivered: 3 })
    expect(quantities).toEqual({ total: 17, pending: 6, assembled: 4, delivered: 7 })
  })
})
