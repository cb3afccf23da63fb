import { readFileSync } from 'node:fs'
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { getOperationAST, type GraphQLSchema } from 'graphql'
import type { Logger } from '../log.js'
import type { Sessions } from '../session/in-session.js'
import type { RequestContext } from './context.js'
import { jitEngine, referenceEngine } from './engine.js'
import { formatError, headOf } from './errors.js'
import { createExecutor } from './executor.js'
import { MAX_TOKENS } from './limits.js'
import { resolvers } from './resolvers.js'

export interface ApolloOptions {
  readonly sessions: Sessions
  readonly log: Logger
  /** `jit` compiles operations that come again; `reference` is graphql-js as it is. */
  readonly executor: 'jit' | 'reference'
}

/** The schema with its resolvers. Reads schema.graphql, which stands two levels above this file in src and in dist. */
export function createSchema(): GraphQLSchema {
  const typeDefs = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')
  return makeExecutableSchema({ typeDefs, resolvers })
}

/** Apollo Server over sessions: see executor.ts. */
export function createApolloServer({ sessions, log, executor }: ApolloOptions): ApolloServer<RequestContext> {
  const schema = createSchema()
  const engine = executor === 'jit' ? jitEngine(schema) : referenceEngine(schema)
  const server = new ApolloServer<RequestContext>({
    schema,
    logger: log,
    formatError,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    plugins: [
      executing(createExecutor(schema, engine, sessions)),
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
 * place of executing it. What can't be executed is left to Apollo Server, to refuse in its own words: a document that
 * does not name one operation, variables that don't fit.
 */
function executing(run: ReturnType<typeof createExecutor>): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    async responseForOperation({ document, request, contextValue }) {
      // The type of the context says that there always is one.
      const operation = getOperationAST(document, request.operationName)
      if (!operation) return null
      const operationName = operation.name?.value
      const result = await run({
        document,
        operation,
        operationName,
        variables: request.variables ?? {},
        context: contextValue,
      })
      return result === undefined ? null : { http: headOf(result), body: { kind: 'single', singleResult: result } }
    },
  }
  return { requestDidStart: () => Promise.resolve(listener) }
}
