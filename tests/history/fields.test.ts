import { assertStatements } from '../support/field-statements.js'
import { historyFields } from './fields.js'

assertStatements(historyFields)
