/** What places of a file are counted in: the rows of a section, or the lines of the file. */
export type Place = 'row' | 'line'

/** Where a row stands in the file: its section as the file spells it, and its number, counted from 1. */
export interface Origin {
  readonly section: string
  readonly row: number
  /** What the number counts, if it is not the rows of the section. */
  readonly place?: Place
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

/** More than this nobody reads, and a small file can have millions. */
const MAX_PROBLEMS = 1000

/** Adds a problem to the list. Throws ImportError with the whole list if it is full. `what` is the file: 'backup'. */
export function addProblem(problems: Problem[], problem: Problem, what = 'backup'): void {
  if (problems.length >= MAX_PROBLEMS)
    throw new ImportError(
      `The ${what} has more than ${String(MAX_PROBLEMS)} problems: these are the first. Nothing was imported.`,
      problems,
    )
  problems.push(problem)
}

const SHOWN = 80

/** A value of the file as a message shows it: on one line, without what a terminal acts on, and not too long. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  // A character may take two units, and the first one may be half of a pair.
  const text = printable(brief(value).slice(0, 2 * SHOWN))
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text
}

/** Lists and objects may be of any size and depth: only that they are such is shown. */
function brief(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[...]'
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? '{}' : '{...}'
  return String(value)
}

/**
 * Text for a terminal: control characters would let a file clear the screen, set its title or forge a line; characters
 * that turn the direction of writing would show another text than is there.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
}

/** The refusal of a file with these problems. `what` is the file: 'backup'. */
export function refusal(what: string, problems: readonly Problem[]): ImportError {
  const count = problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`
  return new ImportError(`The ${what} has ${count}; nothing was imported.`, problems)
}

/** One line for a person: section, row, field, what stands there, and what is wrong with it. */
export function describe({ section, row, place = 'row', field, value, reason }: Problem): string {
  return printable(`${section} ${place} ${String(row)}, ${field}: ${value === '' ? '' : `"${value}" `}${reason}`)
}
