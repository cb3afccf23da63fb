import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { stepAside, type Aside } from '../support/aside.js'
import { openBakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, statusesOf } from '../support/operations.js'

describe.each(servers)('Assembling while the assignment is moved to another event', ({ open }) => {
  let db: TestDatabase
  let aside: Aside
  let client: TestClient
  let opened = 0
  const feast = (): string => `Feast ${String(++opened)}`
  beforeAll(async () => {
    db = await open()
    aside = await stepAside(db)
    client = await startClient(db.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await aside.end()
    await db.close()
  })

  it('does not promise the last batch of that event twice, 50 times', async () => {
    for (let round = 0; round < 50; round++) {
      const from = await openBakery(db.sessions, { name: feast() })
      const to = await openBakery(db.sessions, { name: feast(), assignments: 1 })
      const [moved = 0] = from.assignmentIds
      const [there = 0] = to.assignmentIds
      await aside.client.query('BEGIN')
      await aside.client.query('UPDATE assignment SET event_id = $1, package_id = $2 WHERE id = $3', [
        to.eventId,
        to.packageId,
        moved,
      ])
      // The first waits for the event that the assignment is leaving, the second for the one that it comes to.
      const asked = Promise.all([moved, there].map((id) => client.ask(ASSEMBLE, { id: idOf('Assignment', id) })))
      await aside.lockedOut(2)
      await aside.client.query('COMMIT')
      const outcomes = (await asked).map(({ codes }) => codes[0] ?? 'ASSEMBLED')
      expect(outcomes.sort()).toEqual(['ASSEMBLED', 'INCOMPLETE_PRODUCTION'])
      expect((await statusesOf(db, [moved, there])).sort()).toEqual(['ASSEMBLED', 'PENDING'])
    }
  })

  it('counts with what the event has that it is moved to, and not with what it leaves behind', async () => {
    const from = await openBakery(db.sessions, { name: feast() })
    const to = await openBakery(db.sessions, { name: feast(), batches: 0, assignments: 0 })
    const [moved = 0] = from.assignmentIds
    await aside.client.query('BEGIN')
    await aside.client.query('UPDATE assignment SET event_id = $1 WHERE id = $2', [to.eventId, moved])
    const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', moved) })
    await aside.lockedOut()
    await aside.client.query('COMMIT')
    expect((await asked).codes).toEqual(['INCOMPLETE_PRODUCTION'])
  })
})
