import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

/** Whether an operation asks for nothing but the schema and type names, for which no session is opened. */
export function isIntrospection(document: DocumentNode, { selectionSet }: OperationDefinitionNode): boolean {
  // Each fragment is looked at once: they may double over and over.
  const seen = new Set<string>()
  const only = ({ selections }: SelectionSetNode): boolean =>
    selections.every((node) => {
      if (node.kind === Kind.FIELD) return node.name.value.startsWith('__')
      if (node.kind === Kind.INLINE_FRAGMENT) return only(node.selectionSet)
      const name = node.name.value
      if (seen.has(name)) return true
      seen.add(name)
      return document.definitions.every(
        (definition) =>
          definition.kind !== Kind.FRAGMENT_DEFINITION ||
          definition.name.value !== name ||
          only(definition.selectionSet),
      )
    })
  return only(selectionSet)
}
