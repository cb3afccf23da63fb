import { invalid, DomainError } from '../domain-error.js'

/** How far an assignment is. It moves one step at a time; back as well, but only by revertPackageStatus. */
export const PACKAGE_STATUSES = ['PENDING', 'ASSEMBLED', 'DELIVERED'] as const
export type PackageStatus = (typeof PACKAGE_STATUSES)[number]

const NEXT_STATUS: Readonly<Record<PackageStatus, PackageStatus | undefined>> = {
  PENDING: 'ASSEMBLED',
  ASSEMBLED: 'DELIVERED',
  DELIVERED: undefined,
}

/** Throws INVALID_STATUS_TRANSITION unless `target` is the one step that follows `current`. */
export function checkTransition(current: PackageStatus, target: PackageStatus): void {
  if (NEXT_STATUS[current] === target) return
  throw new DomainError('INVALID_STATUS_TRANSITION', `${current} can't become ${target}`, {
    currentStatus: current,
    targetStatus: target,
  })
}

/** The status before this one. Throws INVALID_STATUS_TRANSITION if there is none. */
function statusBefore(current: PackageStatus): PackageStatus {
  const before = PACKAGE_STATUSES.find((status) => NEXT_STATUS[status] === current)
  if (before !== undefined) return before
  throw new DomainError('INVALID_STATUS_TRANSITION', `${current} is the first status: there is no step to take back`, {
    currentStatus: current,
    targetStatus: null,
  })
}

/** How far an assignment is, with what its steps have left: what each step changes, and the history keeps. */
export type Stage = Readonly<{
  status: PackageStatus
  /** RFC 3339, in UTC. */
  assembledAt: string | null
  deliveredAt: string | null
  deliveredTo: string | null
}>

/** A step on, as it was asked for. */
export interface StepOn {
  readonly status: PackageStatus
  readonly deliveredTo?: string | undefined
}

/**
 * The stage that a step on comes to, `now`. Throws, checked in this order: INVALID_STATUS_TRANSITION; VALIDATION_FAILED
 * for a deliveredTo that does not belong.
 */
export function stageAfter(stage: Stage, { status, deliveredTo }: StepOn, now: string): Stage {
  checkTransition(stage.status, status)
  if (deliveredTo !== undefined) checkDeliveredTo(deliveredTo, status)
  return status === 'ASSEMBLED'
    ? { ...stage, status, assembledAt: now }
    : { ...stage, status, deliveredAt: now, deliveredTo: deliveredTo ?? null }
}

/** The stage that a step back comes to. Throws INVALID_STATUS_TRANSITION for what is pending. */
export function stageBefore(stage: Stage): Stage {
  const status = statusBefore(stage.status)
  return status === 'ASSEMBLED'
    ? { ...stage, status, deliveredAt: null, deliveredTo: null }
    : { ...stage, status, assembledAt: null }
}

const MAX_DELIVERED_TO = 500

/**
 * Where or to whom a package was handed over belongs to DELIVERED only, and is refused rather than dropped with any
 * other status. Throws VALIDATION_FAILED, also beyond 500 characters and for what no database can keep as text.
 */
export function checkDeliveredTo(deliveredTo: string, status: PackageStatus): void {
  if (status !== 'DELIVERED') throw invalid('deliveredTo', 'belongs to DELIVERED only')
  if (Array.from(deliveredTo).length > MAX_DELIVERED_TO) {
    throw invalid('deliveredTo', `must have at most ${String(MAX_DELIVERED_TO)} characters`)
  }
  if (deliveredTo.includes('\0') || !deliveredTo.isWellFormed()) {
    throw invalid('deliveredTo', 'must be well-formed text without the character U+0000')
  }
}
