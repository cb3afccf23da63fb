// The rows that resolvers take and give.

export interface AssignmentModel {
  readonly id?: number
}
export interface AssignmentConnectionModel {
  readonly id?: number
}
export interface AssemblyCheckModel {
  readonly id?: number
}
export interface CostGapModel {
  readonly id?: number
}
export interface EventModel {
  readonly id?: number
}
export interface EventConnectionModel {
  readonly id?: number
}
export interface EventSummaryModel {
  readonly id?: number
}
export interface FinishedGoodModel {
  readonly id?: number
}
export interface FinishedUnitModel {
  readonly id?: number
}
export interface GoodComponentModel {
  readonly id?: number
}
export interface IngredientModel {
  readonly id?: number
}
export interface MissingRecipeModel {
  readonly id?: number
}
export interface PackageModel {
  readonly id?: number
}
export interface PackageContentModel {
  readonly id?: number
}
export interface ProductionProgressModel {
  readonly id?: number
}
export interface ProductionRecordModel {
  readonly id?: number
}
export interface ProductionRecordConnectionModel {
  readonly id?: number
}
export interface ProductionTotalModel {
  readonly id?: number
}
export interface RecipeModel {
  readonly id?: number
}
export interface RecipeCostModel {
  readonly id?: number
}
export interface RecipeProgressModel {
  readonly id?: number
}
export interface RecipientModel {
  readonly id?: number
}
