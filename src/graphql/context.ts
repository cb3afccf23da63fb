import type { Logger } from '../log.js'
import type { Session, WritingSession } from '../session/session.js'

/** What belongs to one HTTP request. */
export interface RequestContext {
  readonly requestId: string
  /** Each line names the request. */
  readonly log: Logger
  /** Whether the client has gone away. */
  readonly isGone: () => boolean
  /** Takes an operation's cost from what its client may spend. Throws RateLimitedError if that is more than it has left. */
  readonly spend: (cost: number) => Promise<void>
}

/** The client has spent what it may in a minute. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError'
  constructor(readonly retryAfterSeconds: number) {
    super(`Too much was asked for in a minute. Try again in ${String(retryAfterSeconds)} s`)
  }
}

/** What resolvers get: the one session of the operation, and the request that it belongs to. */
export interface Context {
  readonly session: Session
  readonly request: RequestContext
}

/** What the resolvers of mutations get, and no other: the same session, which may write. */
export interface MutationContext extends Context {
  readonly session: WritingSession
}
