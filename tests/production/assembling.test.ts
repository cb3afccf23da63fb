import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Needs } from '../../src/catalog/rules.js'
import { exact } from '../../src/decimal.js'
import type { PackageStatus } from '../../src/planning/rules.js'
import { type MissingRecipe, missingRecipes } from '../../src/production/assembly-rules.js'
import { eventBalance } from '../../src/production/rules.js'

const recipe = { id: 1, name: 'Vanillekipferl', category: 'Cookies' }

interface Planned {
  readonly items: number
  status: PackageStatus
}

/** An event in whole items of one recipe: what the rules say in fractions of batches has to agree with it. */
function missingFor(own: Planned, all: readonly Planned[], batches: number, itemsPerBatch: number): MissingRecipe[] {
  const needs = (items: number): Needs => new Map([[1, { recipe, batches: exact(items).div(itemsPerBatch) }]])
  const book = eventBalance(
    {
      assignments: all.map(({ status }, packageId) => ({ packageId, status, rows: 1, quantity: 1 })),
      committed: taken(all).map(({ items }) => ({ recipeId: 1, batches: exact(items).div(itemsPerBatch) })),
      production: batches === 0 ? [] : [{ recipeId: 1, batches, cost: '0' }],
      losses: [],
    },
    (index) => needs(all[index]?.items ?? 0),
  )
  return missingRecipes(book, { needs: needs(own.items), status: own.status })
}

const itemsOf = (planned: readonly Planned[]): number => planned.reduce((sum, { items }) => sum + items, 0)
const taken = (planned: readonly Planned[]): Planned[] => planned.filter(({ status }) => status !== 'PENDING')

const plans = fc.array(
  fc.record({
    items: fc.integer({ min: 1, max: 60 }),
    status: fc.constantFrom<PackageStatus>('PENDING', 'ASSEMBLED', 'DELIVERED'),
  }),
  { minLength: 1, maxLength: 8 },
)
const sizes = fc.integer({ min: 1, max: 144 })
const produced = fc.integer({ min: 0, max: 20 })

describe('a package falls short', () => {
  it('just where the others that are packed and it need more items than were baked', () => {
    fc.assert(
      fc.property(plans, sizes, produced, (all, itemsPerBatch, batches) => {
        for (const own of all) {
          const others = taken(all.filter((planned) => planned !== own))
          const enough = itemsOf(others) + own.items <= batches * itemsPerBatch
          expect(missingFor(own, all, batches, itemsPerBatch).length === 0).toBe(enough)
        }
      }),
    )
  })

  it('by the fewest batches that would be enough', () => {
    fc.assert(
      fc.property(plans, sizes, produced, (all, itemsPerBatch, batches) => {
        for (const own of all) {
          const [missing] = missingFor(own, all, batches, itemsPerBatch)
          if (missing === undefined) continue
          expect(missingFor(own, all, batches + missing.batchesMissing, itemsPerBatch)).toEqual([])
          expect(missingFor(own, all, batches + missing.batchesMissing - 1, itemsPerBatch)).toHaveLength(1)
        }
      }),
    )
  })

  it('and says what it needs itself, what was baked, and what others have taken', () => {
    const all: Planned[] = [
      { items: 18, status: 'PENDING' },
      { items: 6, status: 'ASSEMBLED' },
      { items: 9, status: 'DELIVERED' },
      { items: 100, status: 'PENDING' },
    ]
    const [first = { items: 0, status: 'PENDING' }] = all
    expect(missingFor(first, all, 2, 12)).toEqual([
      { recipe, batchesRequired: 2, batchesProduced: 2, batchesLost: '0', batchesCommitted: '1.25', batchesMissing: 1 },
    ])
  })

  it('not because of what it has taken itself', () => {
    const own: Planned = { items: 12, status: 'DELIVERED' }
    expect(missingFor(own, [own], 1, 12)).toEqual([])
    expect(missingFor(own, [own, { items: 1, status: 'ASSEMBLED' }], 1, 12)).toMatchObject([
      { batchesCommitted: '0.083333', batchesMissing: 1 },
    ])
  })

  it('not for want of a third of a millionth that fractions leave', () => {
    const thirds = [1, 2, 3].map((): Planned => ({ items: 1, status: 'ASSEMBLED' }))
    for (const own of thirds) expect(missingFor(own, thirds, 1, 3)).toEqual([])
  })

  it('never for a package without contents', () => {
    const book = eventBalance({ assignments: [], committed: [], production: [], losses: [] }, () => new Map())
    expect(missingRecipes(book, { needs: new Map(), status: 'PENDING' })).toEqual([])
  })
})

describe('assembling whatever does not fall short', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ assemble: fc.nat({ max: 7 }) }),
      fc.record({ deliver: fc.nat({ max: 7 }) }),
      fc.record({ bake: fc.integer({ min: 1, max: 3 }) }),
    ),
    { maxLength: 40 },
  )

  it('in any order, while baking goes on, promises no item twice', () => {
    fc.assert(
      fc.property(plans, sizes, steps, (planned, itemsPerBatch, happens) => {
        const all = planned.map(({ items }): Planned => ({ items, status: 'PENDING' }))
        let batches = 0
        for (const step of happens) {
          if ('bake' in step) batches += step.bake
          else {
            const own = all['assemble' in step ? step.assemble : step.deliver]
            if (own === undefined) continue
            if ('deliver' in step && own.status === 'ASSEMBLED') own.status = 'DELIVERED'
            const ready = missingFor(own, all, batches, itemsPerBatch).length === 0
            if ('assemble' in step && own.status === 'PENDING' && ready) own.status = 'ASSEMBLED'
          }
          expect(itemsOf(taken(all))).toBeLessThanOrEqual(batches * itemsPerBatch)
        }
        // And whatever was packed can still be: asked again, nothing that is packed falls short.
        for (const own of taken(all)) expect(missingFor(own, all, batches, itemsPerBatch)).toEqual([])
      }),
    )
  })

  it('packs everything once the batches that the event requires are baked', () => {
    fc.assert(
      fc.property(plans, sizes, (planned, itemsPerBatch) => {
        const all = planned.map(({ items }): Planned => ({ items, status: 'PENDING' }))
        const required = Math.ceil(itemsOf(all) / itemsPerBatch)
        for (const own of all) {
          expect(missingFor(own, all, required, itemsPerBatch)).toEqual([])
          own.status = 'ASSEMBLED'
        }
      }),
    )
  })
})
