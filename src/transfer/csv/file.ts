import { addProblem, ImportError, shown, type Problem } from '../problems.js'
import type { Refuse } from '../section.js'
import { cellReader } from './cells.js'
import { delimiterOf, headerOf, titleOf, type Header, type Title } from './header.js'
import { purchaseLine, type PurchaseLine } from './purchase-lines.js'
import { recipientLine, type RecipientLine } from './recipients.js'
import { linesOf, readCsvText } from './rows.js'

/** So many purchases a bakery makes in decades; with their lots and entries they take some 480 MB. */
const MAX_LINES = 200_000

/** A spreadsheet that has been read. What is wrong with single cells stands in `problems`, for the import to name. */
export type CsvFile = {
  readonly unknownColumns: readonly string[]
  readonly problems: readonly Problem[]
} & (
  | { readonly kind: 'recipients'; readonly lines: readonly RecipientLine[] }
  | { readonly kind: 'purchases'; readonly lines: readonly PurchaseLine[]; readonly title: Title<'purchases'> }
)

/** Whether a file is a spreadsheet, by its name. */
export function isCsv(file: string): boolean {
  return /\.csv$/i.test(file)
}

/**
 * Reads a CSV file of recipients or of purchases: which of them, its header row says. Throws ImportError if the file
 * can't be read, is of neither, or has too many lines or problems.
 */
export async function readCsv(file: string): Promise<CsvFile> {
  const text = await readCsvText(file)
  const problems: Problem[] = []
  const refuse: Refuse = (origin, field, value, reason) => {
    addProblem(problems, { ...origin, field, value: shown(value), reason }, 'file')
  }
  let header: Header | undefined
  const recipients: RecipientLine[] = []
  const purchases: PurchaseLine[] = []
  for await (const row of linesOf(text, delimiterOf(text))) {
    if ('reason' in row) {
      const origin = { section: header?.kind ?? 'header', place: 'line', row: row.line } as const
      refuse(origin, 'line', undefined, row.reason)
      break
    }
    if (header === undefined) {
      header = headerOf(file, row.cells)
      continue
    }
    if (recipients.length + purchases.length === MAX_LINES)
      throw new ImportError(`${file} has more than ${String(MAX_LINES)} lines. Nothing was imported.`)
    if (header.kind === 'recipients') recipients.push(recipientLine(cellReader<'recipients'>(header, row, refuse)))
    else purchases.push(purchaseLine(cellReader<'purchases'>(header, row, refuse)))
  }
  const shared = { unknownColumns: header?.unknown ?? [], problems }
  if (header?.kind === 'purchases') return { ...shared, kind: 'purchases', lines: purchases, title: titleOf(header) }
  // Nothing, or nothing but what is wrong: an empty file has no header either.
  if (header === undefined && problems.length === 0) headerOf(file, [])
  return { ...shared, kind: 'recipients', lines: recipients }
}
