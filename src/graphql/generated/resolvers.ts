import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AssignmentModel, AssignmentConnectionModel, AssemblyCheckModel, CostGapModel, EventModel, EventConnectionModel, EventSummaryModel, FinishedGoodModel, FinishedUnitModel, GoodComponentModel, IngredientModel, MissingRecipeModel, PackageModel, PackageContentModel, ProductionProgressModel, ProductionRecordModel, ProductionRecordConnectionModel, ProductionTotalModel, RecipeModel, RecipeCostModel, RecipeProgressModel, RecipientModel } from '../models.js';
import type { Context } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: number | string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An exact decimal number, as a string: "12.5000". Never a binary float. */
  Decimal: { input: string; output: string; }
  /** A calendar date without a time of day or a time zone, YYYY-MM-DD: "2024-12-18". */
  Date: { input: string; output: string; }
  /** An instant, RFC 3339, in UTC: "2024-12-18T09:30:00.000Z". */
  DateTime: { input: string; output: Date | string; }
};

/** Where a page of a connection lies in its whole list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether there are items after this page. Ask for them with `after: endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of this page; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last item of this page; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** How far an assignment is. It moves one step at a time: PENDING, ASSEMBLED, DELIVERED; never back, and no step is left out. */
export type PackageStatus =
  /** Planned, not put together yet. Where every assignment starts. */
  | 'PENDING'
  /** Put together: its share of the produced batches is taken, and is promised to no other assignment. */
  | 'ASSEMBLED'
  /** Handed over. The last status. */
  | 'DELIVERED';

/** The date for which it is all made: who receives what, and what was produced for it. */
export type Event = {
  readonly __typename?: 'Event';
  /** The event's id: opaque, unique among events. */
  readonly id: Scalars['ID']['output'];
  /** What the event is called: "Holiday Baking 2024". */
  readonly name: Scalars['String']['output'];
  /** The day for which it is all made. */
  readonly date: Scalars['Date']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** The event's assignments, by recipient name, then id. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly assignments: AssignmentConnection;
  /** What was produced for the event, newest `producedAt` first, then highest id first. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly productionRecords: ProductionRecordConnection;
  /** How far the event's production and packing are, and what they cost: the same as Query.productionProgress. */
  readonly progress: ProductionProgress;
  /** Planned against actual cost, recipe by recipe: the same as Query.recipeCostBreakdown. */
  readonly costBreakdown: ReadonlyArray<RecipeCost>;
};


