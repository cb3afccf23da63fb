import { setTimeout as delay } from 'node:timers/promises'
import type { Connection, Mode } from '../database/connection.js'
import type { Database } from '../database/database.js'
import type { PrismaClient } from '../generated/prisma/client.js'
import { DeadlineError, NO_DEADLINE, deadlineIn, type Deadline } from './deadline.js'
import { isConflict, isPoolTimeout } from './database-errors.js'
import { prismaOverConnections, type PrismaOverConnections } from './prisma.js'
import { adopt, close, type SessionOf } from './session.js'

/** The database could not serve a session in the time that a caller may wait. Try again a little later. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError'
}

/** Other writers got in the way each time that the work was tried. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** Thrown by work that is to run again in a new session, though nothing got in its way. */
export class StartOver extends Error {
  override readonly name = 'StartOver'
}

/** What sessions are opened on: a database, and Prisma Client over it. */
export interface Sessions {
  readonly database: Database
  readonly prisma: PrismaClient
  readonly prismaOver: PrismaOverConnections['over']
  /** How long the work of one may take: its wait for a connection, its statements, its retries. No bound without. */
  readonly timeoutMs: number | undefined
}

/** How a session is opened. */
export interface SessionOptions<M extends Mode = Mode> {
  /** 'read' is a READ ONLY snapshot, 'write' may write. */
  readonly mode: M
  /** Who asks; null or absent while nobody is known. */
  readonly actor?: string | null
}

export function sessionsOf(database: Database, timeoutMs?: number): Sessions {
  const { prisma, over } = prismaOverConnections()
  return { database, prisma, prismaOver: over, timeoutMs }
}

const ATTEMPTS = 5
const FIRST_PAUSE_MS = 10

/**
 * Runs `work` in one session: committed when it resolves, rolled back when it throws, closed either way before this
 * resolves. On a serialization failure or a deadlock the whole work runs again in a new session, after a random pause, and
 * then gives up. Work that throws StartOver runs again at once.
 *
 * Throws what `work` throws; ConflictError after the last try; OverloadedError when no connection came free in time, or
 * none would; DeadlineError when it all took longer than it may. Then what runs is cancelled and rolled back; a COMMIT
 * that is under way never is.
 */
export async function inSession<M extends Mode, T>(
  sessions: Sessions,
  options: SessionOptions<M>,
  work: (session: SessionOf<M>) => Promise<T>,
): Promise<T> {
  const deadline = sessions.timeoutMs === undefined ? NO_DEADLINE : deadlineIn(sessions.timeoutMs)
  try {
    for (let attempt = 1; ; attempt++) {
      if (!sessions.database.hasRoom(options.mode)) throw new OverloadedError('Too many requests are waiting')
      try {
        return await once(sessions, options, work, deadline)
      } catch (error) {
        if (error instanceof StartOver) continue
        if (isPoolTimeout(error)) throw new OverloadedError('No connection came free in time', { cause: error })
        if (!isConflict(error)) throw error
        if (attempt >= ATTEMPTS) throw new ConflictError('Gave up after several conflicts', { cause: error })
        // Full jitter: those who collided do not meet again at the same moment.
        await deadline.before(delay(Math.random() * FIRST_PAUSE_MS * 2 ** attempt))
      }
    }
  } finally {
    deadline.end()
  }
}

async function once<M extends Mode, T>(
  { database, prismaOver }: Sessions,
  { mode, actor = null }: SessionOptions<M>,
  work: (session: SessionOf<M>) => Promise<T>,
  deadline: Deadline,
): Promise<T> {
  const connection = await acquire(database, mode, deadline)
  try {
    const { client, leave } = prismaOver(connection)
    adopt(client, { mode, actor, query: connection.query })
    let committed: readonly (() => void)[] = []
    let result: T
    try {
      try {
        result = await deadline.before(work(client))
      } finally {
        committed = close(client)
      }
      await leave()
      // From here on the deadline is over: nothing stops a COMMIT, and if it succeeds, so did the work.
      deadline.check()
      await connection.commit()
    } catch (error) {
      // What went wrong first is what the caller is to know of.
      await connection.rollback().catch(() => undefined)
      await leave().catch(() => undefined)
      throw error
    }
    for (const happen of committed) happen()
    return result
  } finally {
    connection.release()
  }
}

/** A connection, or DeadlineError; one that comes too late is given back. */
async function acquire(database: Database, mode: Mode, deadline: Deadline): Promise<Connection> {
  const acquiring = database.acquire(mode)
  try {
    return await deadline.before(acquiring)
  } catch (error) {
    if (error instanceof DeadlineError) {
      acquiring.then(
        (connection) => {
          connection.release()
        },
        () => undefined,
      )
    }
    throw error
  }
}
