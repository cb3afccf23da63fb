import { pino } from 'pino'
import { loadConfig } from '../../src/config.js'
import { createApolloServer } from '../../src/api/server.js'
import { createHttpServer } from '../../src/http/server.js'
import type { HttpServerOptions } from '../../src/http/server.js'
import { databases } from '../support/database.js'
import type { TestDatabase } from '../support/database.js'

/** The whole product, on an empty embedded database of its own and a free port. */
export interface ProductUnderTest extends TestDatabase {
  readonly origin: string
  readonly log: string[]
  readonly stop: () => Promise<void>
}

export async function startProduct(
  options: Partial<Pick<HttpServerOptions, 'allowedHosts' | 'corsOrigins'>> & { executor?: 'jit' | 'reference' } = {},
): Promise<ProductUnderTest> {
  const [embedded] = databases
  if (embedded === undefined) throw new Error('There is always the embedded database')
  const opened = await embedded.open()
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const { executor = 'jit', ...sites } = options
  const apollo = createApolloServer({ ...loadConfig({}), sessions: opened.sessions, log, executor })
  const http = await createHttpServer({ apollo, database: opened.database, log, maxBodyBytes: 1024 * 1024, ...sites })
  const origin = await http.listen({ host: '127.0.0.1', port: 0 })
  return {
    ...opened,
    origin,
    log: lines,
    stop: async () => {
      await http.close(0)
      await apollo.stop()
      await opened.close()
    },
  }
}
