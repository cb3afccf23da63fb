import { z } from 'zod'
import { notFound } from '../domain-error.js'
import { MAX_NAME, optionalText } from '../inputs.js'
import { type Page, type Slice, slice } from '../paging.js'
import { countRows, hasPart } from '../session/pages.js'
import { read, type Session, sql, type Statement } from '../session/session.js'

export const EventRow = z.strictObject({
  id: z.int(),
  name: z.string(),
  /** YYYY-MM-DD */
  date: z.string(),
  notes: z.string().nullable(),
  version: z.int(),
  /** Names the state of the event's assignments and production records. */
  revision: z.string(),
  // Name the state of the catalog that the event was read with. The event's figures follow from all three.
  contentsRevision: z.string(),
  pricesRevision: z.string(),
})

export type Event = Readonly<z.infer<typeof EventRow>>

export interface EventKey {
  readonly date: string
  readonly id: number
}

/** What an event is read from, joined as `e` with the catalog's revisions as `c`. */
export const eventColumns: Statement = sql`
  e.id, e.name, e.date, e.notes, e.version, e.revision, c.contents AS "contentsRevision", c.prices AS "pricesRevision"`

/** The events of these ids; those that do not exist are missing from the answer. */
export async function getEventsByIds(ids: readonly number[], session: Session): Promise<Event[]> {
  return read(
    session,
    sql`
    SELECT ${eventColumns} FROM event e CROSS JOIN catalog_revision c WHERE e.id = ANY(${ids})`,
    EventRow,
  )
}

/** The event. Throws EVENT_NOT_FOUND. */
export async function getEvent(eventId: number, session: Session): Promise<Event> {
  const [event] = await getEventsByIds([eventId], session)
  if (event === undefined) throw eventNotFound(eventId)
  return event
}

export const eventNotFound = notFound('EVENT_NOT_FOUND', 'Event')

export type EventState = 'UPCOMING' | 'PAST' | 'COMPLETE' | 'OPEN'

export interface EventFilter {
  readonly search?: string | undefined
  /** YYYY-MM-DD, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly state?: EventState | undefined
}

/** The filter that an input asks for: what is null leaves none out. Throws VALIDATION_FAILED for a search that can't be meant. */
export function eventFilter(
  input: { readonly [K in keyof EventFilter]?: EventFilter[K] | null } | null | undefined,
): EventFilter {
  return {
    search: optionalText('search', input?.search, MAX_NAME) ?? undefined,
    from: input?.from ?? undefined,
    to: input?.to ?? undefined,
    state: input?.state ?? undefined,
  }
}

/**
 * An event with at least one assignment, and one with all of them delivered. With OFFSET each event looks its own up:
 * without it the database may read the assignments of all events to tell of one.
 */
const isPlanned: Statement = sql`EXISTS (SELECT FROM assignment a WHERE a.event_id = e.id OFFSET 0)`

const isComplete: Statement = sql`(
  ${isPlanned} AND
  NOT EXISTS (SELECT FROM assignment a WHERE a.event_id = e.id AND a.status <> 'DELIVERED' OFFSET 0))`

const stateIs: Readonly<Record<EventState, Statement>> = {
  UPCOMING: sql`e.date >= (now() AT TIME ZONE 'UTC')::date`,
  PAST: sql`e.date < (now() AT TIME ZONE 'UTC')::date`,
  COMPLETE: isComplete,
  OPEN: sql`NOT ${isComplete}`,
}

function eventCondition({ search, from, to, state }: EventFilter): Statement {
  return sql`TRUE
    ${search === undefined ? sql`` : sql`AND ${hasPart(sql`e.name`, search)}`}
    ${from === undefined ? sql`` : sql`AND e.date >= ${from}::date`}
    ${to === undefined ? sql`` : sql`AND e.date <= ${to}::date`}
    ${state === undefined ? sql`` : sql`AND ${stateIs[state]}`}`
}

export type EventOrder = 'DATE' | 'NEWEST'

/** In which direction each order goes through the dates, and through the ids of one date. */
const eventOrders: Readonly<Record<EventOrder, { readonly behind: Statement; readonly by: Statement }>> = {
  DATE: { behind: sql`>`, by: sql`e.date, e.id` },
  NEWEST: { behind: sql`<`, by: sql`e.date DESC, e.id DESC` },
}

/** Events by date, then id, or the latest date first, then the highest id first. */
export async function getEvents(
  filter: EventFilter,
  order: EventOrder,
  { first, after }: Page<EventKey>,
  session: Session,
): Promise<Slice<Event>> {
  const { behind, by } = eventOrders[order]
  const afterCursor = after === undefined ? sql`` : sql`AND (e.date, e.id) ${behind} (${after.date}::date, ${after.id})`
  const rows = await read(
    session,
    sql`
    SELECT ${eventColumns} FROM event e CROSS JOIN catalog_revision c WHERE ${eventCondition(filter)} ${afterCursor}
    ORDER BY ${by} LIMIT ${first + 1}`,
    EventRow,
  )
  return slice(rows, first)
}

/** All events with an assignment that a filter lets through, by date, then id. */
export async function getPlannedEvents(filter: EventFilter, session: Session): Promise<Event[]> {
  return read(
    session,
    sql`
    SELECT ${eventColumns} FROM event e CROSS JOIN catalog_revision c
    WHERE ${isPlanned} AND ${eventCondition(filter)}
    ORDER BY e.date, e.id`,
    EventRow,
  )
}

/** The events of a day, or of today (UTC), and later ones that are not complete, by date, then id. */
export async function getOpenEventsFrom(day: string | null, session: Session): Promise<Event[]> {
  return read(
    session,
    sql`
    SELECT ${eventColumns} FROM event e CROSS JOIN catalog_revision c
    WHERE e.date >= coalesce(${day}::date, (now() AT TIME ZONE 'UTC')::date) AND NOT ${isComplete}
    ORDER BY e.date, e.id`,
    EventRow,
  )
}

/** How many events there are of those that a filter lets through. */
export function countEvents(filter: EventFilter, session: Session): Promise<number> {
  return countRows(sql`event e`, eventCondition(filter), session)
}
