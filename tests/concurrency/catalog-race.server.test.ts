import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { updatePackageStatus } from '../../src/production/update-package-status.js'
import { inSession } from '../../src/session/in-session.js'
import { gate, stepAside, type Aside } from '../support/aside.js'
import { openBakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { servers, type TestDatabase } from '../support/database.js'
import { ASSEMBLE, statusesOf } from '../support/operations.js'

describe.each(servers)('Assembling while the catalog changes', ({ open }) => {
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

  /** Every package of this kind now holds twice as much. */
  const double = (packageId: number): Promise<unknown> =>
    aside.client.query('UPDATE package_content SET quantity = quantity * 2 WHERE package_id = $1', [packageId])

  it('waits for a change that is under way, and counts with what it left', async () => {
    const { assignmentIds, packageId } = await openBakery(db.sessions, { name: feast() })
    await aside.client.query('BEGIN')
    await double(packageId)
    const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', assignmentIds[0]) })
    await aside.lockedOut()
    await aside.client.query('COMMIT')
    const answer = await asked
    expect(answer.codes).toEqual(['INCOMPLETE_PRODUCTION'])
    expect(answer.errors[0]?.extensions['missingRecipes']).toMatchObject([{ batchesRequired: 2, batchesProduced: 1 }])
  })

  it('waits for a change that is taken back, and counts as before', async () => {
    const { assignmentIds, packageId } = await openBakery(db.sessions, { name: feast() })
    await aside.client.query('BEGIN')
    await double(packageId)
    const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', assignmentIds[0]) })
    await aside.lockedOut()
    await aside.client.query('ROLLBACK')
    expect((await asked).codes).toEqual([])
  })

  it('makes a change wait that comes while it is under way', async () => {
    const { assignmentIds, packageId } = await openBakery(db.sessions, { name: feast() })
    const assembled = gate()
    const mayCommit = gate()
    const watcher = await stepAside(db)
    const order: string[] = []
    const assembling = inSession(db.sessions, { mode: 'write' }, async (session) => {
      await updatePackageStatus(assignmentIds[0] ?? 0, 'ASSEMBLED', session)
      assembled.open()
      await mayCommit.opened
      order.push('assembled')
    })
    await assembled.opened
    const changing = double(packageId).then(() => order.push('changed'))
    await watcher.lockedOut()
    expect(order).toEqual([])
    mayCommit.open()
    await Promise.all([assembling, changing])
    expect(order).toEqual(['assembled', 'changed'])
    expect(await statusesOf(db, assignmentIds)).toEqual(['ASSEMBLED', 'PENDING'])
    await watcher.end()
  })

  it('in any order, 40 times: what a change finds pending is not assembled on what was before it', async () => {
    for (let round = 0; round < 40; round++) {
      const { assignmentIds, packageId } = await openBakery(db.sessions, { name: feast() })
      const [id = 0] = assignmentIds
      const change = async (): Promise<unknown> => {
        await aside.client.query('BEGIN')
        await double(packageId)
        const found = await aside.client.query<{ status: string }>('SELECT status FROM assignment WHERE id = $1', [id])
        await aside.client.query('COMMIT')
        return found.rows[0]?.status
      }
      const asked = client.ask(ASSEMBLE, { id: idOf('Assignment', id) })
      // Later by something from nothing to a few statements.
      for (let turns = 0; turns < round % 8; turns++) await new Promise(setImmediate)
      const [answer, found] = await Promise.all([asked, change()])
      const [outcome = 'ASSEMBLED'] = answer.codes
      expect({ found, outcome }).toEqual({
        found,
        outcome: found === 'ASSEMBLED' ? 'ASSEMBLED' : 'INCOMPLETE_PRODUCTION',
      })
    }
  })
})
