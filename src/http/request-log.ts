import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../log.js'
import { pathOf } from './address.js'
import { operationName } from './operation-name.js'

/** Characters of a path, of which a client may send 16 kB. */
const MAX_PATH = 200

/** Logs a request whose response was closed, in one line. Probes of health are not logged. */
export function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply, startedAt: number): void {
  const path = pathOf(request)
  if (path.startsWith('/health/')) return
  const answered = reply.raw.writableFinished
  log.info(
    {
      requestId: request.id,
      method: request.method,
      path: path.slice(0, MAX_PATH),
      operation: operationName(request),
      // 499 as nginx writes it: nobody was there to read the answer.
      status: answered ? reply.raw.statusCode : 499,
      ms: Math.round((performance.now() - startedAt) * 100) / 100,
    },
    answered ? 'request' : 'client went away',
  )
}
