import type { Needs } from '../catalog/rules.js'
import { inList, invalid } from '../domain-error.js'
import { insertHistoryEntries } from '../history/entries.js'
import { changesBetween } from '../history/rules.js'
import { existing } from '../lookup.js'
import { stageAfter, type Stage, type StepOn } from '../planning/rules.js'
import {
  assignmentColumns,
  assignmentNotFound,
  assignmentOf,
  AssignmentRow,
  type Assignment,
} from '../planning/assignment-service.js'
import { sql, write, type WritingSession } from '../session/session.js'
import {
  insertNeeds,
  lockAssignments,
  type LockedAssignment,
  needsOfAssignments,
  supplyAfterAssembling,
} from './assignment-ledger.js'

/** How many steps can be taken together. */
export const MAX_STEPS = 100

/** A step of one assignment. */
export interface Step extends StepOn {
  readonly assignmentId: number
}

/**
 * Takes steps of assignments, one after the other in this order, all or none: what one takes of what was produced is not
 * there for those behind it. An assignment may take several. Returns the assignment of each step, as all steps have left
 * it. A number of statements that does not grow with the steps.
 *
 * Throws, checked in this order: VALIDATION_FAILED for none, or more than 100; ASSIGNMENT_NOT_FOUND; then step by step what
 * updatePackageStatus throws. The refusal of a step has its `index`.
 */
export async function updatePackageStatuses(steps: readonly Step[], session: WritingSession): Promise<Assignment[]> {
  checkNumberOfSteps(steps.length)
  const ofStep: OfStep = (index, check) => inList('steps', index, check)
  return takeSteps(steps, { action: 'updatePackageStatuses', ofStep }, session)
}

/** Throws VALIDATION_FAILED for no steps, or more than can be taken together. */
export function checkNumberOfSteps(steps: number): void {
  if (steps < 1 || steps > MAX_STEPS) throw invalid('steps', `must be 1 to ${String(MAX_STEPS)}`)
}

/** Runs a check of the step with this index, and makes of its refusal one that says which step it was, or leaves it. */
type OfStep = <T>(index: number, check: () => T) => T

/** The mechanism of updatePackageStatuses and updatePackageStatus: lock, read, check each step, write all. */
export async function takeSteps(
  steps: readonly Step[],
  { action, ofStep }: { readonly action: string; readonly ofStep: OfStep },
  session: WritingSession,
): Promise<Assignment[]> {
  const ids = [...new Set(steps.map(({ assignmentId }) => assignmentId))]
  const toAssemble = new Set(steps.flatMap((step) => (step.status === 'ASSEMBLED' ? [step.assignmentId] : [])))
  const locked = await lockAssignments(ids, toAssemble.size > 0 ? 'assemble' : 'move', session)
  for (const [index, { assignmentId }] of steps.entries()) {
    ofStep(index, () => {
      if (!locked.assignments.has(assignmentId)) throw assignmentNotFound(assignmentId)
    })
  }
  const pending = [...locked.assignments.values()].filter(
    ({ id, status }) => status === 'PENDING' && toAssemble.has(id),
  )
  const needs = await needsOfAssignments(pending, session)

  const stages = new Map<number, Stage>(locked.assignments)
  const supplies = new Map(locked.supplies)
  const taken = steps.map((step, index) =>
    ofStep(index, (): TakenStep => {
      const assignment = existing(locked.assignments, step.assignmentId)
      const { id, eventId, now } = assignment
      const before = existing(stages, id)
      const after = stageAfter(before, step, now)
      stages.set(id, after)
      if (after.status !== 'ASSEMBLED') return { assignment, before, after }
      const packed = existing(needs, id)
      supplies.set(eventId, supplyAfterAssembling(existing(supplies, eventId), id, packed))
      return { assignment, before, after, packed }
    }),
  )
  return writeSteps(taken, { action }, session)
}

/** A step of an assignment, on or back. */
export interface TakenStep {
  readonly assignment: LockedAssignment
  readonly before: Stage
  readonly after: Stage
  /** What the step has taken of what was produced; only one to ASSEMBLED. */
  readonly packed?: Needs
}

/** Writes steps with their history, in one statement. Returns the assignment of each step, as all have left it. */
export async function writeSteps(
  steps: readonly TakenStep[],
  { action, reason }: { readonly action: string; readonly reason?: string },
  session: WritingSession,
): Promise<Assignment[]> {
  const packed = steps.flatMap(({ assignment, packed: needs }) =>
    needs === undefined ? [] : [{ assignmentId: assignment.id, needs }],
  )
  // What is pending again has taken nothing.
  const unpacked = steps.flatMap(({ assignment, after }) => (after.status === 'PENDING' ? [assignment.id] : []))
  const entries = steps.map(({ assignment, before, after }) => ({
    action,
    subjectType: 'Assignment' as const,
    subjectId: assignment.id,
    eventId: assignment.eventId,
    reason: reason ?? null,
    changes: changesBetween(historyFields(before), historyFields(after)),
  }))
  const last = new Map(steps.map(({ assignment, after }) => [assignment.id, after]))
  const rows = [...last].map(([id, { status, assembledAt, deliveredAt, deliveredTo }]) => ({
    id,
    status,
    assembled_at: assembledAt,
    delivered_at: deliveredAt,
    delivered_to: deliveredTo,
  }))
  const written = await write(
    session,
    sql`
    WITH h AS (${insertHistoryEntries(entries, session)})
    ${packed.length === 0 ? sql`` : sql`, n AS (${insertNeeds(packed)})`}
    ${unpacked.length === 0 ? sql`` : sql`, u AS (DELETE FROM assignment_need WHERE assignment_id = ANY(${unpacked}))`}
    UPDATE assignment a SET status = s.status, assembled_at = s.assembled_at, delivered_at = s.delivered_at,
      delivered_to = s.delivered_to
    FROM json_populate_recordset(NULL::assignment, ${JSON.stringify(rows)}::json) s, recipient r, package p
    WHERE a.id = s.id AND r.id = a.recipient_id AND p.id = a.package_id
    RETURNING ${assignmentColumns}`,
    AssignmentRow,
  )
  const byId = new Map(written.map((row) => [row.id, assignmentOf(row)]))
  return steps.map(({ assignment }) => existing(byId, assignment.id))
}

/** A stage by the names that the API has for its parts, in the order in which the history tells them. */
function historyFields({ status, assembledAt, deliveredAt, deliveredTo }: Stage): Record<string, string | null> {
  return { status, assembledAt, deliveredAt, deliveredTo }
}
