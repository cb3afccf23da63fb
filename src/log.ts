import { pino } from 'pino'
import type { DestinationStream, LevelWithSilent, Logger } from 'pino'

export type { Logger }

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
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
}
