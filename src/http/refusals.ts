import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Logger } from '../log.js'
import { pathOf } from './address.js'
import { errorBody } from './errors.js'

/** Why a request is not worked for. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Answers a request with an error of ours, in GraphQL's shape. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  details?: Record<string, unknown>,
): void {
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(errorBody(code, message, details))
}

/** Answers for an error that Fastify or one of our handlers threw: what the client did wrong, else a masked 500. */
export function refuseError(error: unknown, reply: FastifyReply, { log, maxBodyBytes }: Bounds): void {
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
    refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong here.', { requestId })
  }
}

interface Bounds {
  readonly log: Logger
  readonly maxBodyBytes: number
}

/** Keeps the methods of each route that is added from now on, and returns the refusal of an address that has none. */
export function refusalOfAddresses(app: FastifyInstance): (reply: FastifyReply) => void {
  const methods = new Map<string, string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), ...(Array.isArray(method) ? method : [method])])
  })
  return (reply) => {
    const allowed = methods.get(pathOf(reply.request))
    if (allowed === undefined) {
      refuse(reply, 404, 'NOT_FOUND', 'There is nothing at this address.')
    } else {
      reply.header('allow', allowed.join(', '))
      refuse(reply, 405, 'METHOD_NOT_ALLOWED', `Use ${allowed.join(' or ')} here.`)
    }
  }
}
