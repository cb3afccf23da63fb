import { isDay } from '../calendar.js'
import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { Assignment, AssignmentKey, AssignmentOrder, AssignmentParent } from './assignment-service.js'
import type { Event, EventKey, EventOrder, RecipientDetail, RecipientOrder } from './service.js'

function eventsIn(name: string): PagedList<Event, EventKey> {
  return {
    name,
    keyOf: ({ date, id }) => ({ date, id }),
    write: ({ date, id }) => [date, id],
    read: (date, id) => (isDay(date) ? { date, id } : undefined),
  }
}

/** All events. A cursor of one order is of no use in the other. */
export const eventLists: Readonly<Record<EventOrder, PagedList<Event, EventKey>>> = {
  DATE: eventsIn('events'),
  NEWEST: eventsIn('newestEvents'),
}

/** An event's assignments: Event.assignments and Query.eventAssignments. */
export const assignmentList: PagedList<Assignment, AssignmentKey> = {
  name: 'assignments',
  keyOf: ({ recipient, id }) => ({ recipientName: recipient.name, id }),
  write: ({ recipientName, id }) => [recipientName, id],
  read: (recipientName, id) => ({ recipientName, id }),
}

/** All assignments. */
export const assignmentLists: Readonly<Record<AssignmentOrder, PagedList<Assignment, TextKey>>> = {
  RECIPIENT: listByText('allAssignments', ({ recipient }) => recipient.name),
  NEWEST: listById('newestAssignments'),
}

/** All recipients. A cursor of one order is of no use in the other. */
export const recipientLists: Readonly<Record<RecipientOrder, PagedList<RecipientDetail, TextKey>>> = {
  NAME: listByText('recipients', ({ name }) => name),
  HOUSEHOLD: listByText('recipientsByHousehold', ({ householdName }) => householdName ?? ''),
}

function assignmentsOf(name: string): PagedList<Assignment, { readonly id: number }> {
  return {
    name,
    keyOf: ({ id }) => ({ id }),
    write: ({ id }) => ['', id],
    read: (text, id) => (text === '' ? { id } : undefined),
  }
}

/** The assignments of a recipient, or of a package, in the order in which they were added. */
export const assignmentsOfLists: Readonly<Record<AssignmentParent, ReturnType<typeof assignmentsOf>>> = {
  Recipient: assignmentsOf('assignmentsOfRecipient'),
  Package: assignmentsOf('assignmentsOfPackage'),
}
