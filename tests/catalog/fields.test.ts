import { assertStatements } from '../support/field-statements.js'
import { catalogFields } from './fields.js'

assertStatements(catalogFields)
