import { z } from 'zod'
import { read, type Session, sql } from '../session/session.js'

const RevisionsRow = z.strictObject({ contents: z.string(), prices: z.string() })

/** The revision of the catalog's contents: the name of the state that contents and needs are derived from. */
export async function getContentsRevision(session: Session): Promise<string> {
  const [row] = await read(
    session,
    sql`SELECT contents FROM catalog_revision`,
    z.strictObject({ contents: z.string() }),
  )
  if (row === undefined) throw new Error('The catalog has no revision: its one row is missing')
  return row.contents
}

/** Both revisions of the catalog: of its contents, and of its prices. */
export async function getCatalogRevisions(session: Session): Promise<z.infer<typeof RevisionsRow>> {
  const [row] = await read(session, sql`SELECT contents, prices FROM catalog_revision`, RevisionsRow)
  if (row === undefined) throw new Error('The catalog has no revision: its one row is missing')
  return row
}
