import type { GraphQLScalarType } from 'graphql'
import { finishedUnitResolvers } from '../catalog/finished-unit-resolvers.js'
import { recipeResolvers } from '../catalog/recipe-resolvers.js'
import { ingredientResolvers } from '../catalog/ingredient-resolvers.js'
import { productResolvers } from '../catalog/product-resolvers.js'
import { catalogResolvers } from '../catalog/resolvers.js'
import { DateScalar, DateTime, Decimal } from '../graphql/scalars.js'
import { historyResolvers } from '../history/resolvers.js'
import { inventoryResolvers } from '../inventory/resolvers.js'
import { planningResolvers } from '../planning/resolvers.js'
import { assignmentResolvers } from '../production/assignment-resolvers.js'
import { productionResolvers } from '../production/resolvers.js'
import { nodeResolvers } from './nodes.js'

/** The resolvers of all rooms, in the order in which they are merged. */
export const resolvers = [
  { Decimal: coercionOf(Decimal), Date: coercionOf(DateScalar), DateTime: coercionOf(DateTime) },
  nodeResolvers,
  planningResolvers,
  catalogResolvers,
  recipeResolvers,
  finishedUnitResolvers,
  ingredientResolvers,
  productResolvers,
  inventoryResolvers,
  productionResolvers,
  assignmentResolvers,
  historyResolvers,
]

/** How a scalar's values are read and written. What clients read about it stands in schema.graphql, and is kept so. */
function coercionOf({ serialize, parseValue, parseLiteral }: GraphQLScalarType) {
  return { serialize, parseValue, parseLiteral }
}
