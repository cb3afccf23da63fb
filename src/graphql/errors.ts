import { HeaderMap, type HTTPGraphQLHead } from '@apollo/server'
import { GraphQLError, Kind, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql'
import type { Logger } from '../log.js'
import { boundedError } from './bounded.js'
import { RateLimitedError } from './context.js'
import { isDomainError, type DomainErrorCode } from '../domain-error.js'
import { ConflictError, OverloadedError } from '../session/in-session.js'
import { DeadlineError } from '../session/deadline.js'
import { isCommitUnknown, isUnavailable } from '../session/database-errors.js'

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
const COMMIT_UNKNOWN = 'COMMIT_UNKNOWN'
const TIMED_OUT = 'OPERATION_TIMEOUT'
export const RATE_LIMITED = 'RATE_LIMITED'
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
export function toClientError(error: unknown, { requestId, log }: { requestId: string; log: Logger }): GraphQLError {
  const cause = original(error)
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}
  if (isDomainError(cause)) {
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
  if (isCommitUnknown(cause)) {
    log.error({ err: cause }, 'the outcome of a COMMIT is not known')
    return new GraphQLError(
      'Whether this was saved is not known: the database did not say. Look before you try again',
      {
        ...place,
        extensions: { code: COMMIT_UNKNOWN },
      },
    )
  }
  if (cause instanceof RateLimitedError) {
    return new GraphQLError(cause.message, {
      ...place,
      extensions: { code: RATE_LIMITED, retryAfterSeconds: cause.retryAfterSeconds },
    })
  }
  if (cause instanceof DeadlineError) {
    log.warn('an operation took too long')
    return new GraphQLError('This took longer than an operation may. It was stopped, and nothing was changed', {
      ...place,
      extensions: { code: TIMED_OUT },
    })
  }
  // Errors that a library makes itself may have no extensions, whatever their type says.
  if (cause instanceof GraphQLError && REQUEST_CODES.has({ ...cause.extensions }['code'])) return cause
  if (cause instanceof GraphQLError && cause.message.startsWith('Int cannot represent')) {
    // Rows are bounded, but what many of them need together, multiplied level by level, is not.
    const [field, reason] = [String(place.path?.at(-1)), 'is larger than the API can tell']
    const extensions = { code: 'VALIDATION_FAILED' satisfies DomainErrorCode, field, reason }
    return new GraphQLError(`${field} ${reason}`, { ...place, extensions })
  }
  if (cause instanceof GraphQLError && isNullWhereNoneMayBe(cause)) {
    return new GraphQLError(cause.message, { ...place, extensions: { code: 'BAD_USER_INPUT' } })
  }
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

/**
 * A variable that has a default may be null, and then stand for an argument that may not: a mistake in a request that
 * only shows when it is executed.
 */
function isNullWhereNoneMayBe({ nodes }: GraphQLError): boolean {
  return nodes?.every(({ kind }) => kind === Kind.VARIABLE) === true
}

/**
 * How HTTP tells of a result: 503 with Retry-After if the server can't serve now, 429 with Retry-After if it does
 * not serve this client now, 400 if nothing was run, and 504 if it took too long: without Retry-After, for the same
 * would take as long again.
 */
export function headOf({ data, errors }: FormattedExecutionResult): HTTPGraphQLHead {
  const headers = new HeaderMap()
  if (errors === undefined) return { headers }
  if (errors.some(({ extensions }) => extensions?.['code'] === UNAVAILABLE)) {
    headers.set('retry-after', RETRY_AFTER_SECONDS)
    return { headers, status: 503 }
  }
  const limited = errors.find(({ extensions }) => extensions?.['code'] === RATE_LIMITED)
  if (limited !== undefined) {
    headers.set('retry-after', String(limited.extensions?.['retryAfterSeconds']))
    return { headers, status: 429 }
  }
  if (errors.some(({ extensions }) => extensions?.['code'] === TIMED_OUT)) return { headers, status: 504 }
  return data === undefined ? { headers, status: 400 } : { headers }
}

/**
 * Apollo Server's last word on each error that did not come from the executor: what it found wrong with a request keeps
 * its code, and no error is longer than what can be read.
 */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.['code']
  if (code === 'GRAPHQL_PARSE_FAILED' && formatted.message.includes('Parsing aborted')) {
    const details = { field: 'query', reason: formatted.message.replace(/^Syntax Error: /, '') }
    return { ...formatted, extensions: { code: 'VALIDATION_FAILED' satisfies DomainErrorCode, ...details } }
  }
  return boundedError(formatted)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
