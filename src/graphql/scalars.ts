import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isDay, isInstant } from '../calendar.js'

// Services give decimals, dates and instants as the exact text that goes out; a scalar only checks what comes in.

export const Decimal = textScalar(
  'Decimal',
  'a string of at most 30 digits before the point and 10 after it, such as "12.5"',
  (text) => /^-?\d{1,30}(\.\d{1,10})?$/.test(text),
)

export const DateScalar = textScalar('Date', 'a day of the calendar as a string, such as "2024-12-18"', isDay)

// PostgreSQL reads offsets of less than 16 hours; no place on earth has a larger one.
export const DateTime = textScalar(
  'DateTime',
  'an instant of RFC 3339 as a string, such as "2024-12-18T09:30:00Z"',
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-](0\d|1[0-5]):\d\d)$/.test(text) && isInstant(text),
)

/** A scalar of text that `fits`; `form` says in an error what it has to be. */
function textScalar(name: string, form: string, fits: (text: string) => boolean): GraphQLScalarType<string, string> {
  const read = (value: unknown, node?: ValueNode): string => {
    if (typeof value === 'string' && fits(value)) return value
    throw new GraphQLError(`${name} cannot represent this value: it must be ${form}`, {
      nodes: node ?? null,
      extensions: { code: 'BAD_USER_INPUT' },
    })
  }
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string') return value
      throw new TypeError(`${name} is served as text, not as ${typeof value}`)
    },
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  })
}
