import { checkRows } from '../../src/session/rows.js'

checkRows()
