import { pino, stdSerializers } from 'pino'
import type { DestinationStream, LevelWithSilent, Logger } from 'pino'

export type { Logger }

/** Characters of a message and of a stack. */
const MAX_MESSAGE = 1000
const MAX_STACK = 4000

/**
 * The log: a JSON object a line, on standard output unless told otherwise.
 * It is written asynchronously, so that a request never waits for a slow pipe, and flushed when the process exits.
 */
export function createLog(
  level: LevelWithSilent,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: bounded },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
}

/**
 * An error as it is logged: what happened and where. Messages and stacks hold what clients send, as do the fields of a
 * GraphQL error, which has the whole document: only the code is kept of those.
 */
function bounded(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  return {
    type,
    // Each address of a name that can't be reached has an error of its own, and the whole has no message.
    message: cut(
      error instanceof AggregateError ? [message, ...error.errors.map(String)].join('; ') : message,
      MAX_MESSAGE,
    ),
    ...('code' in error && typeof error.code === 'string' ? { code: cut(error.code, 100) } : {}),
    stack: cut(stack, MAX_STACK),
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}...`
}
