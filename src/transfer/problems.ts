/** Where a row stands in the file: its section as the file spells it, and its number, counted from 1. */
export interface Origin {
  readonly section: string
  readonly row: number
}

/** Why a backup can't be imported, or one of the reasons. */
export interface Problem extends Origin {
  readonly field: string
  /** What the file says there, shortened. */
  readonly value: string
  readonly reason: string
}

/** The backup was refused and nothing of it is saved. Holds all that is wrong with it, not only the first. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly problems: readonly Problem[]

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message)
    this.problems = problems
  }
}

const SHOWN = 80

/** A value of the file as a message shows it: on one line and not too long. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = text.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line
}

/** One line for a person: section, row, field, what stands there, and what is wrong with it. */
export function describe({ section, row, field, value, reason }: Problem): string {
  return `${section} row ${String(row)}, ${field}: ${value === '' ? '' : `"${value}" `}${reason}`
}
