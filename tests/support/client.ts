import { pino } from 'pino'
import { createApolloServer } from '../../src/graphql/server.js'
import type { Sessions } from '../../src/session/in-session.js'

/** What a client sees of an answer. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly data: unknown
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: Readonly<Record<string, unknown>>
  }[]
  /** The codes of the errors, in their order. */
  readonly codes: readonly unknown[]
}

export interface TestClient {
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>
  /** The lines that the server has logged. */
  readonly log: string[]
  readonly stop: () => Promise<void>
}

/** Both ways to execute an operation: everything has to hold with each. */
export const executors = ['reference', 'jit'] as const

const usual = process.env['TEST_EXECUTOR'] === 'reference' ? 'reference' : 'jit'

/** Apollo Server as the product makes it, asked without HTTP. */
export async function startClient(
  sessions: Sessions,
  executor: 'reference' | 'jit' = usual,
  signal = new AbortController().signal,
): Promise<TestClient> {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const apollo = createApolloServer({ sessions, log, executor })
  await apollo.start()
  let asked = 0
  return {
    log: lines,
    stop: () => apollo.stop(),
    ask: async (query, variables = {}) => {
      const requestId = `request-${String(++asked)}`
      const contextValue = { requestId, log: log.child({ requestId }), isGone: () => signal.aborted }
      const response = await apollo.executeOperation({ query, variables }, { contextValue })
      if (response.body.kind !== 'single') throw new Error('Expected one answer')
      const { data, errors = [] } = response.body.singleResult
      // As it leaves the server: no prototypes, no undefined.
      const shown = JSON.parse(JSON.stringify({ data, errors })) as Pick<Answer, 'data' | 'errors'>
      return {
        status: response.http.status ?? 200,
        headers: response.http.headers,
        ...shown,
        codes: shown.errors.map(({ extensions }) => extensions['code']),
      }
    },
  }
}
