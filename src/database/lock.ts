import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

// Two processes on one embedded database destroy it, so whoever opens it holds this lock.
//
// The lock is a row of numbered files, `1`, `2`, ...: the highest number counts, the one who wrote it holds the lock
// unless its process is gone. Taking over from a dead process is link() to the next number, which only one of many can
// win. The highest file is never removed, only emptied, so a number is never given twice and somebody who acts on what
// he saw a moment ago can win an outdated number at most; he sees that, and steps back.
//
// Why not a library: those without native code (proper-lockfile) count on a heartbeat, so a crash blocks the next start
// until it is overdue, and a holder that is busy for long (WebAssembly blocks the event loop) loses a lock it needs.

/** A held lock. Releasing it twice does no harm. */
export interface Lock {
  release(): void
}

interface Holder {
  pid: number
  host: string
  since: string
  /** Tells a process from a later one with the same pid; null where the platform does not say. */
  started: string | null
}

/** Thrown when another process holds the lock; the message is meant for the user. */
export class LockedError extends Error {
  override name = 'LockedError'
}

/**
 * Takes the lock kept in `directory`, or throws a LockedError that names the process that holds it. A process that
 * crashed holds nothing.
 */
export function acquireLock(directory: string): Lock {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const draft = join(directory, `draft-${randomUUID()}`)
  writeFileSync(draft, JSON.stringify(thisProcess()), { mode: 0o600 })
  try {
    const mine = takeNumber(directory, draft)
    removeLeftovers(directory, mine)
    let held = true
    return {
      release() {
        if (held) truncateSync(join(directory, String(mine)))
        held = false
      },
    }
  } finally {
    unlinkIfThere(draft)
  }
}

function takeNumber(directory: string, draft: string): number {
  for (;;) {
    const highest = highestNumber(directory)
    const holder = highest === 0 ? null : readHolder(join(directory, String(highest)))
    if (holder && isRunning(holder)) throw refusal(directory, highest, holder)
    const mine = highest + 1
    if (!linkIfFree(draft, join(directory, String(mine)))) continue
    if (highestNumber(directory) === mine) return mine
    unlinkIfThere(join(directory, String(mine)))
  }
}

function refusal(directory: string, number: number, holder: Holder): LockedError {
  const who = `process ${holder.pid} on ${holder.host} (since ${holder.since})`
  if (holder.host === hostname()) return new LockedError(`The database is in use by ${who}: stop it first.`)
  // A process of another machine or container cannot be seen from here, and a wrong guess would cost the data.
  const file = join(directory, String(number))
  return new LockedError(`The database is in use by ${who}: stop it there. If it is gone for good, delete ${file}.`)
}

function highestNumber(directory: string): number {
  return Math.max(0, ...numbers(directory))
}

function numbers(directory: string): number[] {
  return readdirSync(directory)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** Null when nobody holds it: released (empty), or removed meanwhile. */
function readHolder(file: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isHolder(holder) ? holder : null
  } catch (error) {
    // Half a file is what a power failure leaves: link() never shows one that is not complete.
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return null
    throw error
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    typeof value.host === 'string' &&
    'since' in value &&
    typeof value.since === 'string' &&
    'started' in value &&
    (value.started === null || typeof value.started === 'string')
  )
}

function thisProcess(): Holder {
  return { pid: process.pid, host: hostname(), since: new Date().toISOString(), started: startOf(process.pid) ?? null }
}

function isRunning(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  const started = startOf(holder.pid)
  if (started === undefined) return false
  return started === null || holder.started === null || started === holder.started
}

/**
 * When the process started, as text to compare; undefined when it does not run, null when the platform only says that
 * some process has this pid.
 */
function startOf(pid: number): string | null | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!hasCode(error, 'EPERM')) return undefined
  }
  if (process.platform !== 'linux') return null
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name stands in parentheses and may hold anything; the state is field 3, the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, start] = [fields[0], fields[19]]
    // A killed process that its parent has not collected yet has closed all its files.
    if (state === 'Z' || state === 'X') return undefined
    // Start times count from the boot.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${start}`
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined
    // Where /proc is closed to us, the pid must do.
    return null
  }
}

/** Lower numbers, and drafts of processes that died while they asked. */
function removeLeftovers(directory: string, mine: number): void {
  for (const number of numbers(directory)) if (number < mine) unlinkIfThere(join(directory, String(number)))
  for (const name of readdirSync(directory)) {
    if (!name.startsWith('draft-')) continue
    const holder = readHolder(join(directory, name))
    if (holder && !isRunning(holder)) unlinkIfThere(join(directory, name))
  }
}

function linkIfFree(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

function unlinkIfThere(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
