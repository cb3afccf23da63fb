import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { childConnection, connection, connectionResolvers, pageOf } from '../graphql/connections.js'
import type { MutationContext } from '../graphql/context.js'
import { parseId } from '../graphql/ids.js'
import { definitionFilter, orderOf } from '../inputs.js'
import { createRecipient } from './create-recipient.js'
import { deleteRecipient } from './delete-recipient.js'
import { assignmentsOfLists } from './assignment-lists.js'
import { recipientLists } from './recipient-lists.js'
import { assignmentsOfLoaders } from './assignment-loaders.js'
import { recipientLoader } from './recipient-loaders.js'
import { countRecipients, getRecipients, recipientNotFound } from './recipient-service.js'
import { updateRecipient } from './update-recipient.js'

export const recipientResolvers: Pick<Resolvers, 'Query' | 'Recipient' | 'RecipientConnection'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    recipient: (_, { id }, { session }) => recipientLoader(session).load(parseId('id', id, recipientNotFound)),
    recipients: async (_, args, { session }) => {
      const filter = definitionFilter(args.filter)
      const order = orderOf(args.orderBy, 'NAME')
      const list = recipientLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getRecipients(filter, order, page, session)
      for (const recipient of slice.rows) recipientLoader(session).prime(recipient.id, recipient)
      return connection(list, 0, slice, page, () => countRecipients(filter, session))
    },
  },
  Mutation: {
    createRecipient: async (_, { input }, { session }) => ({
      recipient: await createRecipient(input, session),
      query: {},
    }),
    updateRecipient: async (_, { input }, { session }) => ({
      recipient: await updateRecipient({ ...input, id: parseId('id', input.id, recipientNotFound) }, session),
      query: {},
    }),
    deleteRecipient: async (_, { input }, { session }) => {
      await deleteRecipient({ ...input, id: parseId('id', input.id, recipientNotFound) }, session)
      return { deletedId: input.id, query: {} }
    },
  },
  // What is not read with each assignment.
  Recipient: {
    version: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).version,
    archived: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).archived,
    address: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).address,
    notes: async ({ id }, _, { session }) => (await recipientLoader(session).load(id)).notes,
    assignments: ({ id }, args, { session }) =>
      childConnection(assignmentsOfLists.Recipient, assignmentsOfLoaders.Recipient, id, args, session),
  },
  RecipientConnection: connectionResolvers,
}
