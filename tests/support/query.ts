import { z } from 'zod'
import { read, type Session, type Statement } from '../../src/session/session.js'

/** Runs a statement of a test's own, of whatever kind, in a session. What its rows are, the test says. */
export async function query<Row extends object>(session: Session, statement: Statement): Promise<Row[]> {
  return (await read(session, statement, z.looseObject({}))) as unknown[] as Row[]
}
