import { acquireLock } from '../../src/database/lock.js'

// Takes the lock in the directory given, says so, and holds it until killed. Waits for a line first, when told to, so
// that many can start at one instant.
const [directory = '', wait] = process.argv.slice(2)
const take = () => {
  try {
    acquireLock(directory)
    process.stdout.write('held\n')
  } catch (error) {
    process.stdout.write(`refused: ${String(error)}\n`)
  }
}
if (wait) process.stdin.once('data', take)
else take()
process.stdout.write(wait ? 'ready\n' : '')
setInterval(() => {}, 1000)
