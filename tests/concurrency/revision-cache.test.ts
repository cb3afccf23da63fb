import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventLoader } from '../../src/planning/event-loaders.js'
import { getEventsByIds } from '../../src/planning/event-service.js'
import { progressLoader } from '../../src/production/progress-loaders.js'
import { getProgresses } from '../../src/production/derived.js'
import { getProductionProgress } from '../../src/production/progress-service.js'
import { inSession } from '../../src/session/in-session.js'
import { sql, type Session, type WritingSession } from '../../src/session/session.js'
import { parseBackup } from '../../src/transfer/backup.js'
import { storeNeeds } from '../../src/production/assignment-ledger.js'
import { importBackup } from '../../src/transfer/import.js'
import { stepAside } from '../support/aside.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { databases, servers, type TestDatabase } from '../support/database.js'
import { query } from '../support/query.js'

interface Sums {
  readonly id: number
  readonly pending: number
  readonly assembled: number
  readonly delivered: number
  readonly required: number
  readonly produced: number
  readonly cost: number
}

/** What progress has to say, added up by one plain statement: each bakery has one recipe and one kind of package. */
function sums(eventIds: readonly number[], session: Session): Promise<Sums[]> {
  return query<Sums>(
    session,
    sql`
    SELECT e.id, a.pending, a.assembled, a.delivered, p.produced, p.cost, a.required
    FROM event e,
    LATERAL (SELECT count(*) FILTER (WHERE status = 'PENDING')::int AS pending,
      count(*) FILTER (WHERE status = 'ASSEMBLED')::int AS assembled,
      count(*) FILTER (WHERE status = 'DELIVERED')::int AS delivered,
      ceil(coalesce(sum(a.quantity * c.quantity * g.quantity / u.items_per_batch) FILTER (WHERE status = 'PENDING'), 0)
        + coalesce(sum((SELECT sum(numerator / denominator) FROM assignment_need WHERE assignment_id = a.id)), 0))::int
        AS required
      FROM assignment a JOIN package_content c USING (package_id)
      JOIN finished_good_component g USING (finished_good_id) JOIN finished_unit u ON u.id = g.finished_unit_id
      WHERE a.event_id = e.id) a,
    LATERAL (SELECT coalesce(sum(batches), 0)::int AS produced, coalesce(sum(actual_cost), 0)::float AS cost
      FROM production_record WHERE event_id = e.id) p
    WHERE e.id = ANY(${eventIds}::int[]) ORDER BY e.id`,
  )
}

async function answered(eventIds: readonly number[], session: Session): Promise<Sums[]> {
  const progresses = await getProgresses(await getEventsByIds(eventIds, session), session)
  return eventIds.map((id) => {
    const progress = progresses.get(id)
    if (progress === undefined) throw new Error('No progress')
    const total = (of: 'batchesRequired' | 'batchesProduced'): number =>
      progress.recipes.reduce((sum, recipe) => sum + recipe[of], 0)
    const { pending, assembled, delivered } = progress.assignments
    return {
      id,
      pending,
      assembled,
      delivered,
      required: total('batchesRequired'),
      produced: total('batchesProduced'),
      cost: Number(progress.actualCost),
    }
  })
}

class Undo extends Error {}

