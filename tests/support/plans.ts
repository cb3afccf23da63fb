import pg from 'pg'
import type { Sent } from './recorded.js'

/** How often a statement that is prepared by name is planned with its values before it may be planned without. */
const PLANNED_WITH_VALUES = 5

/**
 * The plans of a statement that was sent, prepared as the product prepares it: with its values known, as the first five
 * times, and as from then on, for all values alike if the database takes that for no dearer. With `ANALYZE` it is carried out,
 * and the plan tells how long that took.
 */
export async function plansOf(
  { text, values }: Sent,
  client: pg.ClientBase,
  option: 'COSTS' | 'ANALYZE' = 'COSTS',
): Promise<readonly [first: unknown, later: unknown]> {
  await client.query(`PREPARE asked AS ${text}`)
  try {
    const execute = values.length === 0 ? 'EXECUTE asked' : `EXECUTE asked (${values.map(literal).join(', ')})`
    const explain = async (options: string): Promise<unknown> => {
      const { rows } = await client.query<Record<string, unknown>>(`EXPLAIN (${options}, FORMAT JSON) ${execute}`)
      return rows[0]?.['QUERY PLAN']
    }
    const first = await explain(option)
    for (let time = 1; time < PLANNED_WITH_VALUES; time++) await explain('COSTS')
    return [first, await explain(option)]
  } finally {
    await client.query('DEALLOCATE asked')
  }
}

/** How many milliseconds a statement takes by both plans: the least of three times, so that it is that of the statement. */
export async function timesOf(statement: Sent, client: pg.ClientBase): Promise<{ first: number; later: number }> {
  const times = { first: Infinity, later: Infinity }
  for (let time = 0; time < 3; time++) {
    const [first, later] = await plansOf(statement, client, 'ANALYZE')
    times.first = Math.min(times.first, timeOf(first))
    times.later = Math.min(times.later, timeOf(later))
  }
  return times
}

/** A value as pg sends it: as text, whose type the statement says. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((each) => JSON.stringify(each)).join(',')}}`)
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value))
}

/** The tables that a plan reads from one end to the other, in parallel or not. */
export function scannedIn(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return []
  const below = Object.values(plan).flatMap(scannedIn)
  if (!('Node Type' in plan && 'Relation Name' in plan)) return below
  return plan['Node Type'] === 'Seq Scan' ? [String(plan['Relation Name']), ...below] : below
}

/** How many milliseconds it took to carry out a plan that was explained with ANALYZE. */
function timeOf(plan: unknown): number {
  const [told] = Array.isArray(plan) ? (plan as unknown[]) : []
  const isTold = typeof told === 'object' && told !== null && 'Execution Time' in told
  const time = isTold ? told['Execution Time'] : undefined
  if (typeof time !== 'number') throw new Error('The plan does not say how long it took')
  return time
}
