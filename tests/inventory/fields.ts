import type { AskedField } from '../support/field-statements.js'

export const inventoryFields: readonly AskedField[] = [
  { field: 'Query.purchase', operation: '{ purchase(id: "purchase_1") { packages } }', statements: 1 },
  { field: 'Query.purchases', operation: '{ purchases { nodes { packages } } }', statements: 1 },
  { field: 'PurchaseConnection.totalCount', operation: '{ purchases { totalCount } }', statements: 2 },
  { field: 'Purchase.product', operation: '{ purchases { nodes { product { brand } } } }', statements: 2 },
  { field: 'Purchase.supplier', operation: '{ purchases { nodes { supplier { name } } } }', statements: 2 },
  { field: 'Purchase.lot', operation: '{ purchases { nodes { lot { quantity } } } }', statements: 2 },
  { field: 'Query.lot', operation: '{ lot(id: "lot_1") { quantity } }', statements: 1 },
  { field: 'Query.lots', operation: '{ lots { nodes { quantity } } }', statements: 1 },
  { field: 'LotConnection.totalCount', operation: '{ lots { totalCount } }', statements: 2 },
  { field: 'Lot.product', operation: '{ lots { nodes { product { brand } } } }', statements: 2 },
  { field: 'Lot.purchase', operation: '{ lots { nodes { purchase { packages } } } }', statements: 2 },
  { field: 'Lot.entries', operation: '{ lots { nodes { entries { nodes { value } } } } }', statements: 2 },
  { field: 'LotEntryConnection.totalCount', operation: '{ lots { nodes { entries { totalCount } } } }', statements: 3 },
  { field: 'LotEntry.lot', operation: '{ lots { nodes { entries { nodes { lot { quantity } } } } } }', statements: 3 },
  {
    field: 'LotEntry.reverses',
    operation: '{ lots { nodes { entries { nodes { reverses { value } } } } } }',
    statements: 3,
  },
  {
    field: 'Mutation.recordPurchase',
    operation: `mutation { recordPurchase(input: { productId: "product_1", supplierId: "supplier_1", purchasedOn: "2026-10-01", packages: "2", pricePerPackage: "9" }) { purchase { packages } } }`,
    statements: 3,
  },
  {
    field: 'Mutation.correctPurchase',
    operation: `mutation { correctPurchase(input: { id: "purchase_1", packages: "2", pricePerPackage: "9", supplierId: null, reason: "Misread" }) { purchase { packages } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.voidPurchase',
    operation: `mutation { voidPurchase(input: { id: "purchase_2", reason: "Sent back" }) { purchase { packages } } }`,
    statements: 6,
  },
  {
    field: 'Mutation.recordLot',
    operation: `mutation { recordLot(input: { productId: "product_1", quantity: "2", unitCost: "0.5" }) { lot { quantity } } }`,
    statements: 4,
  },
  {
    field: 'Mutation.adjustLot',
    operation: `mutation { adjustLot(input: { id: "lot_1", toQuantity: "2", reason: COUNT }) { lot { quantity } } }`,
    statements: 4,
  },
  {
    field: 'Mutation.correctLot',
    operation: `mutation { correctLot(input: { id: "lot_3", unitCost: "0.5", reason: "Found the receipt" }) { lot { quantity } } }`,
    statements: 6,
  },
  {
    field: 'Ingredient.stock',
    operation: '{ lots { nodes { product { ingredient { stock { quantity } } } } } }',
    statements: 4,
  },
  {
    field: 'Stock.unconverted',
    operation: '{ lots { nodes { product { ingredient { stock(unit: "each") { unconverted { quantity } } } } } } }',
    statements: 5,
  },
  {
    field: 'Ingredient.lots',
    operation: '{ lots { nodes { product { ingredient { lots { nodes { quantity } } } } } } }',
    statements: 3,
  },
  { field: 'Product.lots', operation: '{ lots { nodes { product { lots { nodes { quantity } } } } } }', statements: 3 },
  {
    field: 'Supplier.purchases',
    operation: '{ suppliers { nodes { purchases { nodes { packages } } } } }',
    statements: 2,
  },
  {
    field: 'Product.purchases',
    operation: '{ lots { nodes { product { purchases { nodes { packages } } } } } }',
    statements: 3,
  },
]
