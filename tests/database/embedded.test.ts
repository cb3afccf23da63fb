import fs from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded.js'
import { cloneEmpty } from '../support/embedded-template.js'

const clientOf = (database: EmbeddedDatabase) => new pg.Client({ stream: () => database.stream(), ssl: false })

describe('the embedded database', () => {
  let database: EmbeddedDatabase
  beforeAll(async () => {
    database = await openEmbedded(undefined)
  }, 60_000)
  afterAll(() => database.close())

  const withClient = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = clientOf(database)
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  it('answers a pg client', () =>
    withClient(async (client) => {
      const { rows } = await client.query('SELECT $1::int + 1 AS sum', [41])
      expect(rows).toEqual([{ sum: 42 }])
    }))

  it('reports an error with its code and goes on', () =>
    withClient(async (client) => {
      await expect(client.query('SELECT * FROM missing WHERE id = $1', [1])).rejects.toMatchObject({ code: '42P01' })
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    }))

  it('takes a parameter of 30 MB and gives it back', () =>
    withClient(async (client) => {
      const text = 'cake'.repeat(7_500_000)
      const { rows } = await client.query<{ text: string }>('SELECT $1::text AS text', [text])
      expect(rows[0]?.text === text).toBe(true)
    }))

  it('answers a pipelined batch in order, errors included', async () => {
    const client = new pg.Client({ stream: () => database.stream(), ssl: false, pipeline: true })
    await client.connect()
    const answers = await Promise.allSettled([
      client.query('SELECT 1 AS n'),
      client.query({ name: 'two', text: 'SELECT $1::int AS n', values: [2] }),
      client.query('SELECT 1 / $1::int AS n', [0]),
      client.query({ name: 'two', text: 'SELECT $1::int AS n', values: [3] }),
    ])
    await client.end()
    expect(
      answers.map((answer) =>
        answer.status === 'fulfilled' ? answer.value.rows : (answer.reason as { code: string }).code,
      ),
    ).toEqual([[{ n: 1 }], [{ n: 2 }], '22012', [{ n: 3 }]])
  })

  it('understands messages that arrive byte by byte', async () => {
    const stream = database.stream()
    const write = stream.write.bind(stream)
    const inPieces = (message: Buffer, done?: () => void) => {
      for (const byte of message.subarray(0, -1)) write(Buffer.from([byte]))
      return write(message.subarray(-1), done)
    }
    const client = new pg.Client({ stream: () => Object.assign(stream, { write: inPieces }), ssl: false })
    await client.connect()
    expect((await client.query('SELECT $1::text AS pie', ['apple'])).rows).toEqual([{ pie: 'apple' }])
    await client.end()
  })

  it('keeps running when a client ends, and gives the next one a clean session', async () => {
    await withClient(async (client) => {
      await client.query('CREATE TABLE cake (name text)')
      await client.query({ name: 'same', text: 'SELECT 1 AS first' })
      await client.query("SET application_name = 'left behind'")
      await client.query('BEGIN')
      await client.query("INSERT INTO cake VALUES ('not committed')")
    })
    await withClient(async (client) => {
      expect((await client.query({ name: 'same', text: 'SELECT 2 AS second' })).rows).toEqual([{ second: 2 }])
      expect((await client.query('SHOW application_name')).rows).not.toEqual([{ application_name: 'left behind' }])
      expect((await client.query('SELECT * FROM cake')).rows).toEqual([])
      await client.query('DROP TABLE cake')
    })
  })

  it('gives the next client a clean session after one that vanished in an aborted transaction', async () => {
    const stream = database.stream()
    const client = new pg.Client({ stream: () => stream, ssl: false })
    client.on('error', () => {})
    await client.connect()
    await client.query('BEGIN')
    await expect(client.query('SELECT 1/0')).rejects.toThrow('division by zero')
    // Parse, and then no Sync: an error in here makes PostgreSQL skip all up to the next Sync.
    stream.write(Buffer.concat([Buffer.from('P'), Buffer.from([0, 0, 0, 12]), Buffer.from('\0oops\0\0\0')]))
    stream.destroy()
    await withClient(async (next) => expect((await next.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]))
  })

  it('lets a second connection wait until the first has ended', async () => {
    const [first, second] = [clientOf(database), clientOf(database)]
    await first.connect()
    const order: string[] = []
    const connected = second.connect().then(() => order.push('second'))
    await first.query('SELECT pg_sleep(0.05)')
    order.push('first ends')
    await first.end()
    await connected
    await second.end()
    expect(order).toEqual(['first ends', 'second'])
  })

  it('serves a pool that replaces its client after an error', async () => {
    const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
    const client = await pool.connect()
    await client.query('BEGIN')
    client.release(new Error('do not use this one again'))
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
})

describe('the embedded database on disk', () => {
  let directory: string
  afterEach(async () => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
    await rm(directory, { recursive: true, force: true })
  })

  it('keeps its data, syncs every commit, and refuses connections once closed', { timeout: 120_000 }, async () => {
    directory = await mkdtemp(join(tmpdir(), 'batchboard-embedded-'))
    const fsync = vi.spyOn(fs, 'fsyncSync')
    syncBuiltinESMExports()
    const created = await openEmbedded(directory)
    const client = clientOf(created)
    await client.connect()
    await client.query('CREATE TABLE loaf (n int)')
    fsync.mockClear()
    for (let n = 1; n <= 50; n++) {
      await client.query('INSERT INTO loaf VALUES ($1)', [n])
      expect(fsync.mock.calls.length).toBeGreaterThanOrEqual(n)
    }
    await client.end()
    await created.close()
    expect(await readdir(directory)).toEqual(['cluster', 'lock'])

    const late = clientOf(created)
    await expect(late.connect()).rejects.toThrow('The embedded database is closed.')

    const reopened = await openEmbedded(directory)
    const reader = clientOf(reopened)
    await reader.connect()
    expect((await reader.query('SELECT count(*)::int AS loaves FROM loaf')).rows).toEqual([{ loaves: 50 }])
    reader.on('error', () => {})
    await reopened.close()
  })

  it('stops rather than acknowledge a commit that the disk refused', { timeout: 120_000 }, async () => {
    directory = (await cloneEmpty()).dataDir
    const database = await openEmbedded(directory)
    const fsync = vi.spyOn(fs, 'fsyncSync')
    syncBuiltinESMExports()
    const client = clientOf(database)
    client.on('error', () => {})
    await client.connect()
    await client.query('CREATE TABLE loaf (n int)')
    fsync.mockImplementation(() => {
      throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', errno: -5, syscall: 'fsync' })
    })
    await expect(client.query('INSERT INTO loaf VALUES (1)')).rejects.toMatchObject({ severity: 'PANIC' })
    await expect(clientOf(database).connect()).rejects.toThrow('The embedded database has failed')
    await database.close()
  })
})
