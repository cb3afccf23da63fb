import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DateScalar, DateTime, Decimal } from '../../src/graphql/scalars.js'
import { inSession } from '../../src/session/in-session.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason } from '../support/season.js'

const DECIMAL = /^-?\d+(\.\d+)?$/
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

describe.each(databases)('on the wire from the $kind database', ({ open }) => {
  let database: TestDatabase
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    const { eventIds, recipeIds } = await openSeason(database.sessions, { events: 1 })
    const [eventId = 0, recipeId = 0] = [eventIds[0], recipeIds[0]]
    await inSession(database.sessions, 'write', (session) =>
      session.productionRecord.createMany({
        data: [
          ['0.0000000001', '1999-12-31T23:59:59.999Z'],
          ['9999999999.9999999999', '2026-12-31T23:30:00+02:00'],
          ['100', '2027-01-01T00:00:00Z'],
        ].map(([actualCost = '', at = '']) => ({
          eventId,
          recipeId,
          batches: 1,
          actualCost,
          producedAt: new Date(at),
        })),
      }),
    )
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  const each = async (query: string, check: (data: unknown) => void) => {
    for (const client of clients) {
      for (let time = 0; time < 3; time++) {
        const { data, errors } = await client.ask(query)
        expect(errors).toEqual([])
        check(data)
      }
    }
  }

  it('a date is a day without a time', () =>
    each('{ event(id: "1") { date } }', (data) => expect(data).toEqual({ event: { date: '2026-12-01' } })))

  it('an instant is in UTC, to the millisecond, wherever it was written', () =>
    each('{ productionRecords(eventId: "1") { nodes { producedAt } } }', (data) => {
      const instants = JSON.stringify(data).match(/\d{4}-[^"]+/g) ?? []
      expect(instants).toHaveLength(9)
      for (const instant of instants) expect(instant).toMatch(DATE_TIME)
      expect(instants).toEqual(instants.toSorted().toReversed())
      expect(instants).toEqual(
        expect.arrayContaining(['1999-12-31T23:59:59.999Z', '2026-12-31T21:30:00.000Z', '2027-01-01T00:00:00.000Z']),
      )
    }))

  it('money is exact text with four places, and more only where there is more', () =>
    each(
      '{ productionTotal(eventId: "1", recipeId: "1") { totalActualCost } productionRecords(eventId: "1") { nodes { actualCost } } }',
      (data) => {
        const costs = (JSON.stringify(data).match(/"actualCost":"[^"]+/g) ?? []).map((text) => text.slice(14))
        expect(costs).toEqual(expect.arrayContaining(['0.0000000001', '9999999999.9999999999', '100.0000', '1.2500']))
        expect(data).toMatchObject({ productionTotal: { totalActualCost: '10000000102.5000' } })
      },
    ))

  it('a quantity is its shortest text, a count a number, an id a text', () =>
    each(
      '{ event(id: "1") { id assignments(first: 6) { nodes { quantity package { contents { quantity finishedGood { components { quantity finishedUnit { batchPercentage itemsPerBatch } } } } } } } } }',
      (data) => {
        const text = JSON.stringify(data)
        expect(text).toContain('"id":"1"')
        expect(text).toContain('{"quantity":"0.5","finishedUnit":null}')
        expect(text).toContain('{"quantity":"1","finishedUnit":{"batchPercentage":"12.5","itemsPerBatch":null}}')
        expect(text).toContain('{"quantity":"6","finishedUnit":{"batchPercentage":null,"itemsPerBatch":24}}')
      },
    ))

  it('every cost and percentage is decimal text', () =>
    each('{ recipeCostBreakdown(eventId: "1") { plannedCost actualCost variance variancePercent } }', (data) => {
      const numbers = JSON.stringify(data).match(/:"[^"]*"/g) ?? []
      expect(numbers).toHaveLength(12)
      for (const number of numbers) expect(number.slice(2, -1)).toMatch(DECIMAL)
    }))
})

describe('what comes in', () => {
  it.each(['2026-12-24', '2024-02-29'])('may be the day %s', (text) => expect(DateScalar.parseValue(text)).toBe(text))
  it.each(['2025-02-29', '2026-13-01', '0000-01-01', '24.12.2026', '2026-12-24T00:00:00Z', '', 20261224, null])(
    'may not be the day %s',
    (value) => expect(() => DateScalar.parseValue(value)).toThrow(/Date/),
  )
  it.each(['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.123456+01:00'])('may be the instant %s', (text) =>
    expect(DateTime.parseValue(text)).toBe(text),
  )
  it.each(['2026-02-30T18:00:00Z', '2026-12-24T25:00:00Z', '2026-12-24T18:00:00', '2026-12-24', 0])(
    'may not be the instant %s',
    (value) => expect(() => DateTime.parseValue(value)).toThrow(/DateTime/),
  )
  it.each(['0', '-1.5', '123456789012345678901234567890.0123456789'])('may be the decimal %s', (text) =>
    expect(Decimal.parseValue(text)).toBe(text),
  )
  it.each(['', '.5', '1.', '1e3', 'NaN', '0x1', '1,5', '0.12345678901', 1.5])('may not be the decimal %s', (value) =>
    expect(() => Decimal.parseValue(value)).toThrow(/Decimal/),
  )
})
