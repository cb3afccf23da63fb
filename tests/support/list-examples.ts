import { idOf } from './ids.js'
import type { Examples } from './list-operations.js'
import { RARE } from './years.js'

// What the lists of `fillYears` are asked for.

/** Rows with thousands below them, with a few, and with none. */
const ids = (type: string, ...rows: readonly number[]): string[] => rows.map((row) => idOf(type, row))
const NONE = 1_000_000

/** Each field of a filter, and each argument that is required, has examples here: what is common, and what is rare. */
export const EXAMPLES: Examples = {
  'AssignmentFilter.eventId': ids('Event', 190, 2, NONE),
  'AssignmentFilter.recipientId': ids('Recipient', 1, 8, NONE),
  'AssignmentFilter.packageId': ids('Package', 1, 7, NONE),
  'EventFilter.search': ['event 000', 'nothing'],
  'EventFilter.from': ['2026-01-01', '2040-01-01'],
  'EventFilter.to': ['2026-01-01', '2000-01-01'],
  'RecipientFilter.search': [RARE.recipient, 'recipient', 'nothing'],
  'SupplierFilter.search': ['supplier 000', 'nothing'],
  'PackageFilter.search': ['package 000', 'nothing'],
  'RecipeFilter.search': ['recipe 000', 'nothing'],
  'RecipeFilter.category': ['Category 7', 'nothing'],
  'FinishedUnitFilter.search': ['unit 000', 'nothing'],
  'FinishedUnitFilter.recipeId': ids('Recipe', 1, 300, NONE),
  'FinishedGoodFilter.search': ['good 000', 'nothing'],
  'IngredientFilter.search': ['ingredient 000', 'nothing'],
  'IngredientFilter.category': ['Category 7', 'nothing'],
  'IngredientFilter.parentId': ids('Ingredient', 1, NONE),
  'ProductFilter.search': ['ingredient 000', 'brand 1', 'nothing'],
  'ProductFilter.ingredientId': ids('Ingredient', 101, 300, NONE),
  'PurchaseFilter.productId': ids('Product', 1, 8, NONE),
  'PurchaseFilter.supplierId': ids('Supplier', 1, 8, NONE),
  'PurchaseFilter.from': ['2022-01-01', '2040-01-01'],
  'PurchaseFilter.to': ['2022-01-01', '2000-01-01'],
  'LotFilter.ingredientId': ids('Ingredient', 101, 300, NONE),
  'LotFilter.productId': ids('Product', 1, 8, NONE),
  'HistoryFilter.eventId': ids('Event', 1, 190, NONE),
  'HistoryFilter.subjectId': [...ids('Lot', 1, 300, NONE), ...ids('Assignment', 1)],
  'HistoryFilter.actor': [RARE.actor, 'Anna', 'nobody'],
  'HistoryFilter.action': [RARE.action, 'adjustLot', 'nothing'],
  'HistoryFilter.from': ['2022-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
  'HistoryFilter.to': [
    `${RARE.date}T00:20:00Z`,
    '2019-08-01T00:00:00Z',
    '2022-01-01T00:00:00Z',
    '2000-01-01T00:00:00Z',
  ],
  'Query.productionRecords.eventId': ids('Event', 1, 190),
  'Query.eventAssignments.eventId': ids('Event', 1, 190),
}
/** Of each type that has lists: a row with thousands in them, and one with a few. */
export const PARENTS: Readonly<Record<string, readonly number[]>> = {
  Event: [1, 190],
  Recipient: [1, 8],
  Package: [1, 8],
  Ingredient: [101, 300],
  Product: [1, 8],
  Supplier: [1, 8],
  Lot: [1, 300],
}
