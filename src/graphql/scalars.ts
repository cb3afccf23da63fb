import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { isDay, isInstant } from '../calendar.js'

// Services give decimals, dates and instants as the exact text that goes out; a scalar only checks what comes in.

export const Decimal = textScalar('Decimal', (text) => /^-?\d{1,30}(\.\d{1,10})?$/.test(text))

export const DateScalar = textScalar('Date', isDay)

export const DateTime = textScalar(
  'DateTime',
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) && isInstant(text),
)

function textScalar(name: string, fits: (text: string) => boolean): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && fits(value)) return value
    throw new GraphQLError(`${name} cannot represent this value`, { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string') return value
      throw new TypeError(`${name} is served as text, not as ${typeof value}`)
    },
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  })
}
