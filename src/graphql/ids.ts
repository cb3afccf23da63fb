import { invalid, type Refusal } from '../refusal.js'

/** The database's ids are 32-bit integers. */
const MAX_ID = 2_147_483_647

/**
 * The row's id behind a GraphQL ID: "42" is 42. A number that no row can have is `notFound`, as an unknown one is;
 * anything but a whole number above zero, plainly written, is VALIDATION_FAILED.
 */
export function parseId(field: string, id: string, notFound: (id: string) => Refusal): number {
  if (!/^[1-9][0-9]{0,99}$/.test(id)) throw invalid(field, 'must be the id of a row: a whole number such as "42"')
  const value = Number(id)
  if (value > MAX_ID) throw notFound(id)
  return value
}
