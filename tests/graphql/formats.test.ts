import { isScalarType, Kind, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSchema } from '../../src/api/schema.js'
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
    await inSession(database.sessions, { mode: 'write' }, (session) =>
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
    each('{ event(id: "event_1") { date } }', (data) => expect(data).toEqual({ event: { date: '2026-12-01' } })))

  it('an instant is in UTC, to the millisecond, wherever it was written', () =>
    each('{ productionRecords(eventId: "event_1") { nodes { producedAt } } }', (data) => {
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
      '{ productionTotal(eventId: "event_1", recipeId: "recipe_1") { totalActualCost } productionRecords(eventId: "event_1") { nodes { actualCost } } }',
      (data) => {
        const costs = (JSON.stringify(data).match(/"actualCost":"[^"]+/g) ?? []).map((text) => text.slice(14))
        expect(costs).toEqual(expect.arrayContaining(['0.0000000001', '9999999999.9999999999', '100.0000', '1.2500']))
        expect(data).toMatchObject({ productionTotal: { totalActualCost: '10000000102.5000' } })
      },
    ))

  it('a quantity is its shortest text, a count a number, an id a text', () =>
    each(
      '{ event(id: "event_1") { id assignments(first: 6) { nodes { quantity package { contents { quantity finishedGood { components { quantity finishedUnit { batchPercentage itemsPerBatch } } } } } } } } }',
      (data) => {
        const text = JSON.stringify(data)
        expect(text).toContain('"id":"event_1"')
        expect(text).toContain('{"quantity":"0.5","finishedUnit":null}')
        expect(text).toContain('{"quantity":"1","finishedUnit":{"batchPercentage":"12.5","itemsPerBatch":null}}')
        expect(text).toContain('{"quantity":"6","finishedUnit":{"batchPercentage":null,"itemsPerBatch":24}}')
      },
    ))

  it('every cost and percentage is decimal text', () =>
    each('{ recipeCostBreakdown(eventId: "event_1") { plannedCost actualCost variance variancePercent } }', (data) => {
      const numbers = JSON.stringify(data).match(/:"[^"]*"/g) ?? []
      expect(numbers).toHaveLength(12)
      for (const number of numbers) expect(number.slice(2, -1)).toMatch(DECIMAL)
    }))

  it.each([
    ['Decimal', 'exact decimal', 'https://www.w3.org/TR/xmlschema11-2/#decimal'],
    ['Date', 'YYYY-MM-DD', 'https://scalars.graphql.org/andimarek/local-date'],
    ['DateTime', 'RFC 3339', 'https://scalars.graphql.org/andimarek/date-time'],
  ])('%s says what it is, and where it is specified', (name, words, specifiedByURL) =>
    each(`{ __type(name: "${name}") { kind name description specifiedByURL } }`, (data) =>
      expect(data).toEqual({
        __type: { kind: 'SCALAR', name, description: expect.stringContaining(words) as unknown, specifiedByURL },
      }),
    ),
  )
})

describe('what comes in', () => {
  it.each(['Decimal', 'Date', 'DateTime'])('is read by the schema as by the scalar %s', (name) => {
    const type = createSchema().getType(name)
    if (!isScalarType(type)) throw new Error(`There is no scalar ${name}`)
    expect(() => type.parseValue('1e3')).toThrow(`${name} cannot represent this value`)
    expect(() => type.parseLiteral({ kind: Kind.STRING, value: '1e3' })).toThrow(`${name} cannot represent this value`)
    expect(() => type.serialize(1)).toThrow(`${name} is served as text`)
  })
  it.each([
    ['Decimal', 'mutation { adjustLot(input: { id: "lot_1", toQuantity: "1e5", reason: COUNT }) { lot { id } } }'],
    ['Date', '{ purchases(filter: { from: "1e5" }) { nodes { id } } }'],
    ['DateTime', '{ history(filter: { from: "1e5" }) { nodes { id } } }'],
  ])('says of a %s that does not fit where it stands, and what it must be', (name, operation) => {
    const [error, ...others] = validate(createSchema(), parse(operation))
    expect(error?.message).toMatch(new RegExp(`^${name} cannot represent this value: it must be .*such as "`))
    expect(error?.locations).toEqual([{ line: 1, column: operation.indexOf('"1e5"') + 1 }])
    expect(others).toEqual([])
  })
  it.each(['2026-12-24', '2024-02-29'])('may be the day %s', (text) => expect(DateScalar.parseValue(text)).toBe(text))
  it.each(['2025-02-29', '2026-13-01', '0000-01-01', '24.12.2026', '2026-12-24T00:00:00Z', '', 20261224, null])(
    'may not be the day %s',
    (value) => expect(() => DateScalar.parseValue(value)).toThrow(/Date/),
  )
  it.each(['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.123456+01:00', '2026-12-24T18:00:00-15:59'])(
    'may be the instant %s',
    (text) => expect(DateTime.parseValue(text)).toBe(text),
  )
  it.each([
    '2026-02-30T18:00:00Z',
    '2026-12-24T25:00:00Z',
    '2026-12-24T18:00:00',
    '2026-12-24T18:00:00+16:00',
    '2026-12-24T18:00:00-23:59',
    '2026-12-24T18:00:00+01:60',
    '2026-12-24',
    0,
  ])('may not be the instant %s', (value) => expect(() => DateTime.parseValue(value)).toThrow(/DateTime/))
  it.each(['0', '-1.5', '123456789012345678901234567890.0123456789'])('may be the decimal %s', (text) =>
    expect(Decimal.parseValue(text)).toBe(text),
  )
  it.each(['', '.5', '1.', '1e3', 'NaN', '0x1', '1,5', '0.12345678901', 1.5])('may not be the decimal %s', (value) =>
    expect(() => Decimal.parseValue(value)).toThrow(/Decimal/),
  )
})
