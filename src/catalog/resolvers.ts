import type { Resolvers } from '../graphql/generated/resolvers.js'
import { packageContentsLoader } from './loaders.js'

export const catalogResolvers: Pick<Resolvers, 'Package'> = {
  Package: {
    contents: ({ id }, _, { session }) => packageContentsLoader(session).load(id),
  },
}
