import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { examples } from './examples.js'

// GraphiQL 4 is the last that ships a file which a browser can load as it is; 5 has to be bundled, with an editor of
// some 5 MB and its workers. This one is 1 MB with all it needs, fonts included, and asks nobody else for anything.
const FILES = [
  { package: 'react', file: 'umd/react.production.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
] as const

const START_SCRIPT = `
ReactDOM.createRoot(document.getElementById('playground')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: ${JSON.stringify(examples.map((query) => ({ query })))},
    defaultEditorToolsVisibility: false,
  }),
)
`

// Styles may stand in the page because the editor measures and places with <style> and style="". Scripts may not.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Adds the playground's files below /graphql/assets/. The page itself lives at /graphql, next to the API. */
export function addPlayground(app: FastifyInstance) {
  const require = createRequire(import.meta.url)
  const assets = FILES.map(({ package: name, file, type }) => {
    const manifest = require.resolve(`${name}/package.json`)
    const source = path.join(path.dirname(manifest), file)
    const url = `/graphql/assets/${name}-${versionIn(manifest)}/${path.basename(file)}`
    serve(app, url, type, () => readFile(source))
    return { url, type }
  })
  const startUrl = `/graphql/assets/start-${createHash('sha256').update(START_SCRIPT).digest('hex').slice(0, 16)}.js`
  serve(app, startUrl, 'text/javascript; charset=utf-8', () => Promise.resolve(Buffer.from(START_SCRIPT)))

  const scripts = [...assets.filter(({ type }) => type.startsWith('text/javascript')).map(({ url }) => url), startUrl]
  const styles = assets.filter(({ type }) => type.startsWith('text/css')).map(({ url }) => url)
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Batchboard</title>
    <link rel="icon" href="data:,">
    ${styles.map((url) => `<link rel="stylesheet" href="${url}">`).join('\n    ')}
    <style>html, body, #playground { height: 100%; margin: 0 }</style>
  </head>
  <body>
    <div id="playground"></div>
    ${scripts.map((url) => `<script src="${url}"></script>`).join('\n    ')}
  </body>
</html>
`

  return {
    /** A browser that opens the address, rather than a client that sends an operation. */
    isAskedFor(request: FastifyRequest): boolean {
      return (
        request.method === 'GET' &&
        request.headers.accept?.includes('text/html') === true &&
        !hasOperation(request.query)
      )
    },
    send(reply: FastifyReply): FastifyReply {
      return reply
        .headers({ 'content-security-policy': PAGE_POLICY, vary: 'accept' })
        .type('text/html; charset=utf-8')
        .send(html)
    },
  }
}

/** Its address names its version, so a browser never has to ask for it again. */
function serve(app: FastifyInstance, url: string, type: string, content: () => Promise<Buffer>): void {
  app.get(url, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(type)
      .send(await content()),
  )
}

function hasOperation(query: unknown): boolean {
  return typeof query === 'object' && query !== null && ('query' in query || 'extensions' in query)
}

function versionIn(manifest: string): string {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : ''
}
