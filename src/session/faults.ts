import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '../generated/prisma/client.js'

/** SQLSTATEs that say: the work itself is sound, run it again. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01'])

/** The SQLSTATE of the database error behind `error`, by whatever way Prisma reported it. */
export function sqlState(error: unknown): string | undefined {
  const cause = driverCause(error)
  if (cause === undefined) return undefined
  if (typeof cause.originalCode === 'string') return cause.originalCode
  return cause.kind === 'postgres' ? cause.code : undefined
}

/**
 * A serialization failure or a deadlock. During a statement it arrives as P2034 (or P2010 from a raw one), at COMMIT
 * as a bare DriverAdapterError without a P-code.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  if (driverCause(error)?.kind === 'TransactionWriteConflict') return true
  return CONFLICTS.has(sqlState(error) ?? '')
}

/** The wait for a connection ran out (pg-pool gives this error no code). */
export function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.includes('timeout exceeded when trying to connect')
}

function driverCause(error: unknown): DriverAdapterError['cause'] | undefined {
  if (error instanceof DriverAdapterError) return error.cause
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const inner = error.meta?.['driverAdapterError']
    if (inner instanceof DriverAdapterError) return inner.cause
  }
  return undefined
}
