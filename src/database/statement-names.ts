import { createHash } from 'node:crypto'

/**
 * Names for prepared statements: the same text gets the same name, so that each connection parses and plans it once
 * (measured with Prisma's findUnique: 295 -> 202 us). PostgreSQL keeps every named statement for as long as the
 * connection lives, so their number is bounded: beyond it statements go unnamed. A name says what the text is, in all processes alike: behind
 * a pooler they share connections.
 */
export function statementNames(limit: number): (text: string) => string {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size >= limit || isTransactionControl(text)) return ''
    const name = `bb_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
    names.set(text, name)
    return name
  }
}

function isTransactionControl(text: string): boolean {
  return /^(SAVEPOINT|ROLLBACK|RELEASE|SET) ?/.test(text)
}
