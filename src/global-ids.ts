// Ids as clients see them: unique among all types, so that a client's cache can keep every object by its id alone.

/** The database's ids are 32-bit integers. */
export const MAX_ID = 2_147_483_647

/** The global id of a row: its type's name in lower snake case, "_", its number. `globalId('FinishedGood', 7)` is "finished_good_7". */
export function globalId(type: string, id: number | string): string {
  return `${prefixOf(type)}_${String(id)}`
}

/** The type's prefix and the row's number in an id, or undefined if it is no global id. */
export function readGlobalId(id: string): { readonly prefix: string; readonly number: string } | undefined {
  const [, prefix, number] = /^([a-z]+(?:_[a-z]+)*)_([1-9][0-9]{0,99})$/.exec(id) ?? []
  return prefix === undefined || number === undefined ? undefined : { prefix, number }
}

const prefixes = new Map<string, string>()

/** What the ids of a type begin with: "finished_good" for FinishedGood. */
export function prefixOf(type: string): string {
  const known = prefixes.get(type) ?? type.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase()
  prefixes.set(type, known)
  return known
}

/** The type in words: "finished good" for FinishedGood. */
export function wordsOf(type: string): string {
  return prefixOf(type).replaceAll('_', ' ')
}
