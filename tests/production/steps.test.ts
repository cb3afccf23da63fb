import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../src/session/in-session.js'
import { updatePackageStatus } from '../../src/production/update-package-status.js'
import { sql } from '../../src/session/session.js'
import { openBakery, type Bakery } from '../support/bakery.js'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { NOBODY, statusesOf } from '../support/operations.js'
import {
  assignmentIn,
  assignmentsIn,
  historyOf,
  takeBack,
  takeStep,
  takeSteps,
  type AskedStep,
} from '../support/packing.js'
import { query } from '../support/query.js'

describe.each(databases)('Steps of packing on the $kind database', ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  let bakeries = 0
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const bakery = (given: Parameters<typeof openBakery>[1] = {}): Promise<Bakery> =>
    openBakery(database.sessions, { name: `Feast ${String(++bakeries)}`, ...given })
  const assembling = (ids: readonly number[]): AskedStep[] => ids.map((of) => ({ of, to: 'ASSEMBLED' }))
  /** All that steps write, to see that a refusal left nothing behind. */
  const written = (): Promise<unknown> =>
    inSession(database.sessions, { mode: 'read' }, async (session) => [
      await query(session, sql`SELECT * FROM assignment ORDER BY id`),
      await query(session, sql`SELECT * FROM assignment_need ORDER BY assignment_id, recipe_id, denominator`),
      await query(session, sql`SELECT * FROM history_entry ORDER BY id`),
    ])
  const needsOf = (id: number | undefined): Promise<unknown> =>
    inSession(database.sessions, { mode: 'read' }, (session) =>
      query(session, sql`SELECT recipe_id, numerator, denominator FROM assignment_need WHERE assignment_id = ${id}`),
    )
  const committedTo = async (id: number | undefined): Promise<unknown> => {
    const { data } = await client.ask(
      'query ($id: ID!) { canAssemblePackage(assignmentId: $id) { canAssemble missingRecipes { batchesCommitted } } }',
      { id: idOf('Assignment', id) },
    )
    return (data as { canAssemblePackage: unknown }).canAssemblePackage
  }

  describe('taken together', () => {
    it('are taken in their order, and an assignment may take several', async () => {
      const { assignmentIds } = await bakery({ batches: 2 })
      const [one, other] = assignmentIds
      const answer = await takeSteps(client, [
        { of: one, to: 'ASSEMBLED' },
        { of: other, to: 'ASSEMBLED' },
        { of: one, to: 'DELIVERED', deliveredTo: 'the porch' },
      ])
      const shown = assignmentsIn(answer)
      // One item a step, and each as all steps have left it.
      expect(shown).toMatchObject([
        { id: idOf('Assignment', one), status: 'DELIVERED', deliveredTo: 'the porch' },
        { id: idOf('Assignment', other), status: 'ASSEMBLED', deliveredTo: null, deliveredAt: null },
        { id: idOf('Assignment', one), status: 'DELIVERED' },
      ])
      expect(shown[0]).toEqual(shown[2])
      expect(shown[0]?.assembledAt).not.toBeNull()
      expect(shown[0]?.deliveredAt).toEqual(shown[0]?.assembledAt)
    })

    it('may be of several events, each with its own batches', async () => {
      const [here, there] = [await bakery({ batches: 1 }), await bakery({ batches: 1 })]
      const [[a], [b, c]] = [here.assignmentIds, there.assignmentIds]
      expect((await takeSteps(client, assembling([b ?? 0, a ?? 0]))).errors).toEqual([])
      expect((await takeSteps(client, assembling([c ?? 0]))).codes).toEqual(['INCOMPLETE_PRODUCTION'])
    })

    it('leave nothing to those behind them of what they take, and nothing at all if one is refused', async () => {
      const { assignmentIds, recipeId } = await bakery({ batches: 2, assignments: 4 })
      const before = await written()
      const { data, errors } = await takeSteps(client, assembling(assignmentIds))
      expect(data).toBeNull()
      expect(errors).toMatchObject([
        {
          message: `steps[2]: Not enough is produced to assemble this package: Feast ${String(bakeries)} stars`,
          extensions: {
            code: 'INCOMPLETE_PRODUCTION',
            index: 2,
            assignmentId: idOf('Assignment', assignmentIds[2]),
            missingRecipes: [
              { recipeId: idOf('Recipe', recipeId), batchesRequired: 1, batchesProduced: 2, batchesMissing: 1 },
            ],
          },
        },
      ])
      expect(await written()).toEqual(before)
      expect((await takeSteps(client, assembling(assignmentIds.slice(2)))).errors).toEqual([])
    })

    it.each([0, 101])('are refused if they are %i', async (number) => {
      const { assignmentIds } = await bakery()
      const { data, errors } = await takeSteps(
        client,
        Array.from({ length: number }, () => ({ of: assignmentIds[0], to: 'ASSEMBLED' })),
      )
      expect(data).toBeNull()
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'VALIDATION_FAILED', field: 'steps', reason: 'must be 1 to 100' },
      ])
    })

    describe('are checked', () => {
      const refusal = async (steps: readonly Record<string, unknown>[]) => {
        const before = await written()
        const { data, errors } = await client.ask(
          'mutation ($input: UpdatePackageStatusesInput!) { updatePackageStatuses(input: $input) { query { __typename } } }',
          { input: { steps } },
        )
        expect(data).toBeNull()
        expect(await written()).toEqual(before)
        return errors.map(({ message, extensions: { code, index, field } }) => ({ message, code, index, field }))
      }
      const step = (of: number | undefined, status: string, rest = {}) => ({
        assignmentId: idOf('Assignment', of),
        status,
        ...rest,
      })

      it('for ids that can be none first', async () => {
        const { assignmentIds } = await bakery()
        const [one] = assignmentIds
        const steps = [step(one, 'PENDING'), step(999_999, 'ASSEMBLED'), { assignmentId: 'event_1', status: 'PENDING' }]
        expect(await refusal(steps)).toMatchObject([
          { code: 'VALIDATION_FAILED', index: 2, field: 'steps[2].assignmentId' },
        ])
      })

      it('then whether all assignments exist', async () => {
        const { assignmentIds } = await bakery()
        const steps = [step(assignmentIds[0], 'PENDING'), { assignmentId: NOBODY, status: 'ASSEMBLED' }]
        expect(await refusal(steps)).toEqual([
          {
            message: `steps[1]: There is no assignment with the id ${NOBODY}`,
            code: 'ASSIGNMENT_NOT_FOUND',
            index: 1,
            field: undefined,
          },
        ])
      })

      it('then each in its turn: an earlier step with any mistake before a later one', async () => {
        const { assignmentIds } = await bakery({ batches: 1, assignments: 3 })
        const [one, two, three] = assignmentIds
        const mistakes = [
          step(two, 'ASSEMBLED'),
          step(one, 'ASSEMBLED', { deliveredTo: 'too early' }),
          step(three, 'DELIVERED'),
        ]
        const codes = ['INCOMPLETE_PRODUCTION', 'VALIDATION_FAILED', 'INVALID_STATUS_TRANSITION']
        for (const [index, mistake] of mistakes.entries()) {
          const first = index === 1 ? step(two, 'ASSEMBLED') : step(one, 'ASSEMBLED')
          const rest = mistakes.filter((other) => other !== mistake)
          expect(await refusal([first, mistake, ...rest])).toMatchObject([{ code: codes[index], index: 1 }])
        }
      })

      it('by what the steps before have made of the assignment', async () => {
        const { assignmentIds } = await bakery({ batches: 2 })
        const [one] = assignmentIds
        expect(await refusal([step(one, 'ASSEMBLED'), step(one, 'ASSEMBLED')])).toMatchObject([
          { message: "steps[1]: ASSEMBLED can't become ASSEMBLED", code: 'INVALID_STATUS_TRANSITION', index: 1 },
        ])
      })

      it('for a deliveredTo that does not belong, by the name of its field', async () => {
        const { assignmentIds } = await bakery()
        expect(await refusal([step(assignmentIds[0], 'ASSEMBLED', { deliveredTo: 'x' })])).toEqual([
          {
            message: 'steps[0].deliveredTo belongs to DELIVERED only',
            code: 'VALIDATION_FAILED',
            index: 0,
            field: 'steps[0].deliveredTo',
          },
        ])
      })
    })

    it('are as many statements if they are a hundred as if they are one', async () => {
      const { assignmentIds } = await bakery({ batches: 101, assignments: 101 })
      const [single = 0, ...hundred] = assignmentIds
      const counted = async (steps: readonly AskedStep[]): Promise<number> => {
        database.statements.length = 0
        expect((await takeSteps(client, steps)).errors).toEqual([])
        return database.statements.length
      }
      // Events locked; assignments, activity, contents and goods read; all written.
      expect(await counted(assembling([single]))).toBe(6)
      expect(await counted(assembling(hundred))).toBe(6)
      expect(await counted(hundred.map((of) => ({ of, to: 'DELIVERED' })))).toBe(3)
    })

    it('are what the same steps are one by one, up to the first that is refused', async () => {
      const step = fc.record({
        which: fc.nat({ max: 3 }),
        to: fc.constantFrom<AskedStep['to']>('ASSEMBLED', 'ASSEMBLED', 'DELIVERED', 'PENDING'),
        deliveredTo: fc.option(fc.constant('Ann'), { nil: undefined, freq: 4 }),
      })
      const steps = fc.array(step, { minLength: 1, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 0, max: 4 }), async (asked, batches) => {
          const [together, apart] = [
            await bakery({ batches, assignments: 4 }),
            await bakery({ batches, assignments: 4 }),
          ]
          const of = ({ assignmentIds }: Bakery): AskedStep[] =>
            asked.map(({ which, to, deliveredTo }) => ({
              of: assignmentIds[which],
              to,
              ...(deliveredTo === undefined ? {} : { deliveredTo }),
            }))
          const outcomes: unknown[] = []
          for (const one of of(apart)) outcomes.push((await takeStep(client, one)).codes[0] ?? 'TAKEN')
          const refused = outcomes.findIndex((outcome) => outcome !== 'TAKEN')
          const answer = await takeSteps(client, of(together))
          if (refused === -1) {
            expect(answer.codes).toEqual([])
            const statuses = await statusesOf(database, apart.assignmentIds)
            expect(await statusesOf(database, together.assignmentIds)).toEqual(statuses)
          } else {
            expect(answer.errors).toMatchObject([{ extensions: { code: outcomes[refused], index: refused } }])
            const statuses = await statusesOf(database, together.assignmentIds)
            expect(statuses.filter((status) => status !== 'PENDING')).toEqual([])
          }
        }),
        { numRuns: 40 },
      )
    })

    it('race for the last batch, 20 times: those of one are all taken, those of the other none', async () => {
      for (let round = 0; round < 20; round++) {
        const { assignmentIds } = await bakery({ batches: 3, assignments: 4 })
        const [a = 0, b = 0, c = 0, d = 0] = assignmentIds
        const answers = await Promise.all(
          [
            [a, b],
            [d, c],
          ].map((ids) => takeSteps(client, assembling(ids))),
        )
        expect(answers.map(({ codes }) => codes[0] ?? 'TAKEN').sort()).toEqual(['INCOMPLETE_PRODUCTION', 'TAKEN'])
        const statuses = await statusesOf(database, [a, b, c, d])
        expect([statuses.slice(0, 2).join(), statuses.slice(2).join()].sort()).toEqual([
          'ASSEMBLED,ASSEMBLED',
          'PENDING,PENDING',
        ])
      }
    })

    it('do not wait for each other in a circle, in whatever order they name events', async () => {
      for (let round = 0; round < 20; round++) {
        const [here, there] = [await bakery({ batches: 2 }), await bakery({ batches: 2 })]
        const [[a = 0, b = 0], [c = 0, d = 0]] = [here.assignmentIds, there.assignmentIds]
        const answers = await Promise.all(
          [
            [a, c],
            [d, b],
          ].map((ids) => takeSteps(client, assembling(ids))),
        )
        expect(answers.flatMap(({ codes }) => codes)).toEqual([])
      }
    })
  })

  describe('taken back', () => {
    it('go one status back at a time, with their stamp and to whom it went', async () => {
      const { assignmentIds } = await bakery()
      const [id] = assignmentIds
      const assembled = assignmentIn(await takeStep(client, { of: id, to: 'ASSEMBLED' }))
      await takeStep(client, { of: id, to: 'DELIVERED', deliveredTo: 'Ann' })
      expect(assignmentIn(await takeBack(client, id))).toEqual(assembled)
      expect(assignmentIn(await takeBack(client, id))).toMatchObject({ status: 'PENDING', assembledAt: null })
    })

    it('give back what they took, so that another can take it, and can be taken again', async () => {
      const { assignmentIds } = await bakery({ batches: 1 })
      const [one, other] = assignmentIds
      await takeStep(client, { of: one, to: 'ASSEMBLED' })
      await takeStep(client, { of: one, to: 'DELIVERED' })
      await takeBack(client, one)
      // It is still packed: what it took is taken.
      expect(await needsOf(one)).toHaveLength(1)
      expect(await committedTo(other)).toEqual({ canAssemble: false, missingRecipes: [{ batchesCommitted: '1' }] })
      await takeBack(client, one)
      expect(await needsOf(one)).toEqual([])
      expect(await committedTo(other)).toEqual({ canAssemble: true, missingRecipes: [] })

      expect((await takeStep(client, { of: other, to: 'ASSEMBLED' })).errors).toEqual([])
      expect((await takeStep(client, { of: one, to: 'ASSEMBLED' })).codes).toEqual(['INCOMPLETE_PRODUCTION'])
      await takeBack(client, other)
      const again = [
        { of: one, to: 'ASSEMBLED' },
        { of: one, to: 'DELIVERED' },
      ] as const
      expect((await takeSteps(client, again)).errors).toEqual([])
      expect(await needsOf(one)).toHaveLength(1)
    })

    it('may be of what an import brought without stamps', async () => {
      const { assignmentIds } = await bakery()
      const [id = 0] = assignmentIds
      await inSession(database.sessions, { mode: 'write' }, (session) =>
        session.assignment.update({ where: { id }, data: { status: 'DELIVERED', deliveredTo: 'Ann' } }),
      )
      expect(assignmentIn(await takeBack(client, id))).toMatchObject({ status: 'ASSEMBLED', deliveredTo: null })
      expect(assignmentIn(await takeBack(client, id))).toMatchObject({ status: 'PENDING' })
    })

    it('of what is pending are refused', async () => {
      const { assignmentIds } = await bakery()
      const before = await written()
      const { data, errors } = await takeBack(client, assignmentIds[0])
      expect(data).toBeNull()
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'INVALID_STATUS_TRANSITION', currentStatus: 'PENDING', targetStatus: null },
      ])
      expect(await written()).toEqual(before)
    })

    it.each([
      ['nothing', ''],
      ['spaces', ' \n '],
      ['501 characters', 'x'.repeat(501)],
      ['NUL', 'a\0b'],
    ])('for a reason of %s are refused, before anything is looked for', async (_, reason) => {
      const { errors } = await takeBack(client, 999_999, reason)
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'reason' } }])
    })

    it('of what nobody knows are refused', async () => {
      expect((await takeBack(client, 999_999)).codes).toEqual(['ASSIGNMENT_NOT_FOUND'])
    })

    it('by two at once are taken back once each', async () => {
      for (let round = 0; round < 10; round++) {
        const { assignmentIds } = await bakery()
        const [id = 0] = assignmentIds
        await takeStep(client, { of: id, to: 'ASSEMBLED' })
        const answers = await Promise.all([takeBack(client, id), takeBack(client, id)])
        expect(answers.map(({ codes }) => codes[0] ?? 'BACK').sort()).toEqual(['BACK', 'INVALID_STATUS_TRANSITION'])
      }
    })
  })

  describe('in the history', () => {
    const status = (before: string, after: string) => ({ field: 'status', before, after })

    it('are one entry each, of the assignment and its event, with what the API shows', async () => {
      const { assignmentIds, eventId } = await bakery()
      const [id] = assignmentIds
      const one = assignmentIn(await takeStep(client, { of: id, to: 'ASSEMBLED' }))
      const two = assignmentIn(await takeStep(client, { of: id, to: 'DELIVERED', deliveredTo: 'Ann "next door"' }))
      await takeBack(client, id, '  The wrong house ')
      await takeBack(client, id)
      const shared = {
        at: expect.any(String) as string,
        actor: null,
        event: { id: idOf('Event', eventId) },
        subjectId: idOf('Assignment', id),
        subject: { id: idOf('Assignment', id) },
      }
      const delivered = [
        { field: 'deliveredAt', before: null, after: two.deliveredAt },
        { field: 'deliveredTo', before: null, after: 'Ann "next door"' },
      ]
      const undone = delivered.map(({ field, after }) => ({ field, before: after, after: null }))
      const history = await historyOf(client, eventId)
      expect(history).toEqual([
        {
          ...shared,
          action: 'revertPackageStatus',
          reason: 'A mistake',
          changes: [status('ASSEMBLED', 'PENDING'), { field: 'assembledAt', before: one.assembledAt, after: null }],
        },
        {
          ...shared,
          action: 'revertPackageStatus',
          reason: 'The wrong house',
          changes: [status('DELIVERED', 'ASSEMBLED'), ...undone],
        },
        {
          ...shared,
          action: 'updatePackageStatus',
          reason: null,
          changes: [status('ASSEMBLED', 'DELIVERED'), ...delivered],
        },
        {
          ...shared,
          action: 'updatePackageStatus',
          reason: null,
          changes: [status('PENDING', 'ASSEMBLED'), { field: 'assembledAt', before: null, after: one.assembledAt }],
        },
      ])
      expect(one.assembledAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect([history[3]?.at, history[2]?.at]).toEqual([one.assembledAt, two.deliveredAt])
    })

    it('that were taken together are one entry each, in their order', async () => {
      const { assignmentIds, eventId } = await bakery({ batches: 2 })
      const [one, other] = assignmentIds
      const steps: AskedStep[] = [
        { of: other, to: 'ASSEMBLED' },
        { of: one, to: 'ASSEMBLED' },
        { of: other, to: 'DELIVERED' },
      ]
      await takeSteps(client, steps)
      const history = await historyOf(client, eventId)
      expect(history.map(({ action, subjectId, changes }) => [action, subjectId, changes[0]])).toEqual([
        ['updatePackageStatuses', idOf('Assignment', other), status('ASSEMBLED', 'DELIVERED')],
        ['updatePackageStatuses', idOf('Assignment', one), status('PENDING', 'ASSEMBLED')],
        ['updatePackageStatuses', idOf('Assignment', other), status('PENDING', 'ASSEMBLED')],
      ])
    })

    it('name who took them', async () => {
      const { assignmentIds, eventId } = await bakery()
      const [id = 0] = assignmentIds
      await inSession(database.sessions, { mode: 'write', actor: 'Ben' }, (session) =>
        updatePackageStatus(id, 'ASSEMBLED', session),
      )
      expect(await historyOf(client, eventId)).toMatchObject([{ actor: 'Ben' }])
    })
  })
})
