import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import type { Problem } from './refusals.js'

/*
 * The threat: DNS rebinding. Somebody opens a page at http://evil.example:4000, whose owner then lets that name lead to
 * 127.0.0.1. What the page asks of its own address now comes here, and for the browser it is no other site: no CORS and
 * no Fetch Metadata are in its way. It could read and write everything.
 *
 * The rule: a browser says in Host which name it asks, and no page can change that. Only names known to be ours are
 * answered. A number can't be rebound, so if we listen on all addresses each of them is ours, by any port, since a
 * container may be published under another one.
 *
 * The consequence: who comes by another name, through a proxy above all, sets ALLOWED_HOSTS. Health is exempt, in
 * server.ts: load balancers ask by addresses of theirs, and it tells nothing but whether we run.
 */

/** Whether a name from a Host header, in lower case and without its port, is ours. */
export type AllowedHosts = (name: string, port: string | undefined) => boolean

const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/

/** The name and the port of a Host header or of an entry of ALLOWED_HOSTS, or undefined for what is neither. */
export function parseHost(value: string): { name: string; port: string | undefined } | undefined {
  const [, name, port] = HOST.exec(value.toLowerCase()) ?? []
  return name === undefined ? undefined : { name, port }
}

/** Entries with a port are that port's, those without any port's. Not given: what the server is bound to. */
export function allowedHosts(
  entries: readonly string[] | undefined,
  bound: { readonly host: string; readonly address: string; readonly port: number },
): AllowedHosts {
  if (entries === undefined && isEveryAddress(bound.address)) {
    return (name) => name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0
  }
  const allowed = new Set(
    entries?.map((entry) => entry.toLowerCase()) ??
      namesOf(bound).map((name) => `${name}:${String(bound.port)}`.toLowerCase()),
  )
  return (name, port) =>
    allowed.has(name) ||
    // A browser leaves out the port that its scheme implies; a proxy may have ended TLS.
    (port === undefined ? ['80', '443'] : [port]).some((each) => allowed.has(`${name}:${each}`))
}

/** What is wrong with the host that a request asks for, or undefined if it is ours. */
export function judgeHost(request: IncomingMessage, isAllowed: AllowedHosts): Problem | undefined {
  if (request.url?.startsWith('/') !== true && request.url !== '*') {
    // `GET http://name/ HTTP/1.1` names a host that counts more than the header. Only proxies are asked that way.
    return { status: 400, code: 'BAD_REQUEST', message: 'The address must begin with a slash.' }
  }
  const { host } = request.headers
  if (host === undefined || countOf('host', request.rawHeaders) !== 1) {
    return { status: 400, code: 'BAD_REQUEST', message: 'A request must have exactly one Host header.' }
  }
  const parsed = parseHost(host)
  if (parsed === undefined) return { status: 400, code: 'BAD_REQUEST', message: 'The Host header is malformed.' }
  if (isAllowed(parsed.name, parsed.port)) return undefined
  const message =
    `This server does not know the name ${JSON.stringify(host.slice(0, 100))} as its own. ` +
    'Whoever runs it can add the name to ALLOWED_HOSTS.'
  return { status: 403, code: 'HOST_NOT_ALLOWED', message }
}

function namesOf({ host, address }: { readonly host: string; readonly address: string }): string[] {
  const own = [host, address].map((each) => (isIP(each) === 6 ? `[${each}]` : each))
  return isLoopback(address) ? ['localhost', '127.0.0.1', '[::1]', ...own] : own
}

function isEveryAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function countOf(header: string, rawHeaders: readonly string[]): number {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.length === header.length && rawHeaders[i]?.toLowerCase() === header) count += 1
  return count
}
