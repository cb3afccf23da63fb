import { finishedUnitNotFound, getFinishedUnitsByIds } from '../catalog/finished-unit-service.js'
import { batchFraction, type FinishedUnit } from '../catalog/rules.js'
import { type Exact, toShortest } from '../decimal.js'
import { DomainError, invalid } from '../domain-error.js'
import { MAX_REMARK, optionalText, positive } from '../inputs.js'
import { quantityText } from '../inventory/ledger.js'
import { actorOf, type Session, sql, type Statement, type WritingSession } from '../session/session.js'
import { type LossReason, NEED_PLACES } from './rules.js'

/** A loss as it is given. */
export interface NewLoss {
  readonly finishedUnitId: number
  readonly quantity: string
  readonly reason: LossReason
  readonly note?: string | null | undefined
}

interface CheckedLoss {
  readonly finishedUnitId: number
  readonly quantity: Exact
  readonly reason: LossReason
  readonly note: string | null
}

/** A loss with the batches that it takes, as of now (rule 7). */
export interface LossOfUnit extends CheckedLoss {
  readonly batches: Exact
}

/** Throws VALIDATION_FAILED for a quantity or a note that can't be meant. `prefix` is where the loss stands. */
export function checkLoss(prefix: string, { finishedUnitId, quantity, reason, note }: NewLoss): CheckedLoss {
  return {
    finishedUnitId,
    quantity: positive(`${prefix}quantity`, quantity),
    reason,
    note: optionalText(`${prefix}note`, note, MAX_REMARK),
  }
}

/** The finished units of losses. No statement without any. */
export async function readUnits(ids: readonly number[], session: Session): Promise<readonly FinishedUnit[]> {
  return ids.length === 0 ? [] : getFinishedUnitsByIds([...new Set(ids)], session)
}

/** Throws FINISHED_UNIT_NOT_FOUND. */
export function unitOf(units: readonly FinishedUnit[], { finishedUnitId }: CheckedLoss): FinishedUnit {
  const unit = units.find(({ id }) => id === finishedUnitId)
  if (unit === undefined) throw finishedUnitNotFound(finishedUnitId)
  return unit
}

/** The loss with its batches. Throws VALIDATION_FAILED for a unit that is not made of the recipe. */
export function lossOf(loss: CheckedLoss, unit: FinishedUnit, recipeId: number, field: string): LossOfUnit {
  if (unit.recipe.id !== recipeId) throw invalid(field, 'must be of the recipe that was made')
  return { ...loss, batches: loss.quantity.mul(batchFraction(unit)) }
}

/** Throws YIELD_EXCEEDS_EXPECTED if more is lost than was made. */
export function checkLost(batches: number, batchesLost: Exact): void {
  if (batchesLost.compare(batches) <= 0) return
  throw new DomainError('YIELD_EXCEEDS_EXPECTED', `More is lost than the ${String(batches)} batches that were made`, {
    batches,
    batchesLost: toShortest(batchesLost, NEED_PLACES),
  })
}

/** An INSERT of losses of one record, to stand in the statement that makes the change: as in `insertEntries`. */
export function insertLosses(
  losses: readonly LossOfUnit[],
  session: WritingSession,
  record: { readonly id: Statement; readonly from?: Statement },
): Statement {
  const rows = losses.map(({ finishedUnitId, quantity, batches, reason, note }) => ({
    finished_unit_id: finishedUnitId,
    quantity: quantityText(quantity),
    numerator: String(batches.n),
    denominator: String(batches.d),
    reason,
    note,
  }))
  const from = sql`json_populate_recordset(NULL::loss, ${JSON.stringify(rows)}::json) WITH ORDINALITY AS lost`
  return sql`
    INSERT INTO loss (record_id, finished_unit_id, quantity, numerator, denominator, reason, note, actor)
    SELECT ${record.id}, finished_unit_id, quantity, numerator, denominator, reason, note, ${actorOf(session)}::text
    FROM ${record.from === undefined ? from : sql`${record.from} CROSS JOIN ${from}`} ORDER BY ordinality`
}
