import { Socket } from 'node:net'

/**
 * A socket that sends what is written to it in one turn of the event loop with one system call: BEGIN with the first
 * statement, the statements of one level, a COMMIT with what the next session starts with. For pg's `stream` option.
 */
export function coalescingSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  let holding = false
  function release(): void {
    holding = false
    socket.uncork()
  }
  Object.assign(socket, {
    write(...args: unknown[]): unknown {
      if (!holding) {
        holding = true
        socket.cork()
        setImmediate(release)
      }
      return Reflect.apply(write, socket, args)
    },
  })
  return socket
}
