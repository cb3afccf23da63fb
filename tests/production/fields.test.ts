import { assertStatements } from '../support/field-statements.js'
import { productionFields } from './fields.js'

assertStatements(productionFields)
