import pg from 'pg'

/**
 * How values of PostgreSQL arrive in rows, beyond what pg does by itself: exact, and in the form in which they leave
 * the server. Values inside of JSON are JSON's own: cast decimals to text there.
 *
 * | PostgreSQL  | in a row                                                             |
 * | ----------- | -------------------------------------------------------------------- |
 * | numeric     | decimal text without trailing zeros: `0.5`                           |
 * | bigint      | number; throws beyond 2^53                                           |
 * | date        | `2024-12-18`                                                         |
 * | timestamptz | RFC 3339 in UTC with milliseconds: `2024-12-18T09:30:00.000Z`        |
 */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.NUMERIC, shortest],
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, instant],
])

/** For the `types` option of pg's queries. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown => parsers.get(oid) ?? standard(oid, format),
}

const standard: (oid: number, format?: 'text' | 'binary') => unknown = pg.types.getTypeParser

function shortest(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds exactly`)
  return value
}

function instant(text: string): string {
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text)
  if (utc === null) return new Date(text).toISOString()
  const [, day = '', time = '', fraction = ''] = utc
  return `${day}T${time}.${fraction.padEnd(3, '0')}Z`
}
