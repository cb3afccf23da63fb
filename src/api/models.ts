// The rows that resolvers take and give, by the names of their GraphQL types.
export type {
  Ingredient as IngredientModel,
  FinishedGood as FinishedGoodModel,
  FinishedUnit as FinishedUnitModel,
  GoodComponent as GoodComponentModel,
  Package as PackageModel,
  PackageContent as PackageContentModel,
  Product as ProductModel,
  Recipe as RecipeModel,
  Supplier as SupplierModel,
} from '../catalog/rules.js'
export type { CostGap as CostGapModel } from '../catalog/costing-rules.js'
export type {
  RecipeComponent as RecipeComponentModel,
  RecipeLine as RecipeLineModel,
} from '../catalog/recipe-service.js'
export type { HistoryEntry as HistoryEntryModel } from '../history/service.js'
export type { LotEntry as LotEntryModel } from '../inventory/lot-entry-service.js'
export type { Lot as LotModel } from '../inventory/lot-service.js'
export type { Purchase as PurchaseModel } from '../inventory/purchase-service.js'
export type { Stocked as StockModel } from '../inventory/stock-service.js'
export type { Assignment as AssignmentModel } from '../planning/assignment-service.js'
export type { Event as EventModel } from '../planning/event-service.js'
export type { Recipient as RecipientModel } from '../planning/recipient-service.js'
export type { MissingRecipe as MissingRecipeModel } from '../production/assembly-rules.js'
export type {
  RecipeCost as RecipeCostModel,
  RecipeProgress as RecipeProgressModel,
} from '../production/progress-rules.js'
export type { ShoppingLine as ShoppingLineModel } from '../production/shopping-rules.js'
export type { AssemblyCheck as AssemblyCheckModel } from '../production/assembly-derived.js'
export type { ProductionProgress as ProductionProgressModel } from '../production/derived.js'
export type {
  BakePreview as BakePreviewModel,
  EventPlan as EventPlanModel,
  ShoppingList as ShoppingListModel,
} from '../production/plan.js'
export type { Loss as LossModel } from '../production/loss-service.js'
export type {
  EventSummary as EventSummaryModel,
  ProductionTotal as ProductionTotalModel,
} from '../production/progress-service.js'
export type {
  LotUse as LotUseModel,
  ProductionRecord as ProductionRecordModel,
  Shortage as ShortageModel,
} from '../production/record-service.js'
import type { HistoryEntry } from '../history/service.js'
import type { LotEntry } from '../inventory/lot-entry-service.js'
import type { Lot } from '../inventory/lot-service.js'
import type { Purchase } from '../inventory/purchase-service.js'
import type { Assignment } from '../planning/assignment-service.js'
import type { Event } from '../planning/event-service.js'
import type { RecipientDetail } from '../planning/recipient-service.js'
import type { ProductionRecord } from '../production/record-service.js'
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
