import {
  getVariableValues,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { isConflict } from '../session/faults.js'
import { inSession, type Sessions } from '../session/in-session.js'
import type { Context, RequestContext } from './context.js'
import type { Engine } from './engine.js'
import { ClientGoneError, original, present } from './errors.js'
import { checkLimits, isIntrospection } from './limits.js'

/** A parsed and validated operation with the request that it came in. */
export interface Asked {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly operationName: string | undefined
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

/**
 * One operation = one session. A query reads one snapshot; a mutation writes, all or nothing: with any error it is
 * rolled back and answers `data: null`. The session is settled before the answer is handed on, so a COMMIT that fails
 * is an error like any other, and a conflict runs the whole operation again. Introspection opens no session.
 *
 * Answers the result as it may be shown, or undefined where the variables don't fit and nothing was run.
 */
export function createExecutor(
  schema: GraphQLSchema,
  engine: Engine,
  sessions: Sessions,
): (asked: Asked) => Promise<FormattedExecutionResult | undefined> {
  return async (asked) => {
    const { document, operation, operationName, variables, context } = asked
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 })
    if (coerced.errors !== undefined) return undefined
    try {
      checkLimits(document, operation, coerced.coerced)
    } catch (error) {
      return { errors: [present(error, context).toJSON()] }
    }
    const run = (contextValue: Context | RequestContext): Promise<ExecutionResult> =>
      engine({ document, operationName, variables }, contextValue)
    if (isIntrospection(document, operation)) return shown(await run(context), context)
    const mode = operation.operation === OperationTypeNode.MUTATION ? 'write' : 'read'
    try {
      const result = await inSession(sessions, mode, async (session) => {
        // Whoever has gone away while it waited is not worked for.
        if (context.isGone()) throw new ClientGoneError()
        const answer = await run({ session, request: context })
        const conflict = answer.errors?.find((error) => isConflict(original(error)))
        if (conflict !== undefined) throw conflict.originalError ?? conflict
        if (answer.errors !== undefined && mode === 'write') throw new RolledBack(answer.errors)
        return answer
      })
      return shown(result, context)
    } catch (error) {
      const errors = error instanceof RolledBack ? error.errors : [error]
      return { data: null, errors: errors.map((each) => present(each, context).toJSON()) }
    }
  }
}

function shown({ errors, ...result }: ExecutionResult, context: RequestContext): FormattedExecutionResult {
  return errors === undefined ? result : { ...result, errors: errors.map((error) => present(error, context).toJSON()) }
}
