import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { GraphQLError } from 'graphql'
import { Writable } from 'node:stream'
import { createHttpServer } from '../../src/http/server.js'
import type { RequestContext } from '../../src/graphql/context.js'
import type { HttpServer, HttpServerOptions } from '../../src/http/server.js'
import { createLog } from '../../src/log.js'

/** A small API: enough to see from outside what the HTTP server does around it. */
const typeDefs = `
  type Query {
    hello(name: String = "baker"): String!
    requestId: String!
    hold: String!
    overloaded: String
    broken: String
  }
  type Mutation {
    bake: String!
  }
`

export interface ServerUnderTest {
  readonly origin: string
  readonly port: number
  readonly http: HttpServer
  readonly logged: LogLine[]
  /** The operations that saw their client go away. */
  readonly abandoned: string[]
  readonly database: { ready: () => Promise<void> }
  /** Resolves when that many requests ask for `hold`, which is answered by `release` or when the client goes away. */
  holding(count: number): Promise<void>
  release(): void
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
}

export type LogLine = Record<string, unknown>

type Answers = Record<string, Record<string, (parent: unknown, args: never, context: RequestContext) => unknown>>

/** Starts the real HTTP server and a real Apollo Server on a free port. Close `http` when done. */
export async function startServer(
  overrides: Partial<Pick<HttpServerOptions, 'maxBodyBytes' | 'timeouts'>> & {
    port?: number
    host?: string
    api?: { typeDefs: string; resolvers: Answers }
  } = {},
): Promise<ServerUnderTest> {
  const logged: LogLine[] = []
  const log = createLog(
    'info',
    new Writable({
      write(line: Buffer, _encoding, done) {
        logged.push(JSON.parse(line.toString()) as LogLine)
        done()
      },
    }),
  )
  const abandoned: string[] = []
  let held = 0
  const released = gate()
  const resolvers: Answers = {
    Query: {
      hello: (_parent, { name }: { name: string }) => `Hello ${name}`,
      requestId: (_parent, _args, { requestId, log: own }) => {
        own.info('seen by a resolver')
        return requestId
      },
      hold: async (_parent, _args, { requestId, isGone }) => {
        held += 1
        let isReleased = false
        void released.promise.then(() => (isReleased = true))
        await until(() => isReleased || isGone())
        if (isGone()) abandoned.push(requestId)
        held -= 1
        return 'released'
      },
      overloaded: () => {
        throw new GraphQLError('Too many requests are waiting.', {
          extensions: { code: 'OVERLOADED', http: { status: 503, headers: new Map([['retry-after', '1']]) } },
        })
      },
    },
    Mutation: { bake: () => 'baked' },
  }
  const apollo = new ApolloServer<RequestContext>({
    ...(overrides.api ?? { typeDefs, resolvers }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
  })
  const database = { ready: () => Promise.resolve() }
  const { timeouts } = overrides
  const http = await createHttpServer({
    apollo,
    database: { isReady: () => database.ready() },
    log,
    maxBodyBytes: overrides.maxBodyBytes ?? 10_000,
    ...(timeouts === undefined ? {} : { timeouts }),
  })
  const origin = await http.listen({ host: overrides.host ?? '127.0.0.1', port: overrides.port ?? 0 })
  return {
    origin,
    port: Number(new URL(origin).port),
    http,
    logged,
    abandoned,
    database,
    holding: (count) => until(() => held === count),
    release: released.open,
    post: (body, headers) =>
      fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}

/** A promise that somebody else resolves. */
export function gate(): { promise: Promise<void>; open: () => void } {
  let open = () => {}
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, open }
}

/** Waits until something is so; fails after ten seconds in which it was not. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`Still not so after 10 s: ${isSo.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
