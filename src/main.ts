// The configuration comes first: see there.
import { ConfigError, loadConfig } from './config.js'
import { parseArgs } from 'node:util'
import { DatabaseError, openDatabase } from './database/database.js'
import { createApolloServer } from './api/server.js'
import { ListenError } from './http/errors.js'
import { createHttpServer } from './http/server.js'
import { createLog } from './log.js'
import type { Logger } from './log.js'
import { sessionsOf } from './session/in-session.js'
import { seedDemo } from './transfer/demo.js'

/** How long the database may take to close after the last request, before the process ends without it. */
const CLOSE_WAIT_MS = 5000

async function start(): Promise<void> {
  const { demo } = parseArgs({ options: { demo: { type: 'boolean', default: false } } }).values
  const config = loadConfig()
  const log = createLog(config.logLevel)
  dieOfTheUnexpected(log)

  const location = demo ? ({ kind: 'embedded', dataDir: undefined } as const) : config.database.location
  const database = await openDatabase({ ...config.database, location })
  try {
    const sessions = sessionsOf(database, config.operationTimeoutMs)
    if (demo) await seedDemo({ ...sessions, timeoutMs: undefined })
    const apollo = createApolloServer({ ...config, sessions, log })
    const http = await createHttpServer({ ...config, apollo, database, log })
    const address = await http.listen({ host: config.host, port: config.port })

    stopOnSignals(log, async () => {
      await http.close(config.shutdownGraceMs)
      setTimeout(() => {
        log.fatal('the database did not close in time')
        process.exit(1)
      }, CLOSE_WAIT_MS)
      await apollo.stop()
      await database.close()
    })
    log.info({ address, database: location.kind, demo, executor: config.executor }, 'listening')
    process.stdout.write(`Batchboard is ready: ${address}/graphql\n`)
  } catch (error) {
    await database.close().catch((closing: unknown) => {
      log.error({ err: closing }, 'could not close the database')
    })
    throw error
  }
}

/** The first signal lets what runs finish; a second one doesn't wait. */
function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = (signal: 'SIGINT' | 'SIGTERM', exitCode: number) => {
    if (stopping) process.exit(exitCode)
    stopping = true
    log.info({ signal }, 'shutting down')
    stop().then(
      () => {
        log.info('stopped')
        process.exit(0)
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'could not shut down in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => {
    onSignal('SIGINT', 130)
  })
  process.on('SIGTERM', () => {
    onSignal('SIGTERM', 143)
  })
}

/** After an error that nobody handled nothing is known of the state we are in: say so, and end. */
function dieOfTheUnexpected(log: Logger): void {
  const die = (error: unknown) => {
    log.fatal({ err: error }, 'unhandled error')
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

try {
  await start()
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    isForThePerson(error) ? `${message}\n` : `Batchboard can't start: ${message.split('\n')[0] ?? ''}\n`,
  )
  process.exit(1)
}

/** An error that somebody wrote for whoever starts the program. */
function isForThePerson(error: unknown): boolean {
  return error instanceof ConfigError || error instanceof DatabaseError || error instanceof ListenError
}
