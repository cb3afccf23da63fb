import { toShortest } from '../decimal.js'
import { insertHistory } from '../history/entries.js'
import { notNegative, reasonOf } from '../inputs.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { checkVersion, invalid } from '../domain-error.js'
import { sql, write, type WritingSession } from '../session/session.js'
import { insertEntries, lockLotToReprice, quantityText, repricing } from './ledger.js'
import { checkNotVoided } from './purchase-ledger.js'
import { getLot, type Lot } from './lot-service.js'

export interface LotCorrection {
  readonly expectedVersion?: number | null | undefined
  readonly unitCost: string
  readonly reason: string
}

/**
 * Gives a lot that is of no purchase another cost, or the one that was not known, and replays its entries at it. Returns
 * the lot.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a cost or a reason that can't be meant; LOT_NOT_FOUND;
 * STALE_VERSION; ALREADY_VOIDED; VALIDATION_FAILED for a lot of a purchase, whose price is the purchase's to correct.
 */
export async function correctLot(lotId: number, correction: LotCorrection, session: WritingSession): Promise<Lot> {
  const unitCost = notNegative('unitCost', correction.unitCost)
  const reason = reasonOf('reason', correction.reason)
  const lot = await lockLotToReprice(lotId, session)
  checkVersion(correction.expectedVersion, lot.version)
  checkNotVoided(lot)
  if (lot.purchaseId !== null) throw invalid('id', "is of a purchase: correct the purchase's price")

  const before = lot.unitCost && toShortest(lot.unitCost, DECIMAL_PLACES)
  const after = quantityText(unitCost)
  if (before === after) return getLot(lotId, session)
  const history = {
    action: 'correctLot',
    subjectType: 'Lot',
    reason,
    changes: [{ field: 'unitCost', before, after }],
  } as const
  await write(
    session,
    sql`
    WITH l AS (UPDATE lot SET unit_cost = ${after}::numeric WHERE id = ${lotId}),
    e AS (${insertEntries(repricing(lot, unitCost, reason).entries, session)})
    ${insertHistory(history, { id: sql`${lotId}::int` }, session)}`,
  )
  return getLot(lotId, session)
}