/** The date for which it is all made: who receives what, and what was produced for it. */
export type EventAssignmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The date for which it is all made: who receives what, and what was produced for it. */
export type EventProductionRecordsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of events. */
export type EventConnection = {
  readonly __typename?: 'EventConnection';
  /** The page's events, each with its cursor. */
  readonly edges: ReadonlyArray<EventEdge>;
  /** The page's events without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Event>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many events the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An event in a page, with its cursor. */
export type EventEdge = {
  readonly __typename?: 'EventEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: Event;
};

/** Who gets what at an event: one event, one recipient, one package, a quantity, and how far it is. */
export type Assignment = {
  readonly __typename?: 'Assignment';
  /** The assignment's id: opaque, unique among assignments. */
  readonly id: Scalars['ID']['output'];
  /** The event for which it is made. */
  readonly event: Event;
  /** Who receives it. */
  readonly recipient: Recipient;
  /** What the recipient is given, `quantity` times. */
  readonly package: Package;
  /** How many of the package the recipient is given: 1 or more. */
  readonly quantity: Scalars['Int']['output'];
  /** How far it is. */
  readonly status: PackageStatus;
  /** Where or to whom it was handed over, up to 500 characters; null when it is not delivered, or nothing was said. */
  readonly deliveredTo?: Maybe<Scalars['String']['output']>;
  /** When it became ASSEMBLED; null before, and where an import did not say. */
  readonly assembledAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it became DELIVERED; null before, and where an import did not say. */
  readonly deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** Whether it can be assembled from what was produced, and what falls short: the same as Query.canAssemblePackage. */
  readonly assemblyCheck: AssemblyCheck;
};

/** A page of assignments. */
export type AssignmentConnection = {
  readonly __typename?: 'AssignmentConnection';
  /** The page's assignments, each with its cursor. */
  readonly edges: ReadonlyArray<AssignmentEdge>;
  /** The page's assignments without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Assignment>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many assignments the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An assignment in a page, with its cursor. */
export type AssignmentEdge = {
  readonly __typename?: 'AssignmentEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The assignment. */
  readonly node: Assignment;
};

/** Assignments, or packages, by status. */
export type AssignmentCounts = {
  readonly __typename?: 'AssignmentCounts';
  /** All of them: pending, assembled and delivered together. */
  readonly total: Scalars['Int']['output'];
  /** Those that are PENDING. */
  readonly pending: Scalars['Int']['output'];
  /** Those that are ASSEMBLED and not delivered yet. */
  readonly assembled: Scalars['Int']['output'];
  /** Those that are DELIVERED. */
  readonly delivered: Scalars['Int']['output'];
};

/** A person or a household that receives packages. */
export type Recipient = {
  readonly __typename?: 'Recipient';
  /** The recipient's id: opaque, unique among recipients. */
  readonly id: Scalars['ID']['output'];
  /** The recipient's name, by which assignments are ordered. */
  readonly name: Scalars['String']['output'];
  /** The name of the household; null when none was given. */
  readonly householdName?: Maybe<Scalars['String']['output']>;
};

/** What a recipient is given: quantities of finished goods. */
export type Package = {
  readonly __typename?: 'Package';
  /** The package's id: opaque, unique among packages. */
  readonly id: Scalars['ID']['output'];
  /** What the package is called. */
  readonly name: Scalars['String']['output'];
  /** Its finished goods, in the order in which they were put on its list. Empty for a package without contents, which can always be assembled. */
  readonly contents: ReadonlyArray<PackageContent>;
};

/** A quantity of one finished good in a package. */
export type PackageContent = {
  readonly __typename?: 'PackageContent';
  /** The box, bag or bundle. */
  readonly finishedGood: FinishedGood;
  /** How many of it are in one package: 1 or more. */
  readonly quantity: Scalars['Int']['output'];
};

/** Moves one assignment one step on. */
export type UpdatePackageStatusInput = {
  /** The assignment to move. An unknown one is ASSIGNMENT_NOT_FOUND. */
  readonly assignmentId: Scalars['ID']['input'];
  /** The status to move to: the one right after its present status. Any other, the present one included, is INVALID_STATUS_TRANSITION. */
  readonly status: PackageStatus;
  /** Where or to whom it was handed over; with DELIVERED only, up to 500 characters. With any other status, or when longer, it is VALIDATION_FAILED. */
  readonly deliveredTo?: InputMaybe<Scalars['String']['input']>;
};

/** What came of updatePackageStatus. */
export type UpdatePackageStatusPayload = {
  readonly __typename?: 'UpdatePackageStatusPayload';
  /** The assignment in its new status. */
  readonly assignment: Assignment;
};

/** What a recipe line asks for, as flour; not the brand that is bought. */
export type Ingredient = {
  readonly __typename?: 'Ingredient';
  /** The ingredient's id: opaque, unique among ingredients. */
  readonly id: Scalars['ID']['output'];
  /** Its name in words that files and addresses can hold, unique among ingredients: "all_purpose_flour". */
  readonly slug: Scalars['String']['output'];
  /** What the ingredient is called. */
  readonly name: Scalars['String']['output'];
};

/** What is baked in batches. */
export type Recipe = {
  readonly __typename?: 'Recipe';
  /** The recipe's id: opaque, unique among recipes. */
  readonly id: Scalars['ID']['output'];
  /** What the recipe is called. Lists of recipes are ordered by it, in code point order, then by id. */
  readonly name: Scalars['String']['output'];
  /** The recipe's category, as "Cookies". */
  readonly category: Scalars['String']['output'];
};

/** What a batch of one recipe yields: `itemsPerBatch` items, or one portion that takes `batchPercentage` % of a batch. Exactly one of the two is set. */
export type FinishedUnit = {
  readonly __typename?: 'FinishedUnit';
  /** The finished unit's id: opaque, unique among finished units. */
  readonly id: Scalars['ID']['output'];
  /** What the finished unit is called: "Large Sugar Cookie". */
  readonly name: Scalars['String']['output'];
  /** The recipe whose batch yields it. One recipe may yield several finished units, which then share its batches. */
  readonly recipe: Recipe;
  /** How many a batch yields, 1 or more. Set for units counted out of a batch; else batchPercentage is. */
  readonly itemsPerBatch?: Maybe<Scalars['Int']['output']>;
  /** How many percent of a batch one portion takes, above 0. Set where itemsPerBatch is not. */
  readonly batchPercentage?: Maybe<Scalars['Decimal']['output']>;
};

/** A box, bag or bundle: quantities of finished units and of other finished goods. */
export type FinishedGood = {
  readonly __typename?: 'FinishedGood';
  /** The finished good's id: opaque, unique among finished goods. */
  readonly id: Scalars['ID']['output'];
  /** What the finished good is called. */
  readonly name: Scalars['String']['output'];
  /** What is in it, in the order in which it was put on its list. Goods nest at most 10 deep, and never contain themselves. */
  readonly components: ReadonlyArray<GoodComponent>;
};

/** A quantity of one thing in a finished good. Exactly one of finishedUnit and finishedGood is set. */
export type GoodComponent = {
  readonly __typename?: 'GoodComponent';
  /** The finished unit that is in it; null when it is a finished good. */
  readonly finishedUnit?: Maybe<FinishedUnit>;
  /** The finished good that is in it; null when it is a finished unit. */
  readonly finishedGood?: Maybe<FinishedGood>;
  /** How many of it are in one finished good, above 0; parts are exact: 0.5 of a unit stays 0.5. */
  readonly quantity: Scalars['Decimal']['output'];
};

/** n batches of a recipe made for an event at a time, with what they cost. The one ledger of production. */
export type ProductionRecord = {
  readonly __typename?: 'ProductionRecord';
  /** The record's id: opaque, unique among production records. */
  readonly id: Scalars['ID']['output'];
  /** The event for which it was produced. */
  readonly event: Event;
  /** The recipe that was made. */
  readonly recipe: Recipe;
  /** How many batches were made: 1 or more. */
  readonly batches: Scalars['Int']['output'];
  /** What the batches took from lots, first in, first out, at each lot's cost; for records that were imported, the cost that they came with. In the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** When it was made. */
  readonly producedAt: Scalars['DateTime']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
};

/** A page of production records. */
export type ProductionRecordConnection = {
  readonly __typename?: 'ProductionRecordConnection';
  /** The page's records, each with its cursor. */
  readonly edges: ReadonlyArray<ProductionRecordEdge>;
  /** The page's records without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<ProductionRecord>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A production record in a page, with its cursor. */
export type ProductionRecordEdge = {
  readonly __typename?: 'ProductionRecordEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The production record. */
  readonly node: ProductionRecord;
};

/** How much of one recipe was produced for one event; zeros where nothing was. */
export type ProductionTotal = {
  readonly __typename?: 'ProductionTotal';
  /** The event. */
  readonly event: Event;
  /** The recipe. */
  readonly recipe: Recipe;
  /** The sum of the batches that were recorded. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly totalActualCost: Scalars['Decimal']['output'];
};

/** Whether an assignment can be assembled from what was produced for its event. */
export type AssemblyCheck = {
  readonly __typename?: 'AssemblyCheck';
  /** The assignment that was asked about. */
  readonly assignment: Assignment;
  /** Whether production covers this assignment beside all others of the event that are assembled or delivered. */
  readonly canAssemble: Scalars['Boolean']['output'];
  /** Recipes that fall short, by name; empty when it can be assembled. */
  readonly missingRecipes: ReadonlyArray<MissingRecipe>;
};

/** A recipe of which too few batches were produced for an assignment. */
export type MissingRecipe = {
  readonly __typename?: 'MissingRecipe';
  /** The recipe that falls short. */
  readonly recipe: Recipe;
  /** This assignment's own need, rounded up to a whole batch. */
  readonly batchesRequired: Scalars['Int']['output'];
  /** Batches produced for the event, whoever takes them. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** What the event's other assembled and delivered assignments have taken, in batches, parts included. */
  readonly batchesCommitted: Scalars['Decimal']['output'];
  /** Batches that have yet to be produced before it can be assembled: committed + own need - produced, rounded up. */
  readonly batchesMissing: Scalars['Int']['output'];
};

/** How far an event's production and packing are, and what they cost. */
export type ProductionProgress = {
  readonly __typename?: 'ProductionProgress';
  /** The event. */
  readonly event: Event;
  /** One row for each recipe that the event needs or has produced, by recipe name. */
  readonly recipes: ReadonlyArray<RecipeProgress>;
  /** Assignments by status. */
  readonly assignments: AssignmentCounts;
  /** Packages by status: assignments times their quantity. */
  readonly quantities: AssignmentCounts;
  /** The sum of the rows' planned costs, in the one currency of the books. Too low where costGaps is not empty. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** The sum of the rows' actual costs, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** Whether the event has at least one assignment and all are delivered. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** Recipe lines that could not be priced, so plannedCost is too low. By recipe name, each recipe and ingredient once. */
  readonly costGaps: ReadonlyArray<CostGap>;
};

/** How far an event is with one recipe. */
export type RecipeProgress = {
  readonly __typename?: 'RecipeProgress';
  /** The recipe. */
  readonly recipe: Recipe;
  /** What all assignments of the event need, whatever their status, rounded up to a whole batch once; 0 where the recipe is no longer needed. */
  readonly batchesRequired: Scalars['Int']['output'];
  /** The sum of the batches recorded for the event. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** What is still to be produced: need - produced, rounded up to a whole batch; never below 0. */
  readonly batchesRemaining: Scalars['Int']['output'];
  /** Whether what was produced covers the need. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** batchesRequired at today's prices of the preferred products, rounded half up to 4 places, in the one currency of the books. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
};

/** A recipe line that could not be priced. It counts as 0 in the planned cost. */
export type CostGap = {
  readonly __typename?: 'CostGap';
  /** The recipe in which the line stands: a component's own, not the recipe that uses the component. */
  readonly recipe: Recipe;
  /** The ingredient that has no price. */
  readonly ingredient: Ingredient;
  /** Why not: the first of the reasons that applies, in the order in which they stand here. */
  readonly reason: CostGapReason;
};

/** Why a recipe line could not be priced. The first that applies is given, in this order. */
export type CostGapReason =
  /** None of the ingredient's products is the preferred one. */
  | 'NO_PREFERRED_PRODUCT'
  /** The preferred product was never purchased, so it has no price. */
  | 'NO_PURCHASE'
  /** The line and the product measure one by weight, one by volume, and the ingredient has no density. */
  | 'NO_DENSITY'
  /** The line's unit does not convert to the product's package unit: a count, or a unit that is not known. */
  | 'UNIT_NOT_CONVERTIBLE';

/** An event in the dashboard: how far it is, and what it costs, in one row. */
export type EventSummary = {
  readonly __typename?: 'EventSummary';
  /** The event. */
  readonly event: Event;
  /** How many of its recipes have all that is needed produced. */
  readonly recipesComplete: Scalars['Int']['output'];
  /** How many recipes it needs or has produced. */
  readonly recipesTotal: Scalars['Int']['output'];
  /** Assignments by status. */
  readonly assignments: AssignmentCounts;
  /** Packages by status: assignments times their quantity. */
  readonly quantities: AssignmentCounts;
  /** Planned cost of all its recipes, in the one currency of the books; the same as ProductionProgress.plannedCost. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** Actual cost of all that was produced for it, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** Whether all of its assignments are delivered. */
  readonly isComplete: Scalars['Boolean']['output'];
};

/** What one recipe was planned to cost an event, and what it did cost. */
export type RecipeCost = {
  readonly __typename?: 'RecipeCost';
  /** The recipe. */
  readonly recipe: Recipe;
  /** Batches that the event needs; 0 where the recipe is no longer needed. */
  readonly batchesRequired: Scalars['Int']['output'];
  /** Batches that were produced for the event. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** batchesRequired at today's prices of the preferred products, in the one currency of the books. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** actualCost - plannedCost: positive is over budget. */
  readonly variance: Scalars['Decimal']['output'];
  /** variance / plannedCost x 100, rounded half up to 2 places. With a plannedCost of 0: 0 when actualCost is 0, else 100. */
  readonly variancePercent: Scalars['Decimal']['output'];
};

/** What can be asked. One request is answered from one snapshot of the data. */
export type Query = {
  readonly __typename?: 'Query';
  /** One event. Fails with EVENT_NOT_FOUND, beside a null, when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly event?: Maybe<Event>;
  /** All events, by date, then id. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly events: EventConnection;
  /** getProductionRecords: what was produced for an event, newest `producedAt` first, then highest id first. Fails with EVENT_NOT_FOUND; with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly productionRecords: ProductionRecordConnection;
  /** getProductionTotal: how much of a recipe was produced for an event, and what it cost; zeros where nothing was. Fails with EVENT_NOT_FOUND, RECIPE_NOT_FOUND. */
  readonly productionTotal: ProductionTotal;
  /** canAssemblePackage: whether production covers an assignment, and which recipes fall short by how many batches. Fails with ASSIGNMENT_NOT_FOUND. */
  readonly canAssemblePackage: AssemblyCheck;
  /** getProductionProgress: batches, assignments and costs of an event, and what is still to be done. Fails with EVENT_NOT_FOUND. */
  readonly productionProgress: ProductionProgress;
  /** getDashboardSummary: every event that has an assignment, one row each, by date, then id. */
  readonly dashboardSummary: ReadonlyArray<EventSummary>;
  /** getRecipeCostBreakdown: planned against actual cost for each recipe that an event needs or has produced, by recipe name. Fails with EVENT_NOT_FOUND. */
  readonly recipeCostBreakdown: ReadonlyArray<RecipeCost>;
  /** getEventAssignments: who gets what at an event, by recipient name, then id. Fails with EVENT_NOT_FOUND; with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly eventAssignments: AssignmentConnection;
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryProductionRecordsArgs = {
  eventId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryProductionTotalArgs = {
  eventId: Scalars['ID']['input'];
  recipeId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryCanAssemblePackageArgs = {
  assignmentId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryProductionProgressArgs = {
  eventId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryRecipeCostBreakdownArgs = {
  eventId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. */
export type QueryEventAssignmentsArgs = {
  eventId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * updatePackageStatus: one step of PENDING -> ASSEMBLED -> DELIVERED; the time of the step is stamped. Fails, checked in
   * this order, with ASSIGNMENT_NOT_FOUND; INVALID_STATUS_TRANSITION (currentStatus, targetStatus) when the step is not
   * the next one; VALIDATION_FAILED for a `deliveredTo` that does not belong to the status or is too long; and with
   * INCOMPLETE_PRODUCTION (assignmentId, missingRecipes) when it is to be ASSEMBLED and production falls short.
   */
  readonly updatePackageStatus: UpdatePackageStatusPayload;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdatePackageStatusArgs = {
  input: UpdatePackageStatusInput;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  PackageStatus: PackageStatus;
  Event: ResolverTypeWrapper<EventModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  EventConnection: ResolverTypeWrapper<EventConnectionModel>;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['Event'] }>;
  Assignment: ResolverTypeWrapper<AssignmentModel>;
  AssignmentConnection: ResolverTypeWrapper<AssignmentConnectionModel>;
  AssignmentEdge: ResolverTypeWrapper<Omit<AssignmentEdge, 'node'> & { node: ResolversTypes['Assignment'] }>;
  AssignmentCounts: ResolverTypeWrapper<AssignmentCounts>;
  Recipient: ResolverTypeWrapper<RecipientModel>;
  Package: ResolverTypeWrapper<PackageModel>;
  PackageContent: ResolverTypeWrapper<PackageContentModel>;
  UpdatePackageStatusInput: UpdatePackageStatusInput;
  UpdatePackageStatusPayload: ResolverTypeWrapper<Omit<UpdatePackageStatusPayload, 'assignment'> & { assignment: ResolversTypes['Assignment'] }>;
  Ingredient: ResolverTypeWrapper<IngredientModel>;
  Recipe: ResolverTypeWrapper<RecipeModel>;
  FinishedUnit: ResolverTypeWrapper<FinishedUnitModel>;
  FinishedGood: ResolverTypeWrapper<FinishedGoodModel>;
  GoodComponent: ResolverTypeWrapper<GoodComponentModel>;
  ProductionRecord: ResolverTypeWrapper<ProductionRecordModel>;
  ProductionRecordConnection: ResolverTypeWrapper<ProductionRecordConnectionModel>;
  ProductionRecordEdge: ResolverTypeWrapper<Omit<ProductionRecordEdge, 'node'> & { node: ResolversTypes['ProductionRecord'] }>;
  ProductionTotal: ResolverTypeWrapper<ProductionTotalModel>;
  AssemblyCheck: ResolverTypeWrapper<AssemblyCheckModel>;
  MissingRecipe: ResolverTypeWrapper<MissingRecipeModel>;
  ProductionProgress: ResolverTypeWrapper<ProductionProgressModel>;
  RecipeProgress: ResolverTypeWrapper<RecipeProgressModel>;
  CostGap: ResolverTypeWrapper<CostGapModel>;
  CostGapReason: CostGapReason;
  EventSummary: ResolverTypeWrapper<EventSummaryModel>;
  RecipeCost: ResolverTypeWrapper<RecipeCostModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Decimal: Scalars['Decimal']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Event: EventModel;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  EventConnection: EventConnectionModel;
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  Assignment: AssignmentModel;
  AssignmentConnection: AssignmentConnectionModel;
  AssignmentEdge: Omit<AssignmentEdge, 'node'> & { node: ResolversParentTypes['Assignment'] };
  AssignmentCounts: AssignmentCounts;
  Recipient: RecipientModel;
  Package: PackageModel;
  PackageContent: PackageContentModel;
  UpdatePackageStatusInput: UpdatePackageStatusInput;
  UpdatePackageStatusPayload: Omit<UpdatePackageStatusPayload, 'assignment'> & { assignment: ResolversParentTypes['Assignment'] };
  Ingredient: IngredientModel;
  Recipe: RecipeModel;
  FinishedUnit: FinishedUnitModel;
  FinishedGood: FinishedGoodModel;
  GoodComponent: GoodComponentModel;
  ProductionRecord: ProductionRecordModel;
  ProductionRecordConnection: ProductionRecordConnectionModel;
  ProductionRecordEdge: Omit<ProductionRecordEdge, 'node'> & { node: ResolversParentTypes['ProductionRecord'] };
  ProductionTotal: ProductionTotalModel;
  AssemblyCheck: AssemblyCheckModel;
  MissingRecipe: MissingRecipeModel;
  ProductionProgress: ProductionProgressModel;
  RecipeProgress: RecipeProgressModel;
  CostGap: CostGapModel;
  EventSummary: EventSummaryModel;
  RecipeCost: RecipeCostModel;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<EventAssignmentsArgs, 'first'>>;
  productionRecords?: Resolver<ResolversTypes['ProductionRecordConnection'], ParentType, ContextType, RequireFields<EventProductionRecordsArgs, 'first'>>;
  progress?: Resolver<ResolversTypes['ProductionProgress'], ParentType, ContextType>;
  costBreakdown?: Resolver<ReadonlyArray<ResolversTypes['RecipeCost']>, ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Event']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type AssignmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Assignment'] = ResolversParentTypes['Assignment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['Recipient'], ParentType, ContextType>;
  package?: Resolver<ResolversTypes['Package'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PackageStatus'], ParentType, ContextType>;
  deliveredTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assembledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assemblyCheck?: Resolver<ResolversTypes['AssemblyCheck'], ParentType, ContextType>;
};

export type AssignmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignmentConnection'] = ResolversParentTypes['AssignmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AssignmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssignmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignmentEdge'] = ResolversParentTypes['AssignmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
};

export type AssignmentCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignmentCounts'] = ResolversParentTypes['AssignmentCounts']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  assembled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  delivered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecipientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Recipient'] = ResolversParentTypes['Recipient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  householdName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Package'] = ResolversParentTypes['Package']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contents?: Resolver<ReadonlyArray<ResolversTypes['PackageContent']>, ParentType, ContextType>;
};

export type PackageContentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageContent'] = ResolversParentTypes['PackageContent']> = {
  finishedGood?: Resolver<ResolversTypes['FinishedGood'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UpdatePackageStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePackageStatusPayload'] = ResolversParentTypes['UpdatePackageStatusPayload']> = {
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
};

export type IngredientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ingredient'] = ResolversParentTypes['Ingredient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecipeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Recipe'] = ResolversParentTypes['Recipe']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FinishedUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedUnit'] = ResolversParentTypes['FinishedUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  itemsPerBatch?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  batchPercentage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type FinishedGoodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedGood'] = ResolversParentTypes['FinishedGood']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['GoodComponent']>, ParentType, ContextType>;
};

export type GoodComponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GoodComponent'] = ResolversParentTypes['GoodComponent']> = {
  finishedUnit?: Resolver<Maybe<ResolversTypes['FinishedUnit']>, ParentType, ContextType>;
  finishedGood?: Resolver<Maybe<ResolversTypes['FinishedGood']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ProductionRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionRecord'] = ResolversParentTypes['ProductionRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batches?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  producedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductionRecordConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionRecordConnection'] = ResolversParentTypes['ProductionRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductionRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProductionRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductionRecordEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionRecordEdge'] = ResolversParentTypes['ProductionRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProductionRecord'], ParentType, ContextType>;
};

export type ProductionTotalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionTotal'] = ResolversParentTypes['ProductionTotal']> = {
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batchesProduced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalActualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AssemblyCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssemblyCheck'] = ResolversParentTypes['AssemblyCheck']> = {
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
  canAssemble?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  missingRecipes?: Resolver<ReadonlyArray<ResolversTypes['MissingRecipe']>, ParentType, ContextType>;
};

