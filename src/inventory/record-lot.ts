import { z } from 'zod'
import { productNotFound } from '../catalog/product-service.js'
import { globalId } from '../global-ids.js'
import { insertHistory } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { MAX_REMARK, notNegative, optionalText, positive } from '../inputs.js'
import { archived } from '../domain-error.js'
import { keepCatalog } from '../session/locks.js'
import { actorOf, read, sql, write, type WritingSession } from '../session/session.js'
import { quantityText, valueText } from './ledger.js'
import { worth } from './rules.js'
import { getLot, type Lot } from './lot-service.js'

export interface NewLot {
  readonly productId: number
  readonly quantity: string
  readonly unitCost?: string | null | undefined
  /** YYYY-MM-DD */
  readonly purchasedOn?: string | null | undefined
  readonly note?: string | null | undefined
}

/**
 * Records a lot that comes from no purchase: what was found on the shelf, or was given. Without a cost its price is
 * unknown, and its value 0. Returns the lot.
 *
 * Throws, checked in this order: VALIDATION_FAILED for numbers and texts that can't be meant; PRODUCT_NOT_FOUND;
 * VALIDATION_FAILED with ARCHIVED. The catalog stays as it is until the commit: the quantity is in the product's unit.
 */
export async function recordLot(lot: NewLot, session: WritingSession): Promise<Lot> {
  const quantity = positive('quantity', lot.quantity)
  const unitCost = lot.unitCost === null || lot.unitCost === undefined ? null : notNegative('unitCost', lot.unitCost)
  const note = optionalText('note', lot.note, MAX_REMARK)
  const { productId, purchasedOn = null } = lot

  const locking = keepCatalog(session)
  const reading = read(
    session,
    sql`SELECT archived FROM product WHERE id = ${productId}`,
    z.strictObject({ archived: z.boolean() }),
  )
  // If the lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [product] = await reading
  if (product === undefined) throw productNotFound(productId)
  if (product.archived) throw archived('productId')

  const costText = unitCost && quantityText(unitCost)
  const history = {
    action: 'recordLot',
    subjectType: 'Lot',
    changes: changesBetween(
      {},
      {
        productId: globalId('Product', productId),
        quantity: quantityText(quantity),
        unitCost: costText,
        purchasedOn,
        note,
      },
    ),
  } as const
  const [recorded] = await write(
    session,
    sql`
    WITH l AS (
      INSERT INTO lot (product_id, purchased_on, initial_quantity, unit_cost)
      VALUES (${productId}, ${purchasedOn}::date, ${quantityText(quantity)}::numeric, ${costText}::numeric)
      RETURNING id),
    e AS (
      INSERT INTO lot_entry (lot_id, kind, quantity, value, actor, note)
      SELECT id, 'RECEIVED', ${quantityText(quantity)}::numeric, ${valueText(worth(quantity, unitCost))}::numeric,
        ${actorOf(session)}::text, ${note}::text FROM l),
    h AS (${insertHistory(history, { id: sql`id`, from: sql`l` }, session)})
    SELECT id FROM l`,
    z.strictObject({ id: z.int() }),
  )
  if (recorded === undefined) throw new Error('The lot was not recorded')
  return getLot(recorded.id, session)
}
