import { describe, expect, it } from 'vitest'
import { admission, type Admission } from '../../src/database/admission.js'

const POOL = 4
const MAY_WAIT_MS = 1000

/** A pool whose clock and queue the test sets. */
function pool(): { queue: { waitingCount: number; options: { max: number } }; wait: (ms: number) => void } & Admission {
  const queue = { waitingCount: 0, options: { max: POOL } }
  let now = 0
  return {
    queue,
    wait: (ms) => {
      now += ms
    },
    ...admission(queue, MAY_WAIT_MS, () => now),
  }
}

describe('Who may queue for a connection', () => {
  it('is anybody while no pace is known, up to a thousand', () => {
    const { queue, admits } = pool()
    queue.waitingCount = 999
    expect(admits()).toBe(true)
    queue.waitingCount = 1000
    expect(admits()).toBe(false)
  })

  it('is who would get one in time, at the pace at which they come free', () => {
    const { queue, wait, admits, releasing } = pool()
    queue.waitingCount = 50
    for (let n = 0; n < 20; n++) {
      wait(50)
      releasing()
    }
    queue.waitingCount = MAY_WAIT_MS / 50
    expect(admits()).toBe(true)
    queue.waitingCount += 1
    expect(admits()).toBe(false)
  })

  it('is as many as there are connections, however slow they come free', () => {
    const { queue, wait, admits, releasing } = pool()
    queue.waitingCount = 1
    for (let n = 0; n < 3; n++) {
      wait(60_000)
      releasing()
    }
    queue.waitingCount = POOL - 1
    expect(admits()).toBe(true)
    queue.waitingCount = POOL
    expect(admits()).toBe(false)
  })

  it('follows a pace that changes', () => {
    const { queue, wait, admits, releasing } = pool()
    queue.waitingCount = 100
    for (const ms of [500, 5]) {
      for (let n = 0; n < 300; n++) {
        wait(ms)
        releasing()
      }
      expect(admits()).toBe(ms === 5)
    }
  })

  it('takes no time for a pace in which nobody waited', () => {
    const { queue, wait, admits, releasing } = pool()
    for (let n = 0; n < 10; n++) {
      wait(3_600_000)
      releasing()
    }
    queue.waitingCount = 500
    expect(admits()).toBe(true)
  })
})
