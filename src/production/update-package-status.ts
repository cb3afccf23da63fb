import type { PackageStatus } from '../planning/rules.js'
import { assignmentNotFound, type Assignment } from '../planning/assignment-service.js'
import type { WritingSession } from '../session/session.js'
import { takeSteps } from './update-package-statuses.js'

/**
 * Moves an assignment one step along PENDING -> ASSEMBLED -> DELIVERED and stamps the time. `deliveredTo` (at most 500
 * characters) says where or to whom it was handed over, with DELIVERED only. Returns the assignment in its new status.
 *
 * Throws, checked in this order: ASSIGNMENT_NOT_FOUND; INVALID_STATUS_TRANSITION; VALIDATION_FAILED for a deliveredTo
 * that does not belong; INCOMPLETE_PRODUCTION with the recipes that fall short. Holds the event's row from before it
 * reads until the commit, so of two who race for the same batches one wins and the other is told what is missing.
 */
export async function updatePackageStatus(
  assignmentId: number,
  status: PackageStatus,
  session: WritingSession,
  { deliveredTo }: { readonly deliveredTo?: string | undefined } = {},
): Promise<Assignment> {
  const [assignment] = await takeSteps(
    [{ assignmentId, status, deliveredTo }],
    // There is one step: no refusal needs to say which.
    { action: 'updatePackageStatus', ofStep: (_, check) => check() },
    session,
  )
  if (assignment === undefined) throw assignmentNotFound(assignmentId)
  return assignment
}
