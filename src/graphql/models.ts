// The rows that resolvers take and give, by the names of their GraphQL types.
export type {
  Ingredient as IngredientModel,
  CostGap as CostGapModel,
  FinishedGood as FinishedGoodModel,
  FinishedUnit as FinishedUnitModel,
  GoodComponent as GoodComponentModel,
  PackageContent as PackageContentModel,
  Recipe as RecipeModel,
} from '../catalog/rules.js'
export type {
  Assignment as AssignmentModel,
  Event as EventModel,
  PackageRow as PackageModel,
  Recipient as RecipientModel,
} from '../planning/service.js'
export type {
  MissingRecipe as MissingRecipeModel,
  RecipeCost as RecipeCostModel,
  RecipeProgress as RecipeProgressModel,
} from '../production/rules.js'
export type {
  AssemblyCheck as AssemblyCheckModel,
  ProductionProgress as ProductionProgressModel,
} from '../production/derived.js'
export type {
  EventSummary as EventSummaryModel,
  ProductionRecord as ProductionRecordModel,
  ProductionTotal as ProductionTotalModel,
} from '../production/service.js'
import type { Assignment, Event } from '../planning/service.js'
import type { ProductionRecord } from '../production/service.js'
import type { Connection } from './connections.js'

export type EventConnectionModel = Connection<Event>
export type AssignmentConnectionModel = Connection<Assignment>
export type ProductionRecordConnectionModel = Connection<ProductionRecord>
