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

/**
 * A server that can't serve now: connections lost (08), no resources (53), starting or stopping (57P0x), and what its
 * own bounds stopped: a statement (57014), a wait for a lock (55P03), a session that idled (25P03).
 */
const UNAVAILABLE = /^(08...|53...|57P0[1235]|57014|55P03|25P03)$/
const UNREACHABLE: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN'],
  ...['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'],
])

/** The database can't be reached, or stopped what took too long. The work was not saved; later it may do. */
export function isUnavailable(error: unknown): boolean {
  if (UNAVAILABLE.test(sqlState(error) ?? '') || UNREACHABLE.has(driverCause(error)?.kind)) return true
  if (!(error instanceof Error)) return false
  // By code: the message is empty when every address of a name refused. pg gives its own errors no code.
  if ('code' in error && UNREACHABLE.has(error.code)) return true
  return /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(error.message)
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
