import { productLoader } from '../catalog/product-loaders.js'
import { recipeNotFound } from '../catalog/recipe-service.js'
import type { Resolvers } from '../generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { eventLoader } from '../planning/event-loaders.js'
import { eventNotFound } from '../planning/event-service.js'
import { assemblableLoader, bakesLoader, shoppingListLoader } from './plan-loaders.js'
import { checkNumberOfEvents, getShoppingList, MAX_BAKES, previewProduction } from './plan.js'

export const planResolvers: Pick<Resolvers, 'Query' | 'Event' | 'EventPlan' | 'ShoppingLine'> = {
  Query: {
    previewProduction: (_, { bakes }, { session }) =>
      previewProduction(
        bakes.slice(0, MAX_BAKES + 1).map(({ recipeId, batches }, index) => ({
          recipeId: parseId(`bakes[${String(index)}].recipeId`, recipeId, recipeNotFound),
          batches,
        })),
        session,
      ),
    eventPlan: async (_, { eventId }, { session }) => ({
      event: await eventLoader(session).load(parseId('eventId', eventId, eventNotFound)),
    }),
    shoppingList: (_, { eventIds, today }, { session }) => {
      checkNumberOfEvents(eventIds?.length ?? 0)
      const ids = eventIds?.map((id, index) => parseId(`eventIds[${String(index)}]`, id, eventNotFound))
      return getShoppingList({ eventIds: ids ?? null, today: today ?? null }, session)
    },
  },
  Event: {
    plan: (event) => ({ event }),
  },
  EventPlan: {
    bake: ({ event }, _, { session }) => bakesLoader(session).load(event),
    assemble: ({ event }, _, { session }) => assemblableLoader(session).load(event),
    shoppingList: ({ event }, _, { session }) => shoppingListLoader(session).load(event),
  },
  ShoppingLine: {
    product: ({ productId }, _, { session }) => (productId === null ? null : productLoader(session).load(productId)),
  },
}
