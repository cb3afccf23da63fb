import { describe, expect, it } from 'vitest'
import { boundedError, boundedErrors } from '../../src/graphql/bounded.js'

describe('the errors of an answer', () => {
  it('stay as they are, if they are few and short', () => {
    const error = {
      message: 'no',
      locations: [{ line: 1, column: 2 }],
      path: ['a', 0],
      extensions: { code: 'NO', list: [{ name: 'x', count: 1, none: null }] },
    }
    expect(boundedErrors([error, error], (each) => each)).toEqual([error, error])
    expect(Object.keys(boundedError(error))).toEqual(['message', 'locations', 'path', 'extensions'])
  })

  it('are counted from the 21st on, and neither made nor shown', () => {
    let made = 0
    const errors = boundedErrors(Array.from({ length: 10_000 }).fill(0), () => ({
      message: `number ${String(++made)}`,
    }))
    expect(errors).toHaveLength(21)
    expect(errors.at(19)).toEqual({ message: 'number 20' })
    expect(errors.at(20)).toEqual({
      message: '9980 more errors are not shown',
      extensions: { code: 'MORE_ERRORS', omitted: 9980 },
    })
    expect(made).toBe(20)
  })

  it('are cut in each of their parts', () => {
    const text = 'x'.repeat(1000)
    const error = boundedError({
      message: text,
      locations: Array.from({ length: 1000 }, () => ({ line: 1, column: 1 })),
      extensions: { code: 'NO', text, inner: { text }, list: Array.from({ length: 1000 }, () => text) },
    })
    expect(error.message).toBe(`${'x'.repeat(500)}...`)
    expect(error.locations).toHaveLength(10)
    expect(error.extensions).toMatchObject({ code: 'NO', text: error.message, inner: { text: error.message } })
    expect(error.extensions?.['list']).toHaveLength(100)
  })
})
