import jsonc, { type JSONPath, type JSONVisitor } from 'jsonc-parser'
import { ImportError, shown } from './problems.js'

/** A backup has four levels: the document, a section, a row, a list of the row with its items. */
const MAX_DEPTH = 32
/** Of all kinds: a row of ten fields is eleven. With their rows, plan and statements, they take some 200 MB. */
const MAX_VALUES = 500_000

/**
 * Holds a text against what JSON allows and a backup can hold, before it is parsed: JSON.parse doesn't say where it
 * stops, keeps only the last of two values of one key, and takes 100 bytes and more for a value of two characters.
 * Throws ImportError with the line and the column, and with the row where there is one.
 */
export function checkStructure(file: string, text: string): void {
  let values = 0
  const keys: Set<string>[] = []
  const placeOf = (line: number, column: number) => `line ${String(line + 1)}, column ${String(column + 1)}`
  const refuse = (reason: string, line: number, column: number, pathOf: () => JSONPath): never => {
    const [section = 'document', index, field = 'row'] = pathOf()
    const origin = { section: shown(section), row: typeof index === 'number' ? index + 1 : 0 }
    throw new ImportError('The backup has a problem; nothing was imported.', [
      { ...origin, field: shown(field), value: '', reason: `${reason} (${placeOf(line, column)} of ${file})` },
    ])
  }
  const count = (line: number, column: number, pathOf: () => JSONPath) => {
    if (++values > MAX_VALUES) refuse(`the file has more than ${String(MAX_VALUES)} values`, line, column, pathOf)
  }
  const begin: JSONVisitor['onArrayBegin'] = (_offset, _length, line, column, pathOf) => {
    count(line, column, pathOf)
    if (keys.push(new Set()) > MAX_DEPTH) refuse(`is nested more than ${String(MAX_DEPTH)} deep`, line, column, pathOf)
  }
  const end = () => void keys.pop()
  const visitor: JSONVisitor = {
    onObjectBegin: begin,
    onObjectEnd: end,
    onArrayBegin: begin,
    onArrayEnd: end,
    onObjectProperty: (key, _offset, _length, line, column, pathOf) => {
      if (keys.at(-1)?.has(key) === true) refuse(`has the key "${shown(key)}" twice`, line, column, pathOf)
      if (key === '__proto__') refuse('has the key "__proto__", which is not taken', line, column, pathOf)
      keys.at(-1)?.add(key)
    },
    onLiteralValue: (_value, _offset, _length, line, column, pathOf) => count(line, column, pathOf),
    onError: (_error, offset, _length, line, column) => {
      const reason = offset >= text.trimEnd().length ? 'the file ends in the middle' : 'this is not JSON'
      throw new ImportError(`${file}, ${placeOf(line, column)}: ${reason}. Nothing was imported.`)
    },
  }
  jsonc.visit(text, visitor, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
}
