import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import pg from 'pg'

/** How long a server may take to take a request to cancel. */
const WAIT_MS = 2000

/**
 * Asks the server to cancel the statement that runs on `client`, on a connection of its own: that is how the protocol
 * has it. Resolves when the server has taken the request, or can't be reached. The statement then fails, unless it ended
 * before; whatever else runs on `client` by then may be hit in its place.
 */
export function cancelStatement(client: pg.PoolClient): Promise<void> {
  const target: unknown = client
  const connection: unknown = new pg.Connection({ ssl: client.ssl })
  if (!hasCancelKey(target) || !canCancel(connection)) {
    throw new Error('This version of pg cancels statements in another way.')
  }
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => connection.stream.destroy(), WAIT_MS)
    const send = () => {
      connection.cancel(target.processID, target.secretKey)
    }
    connection.on('connect', () => {
      if (client.ssl) connection.requestSsl()
      else send()
    })
    connection.on('sslconnect', send)
    // A server that can't be reached has been told as much as it can be.
    connection.on('error', () => undefined)
    connection.on('end', () => {
      clearTimeout(giveUp)
      resolve()
    })
    if (client.host.startsWith('/')) connection.connect(`${client.host}/.s.PGSQL.${String(client.port)}`)
    else connection.connect(client.port, client.host)
  })
}

/** What the server said at the start of a connection; pg's types don't have it. */
interface CancelKey {
  readonly processID: number
  readonly secretKey: number
}

function hasCancelKey(client: unknown): client is CancelKey {
  return (
    typeof client === 'object' &&
    client !== null &&
    'processID' in client &&
    'secretKey' in client &&
    typeof client.processID === 'number' &&
    typeof client.secretKey === 'number'
  )
}

/** The part of pg's connection that its own `Client.cancel` uses; pg's types don't have it either. */
interface Canceller extends EventEmitter {
  readonly stream: Duplex
  connect(portOrPath: number | string, host?: string): void
  requestSsl(): void
  cancel(processID: number, secretKey: number): void
}

function canCancel(connection: unknown): connection is Canceller {
  return (
    connection instanceof pg.Connection &&
    'connect' in connection &&
    'requestSsl' in connection &&
    'cancel' in connection &&
    typeof connection.cancel === 'function'
  )
}
