import { SECTIONS, type Backup, type Section } from './backup.js'
import type { Origin } from './problems.js'

/** What became of the rows of one section. */
export interface SectionReport {
  readonly section: string
  added: number
  alreadyThere: number
  /** Rows of which nothing was taken. */
  readonly skipped: { readonly row: number; readonly reason: string }[]
  /** Values of added rows that found no place. */
  readonly skippedFields: { readonly row: number; readonly field: string; readonly reason: string }[]
}

export interface ImportReport {
  /** One for each section of the model, in the order of the import. */
  readonly sections: readonly SectionReport[]
  /** Sections with rows that are not imported at all. */
  readonly unknownSections: Backup['unknownSections']
}

/** A report in the making. */
export interface Log {
  readonly of: (section: Section) => SectionReport
  readonly skip: (section: Section, origin: Origin, reason: string) => void
  readonly report: ImportReport
}

export function startLog(backup: Backup): Log {
  const sections = new Map<string, SectionReport>()
  const of = (section: Section): SectionReport => {
    const [name] = SECTIONS[section]
    const found = sections.get(name) ?? { section: name, added: 0, alreadyThere: 0, skipped: [], skippedFields: [] }
    sections.set(name, found)
    return found
  }
  for (const section of sectionNames()) of(section)
  return {
    of,
    skip: (section, { row }, reason) => void of(section).skipped.push({ row, reason }),
    report: { sections: [...sections.values()], unknownSections: backup.unknownSections },
  }
}

function sectionNames(): Section[] {
  return Object.keys(SECTIONS).filter((name): name is Section => name in SECTIONS)
}

const PRINTED = 20

/** The report as a table for a terminal, with the reasons below it. */
export function printed({ sections, unknownSections }: ImportReport): string {
  const width = Math.max(...sections.map(({ section }) => section.length))
  const line = (...cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(width) : String(cell).padStart(14))).join('')
  const total = (count: (section: SectionReport) => number) =>
    sections.reduce((sum, section) => sum + count(section), 0)
  const lines = [
    line('', 'added', 'already there', 'skipped'),
    ...sections.map(({ section, added, alreadyThere, skipped }) => line(section, added, alreadyThere, skipped.length)),
    line(
      'total',
      total(({ added }) => added),
      total(({ alreadyThere }) => alreadyThere),
      total(({ skipped }) => skipped.length),
    ),
  ]
  const remarks = sections.flatMap(({ section, skipped, skippedFields }) => [
    ...bounded(skipped.map(({ row, reason }) => `  ${section} row ${String(row)}: ${reason}`)),
    ...bounded(skippedFields.map(({ row, field, reason }) => `  ${section} row ${String(row)}, ${field}: ${reason}`)),
  ])
  if (remarks.length > 0) lines.push('', 'Skipped:', ...remarks)
  if (unknownSections.length > 0) {
    lines.push('', 'Not imported, unknown sections:')
    lines.push(
      ...unknownSections.map(({ section, rows }) => `  ${section}: ${String(rows)} row${rows === 1 ? '' : 's'}`),
    )
  }
  return lines.join('\n')
}

function bounded(lines: readonly string[]): string[] {
  const more = lines.length - PRINTED
  return more > 0 ? [...lines.slice(0, PRINTED), `  ... and ${String(more)} more`] : [...lines]
}
