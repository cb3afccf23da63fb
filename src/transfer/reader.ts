import { z } from 'zod'
import { isDay } from '../calendar.js'
import { exact, rounded, toShortest, type Exact } from '../decimal.js'
import { DECIMAL_BOUND, DECIMAL_PLACES, MAX_PARTS, MAX_QUANTITY } from '../quantities.js'
import { addProblem, shown, type Origin, type Problem } from './problems.js'
import { slugOf } from '../slugs.js'

/** Points to a row of another section, by slug, by name, or by both. */
export interface Reference {
  readonly field: string
  readonly slug: string | null
  readonly name: string | null
  /** What tells rows of one name apart: a recipient's household, an event's date. */
  readonly within: string | null
}

/** The fields of a row that refer to another, under all their spellings. */
export interface ReferenceFields {
  readonly slugs: readonly string[]
  readonly names: readonly string[]
  readonly within?: readonly string[]
}

/** PostgreSQL's integer. */
const MAX_INTEGER = 2_147_483_647
/** Longer texts are no decimal that fits, and are not worth the time to parse. */
const MAX_DIGITS = 40

/** Bounds of texts. Names stand in unique indexes, whose rows PostgreSQL limits to 2704 bytes. */
export const UNIT = 50
export const NAME = 200
export const TEXT = 20_000

const written = z.union([z.string(), z.number().transform(String)], 'is not a text').transform((text) => text.trim())

/** A text of at most `max` characters, without the space around it. */
export const bounded = (max: number) =>
  written.pipe(
    z
      .string()
      .max(max, `is longer than ${String(max)} characters`)
      // PostgreSQL stores neither; both would fail in the middle of a statement.
      .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'holds a character that is none'),
  )
const texts = new Map([UNIT, NAME, 500, TEXT].map((max) => [max, bounded(max)]))

/** A decimal of at most 10 places, as its shortest text. A JSON number's float noise is rounded away, half up. */
const decimal = z.union([z.number(), written], 'is not a number').transform((value, context) => {
  const match = /^([+-]?\d+(?:\.\d+)?)(?:e([+-]?\d{1,3}))?$/i.exec(String(value))
  if (match?.[1] === undefined || match[0].length > MAX_DIGITS) {
    context.addIssue('is not a number')
    return z.NEVER
  }
  const parsed = exact(match[1].replace('+', ''))
  const number = rounded(match[2] === undefined ? parsed : parsed.mul(exact(10).pow(Number(match[2]))), DECIMAL_PLACES)
  if (!fitsDecimal(number)) {
    context.addIssue('is too large')
    return z.NEVER
  }
  return toShortest(number, DECIMAL_PLACES)
})

/** Whether the database can hold the number, once it is rounded to its places. */
export function fitsDecimal(value: Exact): boolean {
  return rounded(value, DECIMAL_PLACES).abs().compare(exact(DECIMAL_BOUND)) < 0
}

const amount = decimal.refine((text) => !text.startsWith('-') && text !== '0', 'must be above 0')
const price = decimal.refine((text) => !text.startsWith('-'), 'must not be negative')
const whole = decimal
  .refine((text) => /^-?\d+$/.test(text), 'must be a whole number')
  .transform(Number)
  .refine((number) => Math.abs(number) <= MAX_INTEGER, 'is too large')
const atMost = `must be at most ${String(MAX_QUANTITY)}`
const count = whole.refine((number) => number > 0, 'must be above 0').refine((number) => number <= MAX_QUANTITY, atMost)
const times = amount.refine((text) => exact(text).compare(MAX_QUANTITY) <= 0, atMost)
const flag = z.union([z.boolean(), z.literal([0, 1]).transform(Boolean)], 'is neither true nor false')

/** The day of a date or of a date with a time, as it is written there: no zone may move it. */
const day = written.transform((text, context) => {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)
  if (match?.[1] !== undefined && isDay(match[1])) return match[1]
  context.addIssue('is not a date')
  return z.NEVER
})

/** An instant in UTC. A time without a zone is UTC, a date alone its midnight. */
const instant = written.transform((text, context) => {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  const [, date = '', time = '00:00', zone = 'Z'] = match ?? []
  const parsed = new Date(`${date}T${time}${zone}`)
  // A zone may carry the last day of the year 9999 over to the next.
  if (isDay(date) && !Number.isNaN(parsed.getTime()) && isDay(parsed.toISOString().slice(0, 10)))
    return parsed.toISOString()
  context.addIssue('is not a date and time')
  return z.NEVER
})

/** What the readers of one file gather. */
export interface Reading {
  readonly problems: Problem[]
  /** What rows refer to, by what it is: 'recipe'. */
  readonly references: Map<string, Reference[]>
}

/**
 * Reads the fields of one row. Each asks for a field under all its spellings; the first that is there counts. What is
 * wrong goes to the problems, and a stand-in is returned, so that one reading finds all that is wrong with a file.
 */
