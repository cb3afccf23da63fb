import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { ingredientNeeds } from '../catalog/costing-rules.js'
import { getPricedRecipes } from '../catalog/costing-service.js'
import { getContentsRevision } from '../catalog/revision-service.js'
import { getPackageDetails } from '../catalog/package-service.js'
import { isDomainError } from '../domain-error.js'
import { Prisma } from '../generated/prisma/client.js'
import { refusalOfRows } from '../session/database-errors.js'
import { lockCatalog } from '../session/locks.js'
import { read, sql, write, type Session, type WritingSession } from '../session/session.js'
import type { OnProgress } from './import.js'
import { addProblem, ImportError, refusal, shown, type Problem } from './problems.js'
import { emptyReport, type ImportReport } from './report.js'
import { Header, rowShapes } from './tables.js'

/** So many rows are written by one statement, and are in memory at a time. */
const PAGE = 1000
/** Notes of 20,000 characters, and what else a row has; a history entry tells two of them. */
const MAX_LINE = 1_000_000

/** Whether a file is an export of ours: its first line says so. */
export async function isExport(file: string): Promise<boolean> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined)
  // Whoever reads it says what can't be opened.
  if (handle === undefined) return false
  try {
    if (!(await handle.stat()).isFile()) return false
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(40), 0, 40, 0)
    return /^\s*\{\s*"format"\s*:\s*"batchboard"/.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await handle.close()
  }
}

/**
 * Fills an empty database with an export: every row as it was, by its own id. Throws ImportError with the lines that are
 * wrong, before anything is kept; and if the database has anything already.
 */
export async function restore(file: string, session: WritingSession, onProgress?: OnProgress): Promise<ImportReport> {
  await lockCatalog(session)
  await checkEmpty(session)
  const problems: Problem[] = []
  const reports = new Map([...rowShapes.keys()].map((table) => [table, emptyReport(table)]))
  let pending: { table: string; rows: object[]; firstLine: number } | undefined
  const flush = async (): Promise<void> => {
    if (pending === undefined || pending.rows.length === 0) return
    const { table, rows, firstLine } = pending
    pending = undefined
    // What is known to be wrong is not held against the database too: one row may be missing because of another.
    if (problems.length > 0) return
    onProgress?.(table, rows.length)
    await insert(table, rows, firstLine, session)
  }
  let rows = 0
  let statedRows: number | undefined
  let number = 0
  const order = [...rowShapes.keys()]
  let reached = 0
  for await (const text of linesOf(file)) {
    number += 1
    const refuse = (section: string, field: string, value: unknown, reason: string): void => {
      addProblem(problems, { section, row: number, field, value: shown(value), reason })
    }
    const value = parse(text)
    if (value === undefined) {
      refuse('line', 'line', text, 'is not a JSON object')
      continue
    }
    if (number === 1) {
      const { error } = Header.safeParse(value)
      if (error !== undefined) throw new ImportError(`${file} is no export that is known: ${z.prettifyError(error)}`)
      continue
    }
    if (statedRows !== undefined) {
      refuse('line', 'line', text, 'stands after the last line, which says how many rows there are')
      break
    }
    const end = z.strictObject({ rows: z.int().min(0) }).safeParse(value)
    if (end.success) {
      statedRows = end.data.rows
      continue
    }
    const [[table, row] = [], ...others] = Object.entries(value)
    const shape = table === undefined ? undefined : rowShapes.get(table)
    if (table === undefined || shape === undefined || others.length > 0) {
      refuse('line', 'line', text, 'is not one row by the name of its table')
      continue
    }
    rows += 1
    const place = order.indexOf(table)
    if (place < reached) {
      refuse(table, 'line', text, `stands after rows of ${order[reached] ?? ''}, which comes later`)
      continue
    }
    reached = place
    const checked = shape.safeParse(row, { reportInput: true })
    for (const issue of checked.error?.issues ?? []) {
      refuse(table, issue.path.join('.') || 'row', issue.input, issue.message)
    }
    if (!checked.success) continue
    const report = reports.get(table)
    if (report !== undefined) report.added += 1
    if (pending !== undefined && (pending.table !== table || pending.rows.length === PAGE)) await flush()
    pending ??= { table, rows: [], firstLine: number }
    pending.rows.push(checked.data)
  }
  await flush()
  if (problems.length > 0) throw refusal('export', problems)
  if (statedRows === undefined)
    throw new ImportError(`${file} ends in the middle: its last line is missing. Nothing was imported.`)
  if (statedRows !== rows) {
    throw new ImportError(
      `${file} says that it has ${String(statedRows)} rows, but it has ${String(rows)}. Nothing was imported.`,
    )
  }
  await continueIds(session)
  await checkNesting(session)
  return { sections: [...reports.values()], unknownSections: [] }
}

