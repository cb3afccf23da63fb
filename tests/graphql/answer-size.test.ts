import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { idOf } from '../support/ids.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { openSeason, type Season } from '../support/season.js'

const MAX = 100_000
const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

describe.each(suites)(
  'the size of an answer on the $kind database with the $executor executor',
  ({ open, executor }) => {
    let database: TestDatabase
    let season: Season
    let client: TestClient
    beforeAll(async () => {
      database = await open()
      season = await openSeason(database.sessions, { events: 2, assignments: 6 })
      await inSession(database.sessions, { mode: 'write' }, async (session) => {
        // Of a baker who likes to write, in letters of three bytes.
        await session.event.updateMany({ data: { notes: '\u{30d1}'.repeat(10_000) } })
      })
      client = await startClient(database.sessions, executor, undefined, { maxAnswerBytes: MAX })
    })
    afterAll(async () => {
      await client.stop()
      await database.close()
    })

    const aliases = (count: number, of: string): string =>
      Array.from({ length: count }, (_, index) => `a${String(index)}: ${of}`).join(' ')
    const tooLarge = { code: 'ANSWER_TOO_LARGE', maxBytes: MAX }

    it('is counted in bytes, and what is too large is refused', async () => {
      const notes = (times: number): string =>
        `{ event(id: "${idOf('Event', season.eventIds[0])}") { ${aliases(times, 'notes')} } }`
      for (let time = 0; time < 3; time++) {
        expect((await client.ask(notes(3))).codes).toEqual([])
        const { data, errors } = await client.ask(notes(4))
        expect(data).toBeNull()
        expect(errors).toMatchObject([{ extensions: tooLarge }])
      }
    })

    it('counts the names of its fields', async () => {
      // As long as names may be.
      const names = (count: number): string =>
        Array.from({ length: count }, (_, i) => `${'a'.repeat(97)}${String(i + 100)}: id`).join(' ')
      const rows = (count: number): string =>
        `{ eventAssignments(eventId: "${idOf('Event', season.eventIds[0])}", first: 5) { nodes { ${names(count)} } } }`
      for (let time = 0; time < 3; time++) {
        expect((await client.ask(rows(150))).codes).toEqual([])
        expect((await client.ask(rows(250))).codes).toEqual(['ANSWER_TOO_LARGE'])
      }
    })

    it('is looked at before the COMMIT of a mutation: what is refused was not done', async () => {
      const assignmentId = idOf('Assignment', season.assignmentIds[2])
      const mutation = `mutation { updatePackageStatus(input: { assignmentId: "${assignmentId}", status: ASSEMBLED }) {
      assignment { status event { ${aliases(4, 'notes')} } } } }`
      for (let time = 0; time < 3; time++) {
        const { data, errors } = await client.ask(mutation)
        expect(data).toBeNull()
        expect(errors).toMatchObject([{ extensions: tooLarge }])
      }
      const { data } = await client.ask(
        `{ canAssemblePackage(assignmentId: "${assignmentId}") { assignment { status } } }`,
      )
      expect(data).toEqual({ canAssemblePackage: { assignment: { status: 'PENDING' } } })
    })

    it('of the schema about itself is bounded too', async () => {
      const whole = `{ __schema { ${aliases(20, 'types { description fields { description } }')} } }`
      expect((await client.ask(whole)).errors).toMatchObject([{ extensions: tooLarge }])
      expect((await client.ask('{ __schema { types { name } } }')).codes).toEqual([])
    })
  },
)
