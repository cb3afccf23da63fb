import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { GraphQLError } from 'graphql'
import { connect } from 'node:net'
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
  readonly database: { ready: () => Promise<void>; hasRoom: () => boolean }
  /** Resolves when that many requests ask for `hold`, which is answered by `release` or when the client goes away. */
  holding(count: number): Promise<void>
  release(): void
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** What is passed on to the server as it is given. */
type Passed =
  'maxBodyBytes' | 'timeouts' | 'allowedHosts' | 'corsOrigins' | 'rateLimit' | 'trustedProxies' | 'maxUnreadBytes'

export type LogLine = Record<string, unknown>

type Answers = Record<string, Record<string, (parent: unknown, args: never, context: RequestContext) => unknown>>

/** Starts the real HTTP server and a real Apollo Server on a free port. Close `http` when done. */
export async function startServer(
  overrides: Partial<Pick<HttpServerOptions, Passed>> & {
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
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
  })
  const database = { ready: () => Promise.resolve(), hasRoom: () => true }
  const { timeouts, allowedHosts, corsOrigins, rateLimit, trustedProxies, maxUnreadBytes } = overrides
  const http = await createHttpServer({
    apollo,
    database: { isReady: () => database.ready(), hasRoom: () => database.hasRoom() },
    log,
    maxBodyBytes: overrides.maxBodyBytes ?? 10_000,
    allowedHosts,
    corsOrigins,
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(maxUnreadBytes === undefined ? {} : { maxUnreadBytes }),
    rateLimit,
    trustedProxies,
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

/** What the server writes back, until it closes or falls silent, to bytes that no HTTP client would send. */
export function rawAnswer({ port }: ServerUnderTest, bytes: string, silenceMs = 10_000): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(silenceMs, () => socket.destroy())
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.on('close', () => {
      resolve(received)
    })
    socket.on('error', (error) => {
      // Whoever is refused in the midst of a request may be cut off right behind the answer (Node 24 does).
      if (received === '') reject(error)
    })
  })
}

/** The status and the code of a refusal in HTTP's own text, which must be well-formed: one answer, all of it. */
export function refusalIn(answer: string): { status: number; code: unknown } {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1])
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1])
  if (length !== Buffer.byteLength(body)) throw new Error(`No whole answer: ${answer}`)
  const { errors } = JSON.parse(body) as { errors: { extensions: { code: unknown } }[] }
  return { status, code: errors[0]?.extensions.code }
}
