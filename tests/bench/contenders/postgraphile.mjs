// PostGraphile 5 with its documented settings for production: the Amber preset, grafserv on Node's http, prepared
// statements, and nothing that the workloads don't ask for (no GraphiQL, no subscriptions). Sums are SQL functions.
import { createServer } from 'node:http'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { defaultMaskError } from 'postgraphile/grafserv'
import { GraphQLError } from 'postgraphile/graphql'
import { postgraphile } from 'postgraphile'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

/** The functions' refusals come out as a code, with all that a bake lacks, as the other contenders' do. */
function refusalOrMasked(error) {
  const cause = error.originalError
  if (!cause?.code?.startsWith('BB')) return defaultMaskError(error)
  const extensions = { code: cause.message, ...(cause.detail && { shortages: JSON.parse(cause.detail) }) }
  return new GraphQLError(cause.message, { path: error.path, extensions })
}

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public', 'bench_api'],
      poolConfig: { max: 8, idleTimeoutMillis: 0 },
    }),
  ],
  grafserv: { graphiql: false, websockets: false, watch: false, maskError: refusalOrMasked },
  schema: { defaultBehavior: '-insert -update -delete +list +connection' },
}

const pgl = postgraphile(preset)
const server = createServer()
server.on('error', (error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
await pgl.createServ(grafserv).addTo(server)
server.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => {
  server.close()
  server.closeIdleConnections()
  void pgl.release()
})
