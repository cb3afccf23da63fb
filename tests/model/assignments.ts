import type { Bakery, Packing } from './bakery.js'
import { the } from './catalog.js'
import { save, shown } from './definitions.js'
import { checkCount, checkId, checkVersion, find, isArchivedIn, refuse } from './refusals.js'

// Who is given what, as long as it is not packed.

export type AssignmentCall =
  | {
      readonly field: 'addAssignment'
      readonly input: {
        readonly eventId: string
        readonly recipientId: string
        readonly packageId: string
        readonly quantity: number
      }
    }
  | {
      readonly field: 'updateAssignment'
      readonly input: {
        readonly id: string
        readonly expectedVersion?: number
        readonly recipientId?: string
        readonly packageId?: string
        readonly quantity?: number
      }
    }
  | {
      readonly field: 'removeAssignment'
      readonly input: { readonly id: string; readonly expectedVersion?: number }
    }

type Input<Field extends AssignmentCall['field']> = Extract<AssignmentCall, { readonly field: Field }>['input']

export function addAssignment(bakery: Bakery, input: Input<'addAssignment'>): object {
  const { catalog, packings, history } = bakery
  const { eventId, recipientId, packageId, quantity } = input
  checkId('eventId', 'event', eventId)
  checkId('recipientId', 'recipient', recipientId)
  checkId('packageId', 'package', packageId)
  checkCount('quantity', quantity)
  find(catalog.events, 'event', eventId)
  find(catalog.recipients, 'recipient', recipientId)
  if (find(catalog.packages, 'package', packageId).isArchived) isArchivedIn('packageId')
  const id = `assignment ${bakery.assignmentsMade++}`
  const assignment = { id, eventId, recipientId, packageId, quantity, version: 1 }
  catalog.assignments.push(assignment)
  packings.push({ id, status: 'PENDING', deliveredTo: null, needs: new Map() })
  history.push({ action: 'addAssignment', subjectId: id, eventId, reason: null })
  return { assignment: shown.assignment(assignment) }
}

export function updateAssignment(bakery: Bakery, input: Input<'updateAssignment'>): object {
  const { catalog, packings } = bakery
  checkId('id', 'assignment', input.id)
  if (input.recipientId !== undefined) checkId('recipientId', 'recipient', input.recipientId)
  if (input.packageId !== undefined) checkId('packageId', 'package', input.packageId)
  if (input.quantity !== undefined) checkCount('quantity', input.quantity)
  const assignment = find(catalog.assignments, 'assignment', input.id)
  const { recipientId, packageId, quantity } = { ...assignment, ...input }
  find(catalog.recipients, 'recipient', recipientId)
  const parcel = find(catalog.packages, 'package', packageId)
  checkVersion(input.expectedVersion, assignment.version)
  const isOther = packageId !== assignment.packageId
  if (isOther || quantity !== assignment.quantity) checkPending(the(packings, input.id))
  if (isOther && parcel.isArchived) isArchivedIn('packageId')
  const { eventId } = assignment
  save(bakery, 'updateAssignment', assignment, shown.assignment, { recipientId, packageId, quantity }, eventId)
  return { assignment: shown.assignment(assignment) }
}

export function removeAssignment(bakery: Bakery, { id, expectedVersion }: Input<'removeAssignment'>): object {
  const { catalog, packings, history } = bakery
  checkId('id', 'assignment', id)
  const assignment = find(catalog.assignments, 'assignment', id)
  checkVersion(expectedVersion, assignment.version)
  const packing = the(packings, id)
  checkPending(packing)
  catalog.assignments.splice(catalog.assignments.indexOf(assignment), 1)
  packings.splice(packings.indexOf(packing), 1)
  history.push({ action: 'removeAssignment', subjectId: id, eventId: assignment.eventId, reason: null })
  return { deletedId: id }
}

function checkPending({ id, status }: Packing): void {
  if (status !== 'PENDING') refuse('ASSIGNMENT_LOCKED', { id, status })
}
