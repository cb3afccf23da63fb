import { z } from 'zod'
import { exact, type Exact, toShortest, ZERO } from '../decimal.js'
import { DECIMAL_PLACES } from '../quantities.js'
import { OvertakenError } from '../session/database-errors.js'
import { lockEvents, lockLots } from '../session/locks.js'
import { actorOf, read, type Session, sql, type Statement, type WritingSession } from '../session/session.js'
import { lotNotFound } from './lot-service.js'
import {
  ADJUSTMENT_REASONS,
  type AdjustmentReason,
  type Amount,
  type LedgerEntry,
  LOT_ENTRY_KINDS,
  type LotEntryKind,
  replay,
  type Stock,
  sumOf,
  type UnitCost,
  unitCostOf,
  VALUE_PLACES,
} from './rules.js'
import { getStock } from './stock-service.js'

// What mutations share: lots and purchases as they stand in the ledger, under their locks, and new entries.

interface ReasonedEntry extends LedgerEntry {
  readonly reason: AdjustmentReason | null
}

/** A lot under its lock, with all of its entries in their order. */
export interface LedgerLot {
  readonly id: number
  readonly version: number
  readonly purchaseId: number | null
  readonly isVoided: boolean
  readonly unitCost: UnitCost
  readonly entries: readonly ReasonedEntry[]
  readonly held: Amount
}

const LedgerRow = z.strictObject({
  id: z.int(),
  version: z.int(),
  purchaseId: z.int().nullable(),
  isVoided: z.boolean(),
  ownUnitCost: z.string().nullable(),
  pricePerPackage: z.string().nullable(),
  packageUnitQuantity: z.string(),
  entryId: z.int().nullable(),
  kind: z.enum(LOT_ENTRY_KINDS).nullable(),
  quantity: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.enum(ADJUSTMENT_REASONS).nullable(),
  recordId: z.int().nullable(),
  reversesId: z.int().nullable(),
})

/**
 * The lots whose ids the subquery `lotIds` selects, in the order of their ids, but those last that stand for a purchase
 * that was used up before its import. One statement, however many entries.
 */
export async function readLedger(lotIds: Statement, session: Session): Promise<LedgerLot[]> {
  const rows = await read(
    session,
    sql`
    SELECT l.id, l.version, l.purchase_id AS "purchaseId", b.voided_at IS NOT NULL AS "isVoided",
      l.unit_cost AS "ownUnitCost", b.price_per_package AS "pricePerPackage",
      p.package_unit_quantity AS "packageUnitQuantity",
      e.id AS "entryId", e.kind, e.quantity, e.value, e.reason, e.record_id AS "recordId", e.reverses_id AS "reversesId"
    FROM lot l JOIN product p ON p.id = l.product_id LEFT JOIN purchase b ON b.id = l.purchase_id
    LEFT JOIN lot_entry e ON e.lot_id = l.id
    WHERE l.id IN (${lotIds}) ORDER BY l.initial_quantity = 0, l.id, e.id`,
    LedgerRow,
  )
  const lots = new Map<number, Omit<LedgerLot, 'held' | 'entries'> & { readonly entries: ReasonedEntry[] }>()
  for (const row of rows) {
    const { id, version, purchaseId, isVoided, entryId, kind, quantity, value, reason, recordId, reversesId } = row
    const lot = lots.get(id) ?? { id, version, purchaseId, isVoided, unitCost: unitCostOf(row), entries: [] }
    lots.set(id, lot)
    if (entryId === null || kind === null || quantity === null || value === null) continue
    const amount = { quantity: exact(quantity), value: exact(value) }
    lot.entries.push({ id: entryId, kind, ...amount, reason, recordId, reversesId })
  }
  return [...lots.values()].map((lot) => ({ ...lot, held: sumOf(lot.entries) }))
}

/** A lot under its lock, with what it holds and not by which entries: for what does not replay them. */
export type HeldLot = Omit<LedgerLot, 'entries'>

const HeldRow = LedgerRow.pick({
  id: true,
  version: true,
  purchaseId: true,
  isVoided: true,
  ownUnitCost: true,
  pricePerPackage: true,
  packageUnitQuantity: true,
}).extend({ quantity: z.string(), value: z.string() })

async function readHeld(lotIds: Statement, session: Session): Promise<HeldLot[]> {
  const rows = await read(
    session,
    sql`
    SELECT l.id, l.version, l.purchase_id AS "purchaseId", b.voided_at IS NOT NULL AS "isVoided",
      l.unit_cost AS "ownUnitCost", b.price_per_package AS "pricePerPackage",
      p.package_unit_quantity AS "packageUnitQuantity", l.quantity, l.value
    FROM lot l JOIN product p ON p.id = l.product_id LEFT JOIN purchase b ON b.id = l.purchase_id
    WHERE l.id IN (${lotIds}) ORDER BY l.id`,
    HeldRow,
  )
  return rows.map(({ id, version, purchaseId, isVoided, quantity, value, ...cost }) => ({
    id,
    version,
    purchaseId,
    isVoided,
    unitCost: unitCostOf(cost),
    held: { quantity: exact(quantity), value: exact(value) },
  }))
}

/**
 * The lot with its entries, under the locks of the events whose records took from it, of the catalog as it is, and of the
 * lot: for what gives it another price. Throws LOT_NOT_FOUND.
 */
export async function lockLotToReprice(lotId: number, session: WritingSession): Promise<LedgerLot> {
  const lotIds = sql`${lotId}::int`
  // Sent together, in one round trip: what stands behind the locks is read once they are held.
  const locking = lockToReprice(lotIds, 'keep', session)
  const reading = readLedger(lotIds, session)
  // If a lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [lot] = await reading
  if (lot === undefined) throw lotNotFound(lotId)
  return lot
}

