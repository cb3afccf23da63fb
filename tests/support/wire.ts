import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { openDatabase } from '../../src/database/database.js'
import { sessionsOf } from '../../src/session/in-session.js'
import type { Bounds, TestDatabase } from './database.js'

/** A network between the product and its server, on which things go wrong when a test says so. */
export interface Wire {
  /** The same database, opened through the wire. */
  readonly open: (
    bounds?: Bounds,
    as?: { readonly username: string; readonly password: string },
  ) => Promise<Pick<TestDatabase, 'database' | 'sessions'>>
  /** Looks at what the product sends before it is passed on: answers what is passed on, or undefined to cut the line. */
  tamper: (sent: Buffer) => Buffer | undefined
  /** New connections are refused, and those there are cut. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  /** Connections are taken, and then nothing is ever answered. */
  silent: boolean
  /** The next answer does not arrive: the line is cut in its place. */
  deaf: boolean
}

export async function layWire({ location }: TestDatabase): Promise<Wire> {
  if (location.kind !== 'server') throw new Error('The embedded database has no network')
  const { url } = location
  const { host, port } = new pg.Client({ connectionString: url })
  const sockets = new Set<Socket>()
  const wire: Wire = {
    tamper: (sent) => sent,
    silent: false,
    deaf: false,
    open: async (bounds, as) => {
      const through = Object.assign(new URL(url), { search: '', host: `127.0.0.1:${String(ownPort)}`, ...as })
      const database = await openDatabase({
        location: { kind: 'server', url: through.href },
        poolSize: 2,
        poolWaitMs: 2_000,
        statementTimeoutMs: 10_000,
        lockTimeoutMs: 5_000,
        ...bounds,
      })
      return { database, sessions: sessionsOf(database) }
    },
    down: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
    up: async () => {
      server.listen(ownPort, '127.0.0.1')
      await once(server, 'listening')
    },
  }
  const server = createServer((product) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${String(port)}`) : connect(port, host)
    for (const [end, other] of [
      [product, far],
      [far, product],
    ] as const) {
      sockets.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        sockets.delete(end)
        other.destroy()
      })
    }
    far.on('data', (bytes: Buffer) => {
      if (!wire.deaf) return product.write(bytes)
      wire.deaf = false
      product.destroy()
    })
    product.on('data', (bytes: Buffer) => {
      if (wire.silent) return
      const passed = wire.tamper(bytes)
      if (passed === undefined) far.destroy()
      else far.write(passed)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const ownPort = typeof address === 'object' ? (address?.port ?? 0) : 0
  return wire
}
