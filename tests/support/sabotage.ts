import { inSession } from '../../src/session/in-session.js'
import { sql, type WritingSession } from '../../src/session/session.js'
import type { TestDatabase } from './database.js'

export interface Sabotage {
  /** Ends it: updates work again. */
  readonly stop: () => Promise<void>
}

/**
 * Makes updates of assignments fail with a SQLSTATE, `times` times (a sequence counts, which no rollback takes back),
 * during the statement or at COMMIT: there by a deferred constraint.
 */
export async function failUpdates(
  { sessions }: Pick<TestDatabase, 'sessions'>,
  { sqlState, times, at }: { sqlState: string; times: number; at: 'statement' | 'commit' },
): Promise<Sabotage> {
  const write = (...statements: string[]): Promise<void> =>
    inSession(sessions, { mode: 'write' }, async (session) => {
      for (const statement of statements) await session.$executeRawUnsafe(statement)
    })
  await write(
    'CREATE SEQUENCE sabotage_tries',
    `CREATE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF nextval('sabotage_tries') <= ${String(times)} THEN
         RAISE EXCEPTION 'sabotage of a secret kind' USING ERRCODE = '${sqlState}';
       END IF;
       RETURN NULL;
     END $$`,
    `CREATE CONSTRAINT TRIGGER sabotage AFTER UPDATE ON assignment
     ${at === 'commit' ? 'DEFERRABLE INITIALLY DEFERRED' : ''} FOR EACH ROW EXECUTE FUNCTION sabotage()`,
  )
  return {
    stop: () => write('DROP TRIGGER sabotage ON assignment', 'DROP FUNCTION sabotage', 'DROP SEQUENCE sabotage_tries'),
  }
}

/** A statement that fails, and leaves the transaction aborted. */
export const IMPOSSIBLE = sql`SELECT 1 / 0 AS nothing`

/** Breaks a unique key through Prisma Client. */
export async function addTwice(session: WritingSession, slug: string): Promise<void> {
  await session.event.create({ data: { slug, name: 'Twice', date: new Date('2026-01-01') } })
  await session.event.create({ data: { slug, name: 'Twice', date: new Date('2026-01-01') } })
}
