import DataLoader from 'dataloader'
import { countLoader, eventLoader, pageLoader } from '../planning/loaders.js'
import type { Assignment, Event } from '../planning/service.js'
import { perSession } from '../session/session.js'
import { checkAssemblies, getProgresses, type AssemblyCheck, type ProductionProgress } from './derived.js'
import { countRecords, getRecordsOfEvents, type ProductionRecord, type RecordKey } from './service.js'

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

/** A page of each event's production records. */
export const recordsLoader = perSession((session) =>
  pageLoader<ProductionRecord, RecordKey>((eventIds, page) => getRecordsOfEvents(eventIds, page, session)),
)

export const recordCountLoader = perSession((session) => countLoader(countRecords, session))
