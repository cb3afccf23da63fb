import { z } from 'zod'
import { addProblem, ImportError, shown, type Problem } from './problems.js'
import { reader, type Reading, type Reference } from './reader.js'
import type { Backup } from './section.js'
import { sections } from './sections.js'

const document = z.record(z.string(), z.unknown())
const supported = /^[34](\.\d+)*$/

/**
 * Reads a backup of the desktop app, of format v3.x or v4.x. Throws ImportError if the document is none, or has too
 * many problems; what is wrong with single values stands in the result's `problems`, so that the import can name it
 * together with what it finds itself.
 */
export function parseBackup(json: unknown): Backup {
  const parsed = document.safeParse(json)
  const file = parsed.success ? parsed.data : {}
  const known = new Set(sections.flatMap(({ names }) => names))
  const { version } = file
  if (
    (typeof version !== 'string' && typeof version !== 'number') ||
    ![...known].some((name) => Array.isArray(file[name]))
  )
    throw new ImportError('This is not a backup of the desktop app: it has no version, or none of its sections.')
  if (!supported.test(String(version)))
    throw new ImportError(`Backups of version ${shown(version)} are not supported: only v3.x and v4.x are.`)

  const problems: Problem[] = []
  const references = new Map<string, Reference[]>()
  const unknownSections = Object.entries(file)
    .filter(([name]) => !known.has(name))
    .flatMap(([section, value]) => {
      const rows = Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null).length : 0
      return rows > 0 ? [{ section, rows }] : []
    })
  const backup: Backup = { version: String(version), references, unknownSections, problems }
  for (const { names, read } of sections) read(backup, readersOf(names, file, { problems, references }))
  return backup
}

/** A reader of each row of a section, under all its spellings. */
function* readersOf(names: readonly string[], file: Readonly<Record<string, unknown>>, reading: Reading) {
  for (const section of names) {
    const rows = file[section]
    if (rows === undefined || rows === null) continue
    if (!Array.isArray(rows)) {
      const problem = { section, row: 0, field: section, value: shown(rows), reason: 'is not a list' }
      addProblem(reading.problems, problem)
      continue
    }
    for (const [index, raw] of rows.entries()) {
      const row = reader(raw, { section, row: index + 1 }, reading)
      if (row !== undefined) yield row
    }
  }
}
