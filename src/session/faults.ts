import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { Prisma } from '../generated/prisma/client.js'

/** SQLSTATEs that say: the work itself is sound, run it again. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01'])

/** The SQLSTATE of the database error behind `error`: pg's own, or by whatever way Prisma reported it. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code
  const cause = driverCause(error)
  if (cause === undefined) return undefined
  if (typeof cause.originalCode === 'string') return cause.originalCode
  return cause.kind === 'postgres' ? cause.code : undefined
}

/**
 * A serialization failure or a deadlock. From a statement of Prisma's it arrives as P2034, from a raw one as P2010, and
 * from a statement past Prisma or from COMMIT as pg's own error.
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
