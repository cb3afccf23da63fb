import { Socket } from 'node:net'

/**
 * A socket that sends with one system call what is written to it before the event loop goes on: BEGIN with the first
 * statement, and the statements of one level. For pg's `stream` option.
 */
export function coalescingSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  let holding = false
  function release(): void {
    holding = false
    socket.uncork()
  }
  // Not before: `connect` puts Node's own `write` back.
  socket.once('connect', () =>
    Object.assign(socket, {
      write(...args: unknown[]): unknown {
        if (!holding) {
          holding = true
          socket.cork()
          process.nextTick(release)
        }
        return Reflect.apply(write, socket, args)
      },
    }),
  )
  return socket
}
