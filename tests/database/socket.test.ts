import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { coalescingSocket } from '../../src/database/socket.js'

let server: Server
const received: string[] = []
beforeAll(async () => {
  server = createServer((socket) => socket.on('data', (bytes: Buffer) => received.push(bytes.toString())))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

function portOf(address: ReturnType<Server['address']>): number {
  return isInfo(address) ? address.port : 0
}

function isInfo(address: ReturnType<Server['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

it('A coalescing socket, once connected, holds what is written and sends it together before the turn ends', async () => {
  const socket = coalescingSocket()
  socket.connect(portOf(server.address()), '127.0.0.1')
  await once(socket, 'connect')
  for (const [first, second] of [
    ['BEGIN', 'SELECT 1'],
    ['COMMIT', 'BEGIN'],
  ] as const) {
    received.length = 0
    socket.write(first)
    expect(socket.writableLength).toBe(first.length)
    await Promise.resolve()
    socket.write(second)
    expect(socket.writableLength).toBe(first.length + second.length)
    await endOfTurn()
    expect(socket.writableLength).toBe(0)
    while (received.length === 0) await endOfTurn()
    expect(received).toEqual([first + second])
  }
  socket.destroy()
})
