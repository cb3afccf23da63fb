import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/database.js'
import { getProductionProgress } from '../../src/production/progress-service.js'
import { inSession } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import { query } from '../support/query.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { databases, servers, type TestDatabase } from '../support/database.js'

const CATALOG = [
  'ingredient',
  'product',
  'purchase',
  'recipe',
  'recipe_line',
  'recipe_component',
  'finished_unit',
  'finished_good',
  'finished_good_component',
  'package',
  'package_content',
] as const

// What names the state of the data must change with it, however it is changed: by this product or by hand.
describe.each(databases)('A revision on the $kind database', ({ open }) => {
  let db: TestDatabase
  let one: Bakery
  let other: Bakery
  beforeAll(async () => {
    db = await open()
    one = await openBakery(db.sessions, { name: 'One' })
    other = await openBakery(db.sessions, { name: 'Other' })
  })
  afterAll(() => db.close())

  interface Revisions {
    readonly one: string | undefined
    readonly other: string | undefined
    readonly catalog: string | undefined
  }

  const revisions = (): Promise<Revisions> =>
    inSession(db.sessions, { mode: 'read' }, async (session) => {
      const rows = await query<{ id: number; revision: string }>(
        session,
        sql`SELECT id, revision::text FROM event UNION ALL SELECT 0, contents || ' ' || prices FROM catalog_revision`,
      )
      const of = (id: number): string | undefined => rows.find((row) => row.id === id)?.revision
      return { one: of(one.eventId), other: of(other.eventId), catalog: of(0) }
    })

  /** Which revisions `work` has changed. */
  const changedBy = async (work: (session: WritingSession) => Promise<unknown>): Promise<string[]> => {
    const before = await revisions()
    await inSession(db.sessions, { mode: 'write' }, work).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
    const after = await revisions()
    return (['one', 'other', 'catalog'] as const).filter((name) => before[name] !== after[name])
  }

  class Undo extends Error {}

  const run =
    (statement: string, ...values: unknown[]) =>
    (session: WritingSession): Promise<number> =>
      session.$executeRawUnsafe(statement, ...values)

  const addAssignment = (session: WritingSession): Promise<number> =>
    run(
      `INSERT INTO assignment (event_id, recipient_id, package_id, quantity)
       SELECT event_id, recipient_id, package_id, 1 FROM assignment WHERE event_id = $1 LIMIT 1`,
      one.eventId,
    )(session)
  const addRecord = (session: WritingSession): Promise<number> =>
    run(
      `INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at)
       VALUES ($1, $2, 1, 1, now())`,
      one.eventId,
      one.recipeId,
    )(session)

  it.each(['assignment', 'production_record'])(
    'of an event follows each insert, update and delete: %s',
    async (table) => {
      const add = table === 'assignment' ? addAssignment : addRecord
      const last = `(SELECT max(id) FROM ${table} WHERE event_id = $1)`
      expect(await changedBy(add)).toEqual(['one'])
      expect(await changedBy(run(`UPDATE ${table} SET notes = 'x' WHERE id = ${last}`, one.eventId))).toEqual(['one'])
      expect(await changedBy(run(`DELETE FROM ${table} WHERE id = ${last}`, one.eventId))).toEqual(['one'])
    },
  )

  it.each(['assignment', 'production_record'])('of both events changes with a moved %s', async (table) => {
    const move = `UPDATE ${table} SET event_id = $1 WHERE id = (SELECT max(id) FROM ${table} WHERE event_id = $2)`
    expect(await changedBy(run(move, other.eventId, one.eventId))).toEqual(['one', 'other'])
    expect(await changedBy(run(move, one.eventId, other.eventId))).toEqual(['one', 'other'])
  })

  it('of all events changes when one statement touches them all', async () => {
    expect(await changedBy(run(`UPDATE assignment SET notes = 'all'`))).toEqual(['one', 'other'])
  })

  it('follows what Prisma Client writes', async () => {
    const [id = 0] = one.assignmentIds
    expect(
      await changedBy((session) => session.assignment.update({ where: { id }, data: { notes: 'by the door' } })),
    ).toEqual(['one'])
    expect(
      await changedBy((session) => session.recipe.update({ where: { id: one.recipeId }, data: { notes: 'n' } })),
    ).toEqual(['catalog'])
  })

  it('follows deletes that cascade', async () => {
    const id = await inSession(db.sessions, { mode: 'write' }, async (session) => {
      const parcel = await session.package.create({ data: { name: 'Spare' } })
      await run(
        `INSERT INTO package_content (package_id, finished_good_id, quantity, position)
         SELECT $1, finished_good_id, 1, 0 FROM package_content LIMIT 1`,
        parcel.id,
      )(session)
      return parcel.id
    })
    expect(await changedBy((session) => session.package.delete({ where: { id } }))).toEqual(['catalog'])
  })

  it('stays when the change is rolled back, and when nothing of it changed', async () => {
    const undone = async (session: WritingSession): Promise<never> => {
      await addAssignment(session)
      await addRecord(session)
      await run(`UPDATE recipe SET name = name || '!'`)(session)
      throw new Undo()
    }
    expect(await changedBy(undone)).toEqual([])
    expect(await changedBy((session) => session.recipient.create({ data: { name: 'New' } }))).toEqual([])
  })

  it('stays when a savepoint takes the change back', async () => {
    const work = async (session: WritingSession): Promise<void> => {
      await run('SAVEPOINT here')(session)
      await addRecord(session)
      await run('ROLLBACK TO SAVEPOINT here')(session)
    }
    expect(await changedBy(work)).toEqual([])
  })

  it.each(CATALOG)('of the catalog follows each statement on %s', async (table) => {
    // No row is needed: the trigger is the statement's.
    expect(await changedBy(run(`UPDATE ${table} SET id = id`))).toEqual(['catalog'])
    expect(await changedBy(run(`DELETE FROM ${table} WHERE id < 0`))).toEqual(['catalog'])
    expect(await changedBy(run(`INSERT INTO ${table} SELECT * FROM ${table} WHERE id < 0`))).toEqual(['catalog'])
  })

  it.each([...CATALOG, 'catalog_revision', 'event', 'assignment', 'production_record', 'recipient'])(
    'is safe from TRUNCATE, which no snapshot is: refused on %s',
    async (table) => {
      const truncate = inSession(db.sessions, { mode: 'write' }, run(`TRUNCATE ${table} CASCADE`))
      await expect(truncate).rejects.toThrow(/TRUNCATE is refused on table "\w+"/)
    },
  )

  it('of the catalog can not be deleted', async () => {
    const before = await revisions()
    const deleting = inSession(db.sessions, { mode: 'write' }, run('DELETE FROM catalog_revision'))
    await expect(deleting).rejects.toThrow('DELETE is refused on table "catalog_revision"')
    expect(await revisions()).toEqual(before)
  })
})

