import { assertStatements } from '../support/field-statements.js'
import { nodeFields } from './fields.js'

assertStatements(nodeFields)
