import { setTimeout as delay } from 'node:timers/promises'
import type { Mode } from '../database/connection.js'
import type { Database } from '../database/database.js'
import { PrismaClient } from '../generated/prisma/client.js'
import { isConflict, isPoolTimeout } from './faults.js'
import { lateClient } from './late-client.js'
import { adopt, settle, type SessionOf } from './session.js'

/** The database could not serve a session in the time that a caller may wait. Try again a little later. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError'
}

/** Other writers got in the way each time that the work was tried. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** What sessions are opened on: a database, and the Prisma Client over it. */
export interface Sessions {
  readonly database: Database
  readonly prisma: PrismaClient
  /** Whether set-based statements go straight to the connection, or through Prisma Client as everything else. */
  readonly statements: 'direct' | 'prisma'
}

export function sessionsOf(database: Database, statements: Sessions['statements'] = 'direct'): Sessions {
  const prisma = new PrismaClient({
    adapter: database.handover.adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: PRISMA_BOUND_MS, timeout: PRISMA_BOUND_MS },
  })
  return { database, prisma, statements }
}

const ATTEMPTS = 5
const FIRST_PAUSE_MS = 10
/** The server's own time-outs bound a session; Prisma's cancel nothing there and only have to come later. */
const PRISMA_BOUND_MS = 600_000

/**
 * Runs `work` in one session: committed when it resolves, rolled back when it throws, settled either way before this
 * resolves. A 'read' session is a READ ONLY snapshot; a 'write' session may write. On a serialization failure or a
 * deadlock the whole work runs again in a new session, after a random pause, and then gives up.
 *
 * Throws what `work` throws; ConflictError after the last try; OverloadedError when no connection came free in time, or
 * none would.
 */
export async function inSession<M extends Mode, T>(
  sessions: Sessions,
  mode: M,
  work: (session: SessionOf<M>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    if (!sessions.database.hasRoom()) throw new OverloadedError('Too many requests are waiting')
    try {
      return await once(sessions, mode, work)
    } catch (error) {
      if (isPoolTimeout(error)) throw new OverloadedError('No connection came free in time', { cause: error })
      if (!isConflict(error)) throw error
      if (attempt === ATTEMPTS) throw new ConflictError('Gave up after several conflicts', { cause: error })
      // Full jitter: those who collided do not meet again at the same moment.
      await delay(Math.random() * FIRST_PAUSE_MS * 2 ** attempt)
    }
  }
}

async function once<M extends Mode, T>(
  { database, prisma, statements }: Sessions,
  mode: M,
  work: (session: SessionOf<M>) => Promise<T>,
): Promise<T> {
  const connection = await database.lend()
  try {
    connection.begin(mode)
    const { client, leave } = lateClient(prisma, database.handover, connection.prismaTransaction)
    adopt(client, mode, statements === 'direct' ? connection.query : undefined)
    let committed: readonly (() => void)[] = []
    let result: T
    try {
      try {
        result = await work(client)
      } finally {
        committed = settle(client)
      }
      await leave()
      await connection.commit()
    } catch (error) {
      // What went wrong first is what the caller is to know of.
      await leave().catch(() => undefined)
      await connection.rollback().catch(() => undefined)
      throw error
    }
    for (const happen of committed) happen()
    return result
  } finally {
    connection.release()
  }
}
