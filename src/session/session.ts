import type { z } from 'zod'
import type { Connection, Mode } from '../database/connection.js'
import { Prisma } from '../generated/prisma/client.js'
import { assertRows } from './rows.js'

declare const mode: unique symbol

type ReadingMethod =
  'findUnique' | 'findUniqueOrThrow' | 'findFirst' | 'findFirstOrThrow' | 'findMany' | 'count' | 'aggregate' | 'groupBy'

type Model = Exclude<keyof Prisma.TransactionClient, `$${string}` | symbol>

/** The models of Prisma's interactive-transaction client, with the methods that read and no other. */
type ReadingClient = {
  readonly [M in Model]: Pick<Prisma.TransactionClient[M], Extract<keyof Prisma.TransactionClient[M], ReadingMethod>>
}

/**
 * The one way to the data: Prisma's interactive-transaction client, opened by `inSession`, as far as it reads. The brand
 * keeps a plain PrismaClient out; every service function requires a session, and none opens one.
 */
export type Session = ReadingClient & { readonly [mode]: Mode }

/**
 * A session that may write: the whole of Prisma's interactive-transaction client. It goes wherever a session is asked
 * for. Only the resolvers of mutations get one, by the type of their context.
 */
export type WritingSession = Prisma.TransactionClient & Session & { readonly [mode]: 'write' }

export type SessionOf<M extends Mode> = M extends 'write' ? WritingSession : Session

interface State {
  /** Read one snapshot, or write. */
  readonly mode: Mode
  readonly actor: string | null
  readonly query: Connection['query']
  /** The loaders of the session; a new object drops them all. */
  loaders: object
  readonly afterCommit: (() => void)[]
  closed: boolean
}

const states = new WeakMap<object, State>()

/** A session was used after it was committed or rolled back. */
export class ClosedSessionError extends Error {
  override readonly name = 'ClosedSessionError'
  constructor() {
    super('This session is closed: nothing can be asked of it any more')
  }
}

/** Makes a session of what behaves as a transaction's client. Called by `inSession` alone. */
export function adopt<M extends Mode>(
  client: object,
  options: { readonly mode: M; readonly actor: string | null; readonly query: Connection['query'] },
): asserts client is SessionOf<M> {
  const { mode, actor, query } = options
  states.set(client, { mode, actor, query, loaders: {}, afterCommit: [], closed: false })
}

function stateOf(session: Session): State {
  const state = states.get(session)
  if (state === undefined || state.closed) throw new ClosedSessionError()
  return state
}

/** Ends the use of a session, and returns what was registered to happen after its commit. */
export function close(session: Session): readonly (() => void)[] {
  const state = stateOf(session)
  state.closed = true
  return state.afterCommit
}

/** Whether the session reads one committed snapshot, so that what is derived from it may be kept beyond the session. */
export function isSnapshot(session: Session): boolean {
  return stateOf(session).mode === 'read'
}

/** Who asked for the session's work; null while nobody is known. */
export function actorOf(session: Session): string | null {
  return stateOf(session).actor
}

/** Registers what is to happen once the session is committed; on a rollback it does not happen. */
export function afterCommit(session: WritingSession, work: () => void): void {
  stateOf(session).afterCommit.push(work)
}

/** A value of each session's own, made when it is first asked for: its loaders. */
export function perSession<T extends object>(create: (session: Session) => T): (session: Session) => T {
  const values = new WeakMap<object, T>()
  return (session) => {
    const { loaders } = stateOf(session)
    let value = values.get(loaders)
    if (value === undefined) {
      value = create(session)
      values.set(loaders, value)
    }
    return value
  }
}

/** Drops the session's loaders with all that they have seen. The schema does so after each field of a mutation. */
export function dropLoaders(session: WritingSession): void {
  stateOf(session).loaders = {}
}

/** A statement with its parameters, written as a tagged template: sql`SELECT ... WHERE id = ${id}`. */
export const sql = Prisma.sql
export type Statement = Prisma.Sql

/**
 * Runs one set-based statement that reads, in the session's transaction, and returns its rows. `row` is their shape;
 * every test run checks them against it. Values arrive as src/database/types.ts says: decimals, days and instants as exact
 * text.
 */
export async function read<Row extends z.ZodType<object>>(
  session: Session,
  statement: Statement,
  row: Row,
): Promise<z.infer<Row>[]> {
  const { rows } = await stateOf(session).query(statement.text, statement.values)
  assertRows(rows, row, statement)
  return rows
}

/** The same for a statement that writes or locks. Without a shape its rows are of no interest. */
export async function write(session: WritingSession, statement: Statement): Promise<void>
export async function write<Row extends z.ZodType<object>>(
  session: WritingSession,
  statement: Statement,
  row: Row,
): Promise<z.infer<Row>[]>
export async function write(session: WritingSession, statement: Statement, row?: z.ZodType<object>): Promise<unknown> {
  const { rows } = await stateOf(session).query(statement.text, statement.values)
  if (row === undefined) return undefined
  assertRows(rows, row, statement)
  return rows
}
