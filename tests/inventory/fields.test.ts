import { assertStatements } from '../support/field-statements.js'
import { inventoryFields } from './fields.js'

assertStatements(inventoryFields)
