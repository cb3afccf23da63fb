import { inList } from '../domain-error.js'
import { globalId } from '../global-ids.js'
import type { MutationContext } from '../graphql/context.js'
import type { MutationResolvers, Resolvers } from '../generated/resolvers.js'
import { parseId } from '../graphql/ids.js'
import { assignmentNotFound } from '../planning/assignment-service.js'
import { assemblyCheckLoader } from './assignment-loaders.js'
import { canAssemblePackage } from './assembly-service.js'
import { revertPackageStatus } from './revert-package-status.js'
import { updatePackageStatus } from './update-package-status.js'
import { checkNumberOfSteps, updatePackageStatuses } from './update-package-statuses.js'

export const assemblyResolvers: Pick<Resolvers, 'Query' | 'Assignment' | 'AssemblyCheck'> & {
  readonly Mutation: MutationResolvers<MutationContext>
} = {
  Query: {
    canAssemblePackage: (_, { assignmentId }, { session }) =>
      canAssemblePackage(parseId('assignmentId', assignmentId, assignmentNotFound), session),
  },
  Mutation: {
    updatePackageStatus: async (_, { input: { assignmentId, status, deliveredTo } }, { session }) => ({
      assignment: await updatePackageStatus(
        parseId('assignmentId', assignmentId, assignmentNotFound),
        status,
        session,
        { deliveredTo: deliveredTo ?? undefined },
      ),
      query: {},
    }),
    updatePackageStatuses: async (_, { input: { steps } }, { session }) => {
      checkNumberOfSteps(steps.length)
      const asked = steps.map(({ assignmentId, status, deliveredTo }, index) => ({
        assignmentId: inList('steps', index, () => parseId('assignmentId', assignmentId, assignmentNotFound)),
        status,
        deliveredTo: deliveredTo ?? undefined,
      }))
      return { assignments: await updatePackageStatuses(asked, session), query: {} }
    },
    revertPackageStatus: async (_, { input: { assignmentId, reason } }, { session }) => ({
      assignment: await revertPackageStatus(parseId('assignmentId', assignmentId, assignmentNotFound), reason, session),
      query: {},
    }),
  },
  Assignment: {
    assemblyCheck: (assignment, _, { session }) => assemblyCheckLoader(session).load(assignment),
  },
  AssemblyCheck: { id: ({ assignment }) => globalId('AssemblyCheck', assignment.id) },
}
