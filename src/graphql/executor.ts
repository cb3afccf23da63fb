import {
  getVariableValues,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { isConflict } from '../session/database-errors.js'
import { inSession, StartOver, type Sessions } from '../session/in-session.js'
import { checkAnswerSize } from './answer-size.js'
import { boundedErrors, MAX_VARIABLE_ERRORS } from './bounded.js'
import type { Context, RequestContext } from './context.js'
import { checkSize, sizeEstimator } from './cost.js'
import type { Engine, Execute } from './engine.js'
import { ClientGoneError, original, toClientError } from './errors.js'
import { isIntrospection } from './introspection.js'

/** A parsed and validated operation with the request that it came in. */
export interface Asked {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Record<string, unknown>
  readonly context: RequestContext
}

/** A mutation with errors: its whole session is rolled back, and nothing that it answered is shown. */
class RolledBack extends Error {
  readonly errors: NonNullable<ExecutionResult['errors']>

  constructor(errors: NonNullable<ExecutionResult['errors']>) {
    super('rolled back')
    this.errors = errors
  }
}

/** What bounds an operation. */
export interface Limits {
  /** What it may cost, in points. */
  readonly maxCost: number
  /** How large its answer may be. */
  readonly maxAnswerBytes: number
}

/**
 * One operation = one session. A query reads one snapshot; a mutation writes, all or nothing: with any error it is
 * rolled back and answers `data: null`. The session is closed before the answer is handed on, so a COMMIT that fails
 * is an error like any other, and a conflict runs the whole operation again. Introspection opens no session.
 *
 * What compiled code returns with errors is thrown away, and the operation starts over, interpreted: so its errors are
 * those of graphql-js, whatever failed, a statement included, after which the first session could not be asked again.
 *
 * Returns the result as it may be shown, with what it cost, and without data if nothing was run: the variables don't fit,
 * it is too large.
 */
export function createExecutor(
  schema: GraphQLSchema,
  engine: Engine,
  sessions: Sessions,
  { maxCost, maxAnswerBytes }: Limits,
): (asked: Asked) => Promise<FormattedExecutionResult> {
  const sizeOf = sizeEstimator(schema)
  return async (asked) => {
    const { document, operation, variables, context } = asked
    const { coerced, errors: unfitVariables } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variables,
      { maxErrors: MAX_VARIABLE_ERRORS },
    )
    if (unfitVariables !== undefined) return { errors: boundedErrors(unfitVariables, unfit) }
    const size = sizeOf(document, operation, coerced)
    const extensions = { cost: { requested: size.cost, allowed: maxCost } }
    const prepared = { document, operation, variables, coerced, fields: size.fields }
    let compiled: Execute | undefined
    const run = async (contextValue: Context | RequestContext): Promise<ExecutionResult> => {
      const answer = await (compiled ?? engine.interpret)(prepared, contextValue)
      if (size.bytes > maxAnswerBytes) checkAnswerSize(answer, maxAnswerBytes)
      return answer
    }
    const mode = operation.operation === OperationTypeNode.MUTATION ? 'write' : 'read'
    const runInSession = (): Promise<ExecutionResult> =>
      inSession(sessions, { mode }, async (session) => {
        // Whoever has gone away while it waited is not worked for.
        if (context.isGone()) throw new ClientGoneError()
        const answer = await run({ session, request: context })
        const conflict = answer.errors?.find((error) => isConflict(original(error)))
        if (conflict !== undefined) throw conflict.originalError ?? conflict
        if (answer.errors !== undefined && compiled !== undefined) {
          compiled = undefined
          throw new StartOver()
        }
        if (answer.errors !== undefined && mode === 'write') throw new RolledBack(answer.errors)
        return answer
      })
    try {
      checkSize(size, maxCost)
      await context.spend(size.cost)
    } catch (error) {
      return { errors: toClientErrors([error], context), extensions }
    }
    compiled = engine.compiled(prepared)
    try {
      const { errors, ...answer } = isIntrospection(document, operation) ? await run(context) : await runInSession()
      return { ...answer, ...(errors && { errors: toClientErrors(errors, context) }), extensions }
    } catch (error) {
      const errors = error instanceof RolledBack ? error.errors : [error]
      return { data: null, errors: toClientErrors(errors, context), extensions }
    }
  }
}

/** What is not shown is not logged either. */
function toClientErrors(errors: readonly unknown[], context: RequestContext): GraphQLFormattedError[] {
  return boundedErrors(errors, (error) => toClientError(error, context).toJSON())
}

/** A variable that does not fit, under the code that Apollo Server has for it. */
function unfit(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }
}
