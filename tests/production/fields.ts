import { ASSIGNMENT, EVENT, RECIPE, type AskedField } from '../support/field-statements.js'

export const productionFields: readonly AskedField[] = [
  {
    field: 'Query.productionRecords',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { batches } } }`,
    statements: 2,
  },
  {
    field: 'Query.productionTotal',
    operation: `{ productionTotal(eventId: "${EVENT}", recipeId: "${RECIPE}") { batchesProduced } }`,
    statements: 3,
  },
  {
    field: 'Query.canAssemblePackage',
    operation: `{ canAssemblePackage(assignmentId: "${ASSIGNMENT}") { canAssemble } }`,
    statements: 5,
  },
  {
    field: 'Query.productionProgress',
    operation: `{ productionProgress(eventId: "${EVENT}") { isComplete } }`,
    statements: 5,
  },
  { field: 'Query.dashboardSummary', operation: '{ dashboardSummary { isComplete } }', statements: 5 },
  {
    field: 'Query.recipeCostBreakdown',
    operation: `{ recipeCostBreakdown(eventId: "${EVENT}") { variance } }`,
    statements: 5,
  },
  {
    field: 'Event.productionRecords',
    operation: '{ events { nodes { productionRecords { nodes { batches } } } } }',
    statements: 2,
  },
  {
    field: 'ProductionRecordConnection.totalCount',
    operation: '{ events { nodes { productionRecords { totalCount } } } }',
    statements: 3,
  },
  { field: 'Event.progress', operation: '{ events { nodes { progress { isComplete } } } }', statements: 5 },
  { field: 'Event.summary', operation: '{ events { nodes { summary { isComplete } } } }', statements: 5 },
  { field: 'Event.costBreakdown', operation: '{ events { nodes { costBreakdown { variance } } } }', statements: 5 },
  {
    field: 'Assignment.assemblyCheck',
    operation: `{ eventAssignments(eventId: "${EVENT}") { nodes { assemblyCheck { canAssemble } } } }`,
    statements: 6,
  },
  {
    field: 'ProductionRecord.event',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { event { name } } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.updatePackageStatus',
    operation: `mutation { updatePackageStatus(input: { assignmentId: "${ASSIGNMENT}", status: ASSEMBLED }) { assignment { status } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.updatePackageStatuses',
    operation: `mutation { updatePackageStatuses(input: { steps: [{ assignmentId: "assignment_4", status: ASSEMBLED }, { assignmentId: "assignment_4", status: DELIVERED }, { assignmentId: "${ASSIGNMENT}", status: DELIVERED }] }) { assignments { status } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.revertPackageStatus',
    operation: `mutation { revertPackageStatus(input: { assignmentId: "assignment_4", reason: "Sent back" }) { assignment { status } } }`,
    statements: 3,
  },
  {
    field: 'LotEntry.record',
    operation: '{ lots { nodes { entries { nodes { record { batches } } } } } }',
    statements: 3,
  },
  {
    field: 'ProductionRecord.uses',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { uses { quantity } } } }`,
    statements: 3,
  },
  {
    field: 'ProductionRecord.shortages',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { shortages { missing } } } }`,
    statements: 3,
  },
  {
    field: 'ProductionRecord.costIsComplete',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { costIsComplete } } }`,
    statements: 3,
  },
  {
    field: 'ProductionRecord.losses',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { losses { quantity } } } }`,
    statements: 3,
  },
  {
    field: 'ProductionRecord.batchesLost',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { batchesLost } } }`,
    statements: 3,
  },
  {
    field: 'ProductionRecord.lossCost',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { lossCost } } }`,
    statements: 3,
  },
  {
    field: 'LotUse.lot',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { uses { lot { quantity } } } } }`,
    statements: 4,
  },
  {
    field: 'Loss.record',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { losses { record { batches } } } } }`,
    statements: 4,
  },
  {
    field: 'Loss.finishedUnit',
    operation: `{ productionRecords(eventId: "${EVENT}") { nodes { losses { finishedUnit { name } } } } }`,
    statements: 4,
  },
  {
    field: 'Query.productionRecord',
    operation: '{ productionRecord(id: "production_record_1") { batches } }',
    statements: 1,
  },
  {
    field: 'Query.previewProduction',
    operation: `{ previewProduction(bakes: [{ recipeId: "${RECIPE}", batches: 1 }, { recipeId: "recipe_3", batches: 2 }]) { cost uses { quantity } shortages { missing } } }`,
    statements: 2,
  },
  { field: 'Query.eventPlan', operation: `{ eventPlan(eventId: "${EVENT}") { event { name } } }`, statements: 1 },
  { field: 'Event.plan', operation: '{ events(first: 3) { nodes { plan { event { name } } } } }', statements: 1 },
  {
    field: 'EventPlan.bake',
    operation: '{ events(first: 3) { nodes { plan { bake { cost uses { quantity } shortages { missing } } } } } }',
    statements: 7,
  },
  {
    field: 'EventPlan.assemble',
    operation: '{ events(first: 3) { nodes { plan { assemble { recipient { name } } } } } }',
    statements: 5,
  },
  {
    field: 'EventPlan.shoppingList',
    // Bakes and what to buy for them follow from the same rows.
    operation:
      '{ events(first: 3) { nodes { plan { bake { cost } shoppingList { cost lines { toBuy } gaps { reason } } } } } }',
    statements: 7,
  },
  {
    field: 'ShoppingLine.product',
    operation: '{ events(first: 3) { nodes { plan { shoppingList { lines { product { brand } } } } } } }',
    statements: 8,
  },
  {
    field: 'Query.shoppingList',
    operation:
      '{ shoppingList(eventIds: ["event_1", "event_2", "event_3"]) { lines { toBuy } } all: shoppingList(today: "2026-12-01") { lines { toBuy } } }',
    statements: 10,
  },
  {
    field: 'Mutation.recordProduction',
    operation: `mutation { recordProduction(input: { eventId: "${EVENT}", recipeId: "recipe_3", batches: 1, onShortage: ALLOW, losses: [{ finishedUnitId: "finished_unit_1", quantity: "1", reason: BURNT }] }) { record { actualCost } } }`,
    statements: 8,
  },
  {
    field: 'Mutation.recordLoss',
    operation: `mutation { recordLoss(input: { recordId: "production_record_5", loss: { finishedUnitId: "finished_unit_1", quantity: "1", reason: BURNT } }) { record { actualCost } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.voidProduction',
    operation: `mutation { voidProduction(input: { id: "production_record_2", reason: "Never baked" }) { record { actualCost } } }`,
    statements: 7,
  },
  {
    field: 'PurchasePayload.repricedRecords',
    operation: `mutation { correctPurchase(input: { id: "purchase_2", pricePerPackage: "11", reason: "Misread" }) { repricedRecords { actualCost } } }`,
    statements: 7,
  },
]
