import { finished } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readText } from '../file.js'
import type { Delimiter } from './header.js'

/** A line of a spreadsheet: of text with line breaks in it, the first of its lines. */
export interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

/** Where a file stops being CSV, and why. */
export interface Broken {
  readonly line: number
  readonly reason: string
}

/** An address and notes of 20,000 characters each, in bytes and in quotes. */
const MAX_BYTES_OF_LINE = 250_000
/** What the parser is given at a time: all the lines of it are in memory. */
const CHUNK = 65_536

/**
 * The text of a CSV file with one kind of line break, which is how its lines are counted. Throws ImportError if the file
 * can't be read, is too large, or is not UTF-8.
 */
export async function readCsvText(file: string): Promise<string> {
  return (await readText(file)).replace(/\r\n?/g, '\n')
}

/** The lines of a text that have anything in them, one at a time; the last is where it stops being CSV, if it does. */
export async function* linesOf(text: string, delimiter: Delimiter): AsyncGenerator<Cells | Broken> {
  const parsed: Cells[] = []
  let line = 1
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    trim: true,
    max_record_size: MAX_BYTES_OF_LINE,
    // Not read from the stream: with an error it drops what it has parsed and nobody has read.
    on_record: (cells: string[], { lines }): null => {
      if (cells.some((cell) => cell !== '')) parsed.push({ line, cells })
      line = lines + 1
      return null
    },
  })
  parser.resume()
  // Of a write that fails, the callback tells.
  parser.on('error', () => undefined)
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const chunk = bytes.subarray(start, start + CHUNK)
    const error = await settled((done) => void parser.write(chunk, done))
    yield* parsed.splice(0)
    if (error !== undefined) {
      yield brokenBy(error, line)
      return
    }
  }
  const error = await settled((done) => {
    finished(parser, done)
    parser.end()
  })
  yield* parsed.splice(0)
  if (error !== undefined) yield brokenBy(error, line)
}

/** What is wrong with CSV, once a step is done. Throws all other errors. */
async function settled(step: (done: (error?: Error | null) => void) => void): Promise<CsvError | undefined> {
  const error = await new Promise<Error | null | undefined>((resolve) => {
    step(resolve)
  })
  if (error instanceof CsvError) return error
  if (error !== null && error !== undefined) throw error
  return undefined
}

const WITHIN = 'a quote within a text: put the text in quotes, and write "" for each quote in it'
const REASONS: Readonly<Partial<Record<CsvError['code'], string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is not closed',
  CSV_MAX_RECORD_SIZE: 'is longer than any line, or has a quote that is not closed',
  INVALID_OPENING_QUOTE: `has ${WITHIN}`,
  CSV_INVALID_CLOSING_QUOTE: `has ${WITHIN}`,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: `has ${WITHIN}`,
}

/** `line` is the one that was being read; the parser tells of an error where it noticed it. */
function brokenBy({ code, message }: CsvError, line: number): Broken {
  return { line, reason: REASONS[code] ?? `is not CSV: ${message}` }
}
