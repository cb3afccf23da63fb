import { fastifyCors } from '@fastify/cors'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * Lets pages of these origins ask and read the answers, refusals included. No cookies: `credentials` stays off.
 * Add it before the hooks that refuse for other reasons, since a page can't read an answer without its headers.
 */
export async function addCors(
  app: FastifyInstance,
  origins: ReadonlySet<string>,
  refuseAddress: (reply: FastifyReply) => void,
): Promise<void> {
  if (origins.size === 0) return
  // The plugin takes each OPTIONS for a question of a browser, and gives one that is none an answer of its own shape.
  app.addHook('onRequest', ({ method, headers }, reply, done) => {
    if (method === 'OPTIONS' && !origins.has(headers.origin ?? '')) refuseAddress(reply)
    else done()
  })
  await app.register(fastifyCors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    // In seconds: for so long a browser need not ask again whether it may ask.
    maxAge: 600,
    strictPreflight: false,
  })
}
