import { setFlagsFromString } from 'node:v8'
import {
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import { isCompilable } from './compilable.js'
import { BYTES_PER_CHARACTER, lengthOf } from './documents.js'

/** A validated operation, and what it is executed with. */
export interface Operation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** The variables as they were sent. */
  readonly variables: Record<string, unknown>
  /** The variables as graphql-js coerces them: each of its type, defaults filled in. */
  readonly coerced: Record<string, unknown>
  /** How many fields it has, as they are compiled: see OperationSize. */
  readonly fields: number
}

export type Execute = (operation: Operation, contextValue: unknown) => Promise<ExecutionResult>

/** The ways to execute operations over a schema. */
export interface Engine {
  /** By graphql-js as it is. */
  readonly interpret: Execute
  /**
   * By compiled code, if there is some for this operation. Its data is what `interpret` returns. Its errors are not
   * (no locations, another order, more of them): with any error, interpret the operation instead.
   */
  readonly compiled: (operation: Operation) => Execute | undefined
}

/** Executes by graphql-js alone. */
export function referenceEngine(schema: GraphQLSchema): Engine {
  return {
    interpret: async ({ document, operation, variables }, contextValue) =>
      execute({
        schema,
        document,
        operationName: operation.name?.value ?? null,
        variableValues: variables,
        contextValue,
      }),
    compiled: () => undefined,
  }
}

/** How often an operation is seen before it is compiled: one of a kind is not worth the milliseconds that it costs. */
const COMPILE_AT = 2

/** What the code of all operations together may take: some 120 of those that clients usually send. */
const MAX_CODE_BYTES = 32 * 1024 * 1024
/** The most that was measured, with aliased fields of arguments on 24 levels. */
const BYTES_PER_FIELD = 8 * 1024

/** How often one operation of a document was seen. Knows nothing of the document, so that it keeps none in memory. */
interface Sightings {
  times: number
}

/**
 * Compiles operations that come again to plain functions (nested reads: 14 -> 51 req/s). The code of those last asked for
 * is kept, and nothing else here keeps a document in memory.
 */
export function jitEngine(schema: GraphQLSchema): Engine {
  // V8 keeps all that was ever compiled from text, until its heap is nearly full: 0.9 MB for each larger operation.
  setFlagsFromString('--no-compilation-cache')
  const seen = new WeakMap<DocumentNode, Map<string, Sightings>>()
  const code = new LRUCache<Sightings, Execute>({
    maxSize: MAX_CODE_BYTES,
    // What is asked for again after its code had to go is compiled again.
    dispose: (_, sightings) => (sightings.times = 0),
  })

  function sightingsOf(document: DocumentNode, name: string): Sightings {
    const operations = seen.get(document) ?? new Map<string, Sightings>()
    seen.set(document, operations)
    const sightings = operations.get(name) ?? { times: 0 }
    operations.set(name, sightings)
    return sightings
  }

  return {
    ...referenceEngine(schema),
    compiled({ document, operation, fields }) {
      const name = operation.name?.value
      const sightings = sightingsOf(document, name ?? '')
      const known = code.get(sightings)
      if (known !== undefined) return known
      if (++sightings.times !== COMPILE_AT || !isCompilable(document, operation, fields)) return undefined
      // The stacks of errors that are thrown away are not worth their cost.
      const made = compileQuery(schema, document, name, { disablingCapturingStackErrors: true })
      if (!isCompiledQuery(made)) return undefined
      // It coerces the variables once more, which changes nothing about what is coerced.
      const run: Execute = async ({ coerced }, contextValue) => made.query(undefined, contextValue, coerced)
      code.set(sightings, run, { size: fields * BYTES_PER_FIELD + lengthOf(document) * BYTES_PER_CHARACTER })
      return run
    },
  }
}
