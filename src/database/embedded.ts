import { existsSync, fsyncSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Duplex } from 'node:stream'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { makeDataDirectory } from './data-directory.js'
import { acquireLock } from './lock.js'

/** Each start clears PostgreSQL's buffers, byte by byte: with 128 MB, its default, one takes 1.0 s of CPU, with these 0.4 s. */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB']

/** PostgreSQL inside this process, spoken to like a server: over a stream, by the wire protocol. */
export interface EmbeddedDatabase {
  /**
   * A connection for pg's `stream` option. There is one session only: a second connection waits until the first has
   * ended, and then finds the session as new.
   */
  stream(): Duplex
  /** Ends open connections, shuts the database down and gives up the lock. */
  close(): Promise<void>
}

/**
 * Opens the embedded database in `dataDir`, and creates it there first if need be; without a directory, one in memory
 * that is gone when closed. Throws a LockedError when another process has it open.
 */
export async function openEmbedded(dataDir: string | undefined): Promise<EmbeddedDatabase> {
  if (dataDir === undefined) return serve(await PGlite.create({ startParams: START_PARAMETERS }), async () => {})
  await makeDataDirectory(resolve(dataDir))
  const lock = await acquireLock(join(dataDir, 'lock'))
  try {
    const cluster = join(dataDir, 'cluster')
    if (!existsSync(cluster)) await createCluster(cluster)
    return serve(await startDurably(cluster), () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

/**
 * Created beside its place and moved there when it is complete and on disk: a crash in between must not leave half a
 * database that the next start takes for a whole one.
 */
async function createCluster(cluster: string): Promise<void> {
  const draft = `${cluster}.new`
  await rm(draft, { recursive: true, force: true })
  const database = await startDurably(draft)
  await database.close()
  await syncTree(draft)
  await rename(draft, cluster)
  await syncDirectory(join(cluster, '..'))
}

async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else await syncFile(path)
  }
  await syncDirectory(directory)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Windows has no such thing as syncing a directory, and refuses to open one. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/**
 * As shipped, PGlite never syncs: it starts with -F (fsync off), and its file system has no fsync for PostgreSQL to
 * call (nor fdatasync, hence the method). With this each commit is one fsync of the write-ahead log.
 */
async function startDurably(cluster: string): Promise<PGlite> {
  const startParams = START_PARAMETERS.filter((parameter) => parameter !== '-F')
  return PGlite.create({ fs: new SyncedNodeFS(cluster), startParams: [...startParams, '-c', 'wal_sync_method=fsync'] })
}

class SyncedNodeFS extends NodeFS {
  override async init(...[database, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(database, options)
    const preRun = [...(emscriptenOpts.preRun ?? []), (module: { NODEFS: unknown }) => addFsync(module.NODEFS)]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

interface NodeFiles {
  stream_ops: { fsync?: (stream: { nfd: number }) => void }
  /** Runs what it is given, and turns Node's errors into those that PostgreSQL sees as errno. */
  tryFSOperation(operation: () => void): void
}

function addFsync(files: unknown): void {
  // Without it commits would silently not be durable, so a PGlite that is built otherwise must not start.
  if (!isNodeFiles(files)) throw new Error('This version of PGlite keeps its files in another way: cannot sync them.')
  files.stream_ops.fsync = (stream) => files.tryFSOperation(() => fsyncSync(stream.nfd))
}

function isNodeFiles(files: unknown): files is NodeFiles {
  return (
    typeof files === 'object' &&
    files !== null &&
    'stream_ops' in files &&
    typeof files.stream_ops === 'object' &&
    'tryFSOperation' in files &&
    typeof files.tryFSOperation === 'function'
  )
}

/** How long statements may follow one another before whatever else waits gets its turn. */
const LONGEST_TURN_MS = 10

function serve(database: PGlite, afterClose: () => Promise<void>): EmbeddedDatabase {
  const open = new Set<Duplex>()
  let turn = Promise.resolve()
  let used = false
  let broken: Error | undefined
  let turnedAt = 0
  let closed: Promise<void> | undefined

  /** Waits until the connections before this one have ended, and leaves nothing of them in the session. */
  async function takeTurn(stream: Duplex): Promise<void> {
    const before = turn
    turn = new Promise((resolve) => stream.once('close', () => resolve()))
    await before
    if (broken) throw broken
    if (stream.destroyed || !used) return
    // The last one may have gone away in mid-transaction, even in mid-message. DISCARD ALL takes its prepared
    // statements, whose names the next client would give again.
    for (const message of [SYNC, simpleQuery('ROLLBACK'), simpleQuery('DISCARD ALL')]) await execute(message, true)
  }

  /** `toReady`: the messages are answered up to ReadyForQuery. */
  async function execute(messages: Buffer, toReady: boolean): Promise<Buffer> {
    used = true
    // Nothing here waits for the outside, so a chain of statements would keep timers and sockets from their turn.
    if (performance.now() - turnedAt > LONGEST_TURN_MS) {
      await endOfTurn()
      turnedAt = performance.now()
    }
    const answers: Buffer[] = []
    // The raw stream, because execProtocolRaw also parses every answer and keeps it for ever. The bytes are a window
    // into the database's memory, to be copied at once.
    await database.execProtocolRawStream(messages, {
      syncToFs: false,
      onRawData: (bytes) => void answers.push(Buffer.from(bytes)),
    })
    const answer = Buffer.concat(answers)
    // A disk that fails or is full makes PostgreSQL panic: it answers the error, and then nothing ever again.
    if (toReady && !isReady(answer)) broken = new Error('The embedded database has failed: start again.')
    return answer
  }

  return {
    stream() {
      const stream = connection(takeTurn, execute, () => broken)
      open.add(stream)
      stream.once('close', () => open.delete(stream))
      if (closed) stream.destroy(new Error('The embedded database is closed.'))
      return stream
    },
    close() {
      closed ??= (async () => {
        // Without an error, which would reach nobody: pool.end() resolves a moment before its connections have ended.
        for (const stream of open) stream.destroy()
        // What has failed must not write any more: the next start recovers from the log.
        if (!broken) await database.close()
        await afterClose()
      })()
      return closed
    },
  }
}

/** The client's side of a wire: what is written goes to the database in whole messages, its answers can be read. */
function connection(
  takeTurn: (stream: Duplex) => Promise<void>,
  execute: (messages: Buffer, toReady: boolean) => Promise<Buffer>,
  failure: () => Error | undefined,
): Duplex {
  let unread: Buffer = Buffer.alloc(0)
  let started = false

  async function receive(bytes: Buffer): Promise<void> {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes])
    if (!started) {
      const length = startupLength(unread)
      if (length === undefined) return
      await takeTurn(stream)
      if (stream.destroyed) return
      stream.push(await execute(STARTUP, true))
      unread = unread.subarray(length)
      started = true
    }
    const { length, toReady, terminated } = wholeMessages(unread)
    const messages = unread.subarray(0, length)
    unread = terminated ? Buffer.alloc(0) : unread.subarray(length)
    if (length > 0) {
      const answers = await execute(messages, toReady)
      if (!stream.destroyed) stream.push(answers)
      const error = failure()
      if (error) throw error
    }
  }

  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      receive(chunk).then(() => done(), done)
    },
    writev(chunks: { chunk: Buffer }[], done) {
      receive(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done)
    },
    final(done) {
      stream.push(null)
      done()
    },
  })
  // What pg calls on a socket besides.
  return Object.assign(stream, {
    connect() {
      process.nextTick(() => stream.emit('connect'))
      return stream
    },
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => stream,
    unref: () => stream,
  })
}

