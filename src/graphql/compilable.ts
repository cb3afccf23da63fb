import { BREAK, OperationTypeNode, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql'

/**
 * Fields that an operation may have and still be compiled. Its code takes up to 9 kB and 0.13 ms for each (measured,
 * with aliased fields of arguments, 24 levels deep), and nobody is served while it is made.
 */
const MAX_FIELDS = 250

/** Ids and cursors. What holds `__` may be one of graphql-jit's markers, after which it takes text for code. */
const PLAIN_TEXT = /^(?!.*__)[\w=.-]*$/

/**
 * Whether compiled code returns for this operation what graphql-js does. graphql-jit 0.8 does not for all of GraphQL, so
 * only what is known to be the same, and is what clients usually send, is compiled:
 *
 * - Queries. Mutations are small, and gain nothing.
 * - No directives: conditions stick to a field wherever it is spread, and fields that are asked twice merge.
 * - No list and no object in the text: a variable inside that is left out would become null.
 * - No other strings than ids and cursors: graphql-jit writes them into the code, and `"__MAGIC_DATE__..."` runs what
 *   follows it. Strings in variables never get there.
 * - No name that JavaScript's objects have a meaning for (`__proto__`), and nothing about the schema, which nobody asks
 *   often, and of which a few fragments on `__Type` make gigabytes of code.
 * - Not too many `fields`, each fragment counted as often as it is spread, and what is selected on an interface as often as
 *   it has types, for so often it is compiled (120 aliases of `node { id }`: 158 ms and 6 MB).
 */
export function isCompilable(document: DocumentNode, operation: OperationDefinitionNode, fields: number): boolean {
  if (operation.operation !== OperationTypeNode.QUERY || fields > MAX_FIELDS) return false
  let isPlain = true
  const refuse = (): typeof BREAK => {
    isPlain = false
    return BREAK
  }
  // All of the document: fragments that this operation does not use are no reason to look closer.
  visit(document, {
    Directive: refuse,
    ListValue: refuse,
    ObjectValue: refuse,
    StringValue: ({ value }) => (PLAIN_TEXT.test(value) ? undefined : refuse()),
    Name: ({ value }) => (isPlainName(value) ? undefined : refuse()),
  })
  return isPlain
}

function isPlainName(name: string): boolean {
  return name.startsWith('__') ? name === '__typename' : !(name in Object.prototype)
}
