import type { FastifyRequest } from 'fastify'

const NAME = /^[_A-Za-z]\w{0,63}$/
const NAMED_OPERATION = /^\s*(?:query|mutation|subscription)\s+([_A-Za-z]\w{0,63})/

/**
 * What the client calls its operation, for the log: `operationName`, else the name that the document begins with.
 * Only a GraphQL name is taken, so that nothing else a client sends ends up in the log.
 */
export function operationName({ body, query }: FastifyRequest): string | undefined {
  const parameters = isObject(body) ? body : isObject(query) ? query : {}
  const name = parameters['operationName']
  if (typeof name === 'string' && NAME.test(name)) return name
  const document = parameters['query']
  return typeof document === 'string' ? NAMED_OPERATION.exec(document)?.[1] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
