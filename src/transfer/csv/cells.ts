import type { z } from 'zod'
import { isDay } from '../../calendar.js'
import { exact, toShortest } from '../../decimal.js'
import { DECIMAL_BOUND, DECIMAL_PLACES } from '../../quantities.js'
import type { Origin } from '../problems.js'
import { bounded, NAME, TEXT, UNIT } from '../reader.js'
import type { Refuse } from '../section.js'
import type { Column, Header, Kind } from './header.js'
import type { Cells } from './rows.js'

/** Longer texts are no decimal that fits, and are not worth the time to parse. */
const MAX_DIGITS = 40

/** A value of a cell, or what is wrong with it. */
type Read<T> = { readonly value: T } | { readonly reason: string }

function decimal(text: string): Read<string> {
  if (text.includes(','))
    return { reason: 'has a comma: write decimals with a point, and thousands without a mark (1234.5)' }
  const match = /^-?\d+(?:\.(\d+))?$/.exec(text)
  if (match === null || text.length > MAX_DIGITS)
    return { reason: 'is not a number: write digits, and decimals with a point (12.5)' }
  const [, places = ''] = match
  if (places.replace(/0+$/, '').length > DECIMAL_PLACES)
    return { reason: `has more than ${String(DECIMAL_PLACES)} decimal places` }
  const number = exact(text)
  if (number.abs().compare(exact(DECIMAL_BOUND)) >= 0) return { reason: 'is too large' }
  return { value: toShortest(number, DECIMAL_PLACES) }
}

function amount(text: string): Read<string> {
  const read = decimal(text)
  return 'value' in read && (read.value === '0' || read.value.startsWith('-')) ? { reason: 'must be above 0' } : read
}

function price(text: string): Read<string> {
  const read = decimal(text)
  return 'value' in read && read.value.startsWith('-') ? { reason: 'must not be negative' } : read
}

function day(text: string): Read<string> {
  return isDay(text) ? { value: text } : { reason: 'is not a date as it is expected: YYYY-MM-DD (2026-11-28)' }
}

const text = (schema: z.ZodType<string>) => (cell: string) => {
  const parsed = schema.safeParse(cell)
  return parsed.success ? { value: parsed.data } : { reason: parsed.error.issues[0]?.message ?? 'is not valid' }
}
const texts = { unit: text(bounded(UNIT)), name: text(bounded(NAME)), text: text(bounded(TEXT)) }

/**
 * Reads the cells of one line by their columns. What is wrong is refused, and a stand-in is returned, so that one reading
 * finds all that is wrong with a file.
 */
export function cellReader<K extends Kind>(header: Header, { line, cells }: Cells, refuse: Refuse) {
  const origin: Origin = { section: header.kind, place: 'line', row: line }
  const beyond = cells.slice(header.width).find((cell) => cell !== '')
  if (beyond !== undefined)
    refuse(origin, 'line', beyond, 'has more cells than the header: put texts with the delimiter in them in quotes')

  function optional<T>(read: (text: string) => Read<T>, column: Column<K>): T | null {
    const place = header.places.get(column)
    const cell = place === undefined ? '' : (cells[place.index] ?? '').trim()
    if (place === undefined || cell === '') return null
    const result = read(cell)
    if ('value' in result) return result.value
    refuse(origin, place.title, cell, result.reason)
    return null
  }
  function required<T>(read: (text: string) => Read<T>, column: Column<K>, standIn: T): T {
    const place = header.places.get(column)
    if (place !== undefined && (cells[place.index] ?? '').trim() === '') refuse(origin, place.title, '', 'is missing')
    return optional(read, column) ?? standIn
  }
  return {
    origin,
    name: (column: Column<K>) => required(texts.name, column, ''),
    optionalName: (column: Column<K>) => optional(texts.name, column),
    optionalUnit: (column: Column<K>) => optional(texts.unit, column),
    optionalText: (column: Column<K>) => optional(texts.text, column),
    amount: (column: Column<K>) => required(amount, column, '1'),
    optionalAmount: (column: Column<K>) => optional(amount, column),
    price: (column: Column<K>) => required(price, column, '0'),
    day: (column: Column<K>) => required(day, column, '2000-01-01'),
  }
}
