import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RateLimitedError } from '../graphql/context.js'

const SECONDS = 60
/** Clients that are remembered. Beyond them the one that asked longest ago is forgotten, and starts anew. */
const MAX_CLIENTS = 10_000

/** Takes points from what a client may spend. Throws RateLimitedError when it has spent more than that. */
export type Spend = (address: string, points: number) => Promise<void>

/** At most `pointsPerMinute` for each client, which is an IPv4 address or the /64 that an IPv6 address is of. */
export function rateLimit(pointsPerMinute: number): Spend {
  const limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: SECONDS })
  const clients = new LRUCache<string, true>({
    max: MAX_CLIENTS,
    dispose: (_, client, reason) => {
      if (reason === 'evict') void limiter.delete(client)
    },
  })
  return async (address, points) => {
    const client = clientOf(address)
    clients.set(client, true)
    try {
      await limiter.consume(client, points)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw new RateLimitedError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
    }
  }
}

/**
 * Who is counted as one client. A home or a server gets a whole /64 of IPv6, and may use any address in it; an IPv4
 * address in IPv6's notation is that IPv4 address.
 */
export function clientOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  // Of the groups behind `::` those that still belong to the first four: an address has eight.
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const all = [...groups, ...Array.from({ length: 8 - groups.length - behind.length }, () => '0'), ...behind]
  const network = all.slice(0, 4).map((group) => parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}
