import type { FastifyRequest } from 'fastify'
import { asksForPage } from './playground.js'
import type { Problem } from './refusals.js'

/*
 * The threat: a page of another site sends requests from the browser of somebody who can reach us. What it may not read
 * it may still have done: a form can post, and an image, a script or a link can ask a query by GET, which costs us, and
 * whose time or size can tell something.
 *
 * The rule: a browser says where a request comes from, in headers that no page can change. Sec-Fetch-Site says it in a
 * word; it is sent to https and loopback addresses, and decides if it is there. Otherwise Origin does, which browsers
 * send with whatever is not a plain GET: it must be our own host's, as Host names it. Origins in CORS_ORIGIN may ask in
 * any way. Beyond that another site may only lead somebody to the playground, a page that holds no data. Its link may
 * bring a query along, which the page shows and does not run: that is for the person to decide.
 *
 * The consequence: clients that are no browsers send neither header and need nothing special, GET included. What is
 * left is a GET without an Origin over plain http to an address that is not loopback, of which Sec-Fetch-Site is missing:
 * it runs a query, whose answer the page can't read, since there is no CORS for it, the type is JSON with nosniff, and
 * Cross-Origin-Resource-Policy keeps it out of the page. It never writes: mutations by GET are refused, and a body has
 * to be sent as application/json, which no form can.
 */

/** What is wrong with where a request comes from, or undefined if it may ask. */
export function judgeSite(request: FastifyRequest, allowedOrigins: ReadonlySet<string>): Problem | undefined {
  const { origin, host, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined && allowedOrigins.has(origin)) return undefined
  const isOurs =
    site === undefined ? origin === undefined || isOwn(origin, host) : site === 'same-origin' || site === 'none'
  if (isOurs || isVisit(request)) return undefined
  return {
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message: 'Pages of other sites may not ask this server. Whoever runs it can allow their origin by CORS_ORIGIN.',
  }
}

/** Without the scheme: whether TLS ended at a proxy is not known here. */
function isOwn(origin: string, host: string | undefined): boolean {
  return (
    URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase().replace(/:(80|443)$/, '')
  )
}

/** Somebody follows a link to the playground, in a tab of its own. */
function isVisit(request: FastifyRequest): boolean {
  return (
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document' &&
    (asksForPage(request) || request.url === '/')
  )
}
