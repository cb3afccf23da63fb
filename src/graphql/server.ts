import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql'
import type { Logger } from '../log.js'
import type { Sessions } from '../session/in-session.js'
import type { RequestContext } from './context.js'
import { jitEngine, referenceEngine } from './engine.js'
import { formatError } from './errors.js'
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

/** Apollo Server over sessions. Its gateway seam is where an operation gets its session: see executor.ts. */
export function createApolloServer({ sessions, log, executor }: ApolloOptions): ApolloServer<RequestContext> {
  const schema = createSchema()
  const engine = executor === 'jit' ? jitEngine(schema) : referenceEngine(schema)
  const server = new ApolloServer<RequestContext>({
    gateway: gateway(schema, createExecutor(schema, engine, sessions)),
    logger: log,
    formatError,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    plugins: [
      // It wraps every resolver (nested reads: 39.5 -> 51.5 req/s without it), and nothing here may be cached.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  return server
}

function gateway(schema: GraphQLSchema, run: ReturnType<typeof createExecutor>): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => undefined
    },
    load: () =>
      Promise.resolve({
        executor: ({ document, operationName, request, context }) => {
          if (!isRequestContext(context)) throw new TypeError('The request came without its context')
          // Apollo Server hands on a document of which it could choose no operation, and makes an
          // OPERATION_RESOLUTION_FAILURE of the error that it gets for it.
          const operation = getOperationAST(document, request.operationName)
          if (!operation) return Promise.resolve({ errors: [new GraphQLError('Name one operation of the document')] })
          const variables = request.variables ?? {}
          return run({ document, operation, operationName: operationName ?? undefined, variables, context })
        },
      }),
    stop: () => Promise.resolve(),
  }
}

/** The gateway seam hands the context on without its type. */
function isRequestContext(context: object): context is RequestContext {
  return 'requestId' in context && 'log' in context && 'isGone' in context
}
