import type { ChildProcess } from 'node:child_process'

/** The address of the API, once the program says it is ready. */
export function readyAt(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^Batchboard is ready: (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.on('exit', () => {
      reject(new Error(`It ended before it was ready: ${output}`))
    })
  })
}
