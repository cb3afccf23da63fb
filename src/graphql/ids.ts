import { globalId, MAX_ID, prefixOf, readGlobalId, wordsOf } from '../global-ids.js'
import { invalid, type NotFound, type DomainError } from '../domain-error.js'

/**
 * The row's id behind a global one: "event_42" is 42 for an Event. A number that no row can have is `notFound`, as an
 * unknown one is; what is malformed, or the id of another type, is VALIDATION_FAILED.
 */
export function parseId(field: string, id: string, notFound: NotFound): number {
  const parsed = readGlobalId(id)
  if (parsed?.prefix !== prefixOf(notFound.type)) throw notTheIdOf(notFound.type, field)
  const row = rowOf(parsed.number)
  if (row === undefined) throw notFound(parsed.number)
  return row
}

/**
 * The row's id behind a global one of `type` in a filter. A number that no row can have is 0, which none has: a filter
 * finds nothing by it. Throws VALIDATION_FAILED for what is malformed, or the id of another type.
 */
export function filterId(field: string, id: string | null | undefined, type: string): number | undefined {
  if (id === null || id === undefined) return undefined
  const parsed = readGlobalId(id)
  if (parsed?.prefix !== prefixOf(type)) throw notTheIdOf(type, field)
  return rowOf(parsed.number) ?? 0
}

/**
 * What a global id is of, by the prefixes of types, and its row's id; no row's id for a number that none can have.
 * Throws VALIDATION_FAILED for what is malformed, or the id of another type.
 */
export function readId<T>(
  field: string,
  id: string,
  byPrefix: ReadonlyMap<string, T>,
): { readonly of: T; readonly row: number | undefined } {
  const parsed = readGlobalId(id)
  const of = parsed && byPrefix.get(parsed.prefix)
  if (parsed === undefined || of === undefined) {
    throw invalid(field, `must be the id of an object, such as "${globalId('Event', 42)}"`)
  }
  return { of, row: rowOf(parsed.number) }
}

function notTheIdOf(type: string, field: string): DomainError {
  return invalid(field, `must be the id of ${withArticle(wordsOf(type))}, such as "${globalId(type, 42)}"`)
}

function rowOf(number: string): number | undefined {
  const row = Number(number)
  return row > MAX_ID ? undefined : row
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
