import type { GraphQLFormattedError } from 'graphql'

// The threat: amplification. graphql-js repeats in its messages what it was sent, and says the same in 120 of them: a
// request of 900 kB had an answer of 90 MB. So an error is cut, and there are only so many of them.

/** Errors of an answer. */
export const MAX_ERRORS = 20
/** Errors of variables. Each of them quotes the whole value. */
export const MAX_VARIABLE_ERRORS = 5
/** Characters of a message, and of each text beside it. */
const MAX_TEXT = 500
const MAX_LOCATIONS = 10
/** Entries of each list beside a message: what is missing for a package, for example. */
const MAX_ENTRIES = 100

/** The error, no larger than a few kB whatever was sent: names are bounded by the rules of documents, so its path is too. */
export function boundedError({
  message,
  locations,
  extensions,
  ...rest
}: GraphQLFormattedError): GraphQLFormattedError {
  return {
    message: cut(message),
    ...(locations === undefined ? {} : { locations: locations.slice(0, MAX_LOCATIONS) }),
    ...rest,
    ...(extensions === undefined ? {} : { extensions: boundedFields(extensions) }),
  }
}

/** At most MAX_ERRORS errors, made by `show` as they may leave the server, and one more that counts the others. */
export function boundedErrors<E>(
  errors: readonly E[],
  show: (error: E) => GraphQLFormattedError,
): GraphQLFormattedError[] {
  const shown = errors.slice(0, MAX_ERRORS).map((error) => boundedError(show(error)))
  const omitted = errors.length - shown.length
  if (omitted === 0) return shown
  const message = `${String(omitted)} more errors are not shown`
  return [...shown, { message, extensions: { code: 'MORE_ERRORS', omitted } }]
}

function bounded(value: unknown): unknown {
  if (typeof value === 'string') return cut(value)
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map(bounded)
  return typeof value === 'object' && value !== null ? boundedFields(value) : value
}

function boundedFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, bounded(value)]))
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}...`
}
