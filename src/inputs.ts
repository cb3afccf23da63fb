import { exact, type Exact } from './decimal.js'
import { DECIMAL_BOUND } from './quantities.js'
import { invalid } from './domain-error.js'
import type { DefinitionFilter } from './paging.js'

// What comes in with a mutation, held against what the database can keep. Each throws VALIDATION_FAILED.

/** Reasons and remarks, in characters. */
export const MAX_REMARK = 500
/** Free notes. */
export const MAX_NOTES = 20_000

/** A quantity: above 0. */
export function positive(field: string, value: string): Exact {
  const number = bounded(field, value)
  if (number.compare(0) <= 0) throw invalid(field, 'must be above 0')
  return number
}

/** A price, or what was counted: not below 0. */
export function notNegative(field: string, value: string): Exact {
  const number = bounded(field, value)
  if (number.compare(0) < 0) throw invalid(field, 'must not be below 0')
  return number
}

/** What a calculation from the input has come to, which may be larger than each part of it. */
export function checkBound(field: string, number: Exact): void {
  if (number.abs().compare(exact(DECIMAL_BOUND)) >= 0) throw invalid(field, 'is too large')
}

function bounded(field: string, value: string): Exact {
  const number = exact(value)
  checkBound(field, number)
  return number
}

/** Free text as it is, or null without any. */
export function optionalText(field: string, text: string | null | undefined, max: number): string | null {
  if (text === null || text === undefined) return null
  if (Array.from(text).length > max) throw invalid(field, `must have at most ${String(max)} characters`)
  if (text.includes('\0') || !text.isWellFormed()) {
    throw invalid(field, 'must be well-formed text without the character U+0000')
  }
  return text
}

/** Why something is done: not empty, and without its outer space. */
export function reasonOf(field: string, text: string): string {
  const reason = optionalText(field, text, MAX_REMARK)?.trim() ?? ''
  if (reason === '') throw invalid(field, 'must not be empty')
  return reason
}

/** What may be left out, but not be cleared. */
export function notNull<T>(field: string, value: T | null | undefined): T | undefined {
  if (value === null) throw invalid(field, "can't be null: leave it out to keep it as it is")
  return value
}

/** Names of what a bakery defines. */
export const MAX_NAME = 200

/** A name: not empty, and without its outer space. */
export function nameOf(field: string, text: string): string {
  const name = optionalText(field, text, MAX_NAME)?.trim() ?? ''
  if (name === '') throw invalid(field, 'must not be empty')
  return name
}

/** The same for a name that an update may leave out, but not clear. */
export function newName(field: string, text: string | null | undefined): string | undefined {
  const name = notNull(field, text)
  return name === undefined ? undefined : nameOf(field, name)
}

/** Free text that an update may leave out, or clear by null. */
export function newText(field: string, text: string | null | undefined, max: number): string | null | undefined {
  return text === undefined ? undefined : optionalText(field, text, max)
}

/** Which definitions a list has, by its filter's defaults: what is not archived. */
export function definitionFilter(
  filter: { readonly search?: string | null; readonly archived?: boolean | null } | null | undefined,
): DefinitionFilter {
  const { search, archived } = { archived: false, ...filter }
  return { search: optionalText('search', search, MAX_NAME) ?? undefined, archived: archived ?? null }
}

/** The order that is asked for. An argument with a default may be null all the same. */
export function orderOf<Order extends string>(order: Order | null | undefined, usual: Order): Order {
  return order ?? usual
}
