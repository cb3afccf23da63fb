import { finishedGoodLoader } from '../catalog/finished-good-loaders.js'
import { finishedUnitLoader } from '../catalog/finished-unit-loaders.js'
import { ingredientLoader } from '../catalog/ingredient-loaders.js'
import { packageLoader } from '../catalog/package-loaders.js'
import { productLoader } from '../catalog/product-loaders.js'
import { recipeLoader } from '../catalog/recipe-loaders.js'
import { supplierLoader } from '../catalog/supplier-loaders.js'
import type { Resolvers } from '../generated/resolvers.js'
import { globalId, prefixOf } from '../global-ids.js'
import { readId } from '../graphql/ids.js'
import { historyEntryLoader } from '../history/loaders.js'
import { lotEntryLoader, lotLoader } from '../inventory/lot-loaders.js'
import { purchaseLoader } from '../inventory/purchase-loaders.js'
import { assignmentLoader } from '../planning/assignment-loaders.js'
import { eventLoader } from '../planning/event-loaders.js'
import { recipientLoader } from '../planning/recipient-loaders.js'
import { lossLoader, recordLoader } from '../production/record-loaders.js'
import { invalid, isNotFound } from '../domain-error.js'
import type { Session } from '../session/session.js'
import type { NodeModel } from './models.js'

const MAX_NODES = 100

type Loader = (session: Session) => { readonly load: (id: number) => Promise<{ readonly id: number }> }

/** How the objects of each type that implements Node are loaded. */
const loaders: readonly (readonly [NodeModel['__typename'], Loader])[] = [
  ['Assignment', assignmentLoader],
  ['Event', eventLoader],
  ['FinishedGood', finishedGoodLoader],
  ['FinishedUnit', finishedUnitLoader],
  ['HistoryEntry', historyEntryLoader],
  ['Ingredient', ingredientLoader],
  ['Loss', lossLoader],
  ['Lot', lotLoader],
  ['LotEntry', lotEntryLoader],
  ['Package', packageLoader],
  ['Product', productLoader],
  ['ProductionRecord', recordLoader],
  ['Purchase', purchaseLoader],
  ['Recipe', recipeLoader],
  ['Recipient', recipientLoader],
  ['Supplier', supplierLoader],
]
const byPrefix = new Map(loaders.map(([type, loader]) => [prefixOf(type), { type, loader }]))

export const nodeResolvers: Pick<Resolvers, 'Query' | 'Node' | 'HistoryEntry'> = {
  Query: {
    node: (_, { id }, { session }) => loadNode('id', id, session),
    nodes: (_, { ids }, { session }) => {
      if (ids.length > MAX_NODES) throw invalid('ids', `may be at most ${String(MAX_NODES)}`)
      return Promise.all(ids.map((id) => loadNode('ids', id, session)))
    },
  },
  HistoryEntry: {
    subject: ({ subjectType, subjectId }, _, { session }) =>
      loadNode('subjectId', globalId(subjectType, subjectId), session),
  },
  Node: {
    __resolveType: ({ __typename }) => __typename,
  },
}

/** The object with a global id; null if there is none. Throws VALIDATION_FAILED for what can be no object's id. */
async function loadNode(field: string, id: string, session: Session): Promise<NodeModel | null> {
  const { of, row } = readId(field, id, byPrefix)
  if (row === undefined) return null
  try {
    return { ...(await of.loader(session).load(row)), __typename: of.type }
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}
