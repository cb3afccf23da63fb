import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageWith, START_SCRIPT } from './playground-page.js'

// GraphiQL 4 is the last that ships a file which a browser can load as it is; 5 has to be bundled, with an editor of
// some 5 MB and its workers. This one is 1 MB with all it needs, fonts included, and asks nobody else for anything. The
// explorer that goes with it, where queries are built by clicks, is 45 kB more.
export const FILES = [
  { package: 'react', file: 'umd/react.production.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript; charset=utf-8' },
  { package: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
  { package: '@graphiql/plugin-explorer', file: 'dist/index.umd.js', type: 'text/javascript; charset=utf-8' },
  { package: '@graphiql/plugin-explorer', file: 'dist/style.css', type: 'text/css; charset=utf-8' },
] as const

/** Where the build puts them: in dist, as seen from the sources and when built. */
export const PLAYGROUND = fileURLToPath(new URL('../../dist/playground', import.meta.url))

/** The licences of all that these files hold. The build writes it last. */
export const LICENCES = path.join(PLAYGROUND, 'licences.txt')

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
  if (!existsSync(LICENCES)) throw new Error("The playground's files are not built. Run: npm run build")
  const assets = FILES.map(({ package: name, file, type }) => {
    const url = `/graphql/assets/${name.replace('@', '').replace('/', '-')}-${versionOf(name)}/${path.basename(file)}`
    serve(app, url, type, () => readFile(path.join(PLAYGROUND, name, file)))
    return { url, type }
  })
  const startUrl = `/graphql/assets/start-${digest(START_SCRIPT)}.js`
  serve(app, startUrl, 'text/javascript; charset=utf-8', () => Promise.resolve(Buffer.from(START_SCRIPT)))
  const licences = readFileSync(LICENCES)
  const licencesUrl = `/graphql/assets/licences-${digest(licences)}.txt`
  serve(app, licencesUrl, 'text/plain; charset=utf-8', () => Promise.resolve(licences))

  const scripts = [...assets.filter(({ type }) => type.startsWith('text/javascript')).map(({ url }) => url), startUrl]
  const styles = assets.filter(({ type }) => type.startsWith('text/css')).map(({ url }) => url)
  const html = pageWith({ scripts, styles, licences: licencesUrl })

  return {
    send(reply: FastifyReply): FastifyReply {
      return reply
        .headers({ 'content-security-policy': PAGE_POLICY, vary: 'accept' })
        .type('text/html; charset=utf-8')
        .send(html)
    },
  }
}

/**
 * Whether a browser opens the address, rather than a client that sends an operation. One with a query in it opens the
 * playground too, which shows the query and runs nothing.
 */
export function asksForPage({ method, headers, query }: FastifyRequest): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true && !isPersistedQuery(query)
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

function isPersistedQuery(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'extensions' in query && !('query' in query)
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

function versionOf(name: string): string {
  const content: unknown = JSON.parse(readFileSync(path.join(PLAYGROUND, name, 'package.json'), 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : ''
}
