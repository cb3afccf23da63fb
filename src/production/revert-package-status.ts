import { reasonOf } from '../inputs.js'
import { stageBefore } from '../planning/rules.js'
import { assignmentNotFound, type Assignment } from '../planning/assignment-service.js'
import type { WritingSession } from '../session/session.js'
import { lockAssignments } from './assignment-ledger.js'
import { writeSteps } from './update-package-statuses.js'

/**
 * Takes an assignment's last step back, with what it left: its stamp, to whom it went, and what it has taken of what was
 * produced (DOMAIN.md, rule 11). Returns the assignment in its new status.
 *
 * Throws, checked in this order: VALIDATION_FAILED for a reason that can't be meant; ASSIGNMENT_NOT_FOUND;
 * INVALID_STATUS_TRANSITION for one that is pending. Holds the event's row until the commit.
 */
export async function revertPackageStatus(
  assignmentId: number,
  why: string,
  session: WritingSession,
): Promise<Assignment> {
  const reason = reasonOf('reason', why)
  const { assignments } = await lockAssignments([assignmentId], 'move', session)
  const assignment = assignments.get(assignmentId)
  if (assignment === undefined) throw assignmentNotFound(assignmentId)
  const step = { assignment, before: assignment, after: stageBefore(assignment) }
  const [reverted] = await writeSteps([step], { action: 'revertPackageStatus', reason }, session)
  if (reverted === undefined) throw assignmentNotFound(assignmentId)
  return reverted
}
