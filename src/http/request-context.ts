import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from '../graphql/context.js'
import type { Logger } from '../log.js'

const REQUEST_ID = /^[\w.-]{1,64}$/

/**
 * A class, because Apollo Server copies the context: a getter of the object's own would be called for each request, but
 * a logger is made only for those that log something.
 */
export class HttpRequestContext implements RequestContext {
  constructor(
    readonly requestId: string,
    private readonly shared: Logger,
    private readonly response: ServerResponse,
    readonly spend: (cost: number) => Promise<void>,
  ) {}

  get log(): Logger {
    return this.shared.child({ requestId: this.requestId })
  }

  readonly isGone = (): boolean => this.response.destroyed && !this.response.writableFinished
}

/** The caller's id if it is harmless to log and to send back, else one of ours. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}
