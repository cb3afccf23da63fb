import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDeliveredTo,
  checkTransition,
  stageAfter,
  stageBefore,
  type PackageStatus,
  type Stage,
} from '../../src/planning/rules.js'

const STATUSES: readonly PackageStatus[] = ['PENDING', 'ASSEMBLED', 'DELIVERED']
const steps = STATUSES.flatMap((from) => STATUSES.map((to): [PackageStatus, PackageStatus] => [from, to]))
const allowed = ['PENDING ASSEMBLED', 'ASSEMBLED DELIVERED']

describe('a status', () => {
  it.each(steps)('%s to %s is allowed only as the next step', (from, to) => {
    const step = () => {
      checkTransition(from, to)
    }
    if (allowed.includes(`${from} ${to}`)) expect(step).not.toThrow()
    else {
      expect(step).toThrow(
        expect.objectContaining({
          code: 'INVALID_STATUS_TRANSITION',
          details: { currentStatus: from, targetStatus: to },
        }),
      )
    }
  })
})

describe('a step back', () => {
  const [earlier, later] = ['2026-12-01T10:00:00.000Z', '2026-12-02T10:00:00.000Z']
  const pending: Stage = { status: 'PENDING', assembledAt: null, deliveredAt: null, deliveredTo: null }
  const assembled = stageAfter(pending, { status: 'ASSEMBLED' }, earlier)
  const delivered = stageAfter(assembled, { status: 'DELIVERED', deliveredTo: 'Ann' }, later)

  it('leaves nothing of the step', () => {
    expect(delivered).toEqual({ status: 'DELIVERED', assembledAt: earlier, deliveredAt: later, deliveredTo: 'Ann' })
    expect(stageBefore(delivered)).toEqual(assembled)
    expect(stageBefore(assembled)).toEqual(pending)
  })

  it('is none for what is pending', () => {
    expect(() => stageBefore(pending)).toThrow(
      expect.objectContaining({
        code: 'INVALID_STATUS_TRANSITION',
        details: { currentStatus: 'PENDING', targetStatus: null },
      }),
    )
  })
})

describe('deliveredTo', () => {
  const check = (text: string, status: PackageStatus = 'DELIVERED') => {
    checkDeliveredTo(text, status)
  }
  const refused = (reason: RegExp): unknown =>
    expect.objectContaining({
      code: 'VALIDATION_FAILED',
      details: { field: 'deliveredTo', reason: expect.stringMatching(reason) as string },
    })

  it('may be any text of up to 500 characters, however many bytes they take', () => {
    const characters = fc.string({ unit: 'binary', maxLength: 500 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(characters, (text) => {
        expect(() => check(text)).not.toThrow()
      }),
    )
    expect(() => check('\u{1f36a}'.repeat(500))).not.toThrow()
  })

  it('may not be longer', () => {
    expect(() => check('x'.repeat(501))).toThrow(refused(/500/))
    expect(() => check('\u{1f36a}'.repeat(501))).toThrow(refused(/500/))
  })

  it.each(['PENDING', 'ASSEMBLED'] as const)('is refused with %s, the empty one too', (status) => {
    expect(() => check('neighbour', status)).toThrow(refused(/DELIVERED only/))
    expect(() => check('', status)).toThrow(refused(/DELIVERED only/))
  })

  it.each([
    ['NUL', 'door\0step'],
    ['half a surrogate pair', 'door\ud83c'],
  ])('is refused with %s in it', (_, text) => {
    expect(() => check(text)).toThrow(refused(/well-formed/))
  })
})
