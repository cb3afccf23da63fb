import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Prisma } from '../generated/prisma/client.js'
import { read, sql, type Session, type Statement } from '../session/session.js'
import type { OnProgress } from './import.js'
import { rowShapes } from './tables.js'

/** So many rows are in memory at a time. */
const PAGE = 2000

/**
 * The lines of an export of all that the database has, read from one snapshot, whatever it weighs: the first says what it
 * is, each of the others is a row, and the last says how many rows there are, so that a file that was cut off shows.
 */
export async function* exportLines(session: Session, onProgress?: OnProgress): AsyncGenerator<string> {
  yield line({ format: 'batchboard', version: 1, exportedAt: new Date().toISOString() })
  let rows = 0
  for (const [table, shape] of rowShapes) {
    const cursor = Prisma.raw(`"export_${table}"`)
    const anything = z.looseObject({})
    await read(
      session,
      sql`DECLARE ${cursor} NO SCROLL CURSOR FOR ${rowsOf(table, Object.keys(shape.shape))}`,
      anything,
    )
    for (;;) {
      const page = await read(session, sql`FETCH ${Prisma.raw(String(PAGE))} FROM ${cursor}`, anything)
      if (page.length === 0) break
      onProgress?.(table, page.length)
      rows += page.length
      yield page.map((row) => line({ [table]: row })).join('')
    }
    await read(session, sql`CLOSE ${cursor}`, anything)
  }
  yield line({ rows })
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}

/** All rows of a table in an order in which each refers only to rows before it. */
function rowsOf(table: string, columns: readonly string[]): Statement {
  const list = Prisma.raw(columns.map((column) => `t."${column}"`).join(', '))
  if (table === 'ingredient') {
    return sql`
      WITH RECURSIVE tree(id, depth) AS (
        SELECT id, 0 FROM ingredient WHERE parent_id IS NULL
        UNION ALL SELECT i.id, depth + 1 FROM tree JOIN ingredient i ON i.parent_id = tree.id)
      SELECT ${list} FROM tree JOIN ingredient t ON t.id = tree.id ORDER BY tree.depth, t.id`
  }
  const keys: Readonly<Record<string, string>> = {
    assignment_need: 't.assignment_id, t.recipe_id, t.denominator',
    shortage: 't.record_id, t.position',
  }
  return sql`SELECT ${list} FROM ${Prisma.raw(`"${table}"`)} t ORDER BY ${Prisma.raw(keys[table] ?? 't.id')}`
}

/** Writes an export to a new file. Leaves no file behind if it fails; throws as fs does if there is one already. */
export async function writeExport(file: string, session: Session, onProgress?: OnProgress): Promise<void> {
  const stream = createWriteStream(file, { flags: 'wx' })
  // Before anything is read: a file that is there already stays as it is.
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => {
      resolve()
    })
    stream.once('error', reject)
  })
  try {
    await pipeline(Readable.from(exportLines(session, onProgress)), stream)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}
