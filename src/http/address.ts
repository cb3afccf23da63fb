import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Without the query string: it may hold a whole operation with its variables. */
export function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?')
  return end === -1 ? request.url : request.url.slice(0, end)
}

/** The address and port that the server listens on. */
export function boundTo(app: FastifyInstance): { address: string; port: number } {
  const bound = app.server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The server does not listen on a port.')
  return bound
}

/** Where a browser on this machine finds the server: an address that means "all" is not one to open. */
export function browserAddress(app: FastifyInstance): string {
  const { address, port } = boundTo(app)
  const host = ['0.0.0.0', '::'].includes(address) ? 'localhost' : address
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}
