import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '../../src/generated/prisma/client.js'
import { inSession } from '../../src/session/in-session.js'
import { databases, type TestDatabase } from '../support/database.js'
import { query } from '../support/query.js'

describe.each(databases)('A value of the $kind database', ({ open }) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())

  const valueOf = async (expression: string): Promise<unknown> => {
    const statement = Prisma.raw(`SELECT ${expression} AS value`)
    const [row] = await inSession(db.sessions, { mode: 'read' }, (session) =>
      query<{ value: unknown }>(session, statement),
    )
    return row?.value
  }

  it.each([
    ["'0.50'::numeric", '0.5'],
    ["'100'::numeric", '100'],
    ["'100.000'::numeric", '100'],
    ["'-0.00'::numeric", '0'],
    ["'12345678901234567890.1234567890'::numeric", '12345678901234567890.123456789'],
    ['9007199254740991::bigint', 9007199254740991],
    ["'2024-12-18'::date", '2024-12-18'],
    ["'2024-12-18 09:30Z'::timestamptz", '2024-12-18T09:30:00.000Z'],
    ["'2024-12-18 11:30:00.5+02'::timestamptz", '2024-12-18T09:30:00.500Z'],
    ["'2024-12-18 09:30:00.123456Z'::timestamptz", '2024-12-18T09:30:00.123Z'],
    ["'[1, 0.5]'::json", [1, 0.5]],
    ['NULL::numeric', null],
  ])('%s arrives as %j', async (expression, value) => {
    expect(await valueOf(expression)).toEqual(value)
  })

  it('that a number does not hold exactly is refused', async () => {
    await expect(valueOf('9007199254740993::bigint')).rejects.toThrow(/beyond what a number holds exactly/)
  })
})
