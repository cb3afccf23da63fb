import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock, LockedError } from '../../src/database/lock.js'
import { type Child, startLockHolder } from '../support/database-child.js'

/** How often processes race for a lock. */
const RACES = Number(process.env['LOCK_RACES'] ?? 15)

/** A container as far as the lock could tell: a host name and process ids of its own. */
const container = (name: string) => [
  'unshare',
  '--uts',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
  ...NAMED,
  name,
]
const NAMED = ['sh', '-c', 'hostname "$0" && exec "$@"']
const [unshare = '', ...options] = container('bakery')
const hasContainers = spawnSync(unshare, [...options, 'true']).status === 0

describe('the lock on the data directory', { timeout: 120_000 }, () => {
  let directory: string
  let children: Child[]
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'batchboard-lock-'))
    children = []
  })
  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill()))
    await rm(directory, { recursive: true })
  })

  const start = async (within?: readonly string[], folder = directory): Promise<Child> => {
    const child = startLockHolder(folder, within)
    children.push(child)
    expect(await child.nextLine()).toBe('ready')
    return child
  }
  const tell = (child: Child): Promise<string> => {
    child.process.stdin?.write('take it\n')
    return child.nextLine()
  }
  const startHolder = async (within?: readonly string[], folder = directory): Promise<Child> => {
    const child = await start(within, folder)
    expect(await tell(child)).toBe('held')
    return child
  }

  it('is refused while another process holds it, and the refusal names that process', async () => {
    const holder = await startHolder()
    await expect(acquireLock(directory)).rejects.toThrow(LockedError)
    await expect(acquireLock(directory)).rejects.toThrow(
      new RegExp(
        `^The database is in use by process ${holder.process.pid} on ${hostname()} \\(since .*Z\\): stop it first`,
      ),
    )
  })

  it('is free at once when its holder was killed', async () => {
    const holder = await startHolder()
    await holder.kill()
    await (await acquireLock(directory)).release()
  })

  it('is free after its release, and is refused to the same process before', async () => {
    const lock = await acquireLock(directory)
    await expect(acquireLock(directory)).rejects.toThrow(`process ${process.pid} `)
    await lock.release()
    const next = await acquireLock(directory)
    await lock.release()
    await expect(acquireLock(directory)).rejects.toThrow(LockedError)
    await next.release()
  })

  it('is still held by a process that is stopped, however often it is asked', async () => {
    const holder = await startHolder()
    holder.process.kill('SIGSTOP')
    await expect(acquireLock(directory)).rejects.toThrow(LockedError)
    // More than wait in line for a process that takes none of them.
    const [number = ''] = await readdir(directory)
    const asking = Array.from({ length: 600 }, () => connect(join(directory, number, 'socket')))
    const asked = await Promise.allSettled(asking.map((socket) => once(socket, 'connect')))
    if (process.platform === 'linux') expect(asked.map(({ status }) => status)).toContain('rejected')
    await expect(acquireLock(directory)).rejects.toThrow(LockedError)
    for (const socket of asking) socket.destroy()
  })

  it.skipIf(!hasContainers)('is refused to a container with the same host name and process id', async () => {
    await startHolder(container('bakery'))
    const other = await start(container('bakery'))
    expect(await tell(other)).toMatch(/^refused: LockedError: The database is in use by process 1 on bakery/)
  })

  it.skipIf(!hasContainers)('is refused to a container with another host name, until the first is killed', async () => {
    const first = await startHolder(container('monday'))
    const other = await start(container('tuesday'))
    expect(await tell(other)).toMatch(/^refused: LockedError: The database is in use by process 1 on monday/)
    await first.kill()
    expect(await tell(other)).toBe('held')
  })

  it(`goes to exactly one of ten processes that find a dead one at the same instant, ${String(RACES)} times`, async () => {
    await (await startHolder()).kill()
    let racers = await Promise.all(Array.from({ length: 10 }, () => start()))
    for (let round = 0; round < RACES; round++) {
      const answers = await Promise.all(racers.map(tell))
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
      expect(
        answers.filter((answer) => answer.startsWith('refused: LockedError')),
        answers.join('\n'),
      ).toHaveLength(9)
      const winner = racers[answers.indexOf('held')]
      await winner?.kill()
      racers = [...racers.filter((racer) => racer !== winner), await start()]
    }
    // What they leave behind does not pile up.
    expect((await readdir(directory)).length).toBeLessThanOrEqual(10)
    const last = await acquireLock(directory)
    expect(await readdir(directory)).toHaveLength(1)
    await last.release()
  })

  it('is kept in a folder whose path is too long for the address of a socket', async () => {
    const deep = join(directory, 'deep'.repeat(30))
    await mkdir(deep)
    const holder = await startHolder([], deep)
    await expect(acquireLock(deep)).rejects.toThrow(LockedError)
    await holder.kill()
    await (await acquireLock(deep)).release()
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('is refused if an earlier version may hold it, and the refusal says what to do', async () => {
    await writeFile(join(directory, '7'), JSON.stringify({ pid: 1, host: 'bakery', since: '2026-11-23T00:00:00.000Z' }))
    await expect(acquireLock(directory)).rejects.toThrow(
      'An earlier version of Batchboard uses the database, or has crashed. Stop it; if none runs, delete lock/7 in the data directory.',
    )
    await rm(join(directory, '7'))
    await (await acquireLock(directory)).release()
  })

  it('is free if an earlier version has released it', async () => {
    await writeFile(join(directory, '7'), '')
    const lock = await acquireLock(directory)
    expect(await readdir(directory)).toEqual(['8'])
    await lock.release()
  })
})
