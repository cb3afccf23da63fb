import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { CommitUnknownError } from '../database/connection.js'
import { ShareFullError } from '../database/share.js'
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

/** What was locked is no longer all that must be, and it is too late to lock the rest in order: try the whole again. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError'
}

/**
 * A serialization failure or a deadlock. From a statement of Prisma's it arrives as P2034, from a raw one as P2010, and
 * from a statement past Prisma or from COMMIT as pg's own error.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof OvertakenError) return true
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

/** What the database says of rows that it refuses: a constraint that they break, or a value that has no place. */
export function refusalOfRows(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError) || !/^2[23]/.test(error.code ?? '')) return undefined
  return error.detail === undefined ? error.message : `${error.message} (${error.detail})`
}

/** Whether the work was saved is not known. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof CommitUnknownError
}

/** The wait for a connection ran out (pg-pool gives its error no code). */
export function isPoolTimeout(error: unknown): boolean {
  if (error instanceof ShareFullError) return true
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