/**
 * Locks the events whose records took from lots, the catalog, and then the lots: another price changes what those records
 * cost, and with it what the events come to. A record that took from one of the lots while this waited is of an event
 * that is not locked, and it is too late to lock it in order: then all starts over.
 */
export async function lockToReprice(
  lotIds: Statement,
  catalog: 'keep' | 'change',
  session: WritingSession,
): Promise<void> {
  const eventIds = sql`
    SELECT p.event_id AS id FROM lot_entry e JOIN production_record p ON p.id = e.record_id WHERE e.lot_id IN (${lotIds})`
  const locking = Promise.all([lockEvents(eventIds, session, catalog), lockLots(lotIds, session)])
  const reading = read(session, sql`SELECT DISTINCT id FROM (${eventIds}) event`, z.strictObject({ id: z.int() }))
  reading.catch(() => undefined)
  const [locked] = await locking
  const events = await reading
  if (!events.every(({ id }) => locked.includes(id))) throw new OvertakenError('A record took from the lot meanwhile')
}

/** The lot without its entries, under its lock. Throws LOT_NOT_FOUND. */
export async function lockHeldLot(lotId: number, session: WritingSession): Promise<HeldLot> {
  const lotIds = sql`${lotId}::int`
  // Sent together, in one round trip: what stands behind the lock is read once it is held.
  const locking = lockLots(lotIds, session)
  const reading = readHeld(lotIds, session)
  // If the lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [lot] = await reading
  if (lot === undefined) throw lotNotFound(lotId)
  return lot
}

export interface NewEntry extends Amount {
  readonly lotId: number
  readonly kind: LotEntryKind
  readonly reason?: AdjustmentReason
  readonly note?: string | null
  readonly recordId?: number | null
}

/**
 * An INSERT of entries, to stand in the statement that makes the change, whatever their number. A trigger adds them to
 * their lots, and to the cost of the record that took them: `record` is its id, an expression, and what that selects
 * from, for entries of a record that the same statement inserts.
 */
export function insertEntries(
  entries: readonly NewEntry[],
  session: WritingSession,
  record?: { readonly id: Statement; readonly from: Statement },
): Statement {
  const rows = entries.map(({ lotId, kind, quantity, value, reason, note, recordId }) => ({
    lot_id: lotId,
    kind,
    quantity: quantityText(quantity),
    value: valueText(value),
    reason: reason ?? null,
    note: note ?? null,
    record_id: recordId ?? null,
  }))
  const from = sql`json_populate_recordset(NULL::lot_entry, ${JSON.stringify(rows)}::json) WITH ORDINALITY AS entry`
  return sql`
    INSERT INTO lot_entry (lot_id, kind, quantity, value, actor, reason, note, record_id)
    SELECT lot_id, kind, quantity, value, ${actorOf(session)}::text, reason, note, ${record?.id ?? sql`record_id`}
    FROM ${record === undefined ? from : sql`${record.from} CROSS JOIN ${from}`} ORDER BY ordinality`
}

/**
 * The stock of the ingredients that a subquery selects, under the locks of its lots. Lots that came to hold something
 * while this waited are locked as well.
 */
export async function lockStock(ingredientIds: Statement, session: WritingSession): Promise<Stock> {
  const lotIds = sql`
    SELECT l.id FROM lot l JOIN product p ON p.id = l.product_id
    WHERE l.quantity > 0 AND p.ingredient_id IN (${ingredientIds})`
  for (;;) {
    // Sent together, in one round trip: what stands behind the lock is read once it is held.
    const locking = lockLots(lotIds, session)
    const reading = getStock(ingredientIds, session)
    // If the lock fails, what stands behind it fails only because of it.
    reading.catch(() => undefined)
    const locked = await locking
    const stock = await reading
    if ([...stock.values()].flat().every(({ id }) => locked.has(id))) return stock
  }
}

/** Locks the lots that a record took from. */
export async function lockLotsOf(recordId: number, session: WritingSession): Promise<void> {
  await lockLots(sql`SELECT lot_id FROM lot_entry WHERE record_id = ${recordId}`, session)
}

/** An INSERT of what gives back to each lot what a record took from it, at what that costs now, however many (rule 8). */
export function insertReturns(recordId: number, note: string, session: WritingSession): Statement {
  return sql`
    INSERT INTO lot_entry (lot_id, kind, quantity, value, actor, note, record_id, reverses_id)
    SELECT e.lot_id, 'RETURNED', -e.quantity, -e.value - coalesce((
        SELECT sum(n.value) FROM lot_entry n
        WHERE n.record_id = e.record_id AND n.lot_id = e.lot_id AND n.kind = 'REPRICED'), 0),
      ${actorOf(session)}::text, ${note}::text, e.record_id, e.id
    FROM lot_entry e WHERE e.record_id = ${recordId} AND e.kind = 'CONSUMED' ORDER BY e.id`
}

/** The entries by which a lot comes to be worth what it is at another cost, and what it then holds. */
export function repricing(
  { id, entries }: LedgerLot,
  unitCost: UnitCost,
  note: string,
): { readonly held: Amount; readonly entries: readonly NewEntry[] } {
  const { held, repricings } = replay(entries, unitCost)
  const shared = { lotId: id, kind: 'REPRICED', quantity: ZERO, reason: 'CORRECTION', note } as const
  return { held, entries: repricings.map((difference) => ({ ...shared, ...difference })) }
}

export function quantityText(quantity: Exact): string {
  return toShortest(quantity, DECIMAL_PLACES)
}

export function valueText(value: Exact): string {
  return toShortest(value, VALUE_PLACES)
}
