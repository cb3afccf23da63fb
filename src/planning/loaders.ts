import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  assignmentNotFound,
  countAssignmentsOf,
  getAssignmentsByIds,
  getAssignmentsOf,
  type Assignment,
  type AssignmentParent,
} from './assignment-service.js'
import { eventNotFound, getEventsByIds, getRecipientsByIds, recipientNotFound } from './service.js'

// By id; an unknown one is the type's ..._NOT_FOUND.
export const eventLoader = byId(getEventsByIds, eventNotFound)
export const assignmentLoader = byId(getAssignmentsByIds, assignmentNotFound)
export const recipientLoader = byId(getRecipientsByIds, recipientNotFound)

function assignmentsOf(parent: AssignmentParent) {
  return {
    page: perSession((session) =>
      pageLoader<Assignment, { readonly id: number }>((ids, page) => getAssignmentsOf(parent, ids, page, session)),
    ),
    count: perSession((session) => countLoader((ids) => countAssignmentsOf(parent, ids, session), session)),
  }
}

/** A page of the assignments of each recipient, or package, and how many there are. */
export const assignmentsOfLoaders: Readonly<Record<AssignmentParent, ReturnType<typeof assignmentsOf>>> = {
  Recipient: assignmentsOf('Recipient'),
  Package: assignmentsOf('Package'),
}
