import type { GraphQLRequest } from '@apollo/server'
import { pino } from 'pino'
import { loadConfig } from '../../src/config.js'
import { createApolloServer } from '../../src/api/server.js'
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
  readonly extensions: unknown
  /** The codes of the errors, in their order. */
  readonly codes: readonly unknown[]
}

/** What a request may hold beside an operation and its variables. */
type Rest = Pick<GraphQLRequest, 'operationName' | 'extensions'>

export interface TestClient {
  readonly ask: (query: string, variables?: Record<string, unknown>, rest?: Rest) => Promise<Answer>
  /** The lines that the server has logged. */
  readonly log: string[]
  readonly stop: () => Promise<void>
}

/** Both ways to execute an operation: everything has to hold with each. */
export const executors = ['reference', 'jit'] as const

/** Apollo Server as the product makes it, asked without HTTP. */
export async function startClient(
  sessions: Sessions,
  executor: 'reference' | 'jit' = 'jit',
  signal = new AbortController().signal,
  limits: { readonly maxCost?: number; readonly maxAnswerBytes?: number } = {},
): Promise<TestClient> {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const apollo = createApolloServer({ ...loadConfig({}), ...limits, sessions, log, executor })
  await apollo.start()
  let asked = 0
  return {
    log: lines,
    stop: () => apollo.stop(),
    ask: async (query, variables = {}, rest = {}) => {
      const requestId = `request-${String(++asked)}`
      const contextValue = {
        requestId,
        log: log.child({ requestId }),
        isGone: () => signal.aborted,
        spend: () => Promise.resolve(),
      }
      const response = await apollo.executeOperation({ query, variables, ...rest }, { contextValue })
      if (response.body.kind !== 'single') throw new Error('Expected one answer')
      const { data, errors = [], extensions } = response.body.singleResult
      // As it leaves the server: no prototypes, no undefined.
      const shown = JSON.parse(JSON.stringify({ data, errors, extensions })) as Pick<
        Answer,
        'data' | 'errors' | 'extensions'
      >
      return {
        status: response.http.status ?? 200,
        headers: response.http.headers,
        ...shown,
        codes: shown.errors.map(({ extensions }) => extensions['code']),
      }
    },
  }
}
