import type { GraphQLScalarType } from 'graphql'
import { finishedGoodResolvers } from '../catalog/finished-good-resolvers.js'
import { finishedUnitResolvers } from '../catalog/finished-unit-resolvers.js'
import { ingredientResolvers } from '../catalog/ingredient-resolvers.js'
import { packageResolvers } from '../catalog/package-resolvers.js'
import { productResolvers } from '../catalog/product-resolvers.js'
import { recipeResolvers } from '../catalog/recipe-resolvers.js'
import { supplierResolvers } from '../catalog/supplier-resolvers.js'
import { DateScalar, DateTime, Decimal } from '../graphql/scalars.js'
import { historyResolvers } from '../history/resolvers.js'
import { lotResolvers } from '../inventory/lot-resolvers.js'
import { purchaseResolvers } from '../inventory/purchase-resolvers.js'
import { assignmentResolvers } from '../planning/assignment-resolvers.js'
import { eventResolvers } from '../planning/event-resolvers.js'
import { recipientResolvers } from '../planning/recipient-resolvers.js'
import { assemblyResolvers } from '../production/assembly-resolvers.js'
import { assignmentListResolvers } from '../production/assignment-list-resolvers.js'
import { planResolvers } from '../production/plan-resolvers.js'
import { progressResolvers } from '../production/progress-resolvers.js'
import { recordResolvers } from '../production/record-resolvers.js'
import { nodeResolvers } from './nodes.js'

/** The resolvers of all rooms, in the order in which they are merged. */
export const resolvers = [
  { Decimal: coercionOf(Decimal), Date: coercionOf(DateScalar), DateTime: coercionOf(DateTime) },
  nodeResolvers,
  eventResolvers,
  recipientResolvers,
  assignmentResolvers,
  supplierResolvers,
  packageResolvers,
  finishedGoodResolvers,
  recipeResolvers,
  finishedUnitResolvers,
  ingredientResolvers,
  productResolvers,
  purchaseResolvers,
  lotResolvers,
  recordResolvers,
  progressResolvers,
  assemblyResolvers,
  planResolvers,
  assignmentListResolvers,
  historyResolvers,
]

/** How a scalar's values are read and written. What clients read about it stands in schema.graphql, and is kept so. */
function coercionOf({ serialize, parseValue, parseLiteral }: GraphQLScalarType) {
  return { serialize, parseValue, parseLiteral }
}
