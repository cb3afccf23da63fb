// Takes the lock in the directory given each time that it is told to (a line on stdin), says how that went, and holds it
// until killed. Plain JavaScript on what is built, so that many start within a second.
import { createInterface } from 'node:readline'
import { acquireLock } from '../../dist/database/lock.js'

const [directory = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
for await (const _ of createInterface({ input: process.stdin })) {
  const said = await acquireLock(directory).then(
    () => 'held',
    (error) => `refused: ${String(error)}`,
  )
  process.stdout.write(`${said}\n`)
}
