import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { inSession } from '../../src/session/in-session.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { executors, startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'

const UPDATE = `mutation ($input: UpdatePackageStatusInput!) {
  updatePackageStatus(input: $input) { assignment { id status deliveredTo assembledAt deliveredAt } }
}`
const STATUSES = ['PENDING', 'ASSEMBLED', 'DELIVERED'] as const
type Status = (typeof STATUSES)[number]

const suites = databases.flatMap((database) => executors.map((executor) => ({ ...database, executor })))

describe.each(suites)('updatePackageStatus on the $kind database with the $executor executor', ({ open, executor }) => {
  let database: TestDatabase
  let client: TestClient
  let bakeries = 0
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions, executor)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const bakery = (given: Parameters<typeof openBakery>[1] = {}) =>
    openBakery(database.sessions, { name: `Event ${String(++bakeries)}`, ...given })
  const update = (assignmentId: number | undefined, status: Status, deliveredTo?: string | null): Promise<Answer> =>
    client.ask(UPDATE, {
      input: {
        assignmentId: idOf('Assignment', assignmentId),
        status,
        ...(deliveredTo === undefined ? {} : { deliveredTo }),
      },
    })
  async function bring(assignmentId: number | undefined, status: Status): Promise<void> {
    for (const step of STATUSES.slice(1, STATUSES.indexOf(status) + 1)) {
      expect((await update(assignmentId, step)).errors).toEqual([])
    }
  }

  describe.each(STATUSES)('from %s', (from) => {
    it.each(STATUSES)('to %s', async (to) => {
      const { assignmentIds } = await bakery()
      const [id] = assignmentIds
      await bring(id, from)
      const answer = await update(id, to)
      if (STATUSES.indexOf(to) === STATUSES.indexOf(from) + 1) {
        expect(answer).toMatchObject({
          errors: [],
          data: { updatePackageStatus: { assignment: { id: idOf('Assignment', id), status: to } } },
        })
      } else {
        expect(answer.data).toBeNull()
        expect(answer.errors.map(({ extensions }) => extensions)).toEqual([
          { code: 'INVALID_STATUS_TRANSITION', currentStatus: from, targetStatus: to },
        ])
      }
    })
  })

  it('stamps the time of each step', async () => {
    const { assignmentIds } = await bakery()
    const before = new Date().toISOString()
    const assembled = await update(assignmentIds[0], 'ASSEMBLED')
    expect(assembled.data).toMatchObject({ updatePackageStatus: { assignment: { deliveredAt: null } } })
    const { data } = await update(assignmentIds[0], 'DELIVERED')
    const [first = '', second = ''] =
      /"assembledAt":"([^"]+)","deliveredAt":"([^"]+)"/.exec(JSON.stringify(data))?.slice(1) ?? []
    const after = new Date().toISOString()
    expect([before, first, second, after].toSorted()).toEqual([before, first, second, after])
  })

  describe('checks', () => {
    let scarce: Bakery
    beforeEach(async () => {
      scarce = await bakery({ batches: 0 })
    })

    it('that the assignment exists before anything else', async () => {
      expect((await update(999_999, 'PENDING', 'too early')).codes).toEqual(['ASSIGNMENT_NOT_FOUND'])
    })

    it('the step before deliveredTo', async () => {
      expect((await update(scarce.assignmentIds[0], 'PENDING', 'x')).codes).toEqual(['INVALID_STATUS_TRANSITION'])
      expect((await update(scarce.assignmentIds[0], 'DELIVERED', 'x'.repeat(501))).codes).toEqual([
        'INVALID_STATUS_TRANSITION',
      ])
    })

    it('deliveredTo before production', async () => {
      expect((await update(scarce.assignmentIds[0], 'ASSEMBLED', 'x')).errors).toMatchObject([
        { extensions: { code: 'VALIDATION_FAILED', field: 'deliveredTo' } },
      ])
    })

    it('production last, and says what is missing', async () => {
      const [id] = scarce.assignmentIds
      const { errors, data } = await update(id, 'ASSEMBLED')
      expect(data).toBeNull()
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        {
          code: 'INCOMPLETE_PRODUCTION',
          assignmentId: idOf('Assignment', id),
          missingRecipes: [
            {
              recipeId: idOf('Recipe', scarce.recipeId),
              recipeName: `Event ${String(bakeries)} stars`,
              batchesRequired: 1,
              batchesProduced: 0,
              batchesMissing: 1,
            },
          ],
        },
      ])
    })

    it('no production for what is handed over', async () => {
      const { assignmentIds, eventId } = await bakery()
      await bring(assignmentIds[0], 'ASSEMBLED')
      await inSession(database.sessions, { mode: 'write' }, (session) =>
        session.productionRecord.deleteMany({ where: { eventId } }),
      )
      expect((await update(assignmentIds[0], 'DELIVERED')).errors).toEqual([])
    })
  })

  it('promises no batch twice', async () => {
    const { assignmentIds } = await bakery({ batches: 1, assignments: 2 })
    const [first, second] = assignmentIds
    await bring(first, 'ASSEMBLED')
    expect((await update(second, 'ASSEMBLED')).errors).toMatchObject([
      { extensions: { missingRecipes: [{ batchesRequired: 1, batchesProduced: 1, batchesMissing: 1 }] } },
    ])
    await bring(first, 'PENDING')
    const check =
      'query ($id: ID!) { canAssemblePackage(assignmentId: $id) { canAssemble missingRecipes { batchesCommitted } } }'
    // The one that is assembled leaves itself out; the other finds its batch taken.
    expect((await client.ask(check, { id: idOf('Assignment', first) })).data).toEqual({
      canAssemblePackage: { canAssemble: true, missingRecipes: [] },
    })
    expect((await client.ask(check, { id: idOf('Assignment', second) })).data).toEqual({
      canAssemblePackage: { canAssemble: false, missingRecipes: [{ batchesCommitted: '1' }] },
    })
  })

  it('assembles a package without contents, whatever was produced', async () => {
    const { assignmentIds, packageId } = await bakery({ batches: 0 })
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.packageContent.deleteMany({ where: { packageId } }),
    )
    expect((await update(assignmentIds[0], 'ASSEMBLED')).errors).toEqual([])
  })

  describe('deliveredTo', () => {
    const deliver = async (deliveredTo: string | null | undefined) => {
      const { assignmentIds } = await bakery()
      await bring(assignmentIds[0], 'ASSEMBLED')
      return update(assignmentIds[0], 'DELIVERED', deliveredTo)
    }

    it.each([
      ['a text', 'at the back door'],
      ['an empty text', ''],
      ['outer space and line breaks', '  Ann\n\tnext door  '],
      ['what looks like SQL', "'; DROP TABLE assignment; --"],
      ['500 characters', 'x'.repeat(500)],
      ['500 characters of four bytes', '\u{1f36a}'.repeat(500)],
      ['decomposed letters', 'A\u030asa'],
    ])('is kept exactly: %s', async (_, text) => {
      expect(await deliver(text)).toMatchObject({
        errors: [],
        data: { updatePackageStatus: { assignment: { deliveredTo: text } } },
      })
    })

    it.each([null, undefined])('as %s is nothing', async (nothing) => {
      expect((await deliver(nothing)).data).toMatchObject({
        updatePackageStatus: { assignment: { deliveredTo: null } },
      })
    })

    it('as null is nothing with ASSEMBLED either', async () => {
      const { assignmentIds } = await bakery()
      expect((await update(assignmentIds[0], 'ASSEMBLED', null)).errors).toEqual([])
    })

    it.each([
      ['501 characters', 'x'.repeat(501)],
      ['501 characters of four bytes', '\u{1f36a}'.repeat(501)],
      ['NUL', 'a\0b'],
      ['a lone surrogate', 'a\ud83c'],
    ])('is refused with %s', async (_, text) => {
      const { data, errors } = await deliver(text)
      expect(data).toBeNull()
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'deliveredTo' } }])
    })
  })
})
