import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock, LockedError } from '../../src/database/lock.js'
import { type Child, startChild } from '../support/database-child.js'

describe('the lock on the data directory', { timeout: 60_000 }, () => {
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
  const start = (...parameters: string[]) => {
    const child = startChild('database-lock-holder.ts', directory, ...parameters)
    children.push(child)
    return child
  }

  it('is refused while another process holds it, and the refusal names that process', async () => {
    const holder = start()
    expect(await holder.nextLine()).toBe('held')
    expect(() => acquireLock(directory)).toThrow(LockedError)
    expect(() => acquireLock(directory)).toThrow(
      new RegExp(
        `^The database is in use by process ${holder.process.pid} on ${hostname()} \\(since .*Z\\): stop it first`,
      ),
    )
  })

  it('is free at once when its holder was killed', async () => {
    const holder = start()
    expect(await holder.nextLine()).toBe('held')
    await holder.kill()
    acquireLock(directory).release()
  })

  it('is free after its release, and is refused to the same process before', () => {
    const lock = acquireLock(directory)
    expect(() => acquireLock(directory)).toThrow(`process ${process.pid} `)
    lock.release()
    const next = acquireLock(directory)
    lock.release()
    expect(() => acquireLock(directory)).toThrow(LockedError)
    next.release()
  })

  // Only Linux says when a process started without asking another program.
  if (process.platform === 'linux') {
    it('is not held by a later process that got the same pid', () => {
      const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), started: 'earlier' }
      writeFileSync(join(directory, '1'), JSON.stringify(holder))
      acquireLock(directory).release()
    })
  }

  it('is not taken from a process on another machine, but the refusal says how to', () => {
    const holder = { pid: 1, host: 'bakery.example', since: '2026-11-23T00:00:00.000Z', started: null }
    writeFileSync(join(directory, '7'), JSON.stringify(holder))
    expect(() => acquireLock(directory)).toThrow(
      `process 1 on bakery.example (since 2026-11-23T00:00:00.000Z): stop it there. If it is gone for good, delete ${join(directory, '7')}.`,
    )
  })

  it('goes to exactly one of ten processes that find a dead one at the same instant', async () => {
    const dead = start()
    await dead.nextLine()
    await dead.kill()
    const racers = Array.from({ length: 10 }, () => start('wait'))
    for (const racer of racers) expect(await racer.nextLine()).toBe('ready')
    for (const racer of racers) racer.process.stdin?.write('go\n')
    const answers = await Promise.all(racers.map((racer) => racer.nextLine()))
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
    expect(answers.filter((answer) => answer.startsWith('refused: LockedError'))).toHaveLength(9)
    expect(await readdir(directory)).toHaveLength(1)
  })
})
