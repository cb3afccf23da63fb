import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../src/database/embedded.js'
import { startChild } from '../support/database-child.js'
import { cloneTemplate } from '../support/embedded-template.js'

describe('the embedded database, killed while it writes', { timeout: 120_000 }, () => {
  let clone: Awaited<ReturnType<typeof cloneTemplate>>
  beforeAll(async () => {
    clone = await cloneTemplate()
  }, 120_000)
  afterAll(() => clone.remove())

  it('has every row that it acknowledged, three times over', async () => {
    const acknowledged: number[] = []
    for (let round = 1; round <= 3; round++) {
      const first = (acknowledged.at(-1) ?? 0) + 10
      const writer = startChild('database-writer.ts', clone.dataDir, String(first))
      while (acknowledged.length < round * 100) acknowledged.push(Number(await writer.nextLine()))
      acknowledged.push(...(await writer.kill()).map(Number))

      const database = await openEmbedded(clone.dataDir)
      const pool = new pg.Pool({ max: 1, stream: () => database.stream(), ssl: false })
      const { rows } = await pool.query<{ n: number }>(`SELECT n FROM loaf WHERE filling = repeat('crumb', n % 500)`)
      await pool.end()
      await database.close()
      const kept = new Set(rows.map(({ n }) => n))
      expect(acknowledged.filter((n) => !kept.has(n))).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(300)
  })
})
