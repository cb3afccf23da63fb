import { invalid, Refusal } from '../refusal.js'

/** How far an assignment is. It moves one step at a time and never back. */
export type PackageStatus = 'PENDING' | 'ASSEMBLED' | 'DELIVERED'

const NEXT_STATUS: Readonly<Record<PackageStatus, PackageStatus | undefined>> = {
  PENDING: 'ASSEMBLED',
  ASSEMBLED: 'DELIVERED',
  DELIVERED: undefined,
}

/** Throws INVALID_STATUS_TRANSITION unless `target` is the one step that follows `current`. */
export function checkTransition(current: PackageStatus, target: PackageStatus): void {
  if (NEXT_STATUS[current] === target) return
  throw new Refusal('INVALID_STATUS_TRANSITION', `${current} can't become ${target}`, {
    currentStatus: current,
    targetStatus: target,
  })
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
