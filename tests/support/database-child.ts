import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A real process that runs a TypeScript file of this folder, and what it prints, line by line. */
export interface Child {
  process: ChildProcess
  nextLine(): Promise<string>
  /** SIGKILL, and then what it had still printed. */
  kill(): Promise<string[]>
}

export function startChild(file: string, ...parameters: string[]): Child {
  return startCommand([process.execPath, here('database-run.mjs'), file, ...parameters])
}

/** One that takes the lock in a directory whenever it is told to; `within` is a command to start it by. */
export function startLockHolder(directory: string, within: readonly string[] = []): Child {
  return startCommand([...within, process.execPath, here('database-lock-holder.mjs'), directory])
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

function startCommand([command = '', ...parameters]: string[]): Child {
  const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    async nextLine() {
      const line = await lines.next()
      if (line.done === true) throw new Error(`${parameters.join(' ')} ended with ${String(child.exitCode)}`)
      return line.value
    },
    async kill() {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
      child.kill('SIGKILL')
      await gone
      const rest: string[] = []
      for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line)
      return rest
    },
  }
}
