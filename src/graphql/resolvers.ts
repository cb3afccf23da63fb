import { catalogResolvers } from '../catalog/resolvers.js'
import { planningResolvers } from '../planning/resolvers.js'
import { productionResolvers } from '../production/resolvers.js'
import { DateScalar, DateTime, Decimal } from './scalars.js'

/** The resolvers of all rooms, in the order in which they are merged. */
export const resolvers = [
  { Decimal, Date: DateScalar, DateTime },
  planningResolvers,
  catalogResolvers,
  productionResolvers,
]
