import { z } from 'zod'
import { prefixOf } from '../global-ids.js'
import { read, sql, type Statement, type WritingSession } from '../session/session.js'
import { newSlug, slugBase } from '../slugs.js'

/** A slug for a new row of a table, by its name. What takes it holds the catalog's lock. */
export async function freeSlug(table: Statement, type: string, name: string, session: WritingSession): Promise<string> {
  const prefix = prefixOf(type).replaceAll('_', '-')
  const rows = await read(
    session,
    // A slug of ours has no character that means something to LIKE.
    sql`SELECT replace(slug, '_', '-') AS slug FROM ${table} WHERE replace(slug, '_', '-') LIKE ${`${slugBase(name, prefix)}%`}`,
    z.strictObject({ slug: z.string() }),
  )
  return newSlug(name, prefix, new Set(rows.map(({ slug }) => slug)))
}
