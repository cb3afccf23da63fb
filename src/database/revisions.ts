import pg from 'pg'

/** SQLSTATEs of a database that only reads: a standby, or a user who may do no more. */
const READS_ONLY = ['25006', '42501']

/**
 * Renews all revisions, and puts back the catalog's if it is gone. Triggers renew them with each change, but for
 * changes made while triggers are off (a restore with --disable-triggers): servers that ran meanwhile use what they have
 * kept until then. Others only derive again what they had kept.
 *
 * Waits for nobody: a row that is locked is being renewed by whoever has locked it.
 */
export async function renewRevisions(pool: pg.Pool): Promise<void> {
  try {
    // Sent as one query, and so one transaction.
    await pool.query(`INSERT INTO catalog_revision (id) SELECT 1 WHERE NOT EXISTS (SELECT FROM catalog_revision) ON CONFLICT DO NOTHING;
      ${renewal('catalog_revision', ['contents', 'prices'])};
      ${renewal('event', ['revision'])}`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined && READS_ONLY.includes(error.code)) return
    throw error
  }
}

function renewal(table: string, columns: readonly string[]): string {
  return `UPDATE ${table} SET ${columns.map((column) => `${column} = gen_random_uuid()`).join(', ')}
    WHERE id IN (SELECT id FROM ${table} FOR NO KEY UPDATE SKIP LOCKED)`
}
