import { z } from 'zod'
import { read, sql, type Session, type WritingSession } from '../../session/session.js'
import { identity } from '../identity.js'
import type { OnProgress } from '../import.js'
import { insertInOrder } from '../insert.js'
import type { Origin } from '../problems.js'
import { skipRepeated, type SectionReport } from '../report.js'
import type { cellReader } from './cells.js'

export interface RecipientLine {
  readonly origin: Origin
  readonly name: string
  readonly household: string | null
  readonly address: string | null
  readonly notes: string | null
}

export function recipientLine(cells: ReturnType<typeof cellReader<'recipients'>>): RecipientLine {
  return {
    origin: cells.origin,
    name: cells.name('name'),
    household: cells.optionalName('household'),
    address: cells.optionalText('address'),
    notes: cells.optionalText('notes'),
  }
}

/** Which recipients are not there yet: of one name two may be, but not at one address. */
export async function planRecipients(
  lines: readonly RecipientLine[],
  report: SectionReport,
  session: Session,
): Promise<readonly RecipientLine[]> {
  const keyOf = ({ name, household, address }: Pick<RecipientLine, 'name' | 'household' | 'address'>) =>
    identity(name, household ?? '', address ?? '')
  const stored = new Set((await storedRecipients(lines, session)).map(keyOf))
  const firsts = new Map<string, Origin>()
  return lines.filter((line) => {
    const key = keyOf(line)
    const first = firsts.get(key)
    if (first !== undefined) {
      skipRepeated(report, line.origin, first)
      return false
    }
    firsts.set(key, line.origin)
    if (stored.has(key)) {
      report.alreadyThere += 1
      return false
    }
    report.added += 1
    return true
  })
}

/** Adds them: one statement, whatever their number. */
export async function writeRecipients(
  added: readonly RecipientLine[],
  session: WritingSession,
  onProgress?: OnProgress,
): Promise<void> {
  if (added.length > 0) onProgress?.('recipient', added.length)
  await insertInOrder(
    session,
    'recipient',
    added.map(({ name, household, address, notes }) => ({ name, household_name: household, address, notes })),
  )
}

function storedRecipients(lines: readonly RecipientLine[], session: Session) {
  const names = [...new Set(lines.map(({ name }) => name))]
  return read(
    session,
    sql`SELECT name, household_name AS household, address FROM recipient WHERE name = ANY(${names}::text[])`,
    z.strictObject({ name: z.string(), household: z.string().nullable(), address: z.string().nullable() }),
  )
}
