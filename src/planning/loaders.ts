import DataLoader from 'dataloader'
import type { Page, Slice } from '../paging.js'
import { perSession, type Session } from '../session/session.js'
import {
  assignmentNotFound,
  countAssignments,
  eventNotFound,
  getAssignmentsByIds,
  getAssignmentsOfEvents,
  getEventsByIds,
  type Assignment,
  type AssignmentKey,
  type Event,
} from './service.js'

/** Events by id; an unknown one is EVENT_NOT_FOUND. */
export const eventLoader = perSession(
  (session) =>
    new DataLoader<number, Event>(async (ids) => inOrder(ids, await getEventsByIds(ids, session), eventNotFound)),
)

/** Assignments by id; an unknown one is ASSIGNMENT_NOT_FOUND. */
export const assignmentLoader = perSession(
  (session) =>
    new DataLoader<number, Assignment>(async (ids) =>
      inOrder(ids, await getAssignmentsByIds(ids, session), assignmentNotFound),
    ),
)

/** A page of each event's assignments. */
export const assignmentsLoader = perSession((session) =>
  pageLoader<Assignment, AssignmentKey>((eventIds, page) => getAssignmentsOfEvents(eventIds, page, session)),
)

export const assignmentCountLoader = perSession((session) => countLoader(countAssignments, session))

/** Rows in the order of the ids that were asked for, and an error in the place of each that does not exist. */
export function inOrder<Row extends { readonly id: number }>(
  ids: readonly number[],
  rows: readonly Row[],
  notFound: (id: number) => Error,
): (Row | Error)[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? notFound(id))
}

/** A page of a list that each parent has. Parents that are asked for the same page share one statement. */
export function pageLoader<Row, Key>(
  load: (parentIds: readonly number[], page: Page<Key>) => Promise<ReadonlyMap<number, Slice<Row>>>,
): DataLoader<{ readonly parentId: number; readonly page: Page<Key> }, Slice<Row>, string> {
  return new DataLoader(
    async (asked) => {
      const groups = new Map<string, { readonly page: Page<Key>; readonly parentIds: number[] }>()
      for (const { parentId, page } of asked) {
        const text = JSON.stringify(page)
        const group = groups.get(text) ?? { page, parentIds: [] }
        group.parentIds.push(parentId)
        groups.set(text, group)
      }
      const loaded = new Map(
        await Promise.all(
          [...groups].map(async ([text, { page, parentIds }]) => [text, await load(parentIds, page)] as const),
        ),
      )
      return asked.map(
        ({ parentId, page }) => loaded.get(JSON.stringify(page))?.get(parentId) ?? { rows: [], hasNextPage: false },
      )
    },
    { cacheKeyFn: ({ parentId, page }) => `${String(parentId)} ${JSON.stringify(page)}` },
  )
}

/** How many rows the list of each parent has. */
export function countLoader(
  count: (parentIds: readonly number[], session: Session) => Promise<ReadonlyMap<number, number>>,
  session: Session,
): DataLoader<number, number> {
  return new DataLoader(async (ids) => {
    const counts = await count(ids, session)
    return ids.map((id) => counts.get(id) ?? 0)
  })
}
