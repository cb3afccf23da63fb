import { EVENT, type AskedField } from '../support/field-statements.js'

export const catalogFields: readonly AskedField[] = [
  {
    field: 'Package.contents',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { contents { quantity } } } } }`,
    statements: 5,
  },
  { field: 'Query.supplier', operation: `{ supplier(id: "supplier_1") { name } }`, statements: 1 },
  { field: 'Query.suppliers', operation: `{ suppliers { nodes { name version archived } } }`, statements: 1 },
  { field: 'SupplierConnection.totalCount', operation: `{ suppliers { totalCount } }`, statements: 2 },
  {
    field: 'Mutation.createSupplier',
    operation: `mutation { createSupplier(input: { name: "Mill" }) { supplier { name } } }`,
    statements: 5,
  },
  {
    field: 'Mutation.updateSupplier',
    operation: `mutation { updateSupplier(input: { id: "supplier_1", name: "Fair" }) { supplier { name } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.deleteSupplier',
    operation: `mutation { deleteSupplier(input: { id: "supplier_2" }) { deletedId } }`,
    statements: 5,
  },
  { field: 'Query.package', operation: `{ package(id: "package_1") { name } }`, statements: 1 },
  { field: 'Query.packages', operation: `{ packages { nodes { name version archived notes } } }`, statements: 1 },
  { field: 'PackageConnection.totalCount', operation: `{ packages { totalCount } }`, statements: 2 },
  {
    field: 'Package.version',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { version } } } }`,
    statements: 3,
  },
  {
    field: 'Package.archived',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { archived } } } }`,
    statements: 3,
  },
  {
    field: 'Package.notes',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { notes } } } }`,
    statements: 3,
  },
  {
    field: 'Package.costNow',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { package { costNow } } } }`,
    statements: 6,
  },
  {
    field: 'FinishedGood.packages',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { packages { name notes } } } }`,
    statements: 2,
  },
  {
    field: 'Mutation.createPackage',
    operation: `mutation { createPackage(input: { name: "Box", contents: [{ finishedGoodId: "finished_good_1", quantity: 2 }] }) { package { name } } }`,
    statements: 8,
  },
  {
    field: 'Mutation.updatePackage',
    operation: `mutation { updatePackage(input: { id: "package_1", name: "Crate", contents: [{ finishedGoodId: "finished_good_2", quantity: 3 }] }) { package { name } } }`,
    statements: 10,
  },
  {
    field: 'Mutation.deletePackage',
    operation: `mutation { deletePackage(input: { id: "package_4" }) { deletedId } }`,
    statements: 6,
  },
  { field: 'Query.finishedGood', operation: `{ finishedGood(id: "finished_good_1") { name } }`, statements: 1 },
  {
    field: 'Query.finishedGoods',
    operation: `{ finishedGoods { nodes { name components { quantity } } } }`,
    statements: 2,
  },
  { field: 'FinishedGoodConnection.totalCount', operation: `{ finishedGoods { totalCount } }`, statements: 3 },
  {
    field: 'FinishedGood.version',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { version } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.archived',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { archived } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.notes',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { notes } } }`,
    statements: 2,
  },
  {
    field: 'FinishedGood.costNow',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { costNow } } }`,
    statements: 4,
  },
  {
    field: 'FinishedGood.usedIn',
    operation: `{ nodes(ids: ["finished_good_1", "finished_good_2"]) { ... on FinishedGood { usedIn { name } } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.createFinishedGood',
    operation: `mutation { createFinishedGood(input: { name: "Box", components: [{ finishedUnitId: "finished_unit_1", quantity: "2" }] }) { finishedGood { name } } }`,
    statements: 10,
  },
  {
    field: 'Mutation.updateFinishedGood',
    operation: `mutation { updateFinishedGood(input: { id: "finished_good_1", name: "Sack", components: [{ finishedUnitId: "finished_unit_2", quantity: "3" }] }) { finishedGood { name } } }`,
    statements: 11,
  },
  {
    field: 'Mutation.deleteFinishedGood',
    operation: `mutation { deleteFinishedGood(input: { id: "finished_good_3" }) { deletedId } }`,
    statements: 7,
  },
]
