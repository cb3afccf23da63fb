import { GraphQLError, Source } from 'graphql'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog } from '../src/log.js'

function logged(err: unknown): { line: string; err: Record<string, unknown> } {
  let line = ''
  const log = createLog(
    'info',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        line += chunk.toString()
        done()
      },
    }),
  )
  log.error({ err }, 'it failed')
  return { line, err: (JSON.parse(line) as { err: Record<string, unknown> }).err }
}

describe('an error in the log', () => {
  it('says what happened, why, and where', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E_OUTER' })
    const { err } = logged(error)
    expect(err).toMatchObject({ type: 'Error', message: 'outer: inner', code: 'E_OUTER' })
    expect(err['stack']).toMatch(/log\.test\.ts/)
    expect(err['stack']).toMatch(/caused by: Error: inner/)
  })

  it('names each address that could not be reached', () => {
    const error = new AggregateError([
      new Error('connect ECONNREFUSED ::1'),
      new Error('connect ECONNREFUSED 127.0.0.1'),
    ])
    expect(logged(error).err['message']).toMatch(/ECONNREFUSED ::1; .*ECONNREFUSED 127\.0\.0\.1/)
  })

  it('is short, whatever is in it', () => {
    const long = 'x'.repeat(900_000)
    const cause = new Error(long)
    const error = new GraphQLError(long, {
      source: new Source(long),
      positions: [1],
      extensions: { long },
      originalError: cause,
    })
    for (const each of [
      error,
      new Error('outer', { cause }),
      Object.assign(new Error(), { code: long, detail: long }),
    ]) {
      expect(logged(each).line.length).toBeLessThan(6000)
    }
  })
})
