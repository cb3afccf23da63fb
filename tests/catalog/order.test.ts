import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byCodePoint, byName } from '../../src/ordering.js'
import { inSession } from '../../src/session/in-session.js'
import { sql } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { databases, type TestDatabase } from '../support/database.js'

/** Texts that a database can keep, many with equal beginnings; a fullwidth tilde stands behind all surrogates. */
const letters = fc.constantFrom('a', 'B', 'é', '\u{1f36a}', '\u{1f382}', '\uff5e', '\ud7ff', '\ue000', '\u{10ffff}')
const names = fc.oneof(
  fc.string({ unit: letters, maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !text.includes('\0')),
)

describe('code point order', () => {
  it('puts a fullwidth tilde before an emoji, where UTF-16 would not', () => {
    const [tilde, cookie] = ['\uff5e', '\u{1f36a}']
    expect(cookie < tilde).toBe(true)
    expect([cookie, tilde].sort(byCodePoint)).toEqual([tilde, cookie])
  })

  it('puts capitals first and a beginning before what goes on from it', () => {
    expect(['b', 'ab', 'a', 'B', ''].sort(byCodePoint)).toEqual(['', 'B', 'a', 'ab', 'b'])
  })

  it('is an order: turned around it is reversed, and what is between stays between', () => {
    fc.assert(
      fc.property(names, names, names, (a, b, c) => {
        expect(Math.sign(byCodePoint(a, b))).toBe(-Math.sign(byCodePoint(b, a)) + 0)
        expect(byCodePoint(a, b) === 0).toBe(a === b)
        if (byCodePoint(a, b) <= 0 && byCodePoint(b, c) <= 0) expect(byCodePoint(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('leaves equal names to their ids', () => {
    const rows = [9, 10, 2].map((id) => ({ name: 'Stollen', id }))
    expect(rows.sort(byName).map(({ id }) => id)).toEqual([2, 9, 10])
  })
})

describe.each(databases)('code point order on the $kind database', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  it('is that of its COLLATE "C"', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(names, { minLength: 20, maxLength: 60 }), async (texts) => {
        const sorted = await inSession(database.sessions, { mode: 'read' }, (session) =>
          query<{ text: string }>(
            session,
            sql`SELECT text FROM unnest(${texts}::text[]) AS text ORDER BY text COLLATE "C"`,
          ),
        )
        expect(texts.sort(byCodePoint)).toEqual(sorted.map(({ text }) => text))
      }),
      { numRuns: 30 },
    )
  })
})
