import { ImportError, shown } from '../problems.js'

export type Delimiter = ',' | ';' | '\t'
export type Kind = 'recipients' | 'purchases'

/** The columns of each kind of file under all their names, the one first by which messages call them. */
const COLUMNS = {
  recipients: {
    name: ['name', 'recipient', 'recipient name'],
    household: ['household', 'household name'],
    address: ['address'],
    notes: ['notes'],
  },
  purchases: {
    ingredient: ['ingredient', 'ingredient name', 'ingredient slug'],
    brand: ['product brand', 'brand'],
    product: ['product name', 'product'],
    packageUnit: ['package unit'],
    packageQuantity: ['package quantity', 'package unit quantity'],
    supplier: ['supplier', 'supplier name'],
    date: ['date', 'purchase date', 'purchased on'],
    packages: ['packages'],
    price: ['price per package'],
    notes: ['notes'],
  },
} as const satisfies Record<Kind, Record<string, readonly string[]>>

const REQUIRED = {
  recipients: ['name'],
  purchases: ['ingredient', 'date', 'packages', 'price'],
} as const satisfies { readonly [K in Kind]: readonly Column<K>[] }

export type Column<K extends Kind> = keyof (typeof COLUMNS)[K] & string

/** Where a column stands, and what the file calls it. */
export interface Place {
  readonly index: number
  /** As messages show it. */
  readonly title: string
}

export interface Header {
  readonly kind: Kind
  /** By the column. */
  readonly places: ReadonlyMap<string, Place>
  /** Cells beyond have no column. */
  readonly width: number
  readonly unknown: readonly string[]
}

/** Names of columns are the same without case, spaces, `_` and `-`. */
function alike(title: string): string {
  return title.toLowerCase().replace(/[\s_-]+/gu, '')
}

const namesOf = (kind: Kind): Readonly<Record<string, readonly string[]>> => COLUMNS[kind]
const columnsByTitle = (kind: Kind): ReadonlyMap<string, string> =>
  new Map(Object.entries(namesOf(kind)).flatMap(([column, names]) => names.map((name) => [alike(name), column])))
const byTitle = { recipients: columnsByTitle('recipients'), purchases: columnsByTitle('purchases') }

/** What stands between the cells of a text: that by which most of its first line are columns that are known. */
export function delimiterOf(text: string): Delimiter {
  const [line = ''] = text.trimStart().split('\n', 1)
  const known = (delimiter: Delimiter) =>
    line.split(delimiter).filter((cell) => {
      const title = alike(cell.replaceAll('"', ''))
      return byTitle.recipients.has(title) || byTitle.purchases.has(title)
    }).length
  const delimiters = [',', ';', '\t'] as const
  return delimiters.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best))
}

/** What a header row says. Throws ImportError, with the columns that are expected, if it is of neither kind. */
export function headerOf(file: string, cells: readonly string[]): Header {
  const kind = kindOf(cells)
  const places = new Map<string, Place>()
  const unknown: string[] = []
  const width = cells.findLastIndex((title) => title !== '') + 1
  for (const [index, title] of cells.slice(0, width).entries()) {
    const column = kind === undefined ? undefined : byTitle[kind].get(alike(title))
    const before = column === undefined ? undefined : places.get(column)
    if (before !== undefined)
      throw new ImportError(`${file} has one column twice: ${before.title} and ${shown(title)}. Nothing was imported.`)
    if (column === undefined) unknown.push(title === '' ? `column ${String(index + 1)}, which has no name` : title)
    else places.set(column, { index, title: shown(title) })
  }
  const missing = kind === undefined ? [] : REQUIRED[kind].filter((column) => !places.has(column))
  if (kind !== undefined && missing.length === 0) return { kind, places, width, unknown }
  throw new ImportError(
    [
      `${file} is neither of recipients nor of purchases by its header row, "${shown(cells.join(', '))}". Expected are`,
      `  for recipients: ${expected('recipients')}`,
      `  for purchases: ${expected('purchases')}`,
      'in any order. Nothing was imported.',
    ].join('\n'),
  )
}

/** What messages call a column: as the file does, if it has it. */
export type Title<K extends Kind> = (column: Column<K>) => string

export function titleOf<K extends Kind>({ kind, places }: Header): Title<K> {
  return (column) => places.get(column)?.title ?? namesOf(kind)[column]?.[0] ?? column
}

/** Only purchases have ingredients. */
function kindOf(cells: readonly string[]): Kind | undefined {
  const has = (kind: Kind, column: string) => cells.some((title) => byTitle[kind].get(alike(title)) === column)
  if (has('purchases', 'ingredient')) return 'purchases'
  return has('recipients', 'name') ? 'recipients' : undefined
}

function expected(kind: Kind): string {
  const required: readonly string[] = REQUIRED[kind]
  const titles = (isRequired: boolean) =>
    Object.entries(namesOf(kind))
      .filter(([column]) => required.includes(column) === isRequired)
      .map(([column, [name = column]]) => name)
      .join(', ')
  return `${titles(true)}; if need be ${titles(false)}`
}
