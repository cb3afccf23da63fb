import { DomainError } from '../domain-error.js'
import { globalId, wordsOf } from '../global-ids.js'

/** Throws NAME_TAKEN if another one of `others` has the name, whatever its case and the space around it. */
export function checkNameFree(
  type: string,
  name: string,
  others: Iterable<{ readonly id: number; readonly name: string }>,
  own?: number,
): void {
  // By JavaScript's letters: which of them have two cases, a database says by its locale.
  const sought = alikeName(name)
  for (const other of others) {
    if (other.id === own || alikeName(other.name) !== sought) continue
    const id = globalId(type, other.id)
    throw new DomainError('NAME_TAKEN', `The ${wordsOf(type)} ${id} is called "${other.name}"`, {
      name: other.name,
      id,
    })
  }
}

/** Names that differ in case and outer space alone are made the same. */
export function alikeName(name: string): string {
  return name.trim().toLowerCase().normalize()
}
