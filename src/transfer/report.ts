import { printable, shown, type Origin, type Place } from './problems.js'

/** What became of the rows of one section. */
export interface SectionReport {
  readonly section: string
  /** What the numbers of its rows count, if it is not the rows of the section. */
  readonly place?: Place
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
  readonly unknownSections: readonly { readonly section: string; readonly rows: number }[]
  /** Columns of a spreadsheet that are not imported. */
  readonly unknownColumns?: readonly string[]
}

export function emptyReport(section: string): SectionReport {
  return { section, added: 0, alreadyThere: 0, skipped: [], skippedFields: [] }
}

/** Notes that nothing was taken of a row. */
export function skip(report: SectionReport, { row }: Origin, reason: string): void {
  report.skipped.push({ row, reason })
}

/** Notes that a row was skipped because an earlier one says the same. */
export function skipRepeated(report: SectionReport, origin: Origin, first: Origin): void {
  skip(report, origin, `repeats ${first.section} ${first.place ?? 'row'} ${String(first.row)}`)
}

const PRINTED = 20

/** The report as a table for a terminal, with the reasons below it. */
export function printed({ sections, unknownSections, unknownColumns = [] }: ImportReport): string {
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
  const remarks = sections.flatMap(({ section, place = 'row', skipped, skippedFields }) => [
    ...bounded(skipped.map(({ row, reason }) => `  ${section} ${place} ${String(row)}: ${reason}`)),
    ...bounded(
      skippedFields.map(({ row, field, reason }) => `  ${section} ${place} ${String(row)}, ${field}: ${reason}`),
    ),
  ])
  if (remarks.length > 0) lines.push('', 'Skipped:', ...remarks)
  if (unknownSections.length > 0) {
    lines.push('', 'Not imported, unknown sections:')
    lines.push(
      ...bounded(
        unknownSections.map(({ section, rows }) => `  ${shown(section)}: ${String(rows)} row${rows === 1 ? '' : 's'}`),
      ),
    )
  }
  if (unknownColumns.length > 0)
    lines.push('', 'Not imported, unknown columns:', ...bounded(unknownColumns.map((column) => `  ${shown(column)}`)))
  return lines.map(printable).join('\n')
}

function bounded(lines: readonly string[]): string[] {
  const more = lines.length - PRINTED
  return more > 0 ? [...lines.slice(0, PRINTED), `  ... and ${String(more)} more`] : [...lines]
}