/**
 * Sent in place of the client's own. There is one user and one database, whatever the environment makes pg ask for (a
 * startup that is refused would end the database), and PGlite ignores the settings that a startup may carry.
 */
const STARTUP = startup({ user: 'postgres', database: 'postgres' })
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])
const QUERY = 0x51
const TERMINATE = 0x58
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5])

function startup(parameters: Record<string, string>): Buffer {
  const text = [...Object.entries(parameters).flat(), ''].map((part) => `${part}\0`).join('')
  const message = Buffer.alloc(8 + Buffer.byteLength(text))
  message.writeInt32BE(message.length, 0)
  message.writeInt32BE(0x00030000, 4)
  message.write(text, 8)
  return message
}

function simpleQuery(sql: string): Buffer {
  const message = Buffer.alloc(1 + 4 + Buffer.byteLength(sql) + 1)
  message.write('Q')
  message.writeInt32BE(message.length - 1, 1)
  message.write(sql, 5)
  return message
}

/** The first message has no type, only its length; undefined while it is not all there. */
function startupLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined
  const length = bytes.readInt32BE(0)
  return bytes.length < length ? undefined : length
}

/**
 * How many bytes are whole messages: PostgreSQL takes a part for a lost client. It must not see Terminate either, for
 * it would shut down: that ends the connection, not the database.
 */
function wholeMessages(bytes: Buffer): { length: number; toReady: boolean; terminated: boolean } {
  let length = 0
  let toReady = false
  while (length + 5 <= bytes.length) {
    const type = bytes[length]
    if (type === TERMINATE) return { length, toReady, terminated: true }
    const next = length + 1 + bytes.readInt32BE(length + 1)
    if (next > bytes.length) break
    toReady = type === QUERY || type === SYNC[0]
    length = next
  }
  return { length, toReady, terminated: false }
}

function isReady(answer: Buffer): boolean {
  // Its last byte is the state of the transaction.
  return answer.subarray(-READY_FOR_QUERY.length - 1, -1).equals(READY_FOR_QUERY)
}