async function checkEmpty(session: Session): Promise<void> {
  for (const table of rowShapes.keys()) {
    const rows = await read(
      session,
      sql`SELECT 1 AS one FROM ${Prisma.raw(`"${table}"`)} LIMIT 1`,
      z.object({ one: z.int() }),
    )
    if (rows.length > 0) {
      throw new ImportError(
        'An export is imported into an empty database, and this one has rows already. Nothing was imported.',
      )
    }
  }
}

/** The lines of a file, one at a time. Throws ImportError for one that is longer than any row. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const handle = await open(file)
  try {
    let rest = ''
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const take = (bytes?: Uint8Array): string => {
      try {
        return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
      } catch {
        throw new ImportError(`${file} is not UTF-8. Nothing was imported.`)
      }
    }
    const buffer = Buffer.alloc(65_536)
    for (let length = 1; length > 0;) {
      length = (await handle.read(buffer, 0, buffer.length)).bytesRead
      const lines = (rest + take(buffer.subarray(0, length))).split('\n')
      rest = lines.pop() ?? ''
      for (const text of lines) if (text.trim() !== '') yield text
      if (rest.length > MAX_LINE)
        throw new ImportError(`${file} has a line that is longer than any row. Nothing was imported.`)
    }
    rest += take()
    if (rest.trim() !== '') yield rest
  } finally {
    await handle.close()
  }
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Inserts rows as they are. A refusal is in the words of the database: a row that refers to none, or comes twice. */
async function insert(
  table: string,
  rows: readonly object[],
  firstLine: number,
  session: WritingSession,
): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  // A record is inserted with what it came with: what its entries cost is added with them.
  const list = (rename: (name: string) => string) => Prisma.raw(names.map((name) => `"${rename(name)}"`).join(', '))
  const into = Prisma.raw(`"${table}"`)
  try {
    await write(
      session,
      sql`INSERT INTO ${into} (${list((name) => (name === 'opening_cost' ? 'actual_cost' : name))})
          SELECT ${list((name) => name)} FROM json_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::json)
          WITH ORDINALITY ORDER BY ordinality`,
    )
  } catch (error) {
    const message = refusalOfRows(error)
    if (message === undefined) throw error
    const lines = `lines ${String(firstLine)} to ${String(firstLine + rows.length - 1)}`
    throw new ImportError(`The rows of ${table} in ${lines} can't be taken: ${message}. Nothing was imported.`)
  }
}

/** The next rows have ids above those that came. */
async function continueIds(session: WritingSession): Promise<void> {
  for (const [table, { shape }] of rowShapes) {
    if (!('id' in shape)) continue
    const from = Prisma.raw(`"${table}"`)
    await write(
      session,
      sql`SELECT setval(pg_get_serial_sequence(${table}, 'id'), coalesce(max(id), 0) + 1, false) FROM ${from}`,
    )
  }
}

/** Throws ImportError for recipes or goods that contain themselves, or nest too deep. */
async function checkNesting(session: WritingSession): Promise<void> {
  const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)
  try {
    ingredientNeeds(await getPricedRecipes(ids(await session.recipe.findMany({ select: { id: true } })), session))
    const packages = ids(await session.package.findMany({ select: { id: true } }))
    await getPackageDetails(packages, await getContentsRevision(session), session)
  } catch (error) {
    if (isDomainError(error)) throw new ImportError(`${error.message}. Nothing was imported.`)
    throw error
  }
}
