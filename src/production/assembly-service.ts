import { existing } from '../lookup.js'
import { getAssignment } from '../planning/assignment-service.js'
import { getEvent } from '../planning/event-service.js'
import type { Session } from '../session/session.js'
import { type AssemblyCheck, checkAssemblies } from './assembly-derived.js'

/** Whether the assignment can be assembled now, and what falls short. Throws ASSIGNMENT_NOT_FOUND. */
export async function canAssemblePackage(assignmentId: number, session: Session): Promise<AssemblyCheck> {
  const assignment = await getAssignment(assignmentId, session)
  const event = await getEvent(assignment.eventId, session)
  const checks = await checkAssemblies([{ assignment, event }], session)
  return existing(checks, assignment.id)
}
