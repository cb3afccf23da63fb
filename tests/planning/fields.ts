import { EVENT, type AskedField } from '../support/field-statements.js'

export const planningFields: readonly AskedField[] = [
  { field: 'Query.event', operation: `{ event(id: "${EVENT}") { name } }`, statements: 1 },
  { field: 'Query.events', operation: '{ events { nodes { name } } }', statements: 1 },
  {
    field: 'Query.eventAssignments',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { quantity } } }`,
    statements: 2,
  },
  { field: 'EventConnection.totalCount', operation: '{ events { totalCount } }', statements: 2 },
  {
    field: 'Event.assignments',
    operation: '{ events { nodes { assignments { nodes { quantity } } } } }',
    statements: 2,
  },
  {
    field: 'AssignmentConnection.totalCount',
    operation: '{ events { nodes { assignments { totalCount } } } }',
    statements: 3,
  },
  {
    field: 'Assignment.event',
    operation: `{ nodes(ids: ["assignment_1", "assignment_2"]) { ... on Assignment { event { name } } } }`,
    statements: 2,
  },
  { field: 'HistoryEntry.event', operation: '{ history { nodes { event { name } } } }', statements: 1 },
  { field: 'Query.assignment', operation: '{ assignment(id: "assignment_1") { quantity } }', statements: 1 },
  { field: 'Query.recipient', operation: `{ recipient(id: "recipient_1") { name } }`, statements: 1 },
  { field: 'Query.recipients', operation: `{ recipients { nodes { name } } }`, statements: 1 },
  { field: 'RecipientConnection.totalCount', operation: `{ recipients { totalCount } }`, statements: 2 },
  {
    field: 'Recipient.version',
    operation: `{ events { nodes { assignments { nodes { recipient { version } } } } } }`,
    statements: 3,
  },
  {
    field: 'Recipient.archived',
    operation: `{ events { nodes { assignments { nodes { recipient { archived } } } } } }`,
    statements: 3,
  },
  {
    field: 'Recipient.address',
    operation: `{ events { nodes { assignments { nodes { recipient { address } } } } } }`,
    statements: 3,
  },
  {
    field: 'Recipient.notes',
    operation: `{ events { nodes { assignments { nodes { recipient { notes } } } } } }`,
    statements: 3,
  },
  {
    field: 'Recipient.assignments',
    operation: `{ recipients { nodes { assignments { nodes { quantity } } } } }`,
    statements: 2,
  },
  {
    field: 'Package.assignments',
    operation: `{ events(first: 2) { nodes { assignments(first: 2) { nodes { package { assignments(first: 2) { nodes { quantity } } } } } } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.createRecipient',
    operation: `mutation { createRecipient(input: { name: "Dee" }) { recipient { name } } }`,
    statements: 2,
  },
  {
    field: 'Mutation.updateRecipient',
    operation: `mutation { updateRecipient(input: { id: "recipient_1", name: "Anna" }) { recipient { name } } }`,
    statements: 4,
  },
  {
    field: 'Mutation.deleteRecipient',
    operation: `mutation { deleteRecipient(input: { id: "recipient_6" }) { deletedId } }`,
    statements: 5,
  },
  {
    field: 'Mutation.createEvent',
    operation: `mutation { createEvent(input: { name: "Easter", date: "2027-03-28" }) { event { name } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.updateEvent',
    operation: `mutation { updateEvent(input: { id: "event_1", name: "First Advent" }) { event { name } } }`,
    statements: 4,
  },
  {
    field: 'Mutation.deleteEvent',
    operation: `mutation { deleteEvent(input: { id: "event_4" }) { deletedId } }`,
    statements: 8,
  },
  {
    field: 'Mutation.cloneEvent',
    operation: `mutation { cloneEvent(input: { id: "event_1", name: "Again", date: "2027-12-01" }) { event { name } } }`,
    statements: 8,
  },
  {
    field: 'Mutation.addAssignment',
    operation: `mutation { addAssignment(input: { eventId: "event_1", recipientId: "recipient_1", packageId: "package_1" }) { assignment { quantity } } }`,
    statements: 7,
  },
  {
    field: 'Mutation.updateAssignment',
    operation: `mutation { updateAssignment(input: { id: "assignment_1", quantity: 3, recipientId: "recipient_2" }) { assignment { quantity } } }`,
    statements: 7,
  },
  {
    field: 'Mutation.removeAssignment',
    operation: `mutation { removeAssignment(input: { id: "assignment_2" }) { deletedId } }`,
    statements: 4,
  },
  {
    field: 'Query.assignments',
    operation: `{ assignments(filter: { status: PENDING, canAssemble: false }) { nodes { recipient { name } } } }`,
    statements: 6,
  },
]
