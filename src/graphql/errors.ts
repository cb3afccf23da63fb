import { HeaderMap, type HTTPGraphQLHead } from '@apollo/server'
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql'
import type { Logger } from '../log.js'
import { Refusal, type RefusalCode } from '../refusal.js'
import { ConflictError, OverloadedError } from '../session/in-session.js'
import { isUnavailable } from '../session/faults.js'

/** Codes that Apollo Server gives to requests that are wrong before anything runs for them. */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

const UNAVAILABLE = 'SERVICE_UNAVAILABLE'
const RETRY_AFTER_SECONDS = '1'

/** The client went away while its request waited for a session. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError'
  constructor() {
    super('The client went away')
  }
}

/** The error of ours behind one that GraphQL wrapped with a path. */
export function original(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? original(error.originalError) : error
}

/**
 * An error as it may leave the server: refusals with their code and details, overload as SERVICE_UNAVAILABLE, and
 * everything that we did not build ourselves masked and logged once, with the request id in both places.
 */
export function present(error: unknown, { requestId, log }: { requestId: string; log: Logger }): GraphQLError {
  const cause = original(error)
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}
  if (isRefusal(cause)) {
    return new GraphQLError(cause.message, { ...place, extensions: { code: cause.code, ...cause.details } })
  }
  if (cause instanceof ConflictError) {
    const message = 'Other changes got in the way each time that this was tried. Nothing was changed; try again'
    return new GraphQLError(message, { ...place, extensions: { code: 'CONFLICT' } })
  }
  if (cause instanceof OverloadedError || isUnavailable(cause)) {
    log.warn({ reason: reasonOf(cause) }, 'unavailable')
    return new GraphQLError('The server has too much to do right now. Nothing was changed; try again', {
      ...place,
      extensions: { code: UNAVAILABLE },
    })
  }
  if (cause instanceof GraphQLError && REQUEST_CODES.has(cause.extensions['code'])) return cause
  if (cause instanceof ClientGoneError) {
    // Nobody reads this answer, and nothing is wrong with the server.
    log.info('the client went away')
    return new GraphQLError(cause.message, { ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } })
  }
  log.error({ err: cause, path: place.path?.join('.') }, 'unexpected error')
  return new GraphQLError('Something went wrong on the server', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  })
}

/** How HTTP tells of a result: 503 with Retry-After where the server can't serve now, 400 where nothing was run. */
export function headOf({ data, errors }: FormattedExecutionResult): HTTPGraphQLHead {
  const headers = new HeaderMap()
  if (errors === undefined) return { headers }
  if (errors.some(({ extensions }) => extensions?.['code'] === UNAVAILABLE)) {
    headers.set('retry-after', RETRY_AFTER_SECONDS)
    return { headers, status: 503 }
  }
  return data === undefined ? { headers, status: 400 } : { headers }
}

/** Apollo Server's last word on each error: ours stand as built, what it found wrong with a request keeps its code. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.['code']
  if (code === 'GRAPHQL_PARSE_FAILED' && formatted.message.includes('Parsing aborted')) {
    const details = { field: 'query', reason: formatted.message.replace(/^Syntax Error: /, '') }
    return { ...formatted, extensions: { code: 'VALIDATION_FAILED' satisfies RefusalCode, ...details } }
  }
  return formatted
}

/** `instanceof` alone would leave the details of any code. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
