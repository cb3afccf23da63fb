import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { sql, write } from '../../src/session/session.js'
import { startClient, type TestClient } from './client.js'
import { databases, type TestDatabase } from './database.js'
import { openSeason } from './season.js'

/** A field with a resolver of its own, how it is asked for many parents at once, and what that costs. */
export interface AskedField {
  /** `Event.progress`; a field of the roots as `Query.event`. */
  readonly field: string
  readonly operation: string
  /** How many statements are sent, those for its parents included, if nothing was derived before. */
  readonly statements: number
}

/** The first rows of a season that was just opened. */
export const EVENT = 'event_1'
export const ASSIGNMENT = 'assignment_1'
export const RECIPE = 'recipe_1'

/**
 * Each field sends these statements, and no more for more rows: a change shows in review, as a count here and as SQL in
 * the snapshot beside the test.
 */
export function assertStatements(fields: readonly AskedField[]): void {
  describe.each(databases.slice(0, 1))('the statements on the $kind database of', ({ open }) => {
    let database: TestDatabase
    let client: TestClient
    beforeAll(async () => {
      database = await open()
      await openSeason(database.sessions, { events: 3, assignments: 9 })
      client = await startClient(database.sessions)
    })
    afterAll(async () => {
      await client.stop()
      await database.close()
    })

    it.each(fields)('$field', async ({ operation, statements }) => {
      // Another catalog: nothing that was derived from the last one is used again.
      await inSession(database.sessions, { mode: 'write' }, (session) =>
        write(session, sql`UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()`),
      )
      database.statements.length = 0
      const { errors } = await client.ask(operation)
      expect(errors).toEqual([])
      expect(database.statements.map(onOneLine)).toMatchSnapshot()
      expect(database.statements).toHaveLength(statements)
    })
  })
}

const onOneLine = (statement: string): string => statement.replace(/\s+/g, ' ').trim()
