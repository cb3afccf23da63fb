import type { AssignmentFilter as AssignmentFilterInput, Resolvers } from '../generated/resolvers.js'
import { connection, pageOf } from '../graphql/connections.js'
import { filterId } from '../graphql/ids.js'
import { orderOf } from '../inputs.js'
import { countAllAssignments, getAssignments } from '../planning/assignment-service.js'
import { assignmentList, assignmentLists } from '../planning/assignment-lists.js'
import { assignmentLoader } from '../planning/assignment-loaders.js'
import { assignmentCountLoader, assignmentsLoader, getAssemblyCondition } from './assignment-loaders.js'

/** Lists of assignments, which can be filtered by what was produced. */
export const assignmentListResolvers: Pick<Resolvers, 'Query' | 'Event'> = {
  Query: {
    assignments: async (_, args, { session }) => {
      const filter = filterOf(args.filter)
      const condition = await getAssemblyCondition(filter, session)
      const areFew = [filter.eventId, filter.recipientId, filter.packageId].some((id) => id !== undefined)
      const order = orderOf(args.orderBy, 'RECIPIENT')
      const list = assignmentLists[order]
      const page = pageOf(list, 0, args)
      const slice = await getAssignments({ condition, areFew }, order, page, session)
      for (const assignment of slice.rows) assignmentLoader(session).prime(assignment.id, assignment)
      return connection(list, 0, slice, page, () => countAllAssignments(condition, session))
    },
  },
  Event: {
    assignments: async ({ id }, args, { session }) => {
      const filter = filterOf(args.filter)
      const page = pageOf(assignmentList, id, args)
      const slice = await assignmentsLoader(session).load({ parentId: id, page: { ...page, filter } })
      return connection(assignmentList, id, slice, page, () =>
        assignmentCountLoader(session).load({ parentId: id, filter }),
      )
    },
  },
}

function filterOf(filter: AssignmentFilterInput | null | undefined) {
  return {
    eventId: filterId('eventId', filter?.eventId, 'Event'),
    recipientId: filterId('recipientId', filter?.recipientId, 'Recipient'),
    packageId: filterId('packageId', filter?.packageId, 'Package'),
    status: filter?.status ?? undefined,
    canAssemble: filter?.canAssemble ?? undefined,
  }
}
