import { GraphQLError, type ValidationRule } from 'graphql'

/** Longer names than any client makes: an alias comes again in each row of an answer, and in the path of each error. */
const MAX_NAME_LENGTH = 100

const namesAreShort: ValidationRule = (context) => ({
  Name(node) {
    if (node.value.length <= MAX_NAME_LENGTH) return
    const message = `A name may have at most ${String(MAX_NAME_LENGTH)} characters, not ${String(node.value.length)}.`
    context.reportError(new GraphQLError(message, { nodes: node }))
  },
})

/** graphql-js checks nothing of an operation whose type the schema does not have, and fails when it executes it. */
const operationTypesAreKnown: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return
    context.reportError(new GraphQLError(`The schema has no ${node.operation} operations.`, { nodes: node }))
  },
})

/** What a document must keep to beside the rules of the specification. */
export const documentRules: readonly ValidationRule[] = [namesAreShort, operationTypesAreKnown]
