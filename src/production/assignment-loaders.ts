import DataLoader from 'dataloader'
import type { Page } from '../paging.js'
import {
  type Assignment,
  type AssignmentKey,
  countAssignments,
  getAssignmentsOfEvents,
} from '../planning/assignment-service.js'
import { eventLoader } from '../planning/event-loaders.js'
import { getEventsByIds, getPlannedEvents } from '../planning/event-service.js'
import { filteredCountLoader, pageLoader } from '../session/loaders.js'
import { perSession, type Session, type Statement } from '../session/session.js'
import {
  type AssemblyCheck,
  type AssemblyFilter,
  assemblyCondition,
  checkAssemblies,
  getUnassemblable,
  type Unassemblable,
} from './assembly-derived.js'
import { ofEvents } from './progress-loaders.js'

/** What of events can't be assembled. */
const unassemblableLoader = ofEvents<Unassemblable>(getUnassemblable)

/** What of these events can't be assembled, if a filter asks for that. */
async function unassemblableOf(
  ids: readonly number[],
  { canAssemble }: AssemblyFilter,
  session: Session,
): Promise<Unassemblable[]> {
  if (canAssemble === undefined) return []
  const events = await Promise.all(ids.map((id) => eventLoader(session).load(id)))
  return Promise.all(events.map((event) => unassemblableLoader(session).load(event)))
}

/** The condition of a filter on the assignments of all events. */
export async function getAssemblyCondition(asked: AssemblyFilter, session: Session): Promise<Statement> {
  if (asked.canAssemble === undefined) return assemblyCondition(asked, [])
  const events =
    asked.eventId === undefined ? await getPlannedEvents({}, session) : await getEventsByIds([asked.eventId], session)
  const found = await Promise.all(events.map((event) => unassemblableLoader(session).load(event)))
  return assemblyCondition(asked, found)
}

/** A page of each event's assignments. */
export const assignmentsLoader = perSession((session) =>
  pageLoader<Assignment, AssignmentKey, Page<AssignmentKey> & { readonly filter: AssemblyFilter }>(
    async (eventIds, { filter, ...page }) => {
      const condition = assemblyCondition(filter, await unassemblableOf(eventIds, filter, session))
      return getAssignmentsOfEvents(eventIds, page, session, condition)
    },
  ),
)

export const assignmentCountLoader = perSession((session) =>
  filteredCountLoader<AssemblyFilter>(async (eventIds, filter) => {
    const condition = assemblyCondition(filter, await unassemblableOf(eventIds, filter, session))
    return countAssignments(eventIds, session, condition)
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
