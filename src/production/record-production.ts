import { z } from 'zod'
import { ingredientNeeds } from '../catalog/costing-rules.js'
import { getPricedRecipes, ingredientsOf } from '../catalog/costing-service.js'
import { recipeNotFound } from '../catalog/recipe-service.js'
import { plus, ZERO } from '../decimal.js'
import { archived, DomainError, invalid } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import { insertHistory } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { MAX_NOTES, optionalText } from '../inputs.js'
import { insertEntries, lockStock, type NewEntry } from '../inventory/ledger.js'
import { bake, type Bake } from '../inventory/rules.js'
import { existing } from '../lookup.js'
import { eventNotFound } from '../planning/event-service.js'
import { MAX_EVENT_TOTAL } from '../quantities.js'
import { lockEvents } from '../session/locks.js'
import { read, sql, write, type Session, type Statement, type WritingSession } from '../session/session.js'
import { checkLoss, checkLost, insertLosses, lossOf, type NewLoss, readUnits, unitOf } from './loss-ledger.js'
import { checkBatches, getRecord, type ProductionRecord, type Shortage, usesAndShortages } from './record-service.js'

export const SHORTAGE_POLICIES = ['REFUSE', 'ALLOW'] as const
export type ShortagePolicy = (typeof SHORTAGE_POLICIES)[number]

export interface NewProduction {
  readonly eventId: number
  readonly recipeId: number
  readonly batches: number
  /** RFC 3339; now, if it is not said. */
  readonly producedAt?: string | null | undefined
  readonly losses?: readonly NewLoss[] | null | undefined
  readonly onShortage: ShortagePolicy
  readonly notes?: string | null | undefined
}

const MAX_LOSSES = 100
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Records batches that were made: takes what they need from the lots, first in, first out (DOMAIN.md, rules 2 to 6), and
 * what was lost of them at once (rule 7). Returns the record.
 *
 * Throws, checked in this order: VALIDATION_FAILED for what can't be meant; EVENT_NOT_FOUND; RECIPE_NOT_FOUND;
 * FINISHED_UNIT_NOT_FOUND; VALIDATION_FAILED for a recipe that is archived (reason ARCHIVED), for a time more than a day
 * ahead, for a unit of another recipe, and for more batches than an event can have; YIELD_EXCEEDS_EXPECTED;
 * INSUFFICIENT_INVENTORY with every shortage, unless shortages are allowed. Holds the event's row, the catalog as it is, and the lots: two who want the last flour take turns.
 */
