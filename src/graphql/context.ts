import type { Logger } from '../log.js'
import type { Session } from '../session/session.js'

/** What belongs to one HTTP request. */
export interface RequestContext {
  readonly requestId: string
  /** Each line names the request. */
  readonly log: Logger
  /** Whether the client has gone away. */
  readonly isGone: () => boolean
}

/** What resolvers get: the one session of the operation, and the request that it belongs to. */
export interface Context {
  readonly session: Session
  readonly request: RequestContext
}
