import type { FastifyInstance } from 'fastify'
import type { Logger } from '../log.js'
import type { RunningRequests } from './running.js'

/** How long the database may take to answer before the server counts as not ready. */
const READY_WAIT_MS = 2000

interface Readiness {
  readonly ready: boolean
  readonly reason?: string
}

/** Adds /health/live, which says that the process runs, and /health/ready, which says that it can serve. */
export function addHealth(
  app: FastifyInstance,
  running: RunningRequests,
  database: { isReady(): Promise<void> },
  log: Logger,
): void {
  const checkReadiness = readinessCheck(database, log)
  app.route({ method: ['GET', 'HEAD'], url: '/health/live', handler: () => ({ status: 'live' }) })
  app.route({
    method: ['GET', 'HEAD'],
    url: '/health/ready',
    handler: async (_request, reply) => {
      const { ready, reason } = running.draining ? { ready: false, reason: 'Shutting down.' } : await checkReadiness()
      if (ready) return { status: 'ready' }
      return reply.code(503).send({ status: 'unavailable', reason })
    },
  })
}

/**
 * Asks whether requests can be served. What the database says goes to the log, once for each change, and not to whoever
 * asks: health is open to all, and a driver's message may name hosts and users.
 */
function readinessCheck(
  database: { isReady(): Promise<void> },
  log: Logger,
  waitMs = READY_WAIT_MS,
): () => Promise<Readiness> {
  let wasReady = true
  return async () => {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, waitMs, new Error(`No answer within ${String(waitMs)} ms`))
    })
    try {
      await Promise.race([database.isReady(), timeout])
      if (!wasReady) log.info('the database answers again')
      wasReady = true
      return { ready: true }
    } catch (error) {
      if (wasReady) log.error({ err: error }, 'the database does not answer')
      wasReady = false
      return { ready: false, reason: 'The database does not answer.' }
    } finally {
      clearTimeout(timer)
    }
  }
}
