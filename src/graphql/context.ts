import type { Logger } from '../log.js'
import type { Session } from '../session/session.js'

/** What belongs to one HTTP request. */
export interface RequestContext {
  readonly requestId: string
  readonly log: Logger
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal
}

/** What resolvers get: the request, and the one session of the operation. */
export interface Context extends RequestContext {
  readonly session: Session
}
