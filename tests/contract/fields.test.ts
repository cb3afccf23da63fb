import { isObjectType } from 'graphql'
import { expect, it } from 'vitest'
import { createSchema } from '../../src/api/schema.js'
import { nodeFields } from '../api/fields.js'
import { catalogFields } from '../catalog/fields.js'
import { historyFields } from '../history/fields.js'
import { inventoryFields } from '../inventory/fields.js'
import { planningFields } from '../planning/fields.js'
import { productionFields } from '../production/fields.js'

it('has the statements of each field asserted that has a resolver of its own', () => {
  // Computed from the page alone, as an id is from its row.
  const pure = new Set(['id', 'edges', 'pageInfo'])
  const resolved = Object.values(createSchema().getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).flatMap(({ name, resolve }) =>
          resolve === undefined || pure.has(name) ? [] : [`${type.name}.${name}`],
        )
      : [],
  )
  const asserted = [nodeFields, historyFields, planningFields, catalogFields, inventoryFields, productionFields]
    .flat()
    .map(({ field }) => field)
  expect(asserted.toSorted()).toEqual(resolved.toSorted())
})
