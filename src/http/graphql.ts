import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { RequestContext } from '../graphql/context.js'
import type { Logger } from '../log.js'
import { compression } from './compression.js'
import { addPlayground, asksForPage } from './playground.js'
import { HttpRequestContext } from './request-context.js'
import type { Spend } from './rate-limit.js'
import type { RunningRequests } from './running.js'
import type { UnreadAnswers } from './unread.js'

/** Adds /graphql: the API, and for a browser that opens the address the playground. */
export function addGraphQL(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  running: RunningRequests,
  unread: UnreadAnswers,
  spend: Spend,
  log: Logger,
): void {
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) =>
      Promise.resolve(
        new HttpRequestContext(request.id, log, reply.raw, async (cost) => {
          // The first point was spent by the request.
          if (cost > 1) await spend(request.ip, cost - 1)
        }),
      ),
  })
  const page = addPlayground(app)
  const compress = compression()
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async function (this: FastifyInstance, request, reply) {
      if (asksForPage(request)) return page.send(reply)
      const body = await answer.call(this, request, reply)
      // All answers of a turn of the event loop go out behind one another. Each by itself wakes its client, which on a
      // virtual machine costs us more than the answer to a small query.
      await endOfTurn()
      // Fastify says so itself on what comes when the server is closing already.
      if (running.closing) reply.header('connection', 'close')
      if (typeof body !== 'string') return body
      const sent = await compress(body, request, reply)
      unread.add(reply.raw, sent)
      return sent
    },
  })
  app.get('/', (_request, reply) => reply.redirect('/graphql'))
}
