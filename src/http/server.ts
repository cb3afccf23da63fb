import type { ApolloServer } from '@apollo/server'
import { fastify } from 'fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RateLimitedError, type RequestContext } from '../graphql/context.js'
import { RATE_LIMITED } from '../graphql/errors.js'
import type { Logger } from '../log.js'
import { boundTo, browserAddress } from './address.js'
import { addCors } from './cors.js'
import { judgeSite } from './cross-site.js'
import { asListenError } from './errors.js'
import { addGraphQL } from './graphql.js'
import { addHealth } from './health.js'
import { allowedHosts, judgeHost } from './hosts.js'
import type { AllowedHosts } from './hosts.js'
import { jsonStatus } from './json-status.js'
import { leaving } from './leaving.js'
import { loadOf } from './load.js'
import { pacedRefusals } from './paced-refusals.js'
import { rateLimit } from './rate-limit.js'
import { refusalOfAddresses, refuse, refuseError } from './refusals.js'
import { requestId } from './request-context.js'
import { logRequest } from './request-log.js'
import { runningRequests } from './running.js'
import { refuseSpecial, refuseUnparsed } from './unparsed.js'
import { unreadAnswers } from './unread.js'

export interface HttpServerOptions {
  /** Not started yet: the HTTP server adds what it needs, and starts it. */
  readonly apollo: ApolloServer<RequestContext>
  readonly database: { isReady(): Promise<void>; hasRoom(): boolean }
  readonly log: Logger
  readonly maxBodyBytes: number
  /** The names in Host that are answered. Not given: those of the address it listens on. */
  readonly allowedHosts?: readonly string[] | undefined
  /** The origins of other sites whose pages may ask. Not given: none. */
  readonly corsOrigins?: readonly string[] | undefined
  /** Cost points that a client may spend in a minute. Not given: as many as it likes. */
  readonly rateLimit?: number | undefined
  /** The proxies, as addresses or networks, whose word on a client's address counts. Not given: none. */
  readonly trustedProxies?: readonly string[] | undefined
  readonly maxUnreadBytes?: number
  readonly timeouts?: Partial<Timeouts>
}

export interface HttpServer {
  /** Starts to listen, and resolves to the address as a browser takes it: `http://127.0.0.1:4000`. */
  listen(address: { host: string; port: number }): Promise<string>
  /** Stops accepting, waits for the requests that run, at most for the grace, and resolves when all clients are gone. */
  close(graceMs: number): Promise<void>
}

/** In milliseconds. */
interface Timeouts {
  /** For the headers of a request, and then for all of it: a client that drips its request holds a socket no longer. */
  readonly headers: number
  readonly request: number
  /** For a socket on which nothing moves, in either direction: a client that doesn't read its answer. */
  readonly silence: number
  /** For a connection between two requests: longer than the 60 s of common proxies, so that they are first to close. */
  readonly keepAlive: number
  /** How often the first two are looked at. */
  readonly check: number
}