export type Reader = ReturnType<typeof readerOf>

const object = z.record(z.string(), z.unknown())

/** A reader of `raw`, or undefined if it is no object. `path` says where in the row it stands. */
export function reader(raw: unknown, origin: Origin, reading: Reading, path = ''): Reader | undefined {
  const parsed = object.safeParse(raw)
  if (parsed.success) return readerOf(parsed.data, origin, reading, path)
  addProblem(reading.problems, { ...origin, field: path || 'row', value: shown(raw), reason: 'is not an object' })
  return undefined
}

function readerOf(raw: Readonly<Record<string, unknown>>, origin: Origin, reading: Reading, path: string) {
  function problem(field: string, reason: string, value: unknown = raw[field]): void {
    addProblem(reading.problems, {
      ...origin,
      field: path === '' ? field : `${path}.${field}`,
      value: shown(value),
      reason,
    })
  }
  function present(fields: readonly string[]): string | undefined {
    return fields.find((field) => {
      const value = raw[field]
      return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')
    })
  }
  function read<T>(schema: z.ZodType<T>, fields: readonly string[]): T | null {
    const field = present(fields)
    if (field === undefined) return null
    const parsed = schema.safeParse(raw[field])
    if (parsed.success) return parsed.data
    problem(field, parsed.error.issues[0]?.message ?? 'is not valid')
    return null
  }
  function required<T>(schema: z.ZodType<T>, fields: readonly string[], standIn: T): T {
    if (present(fields) === undefined) problem(fields[0] ?? '', 'is missing')
    return read(schema, fields) ?? standIn
  }
  const text = (max: number): z.ZodType<string> => texts.get(max) ?? bounded(max)
  const optionalText = (max: number, ...fields: string[]) => read(text(max), fields) || null

  function optionalReference(what: string, { slugs, names, within = [] }: ReferenceFields): Reference | null {
    const field = present(slugs) ?? present(names)
    if (field === undefined) return null
    const reference: Reference = {
      field: path === '' ? field : `${path}.${field}`,
      slug: optionalText(NAME, ...slugs),
      name: optionalText(NAME, ...names),
      within: optionalText(NAME, ...within),
    }
    const others = reading.references.get(what)
    if (others === undefined) reading.references.set(what, [reference])
    else others.push(reference)
    return reference
  }

  return {
    raw,
    path,
    origin,
    reading,
    problem,
    has: (...fields: string[]) => present(fields) !== undefined,
    text: (max: number, ...fields: string[]) => required(text(max), fields, ''),
    optionalText,
    amount: (...fields: string[]) => required(amount, fields, '1'),
    optionalAmount: (...fields: string[]) => read(amount, fields),
    price: (...fields: string[]) => required(price, fields, '0'),
    optionalPrice: (...fields: string[]) => read(price, fields),
    count: (...fields: string[]) => required(count, fields, 1),
    optionalCount: (...fields: string[]) => read(count, fields),
    times: (...fields: string[]) => required(times, fields, '1'),
    optionalTimes: (...fields: string[]) => read(times, fields),
    optionalWhole: (...fields: string[]) => read(whole, fields),
    flag: (standard: boolean, ...fields: string[]) => read(flag, fields) ?? standard,
    day: (...fields: string[]) => required(day, fields, '2000-01-01'),
    optionalDay: (...fields: string[]) => read(day, fields),
    instant: (...fields: string[]) => required(instant, fields, ''),
    optionalInstant: (...fields: string[]) => read(instant, fields),
    reference(what: string, fields: ReferenceFields): Reference {
      const reference = optionalReference(what, fields)
      if (reference === null) problem(fields.slugs[0] ?? fields.names[0] ?? '', 'is missing')
      return reference ?? { field: '', slug: null, name: null, within: null }
    },
    optionalReference,
  }
}

/** The slug of a row, or the one that its name makes. */
export function slugOrDerived(row: Reader, name: string): string {
  const given = row.optionalText(NAME, 'slug')
  if (given !== null) return given
  const slug = slugOf(name).slice(0, NAME)
  if (slug === '' && name !== '') row.problem('slug', 'is missing')
  return slug
}

/** Readers of the objects in a list that the row holds. */
export function itemsOf(row: Reader, field: string): Reader[] {
  const items = row.raw[field]
  if (items === undefined || items === null) return []
  if (!Array.isArray(items)) {
    row.problem(field, 'is not a list')
    return []
  }
  if (items.length > MAX_PARTS) {
    row.problem(field, `has ${String(items.length)} items: at most ${String(MAX_PARTS)} are taken`)
    return []
  }
  return items.flatMap((item: unknown, index) => {
    const path = `${field}[${String(index + 1)}]`
    return reader(item, row.origin, row.reading, path) ?? []
  })
}