export async function recordProduction(
  { eventId, recipeId, batches, producedAt = null, losses, onShortage, notes: remark }: NewProduction,
  session: WritingSession,
): Promise<ProductionRecord> {
  checkBatches('batches', batches)
  const asked = (losses ?? []).map((loss, index) => checkLoss(`losses[${String(index)}].`, loss))
  if (asked.length > MAX_LOSSES) throw invalid('losses', `must be at most ${String(MAX_LOSSES)}`)
  const notes = optionalText('notes', remark, MAX_NOTES)

  // Sent together, in one round trip: what stands behind the locks is read once they are held.
  const locking = lockEvents(sql`${eventId}::int`, session)
  const reading = Promise.all([
    readAsked(eventId, recipeId, session),
    readUnits(
      asked.map(({ finishedUnitId }) => finishedUnitId),
      session,
    ),
    getPricedRecipes([recipeId], session),
    lockStock(ingredientsOf([recipeId]), session),
  ])
  // If a lock fails, what stands behind it fails only because of it.
  reading.catch(() => undefined)
  await locking
  const [{ producedSoFar, hasEvent, isArchived }, units, recipes, stock] = await reading
  if (!hasEvent) throw eventNotFound(eventId)
  if (isArchived === null) throw recipeNotFound(recipeId)
  const lostUnits = asked.map((loss) => ({ loss, unit: unitOf(units, loss) }))
  if (isArchived) throw archived('recipeId')
  if (producedAt !== null && Date.parse(producedAt) > Date.now() + DAY_MS) {
    throw invalid('producedAt', 'must not be more than a day ahead')
  }
  const lost = lostUnits.map(({ loss, unit }, index) =>
    lossOf(loss, unit, recipeId, `losses[${String(index)}].finishedUnitId`),
  )
  if (producedSoFar + batches > MAX_EVENT_TOTAL) throw invalid('batches', 'are more than an event can have')
  checkLost(
    batches,
    lost.reduce((sum, loss) => plus(sum, loss.batches), ZERO),
  )
  const result = bake(existing(ingredientNeeds(recipes), recipeId), batches, stock)
  const { shortages } = usesAndShortages(result)
  if (onShortage === 'REFUSE') checkStock(shortages)

  const history = {
    action: 'recordProduction',
    subjectType: 'ProductionRecord',
    eventId,
    changes: changesBetween(
      {},
      {
        eventId: globalId('Event', eventId),
        recipeId: globalId('Recipe', recipeId),
        batches: String(batches),
        producedAt,
        notes,
      },
    ),
  } as const
  const record = { id: sql`r.id`, from: sql`r` }
  const [recorded] = await write(
    session,
    sql`
    WITH r AS (
      INSERT INTO production_record (event_id, recipe_id, batches, actual_cost, produced_at, notes)
      VALUES (${eventId}, ${recipeId}, ${batches}, 0, coalesce(${producedAt}::timestamptz, now()), ${notes})
      RETURNING id),
    e AS (${insertEntries(takesOf(result), session, record)}),
    s AS (${insertShortages(shortages)}),
    l AS (${insertLosses(lost, session, record)}),
    h AS (${insertHistory(history, record, session)})
    SELECT id FROM r`,
    z.strictObject({ id: z.int() }),
  )
  if (recorded === undefined) throw new Error('The production was not recorded')
  return getRecord(recorded.id, session)
}

const AskedRow = z.strictObject({ hasEvent: z.boolean(), isArchived: z.boolean().nullable(), producedSoFar: z.int() })

async function readAsked(eventId: number, recipeId: number, session: Session): Promise<z.infer<typeof AskedRow>> {
  const [asked] = await read(
    session,
    sql`
    SELECT EXISTS (SELECT FROM event WHERE id = ${eventId}) AS "hasEvent",
      (SELECT archived FROM recipe WHERE id = ${recipeId}) AS "isArchived",
      (SELECT coalesce(sum(batches), 0) FROM production_record WHERE event_id = ${eventId}) AS "producedSoFar"`,
    AskedRow,
  )
  if (asked === undefined) throw new Error('A SELECT without FROM has one row')
  return asked
}

function takesOf({ takes }: Bake): NewEntry[] {
  return takes.map(({ lotId, quantity, cost }) => ({
    lotId,
    kind: 'CONSUMED',
    quantity: quantity.neg(),
    value: cost.neg(),
  }))
}

function checkStock(shortages: readonly Shortage[]): void {
  if (shortages.length === 0) return
  throw new DomainError(
    'INSUFFICIENT_INVENTORY',
    `Not enough in stock: ${shortages.map(({ ingredient }) => ingredient.name).join(', ')}`,
    {
      shortages: shortages.map(({ ingredient, ...shortage }) => ({
        ingredientId: globalId('Ingredient', ingredient.id),
        ingredientName: ingredient.name,
        ...shortage,
      })),
    },
  )
}

/** An INSERT of what the record `r` was made without. */
function insertShortages(shortages: readonly Shortage[]): Statement {
  const rows = shortages.map(({ ingredient, ...shortage }) => ({ ingredient_id: ingredient.id, ...shortage }))
  return sql`
    INSERT INTO shortage (record_id, position, ingredient_id, unit, needed, available, missing, reason)
    SELECT r.id, ordinality, ingredient_id, unit, needed, available, missing, reason
    FROM r CROSS JOIN json_populate_recordset(NULL::shortage, ${JSON.stringify(rows)}::json) WITH ORDINALITY AS lack`
}