export type MissingRecipeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MissingRecipe'] = ResolversParentTypes['MissingRecipe']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batchesRequired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesProduced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesCommitted?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  batchesMissing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductionProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionProgress'] = ResolversParentTypes['ProductionProgress']> = {
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipes?: Resolver<ReadonlyArray<ResolversTypes['RecipeProgress']>, ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentCounts'], ParentType, ContextType>;
  quantities?: Resolver<ResolversTypes['AssignmentCounts'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  costGaps?: Resolver<ReadonlyArray<ResolversTypes['CostGap']>, ParentType, ContextType>;
};

export type RecipeProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeProgress'] = ResolversParentTypes['RecipeProgress']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batchesRequired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesProduced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesRemaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CostGapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CostGap'] = ResolversParentTypes['CostGap']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CostGapReason'], ParentType, ContextType>;
};

export type EventSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventSummary'] = ResolversParentTypes['EventSummary']> = {
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipesComplete?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recipesTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentCounts'], ParentType, ContextType>;
  quantities?: Resolver<ResolversTypes['AssignmentCounts'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecipeCostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeCost'] = ResolversParentTypes['RecipeCost']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batchesRequired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesProduced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  variance?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  variancePercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType, RequireFields<QueryEventArgs, 'id'>>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryEventsArgs, 'first'>>;
  productionRecords?: Resolver<ResolversTypes['ProductionRecordConnection'], ParentType, ContextType, RequireFields<QueryProductionRecordsArgs, 'eventId' | 'first'>>;
  productionTotal?: Resolver<ResolversTypes['ProductionTotal'], ParentType, ContextType, RequireFields<QueryProductionTotalArgs, 'eventId' | 'recipeId'>>;
  canAssemblePackage?: Resolver<ResolversTypes['AssemblyCheck'], ParentType, ContextType, RequireFields<QueryCanAssemblePackageArgs, 'assignmentId'>>;
  productionProgress?: Resolver<ResolversTypes['ProductionProgress'], ParentType, ContextType, RequireFields<QueryProductionProgressArgs, 'eventId'>>;
  dashboardSummary?: Resolver<ReadonlyArray<ResolversTypes['EventSummary']>, ParentType, ContextType>;
  recipeCostBreakdown?: Resolver<ReadonlyArray<ResolversTypes['RecipeCost']>, ParentType, ContextType, RequireFields<QueryRecipeCostBreakdownArgs, 'eventId'>>;
  eventAssignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<QueryEventAssignmentsArgs, 'eventId' | 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  updatePackageStatus?: Resolver<ResolversTypes['UpdatePackageStatusPayload'], ParentType, ContextType, RequireFields<MutationUpdatePackageStatusArgs, 'input'>>;
};

