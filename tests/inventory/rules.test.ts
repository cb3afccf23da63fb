import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, rounded, toShortest, ZERO, type Exact } from '../../src/decimal.js'
import { change, costOfTake, replay, sumOf, worth, type LedgerEntry, type UnitCost } from '../../src/inventory/rules.js'

const quantities = fc.bigInt({ min: 0n, max: 10n ** 14n }).map((units) => exact(units).div(10n ** 10n))
const prices = fc.bigInt({ min: 0n, max: 10n ** 8n }).map((units) => exact(units).div(10n ** 4n))
const costs: fc.Arbitrary<UnitCost> = fc.option(
  fc.tuple(prices, fc.integer({ min: 1, max: 997 })).map(([price, size]) => price.div(size)),
)

/** What happens to a lot: so much comes in, or that part of it is taken, given back, or left by a count. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('take' as const), part: fc.integer({ min: 0, max: 1000 }) }),
    fc.record({ kind: fc.constant('return' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('count' as const), to: quantities }),
    fc.record({ kind: fc.constant('reprice' as const), to: costs }),
  ),
  { maxLength: 12 },
)

/** The ledger of a lot, as the mutations write it. */
function ledger(
  opening: Exact,
  firstCost: UnitCost,
  happened: readonly (typeof steps extends fc.Arbitrary<readonly (infer Step)[]> ? Step : never)[],
): { readonly entries: LedgerEntry[]; readonly unitCost: UnitCost } {
  const entries: LedgerEntry[] = []
  let unitCost = firstCost
  const add = (entry: Omit<LedgerEntry, 'id'>): void => void entries.push({ id: entries.length + 1, ...entry })
  const plain = { recordId: null, reversesId: null }
  add({ kind: 'RECEIVED', ...change(opening, sumOf([]), unitCost), ...plain })
  for (const step of happened) {
    const held = sumOf(entries)
    if (step.kind === 'take') {
      const quantity = rounded(held.quantity.mul(step.part).div(1000), 10)
      const recordId = entries.length
      add({ kind: 'CONSUMED', ...change(quantity.neg(), held, unitCost), recordId, reversesId: null })
    } else if (step.kind === 'return') {
      const open = entries.filter(
        ({ id, kind }) => kind === 'CONSUMED' && !entries.some(({ reversesId }) => reversesId === id),
      )
      const take = open[step.which % open.length]
      if (take === undefined) continue
      // What its record costs now, from this lot.
      const { value } = sumOf(entries.filter(({ recordId }) => recordId === take.recordId))
      const amount = { quantity: take.quantity.neg(), value: value.neg() }
      add({ kind: 'RETURNED', ...amount, recordId: take.recordId, reversesId: take.id })
    } else if (step.kind === 'count') {
      add({ kind: 'ADJUSTED', ...change(step.to.sub(held.quantity), held, unitCost), ...plain })
    } else {
      unitCost = step.to
      for (const repricing of replay(entries, unitCost).repricings) {
        add({ kind: 'REPRICED', quantity: ZERO, reversesId: null, ...repricing })
      }
    }
  }
  return { entries, unitCost }
}

const ledgers = fc.tuple(quantities, costs, steps).map((parts) => ledger(...parts))
const shown = ({ quantity, value }: { quantity: Exact; value: Exact }) => [
  toShortest(quantity, 10),
  toShortest(value, 4),
]

