import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { getOperationAST } from 'graphql'
import type { Logger } from '../log.js'
import type { Sessions } from '../session/in-session.js'
import { MAX_ERRORS } from '../graphql/bounded.js'
import type { RequestContext } from '../graphql/context.js'
import { MAX_TOKENS } from '../graphql/cost.js'
import { documentRules } from '../graphql/document-rules.js'
import { documentStore, textLimit } from '../graphql/documents.js'
import { jitEngine, referenceEngine } from '../graphql/engine.js'
import { formatError, headOf } from '../graphql/errors.js'
import { createExecutor } from '../graphql/executor.js'
import { createSchema } from './schema.js'

export interface ApolloOptions {
  readonly sessions: Sessions
  readonly log: Logger
  /** `jit` compiles operations that come again; `reference` is graphql-js as it is. */
  readonly executor: 'jit' | 'reference'
  /** What an operation may cost, in points. */
  readonly maxCost: number
  /** How large an answer may be. */
  readonly maxAnswerBytes: number
  /** The longest text of an operation that is parsed. */
  readonly maxQueryBytes: number
}

/** Apollo Server over sessions: see executor.ts. */
export function createApolloServer(options: ApolloOptions): ApolloServer<RequestContext> {
  const { sessions, log, executor, maxCost, maxAnswerBytes, maxQueryBytes } = options
  const schema = createSchema()
  const engine = executor === 'jit' ? jitEngine(schema) : referenceEngine(schema)
  const server = new ApolloServer<RequestContext>({
    schema,
    logger: log,
    formatError,
    introspection: true,
    // src/http/cross-site.ts judges where a request comes from, by what browsers say of it.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // A store of texts that any client may fill, for clients that do not exist yet.
    persistedQueries: false,
    validationRules: [...documentRules],
    validationOptions: { maxErrors: MAX_ERRORS },
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    documentStore: documentStore(),
    plugins: [
      executing(createExecutor(schema, engine, sessions, { maxCost, maxAnswerBytes }), maxQueryBytes),
      // It wraps every resolver (nested reads: 39.5 -> 51.5 req/s without it), and nothing here may be cached.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  return server
}

/**
 * The seam where an operation gets its session: Apollo Server has parsed and validated it, and takes our answer in
 * place of executing it. A document that does not name one operation is left to Apollo Server, to refuse in its own words.
 */
function executing(run: ReturnType<typeof createExecutor>, maxQueryBytes: number): ApolloServerPlugin<RequestContext> {
  const limit = textLimit(maxQueryBytes)
  const listener: GraphQLRequestListener<RequestContext> = {
    async responseForOperation({ document, request, contextValue }) {
      // The type of the context says that there always is one.
      const operation = getOperationAST(document, request.operationName)
      if (!operation) return null
      const result = await run({ document, operation, variables: request.variables ?? {}, context: contextValue })
      return { http: headOf(result), body: { kind: 'single', singleResult: result } }
    },
  }
  return { requestDidStart: ({ request }) => Promise.resolve(limit(request) ?? listener) }
}