const TIMEOUTS: Timeouts = { headers: 10_000, request: 30_000, silence: 90_000, keepAlive: 65_000, check: 2000 }
const MAX_CONNECTIONS = 4096
/** For answers that their clients have not read yet, all together. In memory each takes about twice that. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024
const OVERLOADED = 'The server has too much to do right now. Nothing was changed; try again'

/** Builds the HTTP server: /graphql with its playground, and health. It does not listen yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { apollo, database, log, maxBodyBytes } = options
  const timeouts = { ...TIMEOUTS, ...options.timeouts }
  apollo.addPlugin(jsonStatus)
  await apollo.start()

  const running = runningRequests()
  const allowedOrigins = new Set(options.corsOrigins)
  // Known when the server listens: the port may be any free one.
  let isAllowedHost: AllowedHosts = () => false
  const spend = options.rateLimit === undefined ? undefined : rateLimit(options.rateLimit)
  const unread = unreadAnswers(options.maxUnreadBytes ?? MAX_UNREAD_BYTES, () => {
    log.warn('cut off a client that does not read its answer')
  })

  // Fastify gets no logger: its own makes a child for each request and logs twice. Ours is one line.
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    genReqId: requestId,
    requestTimeout: timeouts.request,
    connectionTimeout: timeouts.silence,
    keepAliveTimeout: timeouts.keepAlive,
    http: {
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: timeouts.check,
      // A missing Host is refused below, in our shape.
      requireHostHeader: false,
    },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    exposeHeadRoutes: false,
    // What comes on an open connection while we drain is refused below, in our shape and with the request's id.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      begin(request, reply)
      refuseError(error, reply, options)
    },
    clientErrorHandler: (error, socket) => {
      refuseUnparsed(error, socket, running)
    },
  })
  refuseSpecial(app, running)
  const load = loadOf(app.server, database)
  const refusals = pacedRefusals(load.hasTime)
  const goodbye = leaving(app.server, running, refusals)
  app.server.maxConnections = MAX_CONNECTIONS
  // Node leaves out what comes after 2,000 headers, a second Host for one. They are bounded by their 16 kB.
  app.server.maxHeadersCount = 0
  // Only JSON is read. Anything a form or an image on another site can send is refused with 415.
  app.removeContentTypeParser('text/plain')

  function begin(request: FastifyRequest, reply: FastifyReply): void {
    const startedAt = performance.now()
    running.add(reply.raw, () => {
      logRequest(log, request, reply, startedAt)
    })
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
  }

  /** Refuses a request whose body was not read: what comes of it is thrown away. */
  function turnAway(reply: FastifyReply, status: number, code: string, message: string, retryAfterSeconds = 1): void {
    reply.request.raw.resume()
    refusals.add(() => {
      reply.header('retry-after', String(retryAfterSeconds))
      refuse(reply, status, code, message)
    })
  }

  const refuseAddress = refusalOfAddresses(app)
  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply)
    // Before anything else, and for every address. Load balancers ask for health by an address of theirs.
    const problem =
      (isHealth(request) ? undefined : judgeHost(request.raw, isAllowedHost)) ?? judgeSite(request, allowedOrigins)
    if (problem === undefined) done()
    else refuse(reply, problem.status, problem.code, problem.message)
  })
  await addCors(app, allowedOrigins, refuseAddress)
  app.addHook('onRequest', (request, reply, done) => {
    if (isHealth(request)) {
      done()
    } else if (running.draining) {
      turnAway(reply, 503, 'SHUTTING_DOWN', 'The server is shutting down.')
    } else if (request.is404) {
      // Before the body is read: of what nobody asked for, not a byte is.
      refuseAddress(reply)
    } else {
      load.admit(done, () => {
        turnAway(reply, 503, 'SERVICE_UNAVAILABLE', OVERLOADED)
      })
    }
  })
  if (spend !== undefined) {
    // A point for each request, whatever becomes of it; what an operation costs beyond that is spent when it is known.
    app.addHook('onRequest', (request, reply, done) => {
      if (isHealth(request)) {
        done()
        return
      }
      spend(request.ip, 1).then(
        () => {
          done()
        },
        (error: unknown) => {
          if (error instanceof RateLimitedError) {
            turnAway(reply, 429, RATE_LIMITED, error.message, error.retryAfterSeconds)
          } else {
            done(new Error('The rate limit failed', { cause: error }))
          }
        },
      )
    })
  }
  app.setErrorHandler((error, _request, reply) => {
    refuseError(error, reply, options)
  })

  addGraphQL(app, apollo, running, unread, spend ?? (() => Promise.resolve()), log)
  addHealth(app, running, database, log)

  await app.ready()
  return {
    async listen({ host, port }) {
      try {
        await app.listen({ host, port, backlog: MAX_CONNECTIONS })
      } catch (error) {
        throw asListenError(error, host, port)
      }
      isAllowedHost = allowedHosts(options.allowedHosts, { host, ...boundTo(app) })
      return browserAddress(app)
    },
    async close(graceMs) {
      running.beginClosing()
      await goodbye.readAll(graceMs)
      const drained = running.drain(graceMs)
      await goodbye.sayGoodbye(graceMs)
      const closed = app.close()
      refusals.goOn()
      await drained
      // What is left is past its grace, or is a connection on which no request has come: neither may hold us up.
      app.server.closeAllConnections()
      await closed
    },
  }
}

function isHealth({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith('/health/') === true
}
