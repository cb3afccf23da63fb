import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { ApolloServer } from '@apollo/server'
import { fastify } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { RequestContext } from '../graphql/context.js'
import type { Logger } from '../log.js'
import { asListenError, errorBody } from './errors.js'
import { readinessCheck } from './health.js'
import { jsonStatus } from './json-status.js'
import { operationName } from './operation-name.js'
import { addPlayground } from './playground.js'

export interface HttpServerOptions {
  /** Not started yet: the HTTP server adds what it needs, and starts it. */
  readonly apollo: ApolloServer<RequestContext>
  readonly database: { isReady(): Promise<void> }
  readonly log: Logger
  readonly maxBodyBytes: number
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
const REQUEST_ID = /^[\w.-]{1,64}$/

/** Builds the HTTP server: /graphql with its playground, and health. It does not listen yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { apollo, database, log, maxBodyBytes } = options
  const timeouts = { ...TIMEOUTS, ...options.timeouts }
  apollo.addPlugin(jsonStatus)
  await apollo.start()

  const methods = new Map<string, string[]>()
  let running = 0
  let draining = false
  let drained = () => {}

  // Fastify gets no logger: its own makes a child for each request and logs twice. Ours is one line, in `end`.
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    genReqId: requestId,
    requestTimeout: timeouts.request,
    connectionTimeout: timeouts.silence,
    keepAliveTimeout: timeouts.keepAlive,
    http: { headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.check },
    exposeHeadRoutes: false,
    // What comes on an open connection while we drain is refused by `begin`, in our shape and with the request's id.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      begin(request, reply)
      refuseError(error, reply)
    },
  })
  app.server.maxConnections = MAX_CONNECTIONS
  // Only JSON is read. Anything a form or an image on another site can send is refused with 415.
  app.removeContentTypeParser('text/plain')

  function begin(request: FastifyRequest, reply: FastifyReply): void {
    const startedAt = performance.now()
    running += 1
    // The response's 'close' comes once and always, after the last byte as well as when the client goes away.
    reply.raw.on('close', () => {
      running -= 1
      if (draining && running === 0) drained()
      end(request, reply, startedAt)
    })
    // The rest of the protection is that there is no CORS: a page of another origin can't read what we answer.
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
  }

  function end(request: FastifyRequest, reply: FastifyReply, startedAt: number): void {
    const path = pathOf(request)
    if (path.startsWith('/health/')) return
    const answered = reply.raw.writableFinished
    log.info(
      {
        requestId: request.id,
        method: request.method,
        path,
        operation: operationName(request),
        // 499 as nginx writes it: nobody was there to read the answer.
        status: answered ? reply.raw.statusCode : 499,
        ms: Math.round((performance.now() - startedAt) * 100) / 100,
      },
      answered ? 'request' : 'client went away',
    )
  }

  function refuse(reply: FastifyReply, status: number, code: string, message: string): void {
    if (draining) reply.header('connection', 'close')
    reply.code(status).type('application/json; charset=utf-8').send(errorBody(code, message))
  }

  function refuseError(error: unknown, reply: FastifyReply): void {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status === 413) {
      refuse(reply, 413, 'PAYLOAD_TOO_LARGE', `The body must not be larger than ${String(maxBodyBytes)} bytes.`)
    } else if (status === 415) {
      refuse(reply, 415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be sent as content-type: application/json.')
    } else if (code === 'ERR_INVALID_URL' || code === 'FST_ERR_BAD_URL') {
      refuse(reply, 400, 'BAD_REQUEST', 'The address or the Host header is malformed.')
    } else if (status >= 400 && status < 500) {
      refuse(reply, 400, 'BAD_REQUEST', 'The body must be a JSON object in UTF-8.')
    } else {
      const requestId = reply.request.id
      log.error({ err: error, requestId }, 'unexpected error')
      reply
        .code(500)
        .type('application/json; charset=utf-8')
        .send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong here.', { requestId }))
    }
  }

  function refuseAddress(reply: FastifyReply, allowed: readonly string[] | undefined): void {
    if (allowed === undefined) {
      refuse(reply, 404, 'NOT_FOUND', 'There is nothing at this address.')
    } else {
      reply.header('allow', allowed.join(', '))
      refuse(reply, 405, 'METHOD_NOT_ALLOWED', `Use ${allowed.join(' or ')} here.`)
    }
  }

  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), ...(Array.isArray(method) ? method : [method])])
  })
  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply)
    const path = pathOf(request)
    if (draining && !path.startsWith('/health/')) {
      reply.header('retry-after', '1')
      refuse(reply, 503, 'SHUTTING_DOWN', 'The server is shutting down.')
    } else if (request.is404) {
      // Before the body is read: of what nobody asked for, not a byte is.
      refuseAddress(reply, methods.get(path))
    } else {
      done()
    }
  })
  app.setErrorHandler((error, _request, reply) => {
    refuseError(error, reply)
  })

  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(new HttpRequestContext(request.id, log, reply.raw)),
  })
  const page = addPlayground(app)
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async function (this: FastifyInstance, request, reply) {
      if (page.isAskedFor(request)) return page.send(reply)
      const body = await answer.call(this, request, reply)
      // All answers of a turn of the event loop go out behind one another. Each by itself wakes its client, which on a
      // virtual machine costs us more than the answer to a small query.
      await endOfTurn()
      if (draining) reply.header('connection', 'close')
      return body
    },
  })
  app.get('/', (_request, reply) => reply.redirect('/graphql'))

  const checkReadiness = readinessCheck(database, log)
  app.route({ method: ['GET', 'HEAD'], url: '/health/live', handler: () => ({ status: 'live' }) })
  app.route({
    method: ['GET', 'HEAD'],
    url: '/health/ready',
    handler: async (_request, reply) => {
      const { ready, reason } = draining ? { ready: false, reason: 'Shutting down.' } : await checkReadiness()
      if (ready) return { status: 'ready' }
      return reply.code(503).send({ status: 'unavailable', reason })
    },
  })

  await app.ready()
  return {
    async listen({ host, port }) {
      try {
        await app.listen({ host, port })
      } catch (error) {
        throw asListenError(error, host, port)
      }
      return browserAddress(app)
    },
    async close(graceMs) {
      draining = true
      const closed = app.close()
      await withinGrace(graceMs, (done) => {
        drained = done
        if (running === 0) done()
      })
      // What is left is past its grace, or is a connection on which no request has come: neither may hold us up.
      app.server.closeAllConnections()
      await closed
    },
  }
}

/**
 * A class, because Apollo Server copies the context: a getter of the object's own would be called for each request, where
 * a logger is made only for those that log something.
 */
class HttpRequestContext implements RequestContext {
  constructor(
    readonly requestId: string,
    private readonly shared: Logger,
    private readonly response: ServerResponse,
  ) {}

  get log(): Logger {
    return this.shared.child({ requestId: this.requestId })
  }

  readonly isGone = (): boolean => this.response.destroyed && !this.response.writableFinished
}

/** The caller's id where it is harmless to log and to send back, else one of ours. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}

/** Without the query string: it may hold a whole operation with its variables. */
function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?')
  return end === -1 ? request.url : request.url.slice(0, end)
}

function withinGrace(graceMs: number, wait: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, graceMs)
    wait(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Where a browser on this machine finds the server: an address that means "all" is not one to open. */
function browserAddress(app: FastifyInstance): string {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.')
  const host = ['0.0.0.0', '::'].includes(address.address) ? 'localhost' : address.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`
}
