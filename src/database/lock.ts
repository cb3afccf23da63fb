import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

// Two processes on one embedded database destroy it, so whoever opens it holds this lock.
//
// A holder listens on a socket in the folder. Whether it lives is for the kernel to say: it accepts connections for a
// process that is busy or stopped, and refuses them from the moment the process is gone. Process ids and host names
// only serve the message: two containers may have both in common.
//
// The sockets stand in numbered folders, `1`, `2`, ...: the highest counts. To take over from a dead process is to rename
// a folder to the next number. Nothing can be renamed over a folder that is not empty, so only one of many gets the
// number. The highest is not removed before there is a higher one, so a number is never given twice, and who acts on
// what he saw a moment ago can win an outdated number at most: he sees that, and tries again.
//
// Why not a library: those without native code (proper-lockfile) count on a heartbeat, so a crash blocks the next start
// until it is overdue, and a holder that is busy for long (WebAssembly blocks the event loop) loses a lock it needs.

/** A held lock. Releasing it twice does no harm. */
export interface Lock {
  release(): Promise<void>
}

/** Thrown when another process holds the lock; the message is meant for the user. */
export class LockedError extends Error {
  override name = 'LockedError'
}

const SOCKET = 'socket'
/** A text beside the socket that says who listens. */
const HOLDER = 'holder'

/**
 * Takes the lock kept in `directory`, whose parent exists, or throws a LockedError that names the process that holds it.
 * A process that ended, in whatever way, holds nothing. Sees all processes under one kernel, those of other containers
 * too, but not those of other machines that share the folder over a network.
 */
export async function acquireLock(directory: string): Promise<Lock> {
  await mkdir(directory, { mode: 0o700 }).catch(unless('EEXIST'))
  if (process.platform === 'win32') return acquirePipe(directory)
  return withShortName(resolve(directory), async (name) => {
    for (;;) {
      const highest = await highestNumber(name)
      await refuseIfHeld(join(name, String(highest)))
      const server = await takeNumber(name, highest + 1)
      if (server) return heldBy(server, join(directory, String(highest + 1), SOCKET))
    }
  })
}

function heldBy(server: Server, socket: string): Lock {
  return {
    async release() {
      server.close()
      // Tools that copy folders stumble over sockets.
      await rm(socket, { force: true })
    },
  }
}

/** Undefined if another process was faster. */
async function takeNumber(name: string, number: number): Promise<Server | undefined> {
  const draft = join(name, `draft-${randomBytes(6).toString('hex')}`)
  const mine = join(name, String(number))
  await mkdir(draft, { mode: 0o700 })
  let server: Server | undefined
  try {
    server = await listen(join(draft, SOCKET))
    await writeFile(join(draft, HOLDER), thisProcess())
    await rename(draft, mine)
  } catch (error) {
    server?.close()
    // Whoever got the number may have cleared the draft away already, and then anything fails.
    const beaten = !existsSync(draft) || hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')
    await rm(draft, { recursive: true, force: true })
    if (!beaten) throw error
    return undefined
  }
  const outdated = (await highestNumber(name)) > number
  if (!outdated && (await isListening(join(mine, SOCKET)))) {
    await removeOthers(name, number)
    return server
  }
  server.close()
  if (outdated) return undefined
  throw new Error('Its file system holds no sockets')
}

/** Lower numbers, and drafts: of processes that died, or that are about to be refused. */
async function removeOthers(name: string, number: number): Promise<void> {
  for (const entry of await readdir(name)) {
    if (entry === String(number)) continue
    // Its owner may be at work in it: what is left is for the next to remove.
    await rm(join(name, entry), { recursive: true, force: true }).catch(unless('ENOTEMPTY'))
  }
}

async function highestNumber(name: string): Promise<number> {
  const numbers = (await readdir(name)).filter((entry) => /^\d+$/.test(entry))
  return Math.max(0, ...numbers.map(Number))
}

async function refuseIfHeld(place: string): Promise<void> {
  // An earlier version wrote files: emptied when it ended, left when it crashed. Such a file proves nothing either way.
  const earlier = await readFile(place, 'utf8').catch(unless('ENOENT', 'EISDIR'))
  if (earlier) {
    throw new LockedError(
      `An earlier version of Batchboard uses the database, or has crashed. Stop it; if none runs, delete lock/${basename(place)} in the data directory.`,
    )
  }
  if (!(await isListening(join(place, SOCKET)))) return
  const holder = await readFile(join(place, HOLDER), 'utf8').catch(unless('ENOENT'))
  throw new LockedError(`The database is in use by ${holder ?? 'another process'}: stop it first.`)
}

function thisProcess(): string {
  return `process ${process.pid} on ${hostname()} (since ${new Date().toISOString()})`
}

async function listen(path: string): Promise<Server> {
  const server = createServer((peer) => peer.destroy())
  server.listen(path)
  await once(server, 'listening')
  // A connection that it can't accept is no reason to end, and it is none to go on running.
  server.on('error', () => undefined)
  server.unref()
  return server
}

/** Asks the kernel: the process that listens need not do anything. */
async function isListening(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    // EAGAIN: so many have asked a stopped process that the queue is full. (macOS refuses then, from the 128th on.)
    if (hasCode(error, 'EAGAIN')) return true
    // ECONNRESET: it ended while we waited in line.
    if (hasCode(error, 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTDIR')) return false
    throw error
  } finally {
    socket.destroy()
  }
}

/** What a socket's address may have on the strictest platform (macOS), less what stands behind the name of the folder. */
const LONGEST_NAME = 103 - `/draft-${'0'.repeat(12)}/${SOCKET}`.length

/** A longer address would be cut off without a word: a folder of a long name goes by that of a link to it. */
async function withShortName<T>(directory: string, work: (name: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(directory) <= LONGEST_NAME) return work(directory)
  const place = await mkdtemp(join(tmpdir(), 'batchboard-'))
  try {
    const name = join(place, 'lock')
    if (Buffer.byteLength(name) > LONGEST_NAME) throw new Error('Its path is too long for a socket, and so is TMPDIR')
    await symlink(directory, name)
    return await work(name)
  } finally {
    await rm(place, { recursive: true })
  }
}

/** On Windows the names of sockets stand in no folder, and one that is in use is refused to others. */
async function acquirePipe(directory: string): Promise<Lock> {
  const name = createHash('sha256').update((await realpath(directory)).toLowerCase())
  const server = await listen(`\\\\.\\pipe\\batchboard-${name.digest('hex')}`).catch((error: unknown) => {
    if (!hasCode(error, 'EADDRINUSE')) throw error
    throw new LockedError('The database is in use by another process: stop it first.')
  })
  return { release: () => Promise.resolve(void server.close()) }
}

function unless(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (!hasCode(error, ...codes)) throw error
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code)
}
