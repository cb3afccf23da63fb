import { TransactionLostError, type Connection, type Mode } from '../database/connection.js'
import { Prisma } from '../generated/prisma/client.js'

declare const mode: unique symbol

/**
 * The one way to the data: a Prisma interactive-transaction client that `inSession` opened. The brand keeps a plain
 * PrismaClient out; every service function requires a session, and none opens one.
 */
export type Session = Prisma.TransactionClient & { readonly [mode]: Mode }

/** A session that may write. It goes wherever a session is asked for. */
export type WritingSession = Session & { readonly [mode]: 'write' }

export type SessionOf<M extends Mode> = M extends 'write' ? WritingSession : Session

interface State {
  /** Read one snapshot, or write. */
  readonly mode: Mode
  /** Sends a statement past Prisma, if set-based ones may go straight to the connection. */
  readonly direct: Connection['query'] | undefined
  /** Stands for all that loaders have seen; a new one forgets it. */
  memory: object
  readonly afterCommit: (() => void)[]
  holdsStill: boolean
  hasWritten: boolean
  settled: boolean
}

const states = new WeakMap<object, State>()

/** A session was used after it was committed or rolled back. */
export class SettledSessionError extends Error {
  override readonly name = 'SettledSessionError'
  constructor() {
    super('This session is settled: nothing can be asked of it any more')
  }
}

/** Makes a session of what answers to all that a transaction's client does. Called by `inSession` alone. */
export function adopt<M extends Mode>(
  client: object,
  mode: M,
  direct: Connection['query'] | undefined,
): asserts client is SessionOf<M> {
  states.set(client, {
    mode,
    direct,
    memory: {},
    afterCommit: [],
    holdsStill: false,
    hasWritten: false,
    settled: false,
  })
}

function stateOf(session: Session): State {
  const state = states.get(session)
  if (state === undefined || state.settled) throw new SettledSessionError()
  return state
}

/** Ends the use of a session; answers what was registered to happen after its commit. */
export function settle(session: Session): readonly (() => void)[] {
  const state = stateOf(session)
  state.settled = true
  return state.afterCommit
}

/**
 * Whether what the session reads is committed and of one moment, so that what is derived from it may be kept beyond the
 * session: so it is in a snapshot, and in a writing session that holds the locks which keep others from changing it,
 * until it changes something itself.
 */
export function seesOneMoment(session: Session): boolean {
  const { mode, holdsStill } = stateOf(session)
  return mode === 'read' || holdsStill
}

/** Says that locks now keep the catalog, and the events that are looked at, as they are until the session ends. */
export function holdStill(session: WritingSession): void {
  const state = stateOf(session)
  state.holdsStill = !state.hasWritten
}

/** The same session as one that may write. Throws where it may not. */
export function writing(session: Session): WritingSession {
  if (mayWrite(session)) return session
  throw new TypeError('This session reads one snapshot: it may not write')
}

function mayWrite(session: Session): session is WritingSession {
  return stateOf(session).mode === 'write'
}

/** Registers what is to happen once the session is committed; on a rollback it does not happen. */
export function afterCommit(session: WritingSession, work: () => void): void {
  stateOf(session).afterCommit.push(work)
}

/** A value of each session's own, made when first asked for: loaders, for one. */
export function perSession<T extends object>(create: (session: Session) => T): (session: Session) => T {
  const values = new WeakMap<object, T>()
  return (session) => {
    const { memory } = stateOf(session)
    let value = values.get(memory)
    if (value === undefined) {
      value = create(session)
      values.set(memory, value)
    }
    return value
  }
}

/** Forgets what loaders of this session have seen. Every service function that wrote calls it. */
export function forget(session: WritingSession): void {
  const state = stateOf(session)
  state.memory = {}
  state.hasWritten = true
  state.holdsStill = false
}

/** A statement with its parameters, written as a tagged template: sql`SELECT ... WHERE id = ${id}`. */
export const sql = Prisma.sql
export type Statement = Prisma.Sql

/**
 * Runs one set-based statement in the session's transaction: straight on its connection, or through Prisma's raw query
 * where that is configured. Both give the same rows as long as integers, text, booleans, JSON and arrays of them are
 * selected: take decimals, dates and instants as text, so that they stay exact.
 */
export async function query<Row extends object>(session: Session, statement: Statement): Promise<Row[]> {
  const { direct } = stateOf(session)
  if (direct === undefined) {
    const rows = await session.$queryRaw<Row[] | undefined>(statement)
    // Prisma runs what is asked in one tick as a batch, and answers undefined for all behind the first that fails.
    if (rows === undefined) throw new TransactionLostError('A statement that was asked for with this one failed')
    return rows
  }
  const { rows } = await direct<Row>(statement.text, statement.values)
  return rows
}