describe.each(databases)('Kept values on the $kind database', ({ open }) => {
  let db: TestDatabase
  let bakeries: Bakery[]
  let ids: number[]
  beforeAll(async () => {
    db = await open()
    // Needs are whole per assignment, so that sums of whole events agree however they are rounded.
    bakeries = [
      await openBakery(db.sessions, { name: 'One', batches: 3, assignments: 4 }),
      await openBakery(db.sessions, { name: 'Other', batches: 3, assignments: 4 }),
    ]
    ids = bakeries.map(({ eventId }) => eventId)
  })
  afterAll(() => db.close())

  const produced = (session: Session): Promise<number | undefined> =>
    getProductionProgress(ids[0] ?? 0, session).then(({ recipes }) => recipes[0]?.batchesProduced)

  const produce = (session: WritingSession, batches: number): Promise<unknown> =>
    session.productionRecord.updateMany({ where: { eventId: ids[0] ?? 0 }, data: { batches } })

  it('are asked for once: what has not changed is not read again', async () => {
    await inSession(db.sessions, { mode: 'read' }, produced)
    db.statements.length = 0
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(3)
    expect(db.statements).toHaveLength(1)
  })

  it('are never those of a writing session that was rolled back', async () => {
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(3)
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      expect(await produced(session)).toBe(3)
      await produce(session, 99)
      expect(await produced(session)).toBe(99)
      throw new Undo()
    })
    await expect(work).rejects.toThrow(Undo)
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(3)
  })

  const imported = {
    version: '4.2',
    production_records: [
      {
        event_name: 'One',
        recipe_name: 'One stars',
        batches: 997,
        actual_cost: '1',
        produced_at: '2026-12-02T10:00:00Z',
      },
    ],
  }
  const thoughtless: [string, (session: WritingSession) => Promise<unknown>][] = [
    ['a service that writes', (session) => produce(session, 1000)],
    ['an import that writes', (session) => importBackup(parseBackup(imported), session)],
  ]

  it.each(thoughtless)('are not those of %s, leaves its loaders as they are and is undone', async (_, change) => {
    // Of a revision of which nothing is kept yet.
    await inSession(db.sessions, { mode: 'write' }, (session) => produce(session, 3))
    const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
      const event = await eventLoader(session).load(ids[0] ?? 0)
      await change(session)
      // The loader still has the event in its revision before the change; the sums are read after it.
      expect(await eventLoader(session).load(event.id)).toBe(event)
      expect((await progressLoader(session).load(event)).recipes[0]?.batchesProduced).toBe(1000)
      throw new Undo()
    })
    await expect(work).rejects.toThrow(Undo)
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(3)
  })

  it('follow a writing session that was committed', async () => {
    await inSession(db.sessions, { mode: 'write' }, async (session) => {
      await produce(session, 5)
      expect(await produced(session)).toBe(5)
      await produce(session, 7)
      expect(await produced(session)).toBe(7)
    })
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(7)
    await inSession(db.sessions, { mode: 'write' }, (session) => produce(session, 3))
    expect(await inSession(db.sessions, { mode: 'read' }, produced)).toBe(3)
  })

  it('are exact in every snapshot while others write, move, undo and change the catalog', async () => {
    const [one, other] = bakeries
    if (one === undefined || other === undefined) throw new Error('No bakeries')
    const changes: ((session: WritingSession, n: number) => Promise<unknown>)[] = [
      (session, n) =>
        session.productionRecord.create({
          data: {
            eventId: ids[n % 2] ?? 0,
            recipeId: one.recipeId,
            batches: 1 + (n % 9),
            actualCost: n,
            producedAt: new Date(),
          },
        }),
      (session) =>
        session.$executeRaw`DELETE FROM production_record WHERE id = (SELECT max(id) FROM production_record)`,
      async (session, n) => {
        const packed = await session.assignment.updateManyAndReturn({
          where: { id: one.assignmentIds[n % 4] ?? 0, status: 'PENDING' },
          data: { status: 'ASSEMBLED' },
        })
        await storeNeeds(
          packed.map(({ id, packageId, quantity }) => ({ assignmentId: id, packageId, quantity })),
          session,
        )
      },
      async (session, n) => {
        const id = one.assignmentIds[n % 4] ?? 0
        await session.assignment.update({ where: { id }, data: { status: 'PENDING', needs: { deleteMany: {} } } })
      },
      // From one event to the other, and back.
      (session, n) =>
        session.$executeRaw`UPDATE assignment SET event_id = ${ids[0]}::int + ${ids[1]}::int - event_id
          WHERE id = ${other.assignmentIds[n % 4]}`,
      (session, n) => session.$executeRaw`UPDATE finished_good_component SET quantity = ${12 * (1 + (n % 3))}`,
    ]
    let written = 0
    let checked = 0
    let writing = true
    const writer = async (first: number): Promise<void> => {
      for (let n = first; n < first + 60; n++) {
        const work = inSession(db.sessions, { mode: 'write' }, async (session) => {
          await changes[n % changes.length]?.(session, n)
          // What a writing session reads may yet be undone, and must leave nothing behind.
          await answered(ids, session)
          if (n % 4 === 3) throw new Undo()
        })
        await work.catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error
        })
        written++
      }
    }
    const reader = async (): Promise<void> => {
      while (writing) {
        await inSession(db.sessions, { mode: 'read' }, async (session) => {
          expect(await answered(ids, session)).toEqual(await sums(ids, session))
        })
        checked++
      }
    }
    const readers = Promise.all([reader(), reader(), reader()])
    try {
      await Promise.all([writer(0), writer(1001)])
    } finally {
      writing = false
    }
    await readers
    expect(written).toBe(120)
    expect(checked).toBeGreaterThan(20)
  })
})

describe.each(servers)('Kept values on a server', ({ open }) => {
  it('are not those of a writing session, which reads each statement from another state', async () => {
    const db = await open()
    const aside = await stepAside(db)
    const { eventId, recipeId } = await openBakery(db.sessions)
    await inSession(db.sessions, { mode: 'read' }, async (snapshot) => {
      const before = await sums([eventId], snapshot)
      await inSession(db.sessions, { mode: 'write' }, async (session) => {
        const events = await getEventsByIds([eventId], session)
        await aside.client.query(
          `INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at)
           VALUES ($1, $2, 40, 1, now())`,
          [eventId, recipeId],
        )
        // Derived from the event as it was and from the records as they are.
        await getProgresses(events, session)
      })
      expect(await answered([eventId], snapshot)).toEqual(before)
    })
    await aside.end()
    await db.close()
  })
})
