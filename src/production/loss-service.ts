import { z } from 'zod'
import { exact, money, toShortest, ZERO } from '../decimal.js'
import { notFound } from '../domain-error.js'
import { read, type Session, sql, type Statement } from '../session/session.js'
import { costOfLost, LOSS_REASONS, type LossReason, NEED_PLACES } from './rules.js'

export interface Loss {
  readonly id: number
  readonly recordId: number
  readonly finishedUnitId: number
  readonly quantity: string
  readonly batches: string
  readonly cost: string
  readonly reason: LossReason
  readonly note: string | null
  /** RFC 3339, in UTC. */
  readonly at: string
}

/** All that a record lost, each with its share of the record's cost, and together. */
export interface Losses {
  readonly all: readonly Loss[]
  readonly batchesLost: string
  readonly lossCost: string
}

const LossRow = z.strictObject({
  id: z.int(),
  recordId: z.int(),
  finishedUnitId: z.int(),
  quantity: z.string(),
  numerator: z.string(),
  denominator: z.string(),
  reason: z.enum(LOSS_REASONS),
  note: z.string().nullable(),
  at: z.string(),
  batches: z.int(),
  cost: z.string(),
})

export const lossNotFound = notFound('LOSS_NOT_FOUND', 'Loss')

/** What each record lost, in the order in which it was recorded, at what that costs now (rule 7). One statement for all. */
export async function getLossesOfRecords(recordIds: readonly number[], session: Session): Promise<Map<number, Losses>> {
  const losses = lossesByRecord(await lossRows(sql`SELECT unnest(${recordIds}::int[])`, session))
  return new Map(recordIds.map((id) => [id, losses.get(id) ?? lossesOf([])]))
}

/** The losses of these ids; those that do not exist are missing from the answer. */
export async function getLossesByIds(ids: readonly number[], session: Session): Promise<Loss[]> {
  // What a loss costs follows from those before it.
  const rows = await lossRows(sql`SELECT record_id FROM loss WHERE id = ANY(${ids})`, session)
  const asked = new Set(ids)
  return [...lossesByRecord(rows).values()].flatMap(({ all }) => all.filter(({ id }) => asked.has(id)))
}

function lossesByRecord(rows: readonly z.infer<typeof LossRow>[]): Map<number, Losses> {
  const byRecord = new Map<number, z.infer<typeof LossRow>[]>()
  for (const row of rows) {
    const own = byRecord.get(row.recordId) ?? []
    byRecord.set(row.recordId, own)
    own.push(row)
  }
  return new Map([...byRecord].map(([id, own]) => [id, lossesOf(own)]))
}

function lossRows(recordIds: Statement, session: Session): Promise<z.infer<typeof LossRow>[]> {
  return read(
    session,
    sql`
    SELECT l.id, l.record_id AS "recordId", l.finished_unit_id AS "finishedUnitId", l.quantity, l.numerator,
      l.denominator, l.reason, l.note, l.at, p.batches, p.actual_cost AS cost
    FROM loss l JOIN production_record p ON p.id = l.record_id
    WHERE l.record_id IN (${recordIds}) ORDER BY l.record_id, l.id`,
    LossRow,
  )
}

function lossesOf(rows: readonly z.infer<typeof LossRow>[]): Losses {
  let batchesLost = ZERO
  let lossCost = ZERO
  const all = rows.map(({ numerator, denominator, batches: made, cost: recordCost, ...loss }): Loss => {
    const batches = exact(numerator).div(exact(denominator))
    batchesLost = batchesLost.add(batches)
    const until = costOfLost(batchesLost, { batches: made, cost: exact(recordCost) })
    const cost = until.sub(lossCost)
    lossCost = until
    return { ...loss, batches: toShortest(batches, NEED_PLACES), cost: money(cost) }
  })
  return { all, batchesLost: toShortest(batchesLost, NEED_PLACES), lossCost: money(lossCost) }
}