describe.each(servers)('A revision on the $kind database, after changes with triggers off', ({ open }) => {
  let db: TestDatabase
  let bakery: Bakery
  beforeAll(async () => {
    db = await open()
    bakery = await openBakery(db.sessions, { name: 'Restored', batches: 1 })
  })
  afterAll(() => db.close())

  /** As a restore with --disable-triggers does it. */
  const withTriggersOff = (statement: string): Promise<unknown> =>
    inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.$executeRawUnsafe('SET LOCAL session_replication_role = replica')
      await session.$executeRawUnsafe(statement)
    })
  const produced = (): Promise<number | undefined> =>
    inSession(db.sessions, { mode: 'read' }, async (session) => {
      const { recipes } = await getProductionProgress(bakery.eventId, session)
      return recipes[0]?.batchesProduced
    })
  const startAnother = async (): Promise<void> => {
    const another = await openDatabase({ location: db.location, ...BOUNDS })
    await another.close()
  }

  it('is renewed when any server starts, so that one that has run all along sees the changes', async () => {
    expect(await produced()).toBe(1)
    await withTriggersOff('UPDATE production_record SET batches = 7')
    expect(await produced()).toBe(1)
    await startAnother()
    expect(await produced()).toBe(7)
  })

  it('is put back for the catalog when a server starts', async () => {
    await withTriggersOff('DELETE FROM catalog_revision')
    await expect(produced()).rejects.toThrow()
    await startAnother()
    expect(await produced()).toBe(7)
  })

  it('keeps no server from starting while others hold their rows', { timeout: 60_000 }, async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.$executeRawUnsafe('UPDATE event SET revision = gen_random_uuid()')
      await session.$executeRawUnsafe(
        'UPDATE catalog_revision SET contents = gen_random_uuid(), prices = gen_random_uuid()',
      )
      await startAnother()
    })
  })

  it('keeps no server from starting that may only read', async () => {
    const { rows } = await db.database.pool.query<{ name: string }>('SELECT current_database() AS name')
    const name = rows[0]?.name ?? ''
    const reader = `reader_${name}`
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await session.$executeRawUnsafe(`CREATE ROLE ${reader} LOGIN`)
      await session.$executeRawUnsafe(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${reader}`)
    })
    try {
      const url =
        db.location.kind === 'server' ? Object.assign(new URL(db.location.url), { username: reader }).href : ''
      const another = await openDatabase({ location: { kind: 'server', url }, ...BOUNDS })
      await another.isReady()
      await another.close()
    } finally {
      await inSession(db.sessions, { mode: 'write' }, async (session) => {
        await session.$executeRawUnsafe(`DROP OWNED BY ${reader}`)
        await session.$executeRawUnsafe(`DROP ROLE ${reader}`)
      })
    }
  })
})

const BOUNDS = { poolSize: 1, poolWaitMs: 5000, statementTimeoutMs: 10_000, lockTimeoutMs: 5000 }
