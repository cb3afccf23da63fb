import DataLoader from 'dataloader'
import { existing } from '../lookup.js'
import { eventLoader } from '../planning/loaders.js'
import {
  countAssignments,
  getAssignmentsOfEvents,
  type Assignment,
  type AssignmentKey,
} from '../planning/assignment-service.js'
import { getEventsByIds, getPlannedEvents, type Event } from '../planning/service.js'
import type { Page } from '../paging.js'
import { byId, countLoader, filteredCountLoader, pageLoader } from '../session/loaders.js'
import { perSession, type Session, type Statement } from '../session/session.js'
import {
  bakesOf,
  getAssemblable,
  getToBake,
  shoppingListOf,
  type BakePreview,
  type ShoppingList,
  type ToBake,
} from './plan.js'
import { assignmentsAsked, getUnassemblable, type AssignmentsAsked, type Unassemblable } from './assembly-derived.js'
import { checkAssemblies, getProgresses, type AssemblyCheck, type ProductionProgress } from './derived.js'
import {
  countRecords,
  getLossesByIds,
  getLossesOfRecords,
  getRecordsByIds,
  getRecordsOfEvents,
  getShortagesOfRecords,
  getUsesOfRecords,
  haveCompleteCosts,
  lossNotFound,
  recordNotFound,
  type ProductionRecord,
  type RecordKey,
} from './service.js'

/** The progress of events. */
export const progressLoader = perSession(
  (session) =>
    new DataLoader<Event, ProductionProgress, number>(
      async (events) => {
        const progresses = await getProgresses(events, session)
        return events.map(({ id }) => progresses.get(id) ?? new Error(`Event ${String(id)} has no progress`))
      },
      { cacheKeyFn: ({ id }) => id },
    ),
)

// What is next for events. Each part is derived once in a session, however often it is asked for.
const toBakeLoader = ofEvents<ToBake>(getToBake)
export const assemblableLoader = ofEvents<readonly Assignment[]>(getAssemblable)
export const bakesLoader = ofEvents<readonly BakePreview[]>((events, session) =>
  fromToBake(events, session, (_, toBake) => bakesOf(toBake)),
)
export const shoppingListLoader = ofEvents<ShoppingList>((events, session) =>
  fromToBake(events, session, shoppingListOf),
)

function ofEvents<Value>(
  get: (events: readonly Event[], session: Session) => Promise<ReadonlyMap<number, Value>>,
): (session: Session) => DataLoader<Event, Value, number> {
  return perSession(
    (session) =>
      new DataLoader<Event, Value, number>(
        async (events) => {
          const values = await get(events, session)
          return events.map(({ id }) => existing(values, id))
        },
        { cacheKeyFn: ({ id }) => id },
      ),
  )
}

async function fromToBake<Value>(
  events: readonly Event[],
  session: Session,
  derive: (event: Event, toBake: ToBake) => Value,
): Promise<Map<number, Value>> {
  const loaded = await Promise.all(events.map((event) => toBakeLoader(session).load(event)))
  return new Map(
    events.flatMap((event, index) => {
      const toBake = loaded[index]
      return toBake === undefined ? [] : [[event.id, derive(event, toBake)] as const]
    }),
  )
}

/** What of events can't be assembled. */
const unassemblableLoader = ofEvents<Unassemblable>(getUnassemblable)

/** What of these events can't be assembled, if a filter asks for that. */
async function foundOf(
  ids: readonly number[],
  { canAssemble }: AssignmentsAsked,
  session: Session,
): Promise<Unassemblable[]> {
  if (canAssemble === undefined) return []
  const events = await Promise.all(ids.map((id) => eventLoader(session).load(id)))
  return Promise.all(events.map((event) => unassemblableLoader(session).load(event)))
}

/** The condition of a filter on the assignments of all events. */
export async function assignmentsOfAll(asked: AssignmentsAsked, session: Session): Promise<Statement> {
  if (asked.canAssemble === undefined) return assignmentsAsked(asked, [])
  const events =
    asked.eventId === undefined ? await getPlannedEvents({}, session) : await getEventsByIds([asked.eventId], session)
  const found = await Promise.all(events.map((event) => unassemblableLoader(session).load(event)))
  return assignmentsAsked(asked, found)
}

/** A page of each event's assignments. */
export const assignmentsLoader = perSession((session) =>
  pageLoader<Assignment, AssignmentKey, Page<AssignmentKey> & { readonly filter: AssignmentsAsked }>(
    async (eventIds, { filter, ...page }) => {
      const that = assignmentsAsked(filter, await foundOf(eventIds, filter, session))
      return getAssignmentsOfEvents(eventIds, page, session, that)
    },
  ),
)

export const assignmentCountLoader = perSession((session) =>
  filteredCountLoader<AssignmentsAsked>(async (eventIds, filter) => {
    const that = assignmentsAsked(filter, await foundOf(eventIds, filter, session))
    return countAssignments(eventIds, session, that)
  }),
)

/** The assembly checks of assignments. */
export const assemblyCheckLoader = perSession(
  (session) =>
    new DataLoader<Assignment, AssemblyCheck, number>(
      async (assignments) => {
        const events = await Promise.all(assignments.map(({ eventId }) => eventLoader(session).load(eventId)))
        const byId = new Map(events.map((event) => [event.id, event]))
        const asked = assignments.flatMap((assignment) => {
          const event = byId.get(assignment.eventId)
          return event === undefined ? [] : [{ assignment, event }]
        })
        const checks = await checkAssemblies(asked, session)
        return assignments.map(({ id }) => checks.get(id) ?? new Error(`Assignment ${String(id)} has no check`))
      },
      { cacheKeyFn: ({ id }) => id },
    ),
)

/** Records by id; an unknown one is PRODUCTION_RECORD_NOT_FOUND. */
export const recordLoader = byId(getRecordsByIds, recordNotFound)

/** A page of each event's production records. */
export const recordsLoader = perSession((session) =>
  pageLoader<ProductionRecord, RecordKey>((eventIds, page) => getRecordsOfEvents(eventIds, page, session)),
)

export const recordCountLoader = perSession((session) => countLoader(countRecords, session))

/** Losses by id; an unknown one is LOSS_NOT_FOUND. */
export const lossLoader = byId(getLossesByIds, lossNotFound)

// Of each record, for all that are asked for together.
export const usesLoader = ofRecords(getUsesOfRecords)
export const shortagesLoader = ofRecords(getShortagesOfRecords)
export const lossesLoader = ofRecords(getLossesOfRecords)
export const completeCostLoader = ofRecords(haveCompleteCosts)

function ofRecords<Value>(
  get: (recordIds: readonly number[], session: Session) => Promise<ReadonlyMap<number, Value>>,
): (session: Session) => DataLoader<number, Value> {
  return perSession(
    (session) =>
      new DataLoader<number, Value>(async (ids) => {
        const values = await get(ids, session)
        return ids.map((id) => values.get(id) ?? recordNotFound(id))
      }),
  )
}
