import { isDay } from '../calendar.js'
import type { PagedList } from '../paging.js'
import type { Assignment, AssignmentKey, Event, EventKey } from './service.js'

/** All events. */
export const eventList: PagedList<Event, EventKey> = {
  name: 'events',
  keyOf: ({ date, id }) => ({ date, id }),
  write: ({ date, id }) => [date, id],
  read: (date, id) => (isDay(date) ? { date, id } : undefined),
}

/** An event's assignments: Event.assignments and Query.eventAssignments. */
export const assignmentList: PagedList<Assignment, AssignmentKey> = {
  name: 'assignments',
  keyOf: ({ recipient, id }) => ({ recipientName: recipient.name, id }),
  write: ({ recipientName, id }) => [recipientName, id],
  read: (recipientName, id) => ({ recipientName, id }),
}