describe('a take', () => {
  it('costs all that is left if it takes all that is left', () => {
    fc.assert(
      fc.property(quantities, prices, costs, (quantity, value, unitCost) => {
        expect(costOfTake(quantity, { quantity, value }, unitCost).equals(value)).toBe(true)
      }),
    )
  })

  it('in parts costs what came in, whatever the parts and the price', () => {
    fc.assert(
      fc.property(quantities, costs, fc.array(fc.integer({ min: 0, max: 1000 })), (opening, unitCost, parts) => {
        const { entries } = ledger(
          opening,
          unitCost,
          [...parts, 1000].map((part) => ({ kind: 'take', part })),
        )
        expect(shown(sumOf(entries))).toEqual(['0', '0'])
      }),
    )
  })

  it('of a lot whose price is unknown costs nothing', () => {
    expect(costOfTake(exact(1), { quantity: exact(3), value: ZERO }, null).equals(ZERO)).toBe(true)
    expect(worth(exact(3), null).equals(ZERO)).toBe(true)
  })

  // 3 units for 10.00: r4 of two of them is 6.6667.
  it.each([
    ['1', '3', '10', '3.3333'],
    ['1', '2', '6.6667', '3.3334'],
    ['1', '1', '3.3333', '3.3333'],
    ['0.00001', '3', '10', '0'],
  ])('of %s from %s worth %s costs %s', (quantity, held, value, cost) => {
    const lot = { quantity: exact(held), value: exact(value) }
    expect(toShortest(costOfTake(exact(quantity), lot, exact(10).div(3)), 4)).toBe(cost)
  })
})

describe('the ledger of a lot', () => {
  it('never goes below 0, and has values of 4 places whose sign is that of the quantity', () => {
    fc.assert(
      fc.property(ledgers, ({ entries }) => {
        entries.forEach(({ kind, quantity, value }, index) => {
          const held = sumOf(entries.slice(0, index + 1))
          // The entries of one correction stand together.
          if (kind !== 'REPRICED') expect(held.value.compare(0)).toBeGreaterThanOrEqual(0)
          expect(held.quantity.compare(0)).toBeGreaterThanOrEqual(0)
          expect(rounded(value, 4).equals(value)).toBe(true)
          if (kind !== 'REPRICED') expect(quantity.mul(value).compare(0)).toBeGreaterThanOrEqual(0)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is worth 0 when it is empty', () => {
    fc.assert(
      fc.property(ledgers, ({ entries }) => {
        const held = sumOf(entries)
        if (held.quantity.equals(ZERO)) expect(shown(held)).toEqual(['0', '0'])
      }),
      { numRuns: 500 },
    )
  })
})

describe('a replay', () => {
  it('at the same price changes nothing', () => {
    fc.assert(
      fc.property(ledgers, ({ entries, unitCost }) => {
        const { held, repricings } = replay(entries, unitCost)
        expect(shown(held)).toEqual(shown(sumOf(entries)))
        expect(repricings.map(({ recordId, value }) => [recordId, toShortest(value, 4)])).toEqual([[null, '0']])
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the quantity, and its differences lead to what the lot is worth', () => {
    fc.assert(
      fc.property(ledgers, costs, ({ entries }, unitCost) => {
        const before = sumOf(entries)
        const { held, repricings } = replay(entries, unitCost)
        const { value } = sumOf(repricings.map(({ value }) => ({ quantity: ZERO, value })))
        expect(shown(held)).toEqual(shown({ quantity: before.quantity, value: before.value.add(value) }))
      }),
      { numRuns: 500 },
    )
  })

  it('there and back is as it was', () => {
    fc.assert(
      fc.property(quantities, costs, steps, costs, (opening, cost, happened, other) => {
        const plain = happened.filter(({ kind }) => kind !== 'reprice')
        const once = ledger(opening, cost, plain)
        const back = ledger(opening, cost, [...plain, { kind: 'reprice', to: other }, { kind: 'reprice', to: cost }])
        expect(shown(sumOf(back.entries))).toEqual(shown(sumOf(once.entries)))
      }),
    )
  })

  it('leaves a record whose takes were given back at 0', () => {
    fc.assert(
      fc.property(ledgers, costs, ({ entries }, unitCost) => {
        const returned = new Set(entries.filter(({ kind }) => kind === 'RETURNED').map(({ recordId }) => recordId))
        const { repricings } = replay(entries, unitCost)
        for (const recordId of returned) {
          const own = [...entries, ...repricings.map((each) => ({ ...each, quantity: ZERO }))]
          expect(shown(sumOf(own.filter((entry) => entry.recordId === recordId)))).toEqual(['0', '0'])
        }
      }),
      { numRuns: 500 },
    )
  })
})
