import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { openBakery } from '../support/bakery.js'
import { databases, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, NOBODY, statusesOf } from '../support/operations.js'

describe.each(databases)('Racing for batches on the $kind database', ({ open }) => {
  let db: TestDatabase
  let opened = 0
  const feast = (): string => `Feast ${String(++opened)}`
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())

  describe.each(executors)('with the %s executor', (executor) => {
    let client: TestClient
    beforeAll(async () => {
      client = await startClient(db.sessions, executor)
      await client.ask(ASSEMBLE, { id: NOBODY })
    })
    afterAll(() => client.stop())

    const race = async (ids: readonly number[]): Promise<unknown[]> => {
      const answers = await Promise.all(ids.map((id) => client.ask(ASSEMBLE, { id: idOf('Assignment', id) })))
      return answers.map(({ codes }) => codes[0] ?? 'ASSEMBLED').sort()
    }

    it('two for the last batch, 50 times: one gets it, the other is told what is missing', async () => {
      for (let round = 0; round < 50; round++) {
        const { assignmentIds } = await openBakery(db.sessions, { name: feast() })
        expect(await race(assignmentIds)).toEqual(['ASSEMBLED', 'INCOMPLETE_PRODUCTION'])
        expect((await statusesOf(db, assignmentIds)).sort()).toEqual(['ASSEMBLED', 'PENDING'])
      }
    })

    it('twenty for seven batches: seven get one', async () => {
      const { assignmentIds } = await openBakery(db.sessions, { name: feast(), batches: 7, assignments: 20 })
      const outcomes = await race(assignmentIds)
      expect(outcomes.filter((outcome) => outcome === 'ASSEMBLED')).toHaveLength(7)
      expect(outcomes.filter((outcome) => outcome === 'INCOMPLETE_PRODUCTION')).toHaveLength(13)
      const statuses = await statusesOf(db, assignmentIds)
      expect(statuses.filter((status) => status === 'ASSEMBLED')).toHaveLength(7)
    })

    it('two who make the same step of the same assignment: it is made once', async () => {
      for (let round = 0; round < 10; round++) {
        const { assignmentIds } = await openBakery(db.sessions, { name: feast(), batches: 5 })
        const [id = 0] = assignmentIds
        expect(await race([id, id])).toEqual(['ASSEMBLED', 'INVALID_STATUS_TRANSITION'])
      }
    })
  })
})
