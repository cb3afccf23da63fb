import { byId, countLoader, pageLoader } from '../session/loaders.js'
import { perSession } from '../session/session.js'
import {
  type Assignment,
  assignmentNotFound,
  type AssignmentParent,
  countAssignmentsOf,
  getAssignmentsByIds,
  getAssignmentsOf,
} from './assignment-service.js'

export const assignmentLoader = byId(getAssignmentsByIds, assignmentNotFound)

function assignmentsOf(parent: AssignmentParent) {
  return {
    page: perSession((session) =>
      pageLoader<Assignment, { readonly id: number }>((ids, page) => getAssignmentsOf(parent, ids, page, session)),
    ),
    count: countLoader((ids, session) => countAssignmentsOf(parent, ids, session)),
  }
}

/** A page of the assignments of each recipient, or package, and how many there are. */
export const assignmentsOfLoaders: Readonly<Record<AssignmentParent, ReturnType<typeof assignmentsOf>>> = {
  Recipient: assignmentsOf('Recipient'),
  Package: assignmentsOf('Package'),
}