export type Resolvers<ContextType = Context> = {
  Decimal?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  Assignment?: AssignmentResolvers<ContextType>;
  AssignmentConnection?: AssignmentConnectionResolvers<ContextType>;
  AssignmentEdge?: AssignmentEdgeResolvers<ContextType>;
  AssignmentCounts?: AssignmentCountsResolvers<ContextType>;
  Recipient?: RecipientResolvers<ContextType>;
  Package?: PackageResolvers<ContextType>;
  PackageContent?: PackageContentResolvers<ContextType>;
  UpdatePackageStatusPayload?: UpdatePackageStatusPayloadResolvers<ContextType>;
  Ingredient?: IngredientResolvers<ContextType>;
  Recipe?: RecipeResolvers<ContextType>;
  FinishedUnit?: FinishedUnitResolvers<ContextType>;
  FinishedGood?: FinishedGoodResolvers<ContextType>;
  GoodComponent?: GoodComponentResolvers<ContextType>;
  ProductionRecord?: ProductionRecordResolvers<ContextType>;
  ProductionRecordConnection?: ProductionRecordConnectionResolvers<ContextType>;
  ProductionRecordEdge?: ProductionRecordEdgeResolvers<ContextType>;
  ProductionTotal?: ProductionTotalResolvers<ContextType>;
  AssemblyCheck?: AssemblyCheckResolvers<ContextType>;
  MissingRecipe?: MissingRecipeResolvers<ContextType>;
  ProductionProgress?: ProductionProgressResolvers<ContextType>;
  RecipeProgress?: RecipeProgressResolvers<ContextType>;
  CostGap?: CostGapResolvers<ContextType>;
  EventSummary?: EventSummaryResolvers<ContextType>;
  RecipeCost?: RecipeCostResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
};

