import { compare, isNone, NONE, number, type Fraction } from './fractions.js'

// What is refused, and the checks that all operations of the model share.

/** The code of an error, and the details that stand beside it. */
export interface Refusal {
  readonly code: string
  /** Of recipes or goods that would be in themselves, or too deep: whether these names say so. */
  readonly isWay?: (names: readonly string[]) => boolean
  readonly [detail: string]: unknown
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

export function refuse(code: string, details: Record<string, unknown> = {}): never {
  throw new Refused({ code, ...details })
}

// ── What can't be meant ──────────────────────────────────────────────────────────────────────────────────────────────

export function isInvalid(field: string, details: Record<string, unknown> = {}): never {
  return refuse('VALIDATION_FAILED', { field, ...details })
}

export function checkAbove0(field: string, text: string): void {
  checkNotBelow0(field, text)
  if (isNone(number(text))) isInvalid(field)
}

export function checkNotBelow0(field: string, text: string): void {
  if (compare(number(text), NONE) < 0) isInvalid(field)
  checkSize(field, number(text))
}

export function checkSize(field: string, quantity: Fraction): void {
  if (compare(quantity, number('10000000000')) >= 0) isInvalid(field)
}

export function checkReason(reason: string): void {
  if (reason.trim() === '' || reason.length > 500) isInvalid('reason')
}

export function checkLength(field: string, text: string | null, most: number): void {
  if (text !== null && text.length > most) isInvalid(field)
}

export function checkVersion(expected: number | undefined, version: number): void {
  if (expected !== undefined && expected !== version) refuse('STALE_VERSION', { version })
}

/** Comes before all else that can't be meant. */
export function checkId(field: string, type: string, id: string): void {
  if (!id.startsWith(`${type} `)) isInvalid(field)
}

/** What has an id. */
export function find<T extends { readonly id: string }>(list: readonly T[], type: string, id: string): T {
  return list.find((each) => each.id === id) ?? refuse(`${type.toUpperCase()}_NOT_FOUND`, { id })
}

/** Checks each of those that came in a list; a refusal says which one it was of. */
export function checkEach<T>(field: string, list: readonly T[], check: (one: T) => void): void {
  list.forEach((one, index) => {
    try {
      check(one)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { refusal } = error
      const place = typeof refusal['field'] === 'string' ? { field: `${field}[${index}].${refusal['field']}` } : {}
      throw new Refused({ ...refusal, ...place, index })
    }
  })
}

/** What may be left out, but not be cleared. */
export function checkNotNull(field: string, value: unknown): void {
  if (value === null) isInvalid(field)
}

/** What is archived is of no new use. */
export const isArchivedIn = (field: string): never => isInvalid(field, { reason: 'ARCHIVED' })

export function checkCount(field: string, count: number): void {
  if (count < 1 || count > 1_000_000) isInvalid(field)
}
