// The rows that resolvers take and give, by the names of their GraphQL types.
export type {
  Ingredient as IngredientModel,
  CostGap as CostGapModel,
  FinishedGood as FinishedGoodModel,
  FinishedUnit as FinishedUnitModel,
  GoodComponent as GoodComponentModel,
  Package as PackageModel,
  PackageContent as PackageContentModel,
  Product as ProductModel,
  Recipe as RecipeModel,
  Supplier as SupplierModel,
} from '../catalog/rules.js'
export type {
  RecipeComponent as RecipeComponentModel,
  RecipeLine as RecipeLineModel,
} from '../catalog/recipe-service.js'
export type { HistoryEntry as HistoryEntryModel } from '../history/service.js'
export type {
  Lot as LotModel,
  LotEntry as LotEntryModel,
  Purchase as PurchaseModel,
  Stocked as StockModel,
} from '../inventory/service.js'
export type { Assignment as AssignmentModel } from '../planning/assignment-service.js'
export type { Event as EventModel, Recipient as RecipientModel } from '../planning/service.js'
export type {
  MissingRecipe as MissingRecipeModel,
  RecipeCost as RecipeCostModel,
  RecipeProgress as RecipeProgressModel,
  ShoppingLine as ShoppingLineModel,
} from '../production/rules.js'
export type {
  AssemblyCheck as AssemblyCheckModel,
  ProductionProgress as ProductionProgressModel,
} from '../production/derived.js'
export type {
  BakePreview as BakePreviewModel,
  EventPlan as EventPlanModel,
  ShoppingList as ShoppingListModel,
} from '../production/plan.js'
export type {
  EventSummary as EventSummaryModel,
  Loss as LossModel,
  LotUse as LotUseModel,
  Shortage as ShortageModel,
  ProductionRecord as ProductionRecordModel,
  ProductionTotal as ProductionTotalModel,
} from '../production/service.js'
import type { HistoryEntry } from '../history/service.js'
import type { Lot, LotEntry, Purchase } from '../inventory/service.js'
import type { Assignment } from '../planning/assignment-service.js'
import type { Event, RecipientDetail } from '../planning/service.js'
import type { ProductionRecord } from '../production/service.js'
import type { RecipeDefinition } from '../catalog/recipe-service.js'
import type { FinishedGood, FinishedUnit, Supplier } from '../catalog/rules.js'
import type { IngredientDefinition } from '../catalog/ingredient-service.js'
import type { ProductDefinition } from '../catalog/product-service.js'
import type { PackageDefinition } from '../catalog/package-service.js'
import type { Connection } from '../graphql/connections.js'

export type EventConnectionModel = Connection<Event>
export type PackageConnectionModel = Connection<PackageDefinition>
export type RecipeConnectionModel = Connection<RecipeDefinition>
export type FinishedUnitConnectionModel = Connection<FinishedUnit>
export type FinishedGoodConnectionModel = Connection<FinishedGood>
export type IngredientConnectionModel = Connection<IngredientDefinition>
export type ProductConnectionModel = Connection<ProductDefinition>
export type SupplierConnectionModel = Connection<Supplier>
export type PurchaseConnectionModel = Connection<Purchase>
export type LotConnectionModel = Connection<Lot>
export type LotEntryConnectionModel = Connection<LotEntry>
export type HistoryConnectionModel = Connection<HistoryEntry>
export type RecipientConnectionModel = Connection<RecipientDetail>
export type AssignmentConnectionModel = Connection<Assignment>
export type ProductionRecordConnectionModel = Connection<ProductionRecord>

export interface PurchasePayloadModel {
  readonly purchase: Purchase
  readonly repricedRecordIds: readonly number[]
  readonly query: object
}

/** An object that was asked for by its id: which type's it is, and its row. */
export interface NodeModel {
  readonly __typename:
    | 'Assignment'
    | 'Event'
    | 'FinishedGood'
    | 'FinishedUnit'
    | 'HistoryEntry'
    | 'Ingredient'
    | 'Loss'
    | 'Lot'
    | 'LotEntry'
    | 'Package'
    | 'Product'
    | 'ProductionRecord'
    | 'Purchase'
    | 'Recipe'
    | 'Recipient'
    | 'Supplier'
  readonly id: number
}
