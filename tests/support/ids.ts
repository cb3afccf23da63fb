import { globalId } from '../../src/global-ids.js'

/** The global id of a row of a test's own. Throws where the test has none. */
export function idOf(type: string, row: number | undefined): string {
  if (row === undefined) throw new Error(`The test has no ${type}`)
  return globalId(type, row)
}
