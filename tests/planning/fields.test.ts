import { assertStatements } from '../support/field-statements.js'
import { planningFields } from './fields.js'

assertStatements(planningFields)
