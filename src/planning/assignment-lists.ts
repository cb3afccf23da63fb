import { listById, listByText, type PagedList, type TextKey } from '../paging.js'
import type { Assignment, AssignmentKey, AssignmentOrder, AssignmentParent } from './assignment-service.js'

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
