import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AssignmentModel, AssignmentConnectionModel, AssemblyCheckModel, BakePreviewModel, CostGapModel, EventModel, EventConnectionModel, EventPlanModel, EventSummaryModel, FinishedGoodModel, FinishedGoodConnectionModel, FinishedUnitModel, FinishedUnitConnectionModel, GoodComponentModel, HistoryConnectionModel, HistoryEntryModel, IngredientModel, IngredientConnectionModel, LossModel, LotModel, LotConnectionModel, LotEntryModel, LotEntryConnectionModel, LotUseModel, NodeModel, MissingRecipeModel, PackageModel, PackageConnectionModel, PackageContentModel, ProductionProgressModel, ProductionRecordModel, ProductionRecordConnectionModel, ProductionTotalModel, ProductModel, ProductConnectionModel, PurchaseModel, PurchaseConnectionModel, PurchasePayloadModel, RecipeModel, RecipeComponentModel, RecipeConnectionModel, RecipeCostModel, RecipeLineModel, RecipeProgressModel, RecipientModel, RecipientConnectionModel, ShoppingLineModel, ShoppingListModel, ShortageModel, StockModel, SupplierModel, SupplierConnectionModel } from '../api/models.js';
import type { Context } from '../graphql/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
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

/** What has an id that is unique in the whole API, by which it can be asked for again: see Query.node. */
export type Node = {
  /** The id: the type's name in lower snake case and a number, as "event_42". Opaque; unique among all types. */
  readonly id: Scalars['ID']['output'];
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

/** How far an assignment is. It moves one step at a time: PENDING, ASSEMBLED, DELIVERED; no step is left out. revertPackageStatus takes the last one back. */
export type PackageStatus =
  /** Planned, not put together yet. Where every assignment starts. */
  | 'PENDING'
  /** Put together: its share of the produced batches is taken, and is promised to no other assignment. */
  | 'ASSEMBLED'
  /** Handed over. The last status. */
  | 'DELIVERED';

/** The date for which it is all made: who receives what, and what was produced for it. */
export type Event = Node & {
  readonly __typename?: 'Event';
  /** The event's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the event is called: "Holiday Baking 2024". */
  readonly name: Scalars['String']['output'];
  /** The day for which it is all made. */
  readonly date: Scalars['Date']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** Rises with each change of the event itself. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** The event's assignments, by recipient name, then id. Fails with VALIDATION_FAILED for a `first`, `after` or id that is refused. */
  readonly assignments: AssignmentConnection;
  /** What was produced for the event, newest `producedAt` first, then highest id first. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly productionRecords: ProductionRecordConnection;
  /** How far the event's production and packing are, and what they cost: the same as Query.productionProgress. */
  readonly progress: ProductionProgress;
  /** The event's row of the dashboard: the same as in Query.dashboardSummary, and there for an event without assignments too. */
  readonly summary: EventSummary;
  /** Planned against actual cost, recipe by recipe: the same as Query.recipeCostBreakdown. */
  readonly costBreakdown: ReadonlyArray<RecipeCost>;
  /** What to bake, to assemble and to buy next: the same as Query.eventPlan. */
  readonly plan: EventPlan;
  /** What was changed for the event, the latest first: steps of its assignments, and its production. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly history: HistoryConnection;
};


/** The date for which it is all made: who receives what, and what was produced for it. */
export type EventAssignmentsArgs = {
  filter?: InputMaybe<AssignmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The date for which it is all made: who receives what, and what was produced for it. */
export type EventProductionRecordsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** The date for which it is all made: who receives what, and what was produced for it. */
export type EventHistoryArgs = {
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
export type Assignment = Node & {
  readonly __typename?: 'Assignment';
  /** The assignment's id: opaque, and unique among all types. */
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
  /** Rises with each change of what was planned; not with the steps. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
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
export type Recipient = Node & {
  readonly __typename?: 'Recipient';
  /** The recipient's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** The recipient's name, by which assignments are ordered. */
  readonly name: Scalars['String']['output'];
  /** The name of the household; null when none was given. */
  readonly householdName?: Maybe<Scalars['String']['output']>;
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** Where packages go; null when that was not said. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What the recipient is given, at all events, in the order in which it was planned. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly assignments: AssignmentConnection;
};


/** A person or a household that receives packages. */
export type RecipientAssignmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What a recipient is given: quantities of finished goods. */
export type Package = Node & {
  readonly __typename?: 'Package';
  /** The package's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the package is called. */
  readonly name: Scalars['String']['output'];
  /** Its finished goods, in the order in which they were put on its list. Empty for a package without contents, which can always be assembled. */
  readonly contents: ReadonlyArray<PackageContent>;
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What one is planned to cost now, by the costs of the batches that it needs, rounded half up to 4 places, in the one currency of the books. A recipe line without a price counts as 0. */
  readonly costNow: Scalars['Decimal']['output'];
  /** Who is given it, at all events, in the order in which it was planned. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly assignments: AssignmentConnection;
};


/** What a recipient is given: quantities of finished goods. */
export type PackageAssignmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
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

/** Moves assignments on, each step after the one before it, all or none. */
export type UpdatePackageStatusesInput = {
  /** The steps, in their order: 1 to 100; anything else is VALIDATION_FAILED. An assignment may take several. */
  readonly steps: ReadonlyArray<UpdatePackageStatusInput>;
};

/** Takes the last step of one assignment back. */
export type RevertPackageStatusInput = {
  /** The assignment. An unknown one is ASSIGNMENT_NOT_FOUND. */
  readonly assignmentId: Scalars['ID']['input'];
  /** Why, for the history: 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What came of updatePackageStatuses. */
export type UpdatePackageStatusesPayload = {
  readonly __typename?: 'UpdatePackageStatusesPayload';
  /** The assignment of each step, in the order of the steps, as all of them have left it. */
  readonly assignments: ReadonlyArray<Assignment>;
  /** What the mutation left, read in the same transaction: whatever shows the assignments can be asked for again here. */
  readonly query: Query;
};

/** What came of updatePackageStatus, or of revertPackageStatus. */
export type UpdatePackageStatusPayload = {
  readonly __typename?: 'UpdatePackageStatusPayload';
  /** The assignment in its new status. */
  readonly assignment: Assignment;
  /** What the mutation left, read in the same transaction: whatever shows the assignment can be asked for again here. */
  readonly query: Query;
};

/** A page of recipients. */
export type RecipientConnection = {
  readonly __typename?: 'RecipientConnection';
  /** The page's recipients, each with its cursor. */
  readonly edges: ReadonlyArray<RecipientEdge>;
  /** The page's recipients without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Recipient>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many recipients the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A recipient in a page, with its cursor. */
export type RecipientEdge = {
  readonly __typename?: 'RecipientEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The recipient. */
  readonly node: Recipient;
};

/** Which recipients a list has. What is absent, or null, leaves none out. */
export type RecipientFilter = {
  /** Only recipients with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which assignments a list has. What is absent, or null, leaves none out. */
export type AssignmentFilter = {
  /** Only those of this event. One that there is none of has none. */
  readonly eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of this recipient. One that there is none of has none. */
  readonly recipientId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those with this package. One that there is none of has none. */
  readonly packageId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that are so far. */
  readonly status?: InputMaybe<PackageStatus>;
  /** Only those that can be assembled, or only those that can't: by the same rule as canAssemblePackage. */
  readonly canAssemble?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of assignments. */
export type AssignmentOrder =
  /** By the recipient's name in code point order, then by id. */
  | 'RECIPIENT'
  /** The newest first. */
  | 'NEWEST';

/** Which events a list has. What is absent, or null, leaves none out. */
export type EventFilter = {
  /** Only events with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only events of this day or a later one. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Only events of this day or an earlier one. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  /** Only events that are so. */
  readonly state?: InputMaybe<EventState>;
};

/** The order of a list of events. */
export type EventOrder =
  /** By date, then by id. */
  | 'DATE'
  /** The latest date first, then the highest id first. */
  | 'NEWEST';

/** The order of a list of recipients. */
export type RecipientOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** By household in code point order, those without one first, then by id. */
  | 'HOUSEHOLD';

/** How an event stands. */
export type EventState =
  /** Its day is today, in UTC, or to come. */
  | 'UPCOMING'
  /** Its day is over, in UTC. */
  | 'PAST'
  /** It has at least one assignment, and all are delivered. */
  | 'COMPLETE'
  /** It is not COMPLETE. */
  | 'OPEN';

/** A new recipient. */
export type CreateRecipientInput = {
  /** The name, 1 to 200 characters. Two recipients may have the same. */
  readonly name: Scalars['String']['input'];
  /** The name of the household, up to 200 characters. */
  readonly householdName?: InputMaybe<Scalars['String']['input']>;
  /** Where packages go, up to 20,000 characters. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a recipient: what is absent stays, what is null is cleared. */
export type UpdateRecipientInput = {
  /** The recipient. An unknown one is RECIPIENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The name, 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The name of the household, up to 200 characters. */
  readonly householdName?: InputMaybe<Scalars['String']['input']>;
  /** Where packages go, up to 20,000 characters. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A recipient to delete. */
export type DeleteRecipientInput = {
  /** The recipient. An unknown one is RECIPIENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a recipient. */
export type RecipientPayload = {
  readonly __typename?: 'RecipientPayload';
  /** The recipient as it is now. */
  readonly recipient: Recipient;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** What came of a mutation that deletes. */
export type DeletePayload = {
  readonly __typename?: 'DeletePayload';
  /** The id of what is no more. */
  readonly deletedId: Scalars['ID']['output'];
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A new event. */
export type CreateEventInput = {
  /** What it is called, 1 to 200 characters. Two events may be called the same: of one year and the next. */
  readonly name: Scalars['String']['input'];
  /** The day for which it is all made. */
  readonly date: Scalars['Date']['input'];
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of an event: what is absent stays, what is null is cleared. */
export type UpdateEventInput = {
  /** The event. An unknown one is EVENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The day for which it is all made. */
  readonly date?: InputMaybe<Scalars['Date']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** An event to delete. */
export type DeleteEventInput = {
  /** The event. An unknown one is EVENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Whether its assignments go along. An event of which something was delivered, or made, stays in any case. */
  readonly cascade?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An event like another one. */
export type CloneEventInput = {
  /** The event whose assignments the new one gets, all PENDING. An unknown one is EVENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** What the new one is called, 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The day of the new one. */
  readonly date: Scalars['Date']['input'];
};

/** What came of a mutation of an event. */
export type EventPayload = {
  readonly __typename?: 'EventPayload';
  /** The event as it is now. */
  readonly event: Event;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** Packages for a recipient at an event. */
export type AddAssignmentInput = {
  /** The event. An unknown one is EVENT_NOT_FOUND. */
  readonly eventId: Scalars['ID']['input'];
  /** Who is given it. An unknown one is RECIPIENT_NOT_FOUND, one that is archived VALIDATION_FAILED. */
  readonly recipientId: Scalars['ID']['input'];
  /** What is given. An unknown one is PACKAGE_NOT_FOUND, one that is archived VALIDATION_FAILED. */
  readonly packageId: Scalars['ID']['input'];
  /** How many of it, 1 to 1,000,000. */
  readonly quantity?: InputMaybe<Scalars['Int']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of an assignment: what is absent stays; notes that are null are cleared. */
export type UpdateAssignmentInput = {
  /** The assignment. An unknown one is ASSIGNMENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Who is given it instead. */
  readonly recipientId?: InputMaybe<Scalars['ID']['input']>;
  /** What is given instead: as long as it is PENDING, or else ASSIGNMENT_LOCKED. */
  readonly packageId?: InputMaybe<Scalars['ID']['input']>;
  /** How many of it, 1 to 1,000,000: as long as it is PENDING, or else ASSIGNMENT_LOCKED. */
  readonly quantity?: InputMaybe<Scalars['Int']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** An assignment that is no more. */
export type RemoveAssignmentInput = {
  /** The assignment, PENDING. An unknown one is ASSIGNMENT_NOT_FOUND, one that is packed ASSIGNMENT_LOCKED. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of an assignment. */
export type AssignmentPayload = {
  readonly __typename?: 'AssignmentPayload';
  /** The assignment as it is now. */
  readonly assignment: Assignment;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** What a recipe line asks for, as flour; not the brand that is bought. */
export type Ingredient = Node & {
  readonly __typename?: 'Ingredient';
  /** The ingredient's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** Its name in words that files and addresses can hold, unique among ingredients: "all_purpose_flour". */
  readonly slug: Scalars['String']['output'];
  /** What the ingredient is called: unique among ingredients, whatever the case. */
  readonly name: Scalars['String']['output'];
  /** Whether stock of it is kept. What is not, as water, costs nothing, is taken from nowhere and never lacks. */
  readonly isTracked: Scalars['Boolean']['output'];
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** What kind of ingredient it is, as "Flour"; null if that was not said. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** What it is, in free words; null when there are none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether it is a box, a ribbon or a label rather than something to eat. */
  readonly isPackaging: Scalars['Boolean']['output'];
  /** What it is a kind of, as flour of rye flour; null if it stands by itself. */
  readonly parent?: Maybe<Ingredient>;
  /** The ingredients that are a kind of it, the archived ones too, by name, then id. Only what has none is used in recipes and products. */
  readonly children: ReadonlyArray<Ingredient>;
  /** How much a volume of it weighs, by which the two are converted; null if that is not known. */
  readonly density?: Maybe<Density>;
  /** What of it can be bought, the archived products too, by brand, then name, in code point order, then by id. */
  readonly products: ReadonlyArray<Product>;
  /** The recipes whose own lines ask for it, the archived ones too, each once, by name, then id. */
  readonly recipes: ReadonlyArray<Recipe>;
  /** What there is of it, all lots of its products together; null for an ingredient without products. Fails with VALIDATION_FAILED for a unit that is not known. */
  readonly stock?: Maybe<Stock>;
  /** The lots of all its products, as they are used up: by day of purchase, unknown ones last, then by id. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly lots: LotConnection;
};


/** What a recipe line asks for, as flour; not the brand that is bought. */
export type IngredientStockArgs = {
  unit?: InputMaybe<Scalars['String']['input']>;
};


/** What a recipe line asks for, as flour; not the brand that is bought. */
export type IngredientLotsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A volume that weighs so much: 1 cup of flour is 4.25 oz. */
export type Density = {
  readonly __typename?: 'Density';
  /** How much of it by volume, above 0. */
  readonly volume: Scalars['Decimal']['output'];
  /** The unit of the volume: "cup". */
  readonly volumeUnit: Scalars['String']['output'];
  /** What that weighs, above 0. */
  readonly weight: Scalars['Decimal']['output'];
  /** The unit of the weight: "oz". */
  readonly weightUnit: Scalars['String']['output'];
};

/** One purchasable variant of an ingredient: a brand in a package of a size, as 25 lb. */
export type Product = Node & {
  readonly __typename?: 'Product';
  /** The product's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What it is a variant of. */
  readonly ingredient: Ingredient;
  /** Who makes it; empty if that was not said. */
  readonly brand: Scalars['String']['output'];
  /** What tells it from other products of the same brand and ingredient; mostly empty. */
  readonly name: Scalars['String']['output'];
  /** The unit in which a package, and each lot, of it is measured: "lb". */
  readonly packageUnit: Scalars['String']['output'];
  /** How many of the unit are in one package, above 0: "25". */
  readonly packageUnitQuantity: Scalars['Decimal']['output'];
  /** Whether it is the one that plans and shopping lists of its ingredient count on. At most one product of an ingredient is. */
  readonly isPreferred: Scalars['Boolean']['output'];
  /** Rises with each change, and when another one is preferred in its place. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** How large a package is in the words that stand on it, as "5 lb bag"; null if that was not said. */
  readonly packageSize?: Maybe<Scalars['String']['output']>;
  /** What kind of package it is, as "bag"; null if that was not said. */
  readonly packageType?: Maybe<Scalars['String']['output']>;
  /** The number of its bar code; null if that was not said. */
  readonly gtin?: Maybe<Scalars['String']['output']>;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** Its lots, as they are used up: by day of purchase, unknown ones last, then by id. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly lots: LotConnection;
  /** Its purchases, the voided ones too: the latest day first, then the highest id first. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly purchases: PurchaseConnection;
};


/** One purchasable variant of an ingredient: a brand in a package of a size, as 25 lb. */
export type ProductLotsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** One purchasable variant of an ingredient: a brand in a package of a size, as 25 lb. */
export type ProductPurchasesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Who sells products. */
export type Supplier = Node & {
  readonly __typename?: 'Supplier';
  /** The supplier's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the supplier is called: unique among suppliers, whatever the case. */
  readonly name: Scalars['String']['output'];
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** What was bought there, the voided purchases too: the latest day first, then the highest id first. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly purchases: PurchaseConnection;
};


/** Who sells products. */
export type SupplierPurchasesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What is baked in batches. */
export type Recipe = Node & {
  readonly __typename?: 'Recipe';
  /** The recipe's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the recipe is called. Lists of recipes are ordered by it, in code point order, then by id. */
  readonly name: Scalars['String']['output'];
  /** The recipe's category, as "Cookies". */
  readonly category: Scalars['String']['output'];
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use: nothing more is baked by it. */
  readonly archived: Scalars['Boolean']['output'];
  /** Where it comes from, as a book's title; null when that was not said. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** How many minutes a batch takes, as a guess; null when that was not said. */
  readonly estimatedMinutes?: Maybe<Scalars['Int']['output']>;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What a batch takes by itself, its components' lines left out, in the order of the list. */
  readonly lines: ReadonlyArray<RecipeLine>;
  /** The other recipes of which a batch takes some, in the order of the list. Recipes nest at most 10 deep, and never contain themselves. */
  readonly components: ReadonlyArray<RecipeComponent>;
  /** The recipes that take some of this one themselves, the archived ones too, by name, then id. */
  readonly usedIn: ReadonlyArray<Recipe>;
  /** What a batch yields: a choice, if they are several. The archived ones too, by name, then id. */
  readonly finishedUnits: ReadonlyArray<FinishedUnit>;
  /** What a batch is planned to cost now, its components included, rounded half up to 4 places, in the one currency of the books. Too low where costGaps is not empty. */
  readonly costPerBatch: Scalars['Decimal']['output'];
  /** Lines, its components' too, that could not be priced and count as 0. By recipe name; each recipe, ingredient and reason once. */
  readonly costGaps: ReadonlyArray<CostGap>;
};

/** A quantity of an ingredient in a batch of a recipe. */
export type RecipeLine = {
  readonly __typename?: 'RecipeLine';
  /** The ingredient that is asked for. */
  readonly ingredient: Ingredient;
  /** How much of it a batch takes, above 0. */
  readonly quantity: Scalars['Decimal']['output'];
  /** The unit of the quantity: "cup". */
  readonly unit: Scalars['String']['output'];
  /** Free notes, as "sifted"; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
};

/** So much of another recipe in a batch of a recipe. */
export type RecipeComponent = {
  readonly __typename?: 'RecipeComponent';
  /** The other recipe. */
  readonly recipe: Recipe;
  /** How many batches of it are in one batch, above 0, parts included: "0.5". */
  readonly batches: Scalars['Decimal']['output'];
};

/** What a batch of one recipe yields: `itemsPerBatch` items, or one portion that takes `batchPercentage` % of a batch. Exactly one of the two is set. */
export type FinishedUnit = Node & {
  readonly __typename?: 'FinishedUnit';
  /** The finished unit's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the finished unit is called: "Large Sugar Cookie". Unique among those of its recipe, whatever the case. */
  readonly name: Scalars['String']['output'];
  /** The recipe whose batch yields it. One recipe may yield several finished units, which then share its batches. */
  readonly recipe: Recipe;
  /** How many a batch yields, 1 or more. Set for units counted out of a batch; else batchPercentage is. */
  readonly itemsPerBatch?: Maybe<Scalars['Int']['output']>;
  /** How many percent of a batch one portion takes, above 0. Set where itemsPerBatch is not. */
  readonly batchPercentage?: Maybe<Scalars['Decimal']['output']>;
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** What one is, as "cookie" or "slice"; null when that was not said. */
  readonly itemUnit?: Maybe<Scalars['String']['output']>;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** The finished goods that hold it themselves, the archived ones too, by name, then id. */
  readonly usedIn: ReadonlyArray<FinishedGood>;
};

/** A box, bag or bundle: quantities of finished units and of other finished goods. */
export type FinishedGood = Node & {
  readonly __typename?: 'FinishedGood';
  /** The finished good's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** What the finished good is called. */
  readonly name: Scalars['String']['output'];
  /** What is in it, in the order in which it was put on its list. Goods nest at most 10 deep, and never contain themselves. */
  readonly components: ReadonlyArray<GoodComponent>;
  /** Rises with each change. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** Whether it is hidden from lists and of no new use. */
  readonly archived: Scalars['Boolean']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What one is planned to cost now, by the costs of the batches that it needs, rounded half up to 4 places, in the one currency of the books. A recipe line without a price counts as 0. */
  readonly costNow: Scalars['Decimal']['output'];
  /** The finished goods that hold it themselves, the archived ones too, by name, then id. */
  readonly usedIn: ReadonlyArray<FinishedGood>;
  /** The packages that hold it, the archived ones too, by name, then id. */
  readonly packages: ReadonlyArray<Package>;
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

/** A page of suppliers. */
export type SupplierConnection = {
  readonly __typename?: 'SupplierConnection';
  /** The page's suppliers, each with its cursor. */
  readonly edges: ReadonlyArray<SupplierEdge>;
  /** The page's suppliers without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Supplier>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many suppliers the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A supplier in a page, with its cursor. */
export type SupplierEdge = {
  readonly __typename?: 'SupplierEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The supplier. */
  readonly node: Supplier;
};

/** Which suppliers a list has. What is absent, or null, leaves none out. */
export type SupplierFilter = {
  /** Only suppliers with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of suppliers. */
export type SupplierOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new supplier. */
export type CreateSupplierInput = {
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name: Scalars['String']['input'];
};

/** What changes of a supplier: what is absent stays, what is null is cleared. */
export type UpdateSupplierInput = {
  /** The supplier. An unknown one is SUPPLIER_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A supplier to delete. */
export type DeleteSupplierInput = {
  /** The supplier. An unknown one is SUPPLIER_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a supplier. */
export type SupplierPayload = {
  readonly __typename?: 'SupplierPayload';
  /** The supplier as it is now. */
  readonly supplier: Supplier;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A page of packages. */
export type PackageConnection = {
  readonly __typename?: 'PackageConnection';
  /** The page's packages, each with its cursor. */
  readonly edges: ReadonlyArray<PackageEdge>;
  /** The page's packages without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Package>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many packages the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A package in a page, with its cursor. */
export type PackageEdge = {
  readonly __typename?: 'PackageEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The package. */
  readonly node: Package;
};

/** Which packages a list has. What is absent, or null, leaves none out. */
export type PackageFilter = {
  /** Only packages with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of packages. */
export type PackageOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new package. */
export type CreatePackageInput = {
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name: Scalars['String']['input'];
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Its finished goods, each once, at most 1,000, in this order. */
  readonly contents?: InputMaybe<ReadonlyArray<PackageContentInput>>;
};

/** What changes of a package: what is absent stays, what is null is cleared. */
export type UpdatePackageInput = {
  /** The package. An unknown one is PACKAGE_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Its finished goods, each once, at most 1,000, in this order, in the place of those that it had; null takes all out. */
  readonly contents?: InputMaybe<ReadonlyArray<PackageContentInput>>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A package to delete. */
export type DeletePackageInput = {
  /** The package. An unknown one is PACKAGE_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a package. */
export type PackagePayload = {
  readonly __typename?: 'PackagePayload';
  /** The package as it is now. */
  readonly package: Package;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A quantity of one finished good in a package. */
export type PackageContentInput = {
  /** The good. An unknown one is FINISHED_GOOD_NOT_FOUND, one that is archived VALIDATION_FAILED, unless the package held it before. */
  readonly finishedGoodId: Scalars['ID']['input'];
  /** How many of it are in one package, 1 to 1,000,000. */
  readonly quantity: Scalars['Int']['input'];
};

/** A page of recipes. */
export type RecipeConnection = {
  readonly __typename?: 'RecipeConnection';
  /** The page's recipes, each with its cursor. */
  readonly edges: ReadonlyArray<RecipeEdge>;
  /** The page's recipes without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Recipe>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many recipes the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A recipe in a page, with its cursor. */
export type RecipeEdge = {
  readonly __typename?: 'RecipeEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The recipe. */
  readonly node: Recipe;
};

/** Which recipes a list has. What is absent, or null, leaves none out. */
export type RecipeFilter = {
  /** Only recipes with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only recipes of this category, written as it is. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of recipes. */
export type RecipeOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** By category, then by name, both in code point order, then by id. */
  | 'CATEGORY';

/** A new recipe. */
export type CreateRecipeInput = {
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name: Scalars['String']['input'];
  /** Its category, 1 to 200 characters. */
  readonly category: Scalars['String']['input'];
  /** Where it comes from, up to 20,000 characters. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** How many minutes a batch takes, 0 to 1,000,000. */
  readonly estimatedMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** What a batch takes, at most 1,000 lines, in this order. */
  readonly lines?: InputMaybe<ReadonlyArray<RecipeLineInput>>;
  /** The other recipes in it, each once, at most 1,000, in this order. */
  readonly components?: InputMaybe<ReadonlyArray<RecipeComponentInput>>;
};

/** What changes of a recipe: what is absent stays, what is null is cleared. What was baked by it stays as it was baked. */
export type UpdateRecipeInput = {
  /** The recipe. An unknown one is RECIPE_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its category, 1 to 200 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** Where it comes from, up to 20,000 characters. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** How many minutes a batch takes, 0 to 1,000,000. */
  readonly estimatedMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** What a batch takes, at most 1,000 lines, in this order, in the place of what was; null takes all out. */
  readonly lines?: InputMaybe<ReadonlyArray<RecipeLineInput>>;
  /** The other recipes in it, each once, at most 1,000, in this order, in the place of what was; null takes all out. */
  readonly components?: InputMaybe<ReadonlyArray<RecipeComponentInput>>;
};

/** A recipe to delete. */
export type DeleteRecipeInput = {
  /** The recipe. An unknown one is RECIPE_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a recipe. */
export type RecipePayload = {
  readonly __typename?: 'RecipePayload';
  /** The recipe as it is now. */
  readonly recipe: Recipe;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A quantity of an ingredient in a batch of a recipe. */
export type RecipeLineInput = {
  /** The ingredient. An unknown one is INGREDIENT_NOT_FOUND; one that is archived, or has others below it, VALIDATION_FAILED, unless the recipe held it before. */
  readonly ingredientId: Scalars['ID']['input'];
  /** How much of it a batch takes, above 0. */
  readonly quantity: Scalars['Decimal']['input'];
  /** Its unit: g, kg, oz, lb, ml, l, tsp, tbsp, fl oz, cup, pt, qt, gal, each, count, piece or dozen, in any case. Another one is VALIDATION_FAILED, unless the recipe had it of this ingredient before. */
  readonly unit: Scalars['String']['input'];
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** So much of another recipe in a batch of a recipe. */
export type RecipeComponentInput = {
  /** The other recipe. An unknown one is RECIPE_NOT_FOUND, one that is archived VALIDATION_FAILED, unless the recipe held it before. */
  readonly recipeId: Scalars['ID']['input'];
  /** How many batches of it are in one batch, above 0 and at most 1,000,000, parts included. */
  readonly batches: Scalars['Decimal']['input'];
};

/** A page of finished units. */
export type FinishedUnitConnection = {
  readonly __typename?: 'FinishedUnitConnection';
  /** The page's finished units, each with its cursor. */
  readonly edges: ReadonlyArray<FinishedUnitEdge>;
  /** The page's finished units without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<FinishedUnit>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many finished units the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A finished unit in a page, with its cursor. */
export type FinishedUnitEdge = {
  readonly __typename?: 'FinishedUnitEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The finished unit. */
  readonly node: FinishedUnit;
};

/** Which finished units a list has. What is absent, or null, leaves none out. */
export type FinishedUnitFilter = {
  /** Only finished units with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only what a batch of this recipe yields. One that there is none of has none. */
  readonly recipeId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of finished units. */
export type FinishedUnitOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new finished unit. Exactly one of itemsPerBatch and batchPercentage is given. */
export type CreateFinishedUnitInput = {
  /** The recipe that yields it. An unknown one is RECIPE_NOT_FOUND, one that is archived VALIDATION_FAILED. */
  readonly recipeId: Scalars['ID']['input'];
  /** What it is called, 1 to 200 characters, unlike all others of the recipe whatever the case. */
  readonly name: Scalars['String']['input'];
  /** How many a batch yields, 1 to 1,000,000. */
  readonly itemsPerBatch?: InputMaybe<Scalars['Int']['input']>;
  /** How many percent of a batch one takes, above 0 and at most 1,000,000. */
  readonly batchPercentage?: InputMaybe<Scalars['Decimal']['input']>;
  /** What one is, as "cookie", 1 to 200 characters. */
  readonly itemUnit?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a finished unit: what is absent stays, what is null is cleared. What is assembled, and what was lost, stays as it was. One that was counted out of a batch becomes a portion with itemsPerBatch null and a batchPercentage. */
export type UpdateFinishedUnitInput = {
  /** The finished unit. An unknown one is FINISHED_UNIT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The recipe that yields it. An unknown one is RECIPE_NOT_FOUND, one that is archived VALIDATION_FAILED, and another one is FINISHED_UNIT_IN_USE once goods hold the unit or some of it was lost. */
  readonly recipeId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others of the recipe whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** How many a batch yields, 1 to 1,000,000. */
  readonly itemsPerBatch?: InputMaybe<Scalars['Int']['input']>;
  /** How many percent of a batch one takes, above 0 and at most 1,000,000. */
  readonly batchPercentage?: InputMaybe<Scalars['Decimal']['input']>;
  /** What one is, as "cookie", 1 to 200 characters. */
  readonly itemUnit?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A finished unit to delete. */
export type DeleteFinishedUnitInput = {
  /** The finished unit. An unknown one is FINISHED_UNIT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a finished unit. */
export type FinishedUnitPayload = {
  readonly __typename?: 'FinishedUnitPayload';
  /** The finished unit as it is now. */
  readonly finishedUnit: FinishedUnit;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A page of finished goods. */
export type FinishedGoodConnection = {
  readonly __typename?: 'FinishedGoodConnection';
  /** The page's finished goods, each with its cursor. */
  readonly edges: ReadonlyArray<FinishedGoodEdge>;
  /** The page's finished goods without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<FinishedGood>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many finished goods the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A finished good in a page, with its cursor. */
export type FinishedGoodEdge = {
  readonly __typename?: 'FinishedGoodEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The finished good. */
  readonly node: FinishedGood;
};

/** Which finished goods a list has. What is absent, or null, leaves none out. */
export type FinishedGoodFilter = {
  /** Only finished goods with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of finished goods. */
export type FinishedGoodOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new finished good. */
export type CreateFinishedGoodInput = {
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name: Scalars['String']['input'];
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** What is in it, each thing once, at most 1,000, in this order. */
  readonly components?: InputMaybe<ReadonlyArray<GoodComponentInput>>;
};

/** What changes of a finished good: what is absent stays, what is null is cleared. */
export type UpdateFinishedGoodInput = {
  /** The finished good. An unknown one is FINISHED_GOOD_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** What is in it, each thing once, at most 1,000, in this order, in the place of what was; null takes all out. */
  readonly components?: InputMaybe<ReadonlyArray<GoodComponentInput>>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A finished good to delete. */
export type DeleteFinishedGoodInput = {
  /** The finished good. An unknown one is FINISHED_GOOD_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a finished good. */
export type FinishedGoodPayload = {
  readonly __typename?: 'FinishedGoodPayload';
  /** The finished good as it is now. */
  readonly finishedGood: FinishedGood;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A quantity of one thing in a finished good: of a finished unit, or of another finished good. */
export type GoodComponentInput = {
  /** The finished unit. An unknown one is FINISHED_UNIT_NOT_FOUND, one that is archived VALIDATION_FAILED, unless the good held it before. */
  readonly finishedUnitId?: InputMaybe<Scalars['ID']['input']>;
  /** The finished good. An unknown one is FINISHED_GOOD_NOT_FOUND, one that is archived VALIDATION_FAILED, unless the good held it before. */
  readonly finishedGoodId?: InputMaybe<Scalars['ID']['input']>;
  /** How many of it are in one good, above 0 and at most 1,000,000, parts included. */
  readonly quantity: Scalars['Decimal']['input'];
};

/** A page of ingredients. */
export type IngredientConnection = {
  readonly __typename?: 'IngredientConnection';
  /** The page's ingredients, each with its cursor. */
  readonly edges: ReadonlyArray<IngredientEdge>;
  /** The page's ingredients without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Ingredient>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many ingredients the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An ingredient in a page, with its cursor. */
export type IngredientEdge = {
  readonly __typename?: 'IngredientEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The ingredient. */
  readonly node: Ingredient;
};

/** Which ingredients a list has. What is absent, or null, leaves none out. */
export type IngredientFilter = {
  /** Only ingredients with this in their name, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only ingredients of this category, written as it is. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** Only ingredients that are a kind of this one. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of ingredients. */
export type IngredientOrder =
  /** By name in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new ingredient. */
export type CreateIngredientInput = {
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name: Scalars['String']['input'];
  /** What kind of ingredient it is, up to 200 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** What it is, in free words, up to 20,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is a box, a ribbon or a label rather than something to eat. */
  readonly isPackaging?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether stock of it is kept: of water it is not. */
  readonly isTracked?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is a kind of. An unknown one is INGREDIENT_NOT_FOUND; one that is archived, or has products or recipes of its own, VALIDATION_FAILED. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** How much a volume of it weighs. Without it, volume and weight do not convert. */
  readonly density?: InputMaybe<DensityInput>;
};

/** What changes of an ingredient: what is absent stays, what is null is cleared. */
export type UpdateIngredientInput = {
  /** The ingredient. An unknown one is INGREDIENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, 1 to 200 characters, unlike all others whatever the case. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What kind of ingredient it is, up to 200 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** What it is, in free words, up to 20,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is a box, a ribbon or a label rather than something to eat. */
  readonly isPackaging?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether stock of it is kept: of water it is not. */
  readonly isTracked?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is a kind of; null: it stands by itself. An unknown one is INGREDIENT_NOT_FOUND; another one that is archived, or has products or recipes of its own, VALIDATION_FAILED. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** How much a volume of it weighs; null if that is not known. It changes what is planned, and nothing that was baked. */
  readonly density?: InputMaybe<DensityInput>;
  /** Whether it is hidden from lists and of no new use. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An ingredient to delete. */
export type DeleteIngredientInput = {
  /** The ingredient. An unknown one is INGREDIENT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of an ingredient. */
export type IngredientPayload = {
  readonly __typename?: 'IngredientPayload';
  /** The ingredient as it is now. */
  readonly ingredient: Ingredient;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** A volume that weighs so much, as 1 cup that is 4.25 oz. */
export type DensityInput = {
  /** How much of it by volume, above 0. */
  readonly volume: Scalars['Decimal']['input'];
  /** The unit of the volume: ml, l, tsp, tbsp, fl oz, cup, pt, qt or gal. */
  readonly volumeUnit: Scalars['String']['input'];
  /** What that weighs, above 0. */
  readonly weight: Scalars['Decimal']['input'];
  /** The unit of the weight: g, kg, oz or lb. */
  readonly weightUnit: Scalars['String']['input'];
};

/** A page of products. */
export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  /** The page's products, each with its cursor. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** The page's products without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Product>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many products the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A product in a page, with its cursor. */
export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The product. */
  readonly node: Product;
};

/** Which products a list has. What is absent, or null, leaves none out. */
export type ProductFilter = {
  /** Only products with this in their brand, in their name or in that of their ingredient, however it is written. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are archived, or only those that are not; null for both. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only products of this ingredient. */
  readonly ingredientId?: InputMaybe<Scalars['ID']['input']>;
  /** true: only those that are preferred; false: only those that are not. */
  readonly preferred?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of products. */
export type ProductOrder =
  /** By the name of their ingredient in code point order, then by id. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** A new product. An ingredient has no two of one brand and name, whatever the case, in packages of one unit and quantity. */
export type CreateProductInput = {
  /** What it is a variant of. An unknown one is INGREDIENT_NOT_FOUND; one that is archived, has others below it or 1,000 products already, VALIDATION_FAILED. */
  readonly ingredientId: Scalars['ID']['input'];
  /** Who makes it, up to 200 characters. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** What tells it from other products of the same brand and ingredient, up to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The unit in which a package, and each lot, of it is measured: one that converts, as "lb", "cup" or "each". */
  readonly packageUnit: Scalars['String']['input'];
  /** How many of the unit are in one package, above 0. */
  readonly packageUnitQuantity: Scalars['Decimal']['input'];
  /** Whether plans and shopping lists count on it: then on no other one of its ingredient any longer. */
  readonly isPreferred?: InputMaybe<Scalars['Boolean']['input']>;
  /** How large a package is in the words that stand on it, up to 200 characters. */
  readonly packageSize?: InputMaybe<Scalars['String']['input']>;
  /** What kind of package it is, up to 200 characters. */
  readonly packageType?: InputMaybe<Scalars['String']['input']>;
  /** The number of its bar code, up to 200 characters. It is kept as it is given. */
  readonly gtin?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a product: what is absent stays, what is null is cleared. */
export type UpdateProductInput = {
  /** The product. An unknown one is PRODUCT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it is a variant of. An unknown one is INGREDIENT_NOT_FOUND; another one that is archived, has others below it or 1,000 products already, VALIDATION_FAILED; any other one, once there are lots of it, PRODUCT_IN_USE. */
  readonly ingredientId?: InputMaybe<Scalars['ID']['input']>;
  /** Who makes it, up to 200 characters. */
  readonly brand?: InputMaybe<Scalars['String']['input']>;
  /** What tells it from other products of the same brand and ingredient, up to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The unit in which a package, and each lot, of it is measured: one that converts, as "lb", "cup" or "each". Another one, once there are lots of it, is PRODUCT_IN_USE. */
  readonly packageUnit?: InputMaybe<Scalars['String']['input']>;
  /** How many of the unit are in one package, above 0. Another number, once there are lots of it, is PRODUCT_IN_USE. */
  readonly packageUnitQuantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whether plans and shopping lists count on it: then on no other one of its ingredient any longer. What is archived can't be preferred. */
  readonly isPreferred?: InputMaybe<Scalars['Boolean']['input']>;
  /** How large a package is in the words that stand on it, up to 200 characters. */
  readonly packageSize?: InputMaybe<Scalars['String']['input']>;
  /** What kind of package it is, up to 200 characters. */
  readonly packageType?: InputMaybe<Scalars['String']['input']>;
  /** The number of its bar code, up to 200 characters. It is kept as it is given. */
  readonly gtin?: InputMaybe<Scalars['String']['input']>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is hidden from lists and of no new use. Archiving it ends that it is preferred. */
  readonly archived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A product to delete. */
export type DeleteProductInput = {
  /** The product. An unknown one is PRODUCT_NOT_FOUND. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read; another one by now is STALE_VERSION. Without it, or null: any. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of a mutation of a product. */
export type ProductPayload = {
  readonly __typename?: 'ProductPayload';
  /** The product as it is now. */
  readonly product: Product;
  /** What the mutation left, read in the same transaction. */
  readonly query: Query;
};

/** So many packages of a product, bought on a day at a price per package. A fact: it is corrected or voided, never deleted. */
export type Purchase = Node & {
  readonly __typename?: 'Purchase';
  /** The purchase's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** Rises with each correction, and when it is voided. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** What was bought. */
  readonly product: Product;
  /** Who sold it; null if that was not said. */
  readonly supplier?: Maybe<Supplier>;
  /** The day of the purchase. Lots are used up in the order of their days. */
  readonly purchasedOn: Scalars['Date']['output'];
  /** How many packages were bought, above 0. */
  readonly packages: Scalars['Decimal']['output'];
  /** What one package cost, 0 or more, in the one currency of the books. */
  readonly pricePerPackage: Scalars['Decimal']['output'];
  /** What is left of it. */
  readonly lot: Lot;
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** When it was voided; null if it was not. What is voided counts nowhere: not in stock, and not as a latest price. */
  readonly voidedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of purchases. */
export type PurchaseConnection = {
  readonly __typename?: 'PurchaseConnection';
  /** The page's purchases, each with its cursor. */
  readonly edges: ReadonlyArray<PurchaseEdge>;
  /** The page's purchases without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Purchase>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many purchases the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A purchase in a page, with its cursor. */
export type PurchaseEdge = {
  readonly __typename?: 'PurchaseEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The purchase. */
  readonly node: Purchase;
};

/** What is left of a purchase, or of what was found or given, in the product's package unit. Lots are used up first in, first out: by the day of purchase, unknown days last, then by id. */
export type Lot = Node & {
  readonly __typename?: 'Lot';
  /** The lot's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** How many entries it has: rises with each. See `expectedVersion` of the mutations. */
  readonly version: Scalars['Int']['output'];
  /** What it is a lot of. */
  readonly product: Product;
  /** The purchase that it is of; null if it is of none. */
  readonly purchase?: Maybe<Purchase>;
  /** The day of purchase, by which it is used up; null if that is unknown. */
  readonly purchasedOn?: Maybe<Scalars['Date']['output']>;
  /** How much is left: the sum of its entries' quantities, never below 0. */
  readonly quantity: Scalars['Decimal']['output'];
  /** The unit of the quantity: the product's package unit. */
  readonly unit: Scalars['String']['output'];
  /** What one unit cost, to 10 places; null if that is unknown. By the purchase's price, if it is of one. */
  readonly unitCost?: Maybe<Scalars['Decimal']['output']>;
  /** What it is worth: the sum of its entries' values. An empty lot, and one whose cost is unknown, is worth 0. */
  readonly value: Scalars['Decimal']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What came in and went out, in the order in which it was recorded. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly entries: LotEntryConnection;
};


/** What is left of a purchase, or of what was found or given, in the product's package unit. Lots are used up first in, first out: by the day of purchase, unknown days last, then by id. */
export type LotEntriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of lots. */
export type LotConnection = {
  readonly __typename?: 'LotConnection';
  /** The page's lots, each with its cursor. */
  readonly edges: ReadonlyArray<LotEdge>;
  /** The page's lots without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<Lot>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many lots the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A lot in a page, with its cursor. */
export type LotEdge = {
  readonly __typename?: 'LotEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The lot. */
  readonly node: Lot;
};

/** One row of the inventory ledger: a signed quantity and a signed value, which add up to the lot's. Entries are only ever added. */
export type LotEntry = Node & {
  readonly __typename?: 'LotEntry';
  /** The entry's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** The lot whose quantity and value it changed. */
  readonly lot: Lot;
  /** What happened. */
  readonly kind: LotEntryKind;
  /** By how much the lot's quantity changed: below 0 for what went out. */
  readonly quantity: Scalars['Decimal']['output'];
  /** By how much the lot's value changed, to 4 places. */
  readonly value: Scalars['Decimal']['output'];
  /** When it was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** Who recorded it; null while nobody is known. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Why the lot was counted or corrected; null for other kinds. */
  readonly reason?: Maybe<AdjustmentReason>;
  /** What was remarked with it; null if nothing was. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** The production record that took it, gave it back, or costs more or less since; null if it is of none. */
  readonly record?: Maybe<ProductionRecord>;
  /** The take that this entry gives back; null for all kinds but RETURNED. */
  readonly reverses?: Maybe<LotEntry>;
};

/** What there is of an ingredient. */
export type Stock = {
  readonly __typename?: 'Stock';
  /** How much, in the unit. */
  readonly quantity: Scalars['Decimal']['output'];
  /** The unit. */
  readonly unit: Scalars['String']['output'];
  /** What it is worth, in the one currency of the books. */
  readonly value: Scalars['Decimal']['output'];
  /** Lots whose unit does not convert to it: they are neither in the quantity nor in the value. */
  readonly unconverted: ReadonlyArray<Lot>;
};

/** A page of entries of a lot. */
export type LotEntryConnection = {
  readonly __typename?: 'LotEntryConnection';
  /** The page's entries, each with its cursor. */
  readonly edges: ReadonlyArray<LotEntryEdge>;
  /** The page's entries without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<LotEntry>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many entries the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry in a page, with its cursor. */
export type LotEntryEdge = {
  readonly __typename?: 'LotEntryEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: LotEntry;
};

/** What happened to a lot. */
export type LotEntryKind =
  /** It came in: by a purchase, or as what a lot held when it was recorded or imported. */
  | 'RECEIVED'
  /** A production record took it. */
  | 'CONSUMED'
  /** A production record was voided and gave back what it took. */
  | 'RETURNED'
  /** It was counted, or the number of packages was corrected. */
  | 'ADJUSTED'
  /** Its price was corrected: the quantity stays, the value changes. */
  | 'REPRICED'
  /** Its purchase was voided. */
  | 'VOIDED';

/** Why a lot's quantity was changed by hand. */
export type AdjustmentReason =
  /** A stock count found more or less than the books said. */
  | 'COUNT'
  /** It went bad. */
  | 'SPOILAGE'
  /** It was given away, or was a gift. */
  | 'GIFT'
  /** Something was entered wrongly. */
  | 'CORRECTION'
  /** Anything else: say it in the note. */
  | 'OTHER';

/** Which purchases a list has. What is absent, or null, leaves none out. */
export type PurchaseFilter = {
  /** Only purchases of this product. */
  readonly productId?: InputMaybe<Scalars['ID']['input']>;
  /** Only purchases from this supplier. */
  readonly supplierId?: InputMaybe<Scalars['ID']['input']>;
  /** Only purchases of this day or a later one. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Only purchases of this day or an earlier one. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** Which lots a list has. What is absent, or null, leaves none out. */
export type LotFilter = {
  /** Only lots of products of this ingredient. */
  readonly ingredientId?: InputMaybe<Scalars['ID']['input']>;
  /** Only lots of this product. */
  readonly productId?: InputMaybe<Scalars['ID']['input']>;
  /** true: only lots that hold something; false: only empty ones. */
  readonly inStock?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of lots. */
export type LotOrder =
  /** First in, first out, as they are used up: by the day of purchase, unknown days last, then by id. */
  | 'FIFO'
  /** The latest day of purchase first, unknown days last, then the highest id first. */
  | 'NEWEST';

/** A purchase as it is recorded. */
export type RecordPurchaseInput = {
  /** What was bought. An unknown one is PRODUCT_NOT_FOUND, an archived one VALIDATION_FAILED with the reason ARCHIVED. */
  readonly productId: Scalars['ID']['input'];
  /** Who sold it. An unknown one is SUPPLIER_NOT_FOUND, an archived one VALIDATION_FAILED with the reason ARCHIVED. */
  readonly supplierId?: InputMaybe<Scalars['ID']['input']>;
  /** The day of the purchase. */
  readonly purchasedOn: Scalars['Date']['input'];
  /** How many packages, above 0, parts included. */
  readonly packages: Scalars['Decimal']['input'];
  /** What one package cost, 0 or more: not the sum of all. */
  readonly pricePerPackage: Scalars['Decimal']['input'];
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What was wrong with a purchase. What is absent stays as it is. */
export type CorrectPurchaseInput = {
  /** The purchase. An unknown one is PURCHASE_NOT_FOUND, a voided one ALREADY_VOIDED. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read. If it is another by now: STALE_VERSION, with the present one. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The right day. */
  readonly purchasedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The right number of packages, above 0. Fewer than were taken is PURCHASE_IN_USE. */
  readonly packages?: InputMaybe<Scalars['Decimal']['input']>;
  /** The right price of one package, 0 or more. All that was taken is valued anew. */
  readonly pricePerPackage?: InputMaybe<Scalars['Decimal']['input']>;
  /** Who sold it; null takes the supplier off. */
  readonly supplierId?: InputMaybe<Scalars['ID']['input']>;
  /** Why it is corrected: 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** A lot that comes from no purchase. */
export type RecordLotInput = {
  /** What it is a lot of. An unknown one is PRODUCT_NOT_FOUND, an archived one VALIDATION_FAILED with the reason ARCHIVED. */
  readonly productId: Scalars['ID']['input'];
  /** How much there is, above 0, in the product's package unit. */
  readonly quantity: Scalars['Decimal']['input'];
  /** What one unit cost, 0 or more. Without it the cost is unknown, and the lot is worth 0. */
  readonly unitCost?: InputMaybe<Scalars['Decimal']['input']>;
  /** The day from which it is used up in its turn; without it, after all others. */
  readonly purchasedOn?: InputMaybe<Scalars['Date']['input']>;
  /** A remark, up to 500 characters, kept with its first entry. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** What a lot holds, by a count. */
export type AdjustLotInput = {
  /** The lot. An unknown one is LOT_NOT_FOUND, one of a voided purchase ALREADY_VOIDED. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read. If it is another by now: STALE_VERSION, with the present one. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What it holds, 0 or more, in its unit. */
  readonly toQuantity: Scalars['Decimal']['input'];
  /** Why it is not what the books say. */
  readonly reason: AdjustmentReason;
  /** A remark, up to 500 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** What a lot cost, if it is of no purchase. */
export type CorrectLotInput = {
  /** The lot. An unknown one is LOT_NOT_FOUND; one of a purchase VALIDATION_FAILED, for there the price is corrected. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read. If it is another by now: STALE_VERSION, with the present one. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What one unit cost, 0 or more. All that was taken is valued anew. */
  readonly unitCost: Scalars['Decimal']['input'];
  /** Why it is corrected: 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What is to count no more. */
export type VoidInput = {
  /** What to void. Once it is, it is ALREADY_VOIDED. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What came of a mutation of a purchase. */
export type PurchasePayload = {
  readonly __typename?: 'PurchasePayload';
  /** The purchase as it is now. */
  readonly purchase: Purchase;
  /** Production records that cost more or less than before, by id. */
  readonly repricedRecords: ReadonlyArray<ProductionRecord>;
  /** What the mutation left, read in the same transaction: whatever shows the purchase can be asked for again here. */
  readonly query: Query;
};

/** What came of a mutation of a lot. */
export type LotPayload = {
  readonly __typename?: 'LotPayload';
  /** The lot as it is now. */
  readonly lot: Lot;
  /** What the mutation left, read in the same transaction: whatever shows the lot can be asked for again here. */
  readonly query: Query;
};

/** Batches of one recipe that were made for an event at a time, with what they cost. */
export type ProductionRecord = Node & {
  readonly __typename?: 'ProductionRecord';
  /** The record's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** The event for which it was produced. */
  readonly event: Event;
  /** The recipe that was made. */
  readonly recipe: Recipe;
  /** How many batches were made: 1 or more. */
  readonly batches: Scalars['Int']['output'];
  /** What the batches took from the lots, at the lots' cost, losses included, in the one currency of the books; of an import, what it came with. It follows corrections of what was bought. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** When it was made. */
  readonly producedAt: Scalars['DateTime']['output'];
  /** Free notes; null when there are none. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** What they took from the lots, first in, first out. Empty for an import. */
  readonly uses: ReadonlyArray<LotUse>;
  /** What they were made without, because the lots held too little of it: see `onShortage`. */
  readonly shortages: ReadonlyArray<Shortage>;
  /** Whether actualCost is all of it: nothing lacked, and the price of each lot that they took from is known. */
  readonly costIsComplete: Scalars['Boolean']['output'];
  /** What came to nothing of them, in the order in which it was recorded. */
  readonly losses: ReadonlyArray<Loss>;
  /** How many of the batches came to nothing: at most 6 places, rounded half up. */
  readonly batchesLost: Scalars['Decimal']['output'];
  /** What those cost; a part of actualCost. */
  readonly lossCost: Scalars['Decimal']['output'];
  /** When it was voided; null if it was not. What is voided stays listed, and counts in no sum. */
  readonly voidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was voided; null if it was not. */
  readonly voidReason?: Maybe<Scalars['String']['output']>;
};

/** What batches took, or would take, from one lot. */
export type LotUse = {
  readonly __typename?: 'LotUse';
  /** The lot. */
  readonly lot: Lot;
  /** Of what it is. */
  readonly ingredient: Ingredient;
  /** How much, in the package unit of the lot's product. */
  readonly quantity: Scalars['Decimal']['output'];
  /** What that costs, in the one currency of the books; 0 for a lot whose price is unknown. */
  readonly cost: Scalars['Decimal']['output'];
};

/** An ingredient of which the lots hold less than batches take, or that can't be converted to what they hold. */
export type Shortage = {
  readonly __typename?: 'Shortage';
  /** What lacks. */
  readonly ingredient: Ingredient;
  /** The unit of the recipe's first line that asks for it. */
  readonly unit: Scalars['String']['output'];
  /** How much the batches need. */
  readonly needed: Scalars['Decimal']['output'];
  /** How much of that the lots hold. */
  readonly available: Scalars['Decimal']['output'];
  /** needed - available. */
  readonly missing: Scalars['Decimal']['output'];
  /** Why it lacks. */
  readonly reason: ShortageReason;
};

/** Why something lacks. */
export type ShortageReason =
  /** The lots hold too little. */
  | 'NOT_IN_STOCK'
  /** A lot measures by weight and the recipe by volume, or the other way round, and the ingredient has no density. */
  | 'NO_DENSITY'
  /** The unit of a lot does not convert to the recipe's: a count, or a unit that is not known. */
  | 'UNIT_NOT_CONVERTIBLE';

/** A quantity of one finished unit of a record that came to nothing: it takes its part of the batches from what was produced. */
export type Loss = Node & {
  readonly __typename?: 'Loss';
  /** The loss's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** The batches of which it is. */
  readonly record: ProductionRecord;
  /** What was lost. */
  readonly finishedUnit: FinishedUnit;
  /** How many of it, above 0. */
  readonly quantity: Scalars['Decimal']['output'];
  /** How many batches that is, by what a batch yielded then: at most 6 places, rounded half up. */
  readonly batches: Scalars['Decimal']['output'];
  /** Its part of the record's cost, in the one currency of the books. The costs of all losses and of the rest add up to it. */
  readonly cost: Scalars['Decimal']['output'];
  /** What happened. */
  readonly reason: LossReason;
  /** What else there is to say; null if nothing was said. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly at: Scalars['DateTime']['output'];
};

/** What happened to what came to nothing. */
export type LossReason =
  /** It was in the oven too long. */
  | 'BURNT'
  /** It broke. */
  | 'BROKEN'
  /** Something came into it that does not belong there. */
  | 'CONTAMINATED'
  /** It fell down. */
  | 'DROPPED'
  /** Something else was taken than the recipe says. */
  | 'WRONG_INGREDIENTS'
  /** Anything else: see the note. */
  | 'OTHER';

/** What came to nothing. */
export type LossInput = {
  /** What was lost: a finished unit of the recipe that was made. An unknown one is FINISHED_UNIT_NOT_FOUND. */
  readonly finishedUnitId: Scalars['ID']['input'];
  /** How many of it, above 0, with at most 10 decimal places. */
  readonly quantity: Scalars['Decimal']['input'];
  /** What happened. */
  readonly reason: LossReason;
  /** What else there is to say, up to 500 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** What happens if the lots hold too little for batches that are recorded. */
export type ShortagePolicy =
  /** Nothing is recorded: INSUFFICIENT_INVENTORY with all that lacks. */
  | 'REFUSE'
  /** The batches were made all the same: they take what there is, and the record names what lacks. */
  | 'ALLOW';

/** Batches that were made. */
export type RecordProductionInput = {
  /** The event for which they were made. An unknown one is EVENT_NOT_FOUND. */
  readonly eventId: Scalars['ID']['input'];
  /** The recipe that was made. An unknown one is RECIPE_NOT_FOUND. */
  readonly recipeId: Scalars['ID']['input'];
  /** How many batches, 1 to 1,000,000. */
  readonly batches: Scalars['Int']['input'];
  /** When; now, if it is not said, and at most a day ahead. They take from what the lots hold now, whenever it was. */
  readonly producedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came to nothing of them at once: at most 100. */
  readonly losses?: InputMaybe<ReadonlyArray<LossInput>>;
  /** What happens if the lots hold too little. */
  readonly onShortage?: InputMaybe<ShortagePolicy>;
  /** Free notes, up to 20,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What came to nothing of batches that were recorded before. */
export type RecordLossInput = {
  /** The record of the batches. An unknown one is PRODUCTION_RECORD_NOT_FOUND, a voided one ALREADY_VOIDED. */
  readonly recordId: Scalars['ID']['input'];
  /** What came to nothing. */
  readonly loss: LossInput;
};

/** What came of a mutation of production. */
export type ProductionPayload = {
  readonly __typename?: 'ProductionPayload';
  /** The record as it is now. */
  readonly record: ProductionRecord;
  /** Of a record that was voided: the lots that were counted since it took from them, so that what it gave back may have been counted already. */
  readonly countedSince: ReadonlyArray<Lot>;
  /** What the mutation left, read in the same transaction: whatever shows the record can be asked for again here. */
  readonly query: Query;
};

/** Batches that may be made. */
export type BakeInput = {
  /** The recipe. An unknown one is RECIPE_NOT_FOUND. */
  readonly recipeId: Scalars['ID']['input'];
  /** How many batches, 1 to 1,000,000. */
  readonly batches: Scalars['Int']['input'];
};

/** What batches would take, cost and lack, if they were made now, after those before them in the list. */
export type BakePreview = {
  readonly __typename?: 'BakePreview';
  /** The recipe. */
  readonly recipe: Recipe;
  /** How many batches. */
  readonly batches: Scalars['Int']['output'];
  /** Whether nothing lacks. */
  readonly canBake: Scalars['Boolean']['output'];
  /** What they would cost, in the one currency of the books. */
  readonly cost: Scalars['Decimal']['output'];
  /** Whether the cost is all of it: nothing lacks, and the price of each lot is known. */
  readonly costIsComplete: Scalars['Boolean']['output'];
  /** What they would take from the lots, first in, first out. */
  readonly uses: ReadonlyArray<LotUse>;
  /** What lacks. */
  readonly shortages: ReadonlyArray<Shortage>;
};

/** What is next for an event, as things stand now. Nothing of it is reserved: it changes with what is baked, packed and bought. */
export type EventPlan = {
  readonly __typename?: 'EventPlan';
  /** The event. */
  readonly event: Event;
  /** The remaining batches of each recipe that has any, by recipe name, one after the other over the same stock: what each would take, cost and lack. */
  readonly bake: ReadonlyArray<BakePreview>;
  /** The pending assignments that can be assembled from what was produced, in this order, without promising a batch twice. First those that need the smallest share of what is free of the recipes that are short for all pending ones together (the largest of an assignment's shares counts), then by recipient name, then id. */
  readonly assemble: ReadonlyArray<Assignment>;
  /** What to buy for the remaining batches, as if the event had the whole stock to itself: see Query.shoppingList for several events. */
  readonly shoppingList: ShoppingList;
};

/** What to buy for what is still to be baked for events. */
export type ShoppingList = {
  readonly __typename?: 'ShoppingList';
  /** The events that it is for, by date, then id. */
  readonly events: ReadonlyArray<Event>;
  /** What the remaining batches of the events need, those of component recipes included, added up an ingredient; also what there is enough of. What nobody keeps stock of, as water, is left out. By ingredient name, then id. */
  readonly lines: ReadonlyArray<ShoppingLine>;
  /** The sum of the lines' costs, in the one currency of the books. Too low if `gaps` is not empty. */
  readonly cost: Scalars['Decimal']['output'];
  /** Lines of the recipes with remaining batches that can't be converted to packages, or have no price. By recipe name, each recipe, ingredient and reason once. */
  readonly gaps: ReadonlyArray<CostGap>;
};

/** What batches need of an ingredient, and what is to be bought of it. Quantities have at most 6 places, rounded half up. An ingredient has more than one line only if some of what asks for it does not convert to the rest, as pieces do not to weight. */
export type ShoppingLine = {
  readonly __typename?: 'ShoppingLine';
  /** The ingredient. */
  readonly ingredient: Ingredient;
  /** The unit of the three quantities: the product's package unit; without a product, the unit of the first recipe line that asks for it. */
  readonly unit: Scalars['String']['output'];
  /** How much the remaining batches need. */
  readonly needed: Scalars['Decimal']['output'];
  /** How much there is, all lots of the ingredient that convert to the unit together. */
  readonly onHand: Scalars['Decimal']['output'];
  /** needed - onHand, or 0 if there is enough. */
  readonly toBuy: Scalars['Decimal']['output'];
  /** What to buy: the preferred product of the ingredient; null if there is none, or if what is needed does not convert to its package unit. */
  readonly product?: Maybe<Product>;
  /** How many packages of the product that is: toBuy / packageUnitQuantity, rounded to 6 places, then up; 0 if there is enough. Null without a product, and for more than 2,147,483,647 packages. */
  readonly packages?: Maybe<Scalars['Int']['output']>;
  /** The packages at the product's latest price, rounded half up to 4 places, in the one currency of the books. Null without a product, or if it was never purchased. */
  readonly cost?: Maybe<Scalars['Decimal']['output']>;
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
  /** The sum of the batches that were recorded, losses included. What is voided is not among them. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** How many of them came to nothing: at most 6 places, rounded half up. */
  readonly batchesLost: Scalars['Decimal']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly totalActualCost: Scalars['Decimal']['output'];
};

/** Whether an assignment can be assembled from what was produced for its event. */
export type AssemblyCheck = {
  readonly __typename?: 'AssemblyCheck';
  /** Names the check among all objects of the API, so that clients can keep it: one for each assignment. */
  readonly id: Scalars['ID']['output'];
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
  /** Batches produced for the event, whoever takes them, losses included. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** How many of them came to nothing: at most 6 places, rounded half up. */
  readonly batchesLost: Scalars['Decimal']['output'];
  /** What the event's other assembled and delivered assignments have taken, in batches, parts included. */
  readonly batchesCommitted: Scalars['Decimal']['output'];
  /** Batches that have yet to be produced before it can be assembled: committed + own need - produced + lost, rounded up. */
  readonly batchesMissing: Scalars['Int']['output'];
};

/** How far an event's production and packing are, and what they cost. */
export type ProductionProgress = {
  readonly __typename?: 'ProductionProgress';
  /** Names the progress among all objects of the API, so that clients can keep it: one for each event. */
  readonly id: Scalars['ID']['output'];
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
  /** Recipe lines that could not be priced, so plannedCost is too low. By recipe name; each recipe, ingredient and reason once. */
  readonly costGaps: ReadonlyArray<CostGap>;
};

/** How far an event is with one recipe. */
export type RecipeProgress = {
  readonly __typename?: 'RecipeProgress';
  /** The recipe. */
  readonly recipe: Recipe;
  /** What all assignments of the event need, whatever their status, rounded up to a whole batch once; 0 where the recipe is no longer needed. */
  readonly batchesRequired: Scalars['Int']['output'];
  /** The sum of the batches recorded for the event, losses included. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** How many of them came to nothing: at most 6 places, rounded half up. */
  readonly batchesLost: Scalars['Decimal']['output'];
  /** What is still to be produced: need - produced + lost, rounded up to a whole batch; never below 0. */
  readonly batchesRemaining: Scalars['Int']['output'];
  /** Whether what was produced and not lost covers the need. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** batchesRequired at today's prices of the preferred products, rounded half up to 4 places, in the one currency of the books. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** What the lost batches cost; a part of actualCost. */
  readonly lossCost: Scalars['Decimal']['output'];
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
  /** Names the summary among all objects of the API, so that clients can keep it: one for each event. */
  readonly id: Scalars['ID']['output'];
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
  /** Batches that were produced for the event, losses included. */
  readonly batchesProduced: Scalars['Int']['output'];
  /** How many of them came to nothing: at most 6 places, rounded half up. */
  readonly batchesLost: Scalars['Decimal']['output'];
  /** batchesRequired at today's prices of the preferred products, in the one currency of the books. */
  readonly plannedCost: Scalars['Decimal']['output'];
  /** The sum of the records' actual costs, in the one currency of the books. */
  readonly actualCost: Scalars['Decimal']['output'];
  /** actualCost - plannedCost: positive is over budget. */
  readonly variance: Scalars['Decimal']['output'];
  /** variance / plannedCost x 100, rounded half up to 2 places. With a plannedCost of 0: 0 when actualCost is 0, else 100. */
  readonly variancePercent: Scalars['Decimal']['output'];
};

/** One change: when, by whom, of what, why, and each field before and after. Only ever added, in the transaction of the change. */
export type HistoryEntry = Node & {
  readonly __typename?: 'HistoryEntry';
  /** The entry's id: opaque, and unique among all types. */
  readonly id: Scalars['ID']['output'];
  /** When it was changed. */
  readonly at: Scalars['DateTime']['output'];
  /** Who changed it; null while nobody is known. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The mutation that changed it: "recordPurchase". */
  readonly action: Scalars['String']['output'];
  /** The event that it belongs to; null if it belongs to none, or the event was deleted. */
  readonly event?: Maybe<Event>;
  /** What was changed, as it is now; null if it was deleted. */
  readonly subject?: Maybe<Node>;
  /** The id of what was changed, also if it was deleted. */
  readonly subjectId: Scalars['ID']['output'];
  /** Why; null if no reason was asked for. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The fields that were changed. */
  readonly changes: ReadonlyArray<FieldChange>;
};

/** A field before and after a change, as text; ids are the global ones. */
export type FieldChange = {
  readonly __typename?: 'FieldChange';
  /** The field's name. */
  readonly field: Scalars['String']['output'];
  /** What it was; null if it was nothing. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** What it became; null if it became nothing. */
  readonly after?: Maybe<Scalars['String']['output']>;
};

/** A page of history. */
export type HistoryConnection = {
  readonly __typename?: 'HistoryConnection';
  /** The page's entries, each with its cursor. */
  readonly edges: ReadonlyArray<HistoryEdge>;
  /** The page's entries without their cursors, in the same order. */
  readonly nodes: ReadonlyArray<HistoryEntry>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many entries the whole list has. Counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry in a page, with its cursor. */
export type HistoryEdge = {
  readonly __typename?: 'HistoryEdge';
  /** This item's place in the list, for `after`. Opaque, and of use in this list only. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: HistoryEntry;
};

/** Which changes a list has. What is absent, or null, leaves none out. */
export type HistoryFilter = {
  /** Only changes that belong to this event. */
  readonly eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only changes of this object: an assignment, a production record, a purchase or a lot. */
  readonly subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** Only what this one changed. */
  readonly actor?: InputMaybe<Scalars['String']['input']>;
  /** Only changes by this mutation. */
  readonly action?: InputMaybe<Scalars['String']['input']>;
  /** Only changes of this instant or a later one. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only changes of this instant or an earlier one. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type Query = {
  readonly __typename?: 'Query';
  /** Whatever has this id. Null if there is nothing with it; fails with VALIDATION_FAILED for an id that cannot be one. */
  readonly node?: Maybe<Node>;
  /** Whatever has these ids, in their order, with null in the place of what does not exist. Fails with VALIDATION_FAILED for more than 100 ids, and for one that cannot be one. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** One event. Fails with EVENT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly event?: Maybe<Event>;
  /** All events. Fails with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly events: EventConnection;
  /** What was produced for an event, newest `producedAt` first, then highest id first. Fails with EVENT_NOT_FOUND; with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly productionRecords?: Maybe<ProductionRecordConnection>;
  /** One recipient. Fails with RECIPIENT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly recipient?: Maybe<Recipient>;
  /** All recipients. Fails with VALIDATION_FAILED for a `first`, `after` or `search` that is refused. */
  readonly recipients: RecipientConnection;
  /** One assignment. Fails with ASSIGNMENT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly assignment?: Maybe<Assignment>;
  /** The assignments of all events. Fails with VALIDATION_FAILED for a `first`, `after` or id that is refused. */
  readonly assignments: AssignmentConnection;
  /** One production record. Fails with PRODUCTION_RECORD_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly productionRecord?: Maybe<ProductionRecord>;
  /** What several bakes, one after the other over the same stock, would take, cost and lack. Nothing is promised twice, and nothing is changed. Fails with VALIDATION_FAILED for batches that can't be meant; RECIPE_NOT_FOUND. */
  readonly previewProduction: ReadonlyArray<BakePreview>;
  /** What to bake, to assemble and to buy next for an event. Fails with EVENT_NOT_FOUND; with VALIDATION_FAILED for an id that cannot be one. */
  readonly eventPlan: EventPlan;
  /** What to buy for the remaining batches of events, all of them together: the stock is subtracted once. Fails with VALIDATION_FAILED for more than 100 ids, and for one that cannot be one; EVENT_NOT_FOUND. */
  readonly shoppingList: ShoppingList;
  /** How much of a recipe was produced for an event, and what it cost; zeros where nothing was. Fails with EVENT_NOT_FOUND, RECIPE_NOT_FOUND. */
  readonly productionTotal?: Maybe<ProductionTotal>;
  /** Whether production covers an assignment, and which recipes fall short by how many batches. Fails with ASSIGNMENT_NOT_FOUND. */
  readonly canAssemblePackage?: Maybe<AssemblyCheck>;
  /** Batches, assignments and costs of an event, and what is still to be done. Fails with EVENT_NOT_FOUND. */
  readonly productionProgress?: Maybe<ProductionProgress>;
  /** Every event that has an assignment, one row each, by date, then id. Fails with VALIDATION_FAILED for a `search` that is refused. */
  readonly dashboardSummary: ReadonlyArray<EventSummary>;
  /** Planned against actual cost for each recipe that an event needs or has produced, by recipe name. Fails with EVENT_NOT_FOUND. */
  readonly recipeCostBreakdown?: Maybe<ReadonlyArray<RecipeCost>>;
  /** Who gets what at an event, by recipient name, then id. Fails with EVENT_NOT_FOUND; with VALIDATION_FAILED for a `first` or `after` that is refused. */
  readonly eventAssignments?: Maybe<AssignmentConnection>;
  /** One supplier. Fails with SUPPLIER_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly supplier?: Maybe<Supplier>;
  /** All suppliers. Fails with VALIDATION_FAILED for a `first`, `after` or `search` that is refused. */
  readonly suppliers: SupplierConnection;
  /** One package. Fails with PACKAGE_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly package?: Maybe<Package>;
  /** All packages. Fails with VALIDATION_FAILED for a `first`, `after` or `search` that is refused. */
  readonly packages: PackageConnection;
  /** One recipe. Fails with RECIPE_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly recipe?: Maybe<Recipe>;
  /** All recipes. Fails with VALIDATION_FAILED for a `first`, `after`, `search` or id that is refused. */
  readonly recipes: RecipeConnection;
  /** One finished unit. Fails with FINISHED_UNIT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly finishedUnit?: Maybe<FinishedUnit>;
  /** All finished units. Fails with VALIDATION_FAILED for a `first`, `after`, `search` or id that is refused. */
  readonly finishedUnits: FinishedUnitConnection;
  /** One finished good. Fails with FINISHED_GOOD_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly finishedGood?: Maybe<FinishedGood>;
  /** All finished goods. Fails with VALIDATION_FAILED for a `first`, `after` or `search` that is refused. */
  readonly finishedGoods: FinishedGoodConnection;
  /** One ingredient. Fails with INGREDIENT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly ingredient?: Maybe<Ingredient>;
  /** All ingredients. Fails with VALIDATION_FAILED for a `first`, `after`, `search`, `category` or id that is refused. */
  readonly ingredients: IngredientConnection;
  /** One product. Fails with PRODUCT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly product?: Maybe<Product>;
  /** All products. Fails with VALIDATION_FAILED for a `first`, `after`, `search` or id that is refused. */
  readonly products: ProductConnection;
  /** One purchase. Fails with PURCHASE_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly purchase?: Maybe<Purchase>;
  /** All purchases, the voided ones too: the latest day first, then the highest id first. Fails with VALIDATION_FAILED for a `first`, `after` or id that is refused. */
  readonly purchases: PurchaseConnection;
  /** One lot. Fails with LOT_NOT_FOUND when there is none with this id; with VALIDATION_FAILED for an id that cannot be one. */
  readonly lot?: Maybe<Lot>;
  /** All lots. Fails with VALIDATION_FAILED for a `first`, `after` or id that is refused. */
  readonly lots: LotConnection;
  /** What was changed, the latest first: steps of assignments, production, purchases and lots. Fails with VALIDATION_FAILED for a `first`, `after` or id that is refused. */
  readonly history: HistoryConnection;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryEventsArgs = {
  filter?: InputMaybe<EventFilter>;
  orderBy?: InputMaybe<EventOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductionRecordsArgs = {
  eventId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryRecipientArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryRecipientsArgs = {
  filter?: InputMaybe<RecipientFilter>;
  orderBy?: InputMaybe<RecipientOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryAssignmentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryAssignmentsArgs = {
  filter?: InputMaybe<AssignmentFilter>;
  orderBy?: InputMaybe<AssignmentOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductionRecordArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryPreviewProductionArgs = {
  bakes: ReadonlyArray<BakeInput>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryEventPlanArgs = {
  eventId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryShoppingListArgs = {
  eventIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  today?: InputMaybe<Scalars['Date']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductionTotalArgs = {
  eventId: Scalars['ID']['input'];
  recipeId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryCanAssemblePackageArgs = {
  assignmentId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductionProgressArgs = {
  eventId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryDashboardSummaryArgs = {
  filter?: InputMaybe<EventFilter>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryRecipeCostBreakdownArgs = {
  eventId: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryEventAssignmentsArgs = {
  eventId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QuerySupplierArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QuerySuppliersArgs = {
  filter?: InputMaybe<SupplierFilter>;
  orderBy?: InputMaybe<SupplierOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryPackageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryPackagesArgs = {
  filter?: InputMaybe<PackageFilter>;
  orderBy?: InputMaybe<PackageOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryRecipeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryRecipesArgs = {
  filter?: InputMaybe<RecipeFilter>;
  orderBy?: InputMaybe<RecipeOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryFinishedUnitArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryFinishedUnitsArgs = {
  filter?: InputMaybe<FinishedUnitFilter>;
  orderBy?: InputMaybe<FinishedUnitOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryFinishedGoodArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryFinishedGoodsArgs = {
  filter?: InputMaybe<FinishedGoodFilter>;
  orderBy?: InputMaybe<FinishedGoodOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryIngredientArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryIngredientsArgs = {
  filter?: InputMaybe<IngredientFilter>;
  orderBy?: InputMaybe<IngredientOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryProductsArgs = {
  filter?: InputMaybe<ProductFilter>;
  orderBy?: InputMaybe<ProductOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryPurchaseArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryPurchasesArgs = {
  filter?: InputMaybe<PurchaseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryLotArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryLotsArgs = {
  filter?: InputMaybe<LotFilter>;
  orderBy?: InputMaybe<LotOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. One request is answered from one snapshot of the data. A field that fails is null, with its error beside it; the others are answered. */
export type QueryHistoryArgs = {
  filter?: InputMaybe<HistoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * One step of PENDING -> ASSEMBLED -> DELIVERED; the time of the step is stamped. Fails, checked in this order, with
   * ASSIGNMENT_NOT_FOUND; INVALID_STATUS_TRANSITION (currentStatus, targetStatus) when the step is not the next one;
   * VALIDATION_FAILED for a `deliveredTo` that does not belong to the status or is too long; and with
   * INCOMPLETE_PRODUCTION (assignmentId, missingRecipes) when it is to be ASSEMBLED and production falls short.
   */
  readonly updatePackageStatus: UpdatePackageStatusPayload;
  /**
   * Several such steps, each after the one before it, all or none. Fails, checked in this order, with VALIDATION_FAILED for
   * no steps, more than 100, or an id that cannot be one; ASSIGNMENT_NOT_FOUND; then step by step as updatePackageStatus
   * does: what one step takes of what was produced is not there for those behind it. The error of a step says which it was:
   * `index`, from 0.
   */
  readonly updatePackageStatuses: UpdatePackageStatusesPayload;
  /**
   * Takes the last step of an assignment back: its stamp, `deliveredTo`, and what it has taken of what was produced. Fails,
   * checked in this order, with VALIDATION_FAILED for a reason that can't be meant; ASSIGNMENT_NOT_FOUND;
   * INVALID_STATUS_TRANSITION (currentStatus PENDING, targetStatus null) for one that is pending.
   */
  readonly revertPackageStatus: UpdatePackageStatusPayload;
  /** Adds a recipient. Fails with VALIDATION_FAILED for texts that can't be meant. */
  readonly createRecipient: RecipientPayload;
  /** Changes a recipient. Fails, checked in this order, with VALIDATION_FAILED; RECIPIENT_NOT_FOUND; STALE_VERSION (version). */
  readonly updateRecipient: RecipientPayload;
  /** Deletes a recipient whom nothing was planned for. Fails, checked in this order, with RECIPIENT_NOT_FOUND; STALE_VERSION (version); RECIPIENT_IN_USE (count): archive it then. */
  readonly deleteRecipient: DeletePayload;
  /** Adds an event. Fails with VALIDATION_FAILED for texts that can't be meant. */
  readonly createEvent: EventPayload;
  /** Changes an event. Fails, checked in this order, with VALIDATION_FAILED; EVENT_NOT_FOUND; STALE_VERSION (version). */
  readonly updateEvent: EventPayload;
  /**
   * Deletes an event, with its assignments if `cascade` says so, but none of which something was delivered or made. Fails,
   * checked in this order, with EVENT_NOT_FOUND; STALE_VERSION (version); EVENT_IN_USE (count).
   */
  readonly deleteEvent: DeletePayload;
  /**
   * Adds an event with the assignments of another one, all PENDING; those of recipients and packages that are archived by now
   * are left out. Fails with VALIDATION_FAILED; EVENT_NOT_FOUND.
   */
  readonly cloneEvent: EventPayload;
  /**
   * Gives a recipient packages at an event. Fails, checked in this order, with VALIDATION_FAILED for a quantity or notes that
   * can't be meant; EVENT_NOT_FOUND; RECIPIENT_NOT_FOUND; PACKAGE_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for either.
   */
  readonly addAssignment: AssignmentPayload;
  /**
   * Changes an assignment. Fails, checked in this order, with VALIDATION_FAILED; ASSIGNMENT_NOT_FOUND; RECIPIENT_NOT_FOUND;
   * PACKAGE_NOT_FOUND; STALE_VERSION (version); ASSIGNMENT_LOCKED (status) for another package or quantity of one that is
   * packed; VALIDATION_FAILED (reason ARCHIVED).
   */
  readonly updateAssignment: AssignmentPayload;
  /** Takes a PENDING assignment off its event. Fails, checked in this order, with ASSIGNMENT_NOT_FOUND; STALE_VERSION (version); ASSIGNMENT_LOCKED (status). */
  readonly removeAssignment: DeletePayload;
  /**
   * Adds a supplier. Fails, checked in this order, with VALIDATION_FAILED for a name that can't be meant; NAME_TAKEN
   * (name, id of the one that has it).
   */
  readonly createSupplier: SupplierPayload;
  /**
   * Changes a supplier. Fails, checked in this order, with VALIDATION_FAILED; SUPPLIER_NOT_FOUND; STALE_VERSION (version);
   * NAME_TAKEN (name, id).
   */
  readonly updateSupplier: SupplierPayload;
  /**
   * Deletes a supplier from whom nothing was bought. Fails, checked in this order, with SUPPLIER_NOT_FOUND; STALE_VERSION
   * (version); SUPPLIER_IN_USE (count): archive it then.
   */
  readonly deleteSupplier: DeletePayload;
  /**
   * Adds a package. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant; FINISHED_GOOD_NOT_FOUND;
   * VALIDATION_FAILED (reason ARCHIVED) for a good; NAME_TAKEN (name, id of the one that has it). The error of a good says
   * which it was: `index`, from 0.
   */
  readonly createPackage: PackagePayload;
  /**
   * Changes a package; those that are assembled stay as they were assembled. Fails, checked in this order, with
   * VALIDATION_FAILED; PACKAGE_NOT_FOUND; FINISHED_GOOD_NOT_FOUND; STALE_VERSION (version); VALIDATION_FAILED (reason
   * ARCHIVED) for a good that it did not hold before; NAME_TAKEN (name, id).
   */
  readonly updatePackage: PackagePayload;
  /**
   * Deletes a package that nobody is given. Fails, checked in this order, with PACKAGE_NOT_FOUND; STALE_VERSION (version);
   * PACKAGE_IN_USE (count): archive it then.
   */
  readonly deletePackage: DeletePayload;
  /**
   * Adds a recipe. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND;
   * RECIPE_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for what it would hold, and for an ingredient with others below
   * it; NAME_TAKEN (name, id of the one that has it); CIRCULAR_REFERENCE (path) if recipes would nest deeper than 10. The
   * error of a line or component says which it was: `index`, from 0.
   */
  readonly createRecipe: RecipePayload;
  /**
   * Changes a recipe; what was baked by it stays as it was baked. Fails, checked in this order, with VALIDATION_FAILED;
   * RECIPE_NOT_FOUND; INGREDIENT_NOT_FOUND and RECIPE_NOT_FOUND for what it would hold; STALE_VERSION (version);
   * VALIDATION_FAILED (reason ARCHIVED) for what it did not hold before; NAME_TAKEN (name, id); CIRCULAR_REFERENCE (path) if
   * it would hold itself, or recipes would nest deeper than 10.
   */
  readonly updateRecipe: RecipePayload;
  /**
   * Deletes a recipe that nothing refers to. Fails, checked in this order, with RECIPE_NOT_FOUND; STALE_VERSION (version);
   * RECIPE_IN_USE (count of recipes, finished units, production records and packed needs that do): archive it then.
   */
  readonly deleteRecipe: DeletePayload;
  /**
   * Adds a finished unit. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant; RECIPE_NOT_FOUND;
   * VALIDATION_FAILED (reason ARCHIVED) for the recipe; NAME_TAKEN (name, id of the one of the recipe that has it).
   */
  readonly createFinishedUnit: FinishedUnitPayload;
  /**
   * Changes a finished unit; what is assembled, and what was lost, stays as it was. Fails, checked in this order, with
   * VALIDATION_FAILED; FINISHED_UNIT_NOT_FOUND; RECIPE_NOT_FOUND; STALE_VERSION (version); FINISHED_UNIT_IN_USE (count) for
   * another recipe; VALIDATION_FAILED (reason ARCHIVED) for the recipe; NAME_TAKEN (name, id).
   */
  readonly updateFinishedUnit: FinishedUnitPayload;
  /**
   * Deletes a finished unit that nothing refers to. Fails, checked in this order, with FINISHED_UNIT_NOT_FOUND;
   * STALE_VERSION (version); FINISHED_UNIT_IN_USE (count of goods that hold it and losses of it): archive it then.
   */
  readonly deleteFinishedUnit: DeletePayload;
  /**
   * Adds a finished good. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant;
   * FINISHED_UNIT_NOT_FOUND and FINISHED_GOOD_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for what it would hold;
   * NAME_TAKEN (name, id of the one that has it); CIRCULAR_REFERENCE (path) if goods would nest deeper than 10. The error of
   * a component says which it was: `index`, from 0.
   */
  readonly createFinishedGood: FinishedGoodPayload;
  /**
   * Changes a finished good; packages that are assembled stay as they were assembled. Fails, checked in this order, with
   * VALIDATION_FAILED; FINISHED_GOOD_NOT_FOUND; FINISHED_UNIT_NOT_FOUND and FINISHED_GOOD_NOT_FOUND for what it would hold;
   * STALE_VERSION (version); VALIDATION_FAILED (reason ARCHIVED) for what it did not hold before; NAME_TAKEN (name, id);
   * CIRCULAR_REFERENCE (path) if it would hold itself, or goods would nest deeper than 10.
   */
  readonly updateFinishedGood: FinishedGoodPayload;
  /**
   * Deletes a finished good that nothing holds. Fails, checked in this order, with FINISHED_GOOD_NOT_FOUND; STALE_VERSION
   * (version); FINISHED_GOOD_IN_USE (count of packages and goods that hold it): archive it then.
   */
  readonly deleteFinishedGood: DeletePayload;
  /**
   * Adds an ingredient. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND
   * for the parent; VALIDATION_FAILED for a parent that is archived (reason ARCHIVED), or has products or recipes of its own;
   * NAME_TAKEN (name, id of the one that has it); CIRCULAR_REFERENCE (path) if it would stand deeper than 10.
   */
  readonly createIngredient: IngredientPayload;
  /**
   * Changes an ingredient; what was baked stays as it was recorded. Fails, checked in this order, with VALIDATION_FAILED;
   * INGREDIENT_NOT_FOUND, for the parent too; STALE_VERSION (version); VALIDATION_FAILED for another parent that is archived
   * (reason ARCHIVED), or has products or recipes of its own; NAME_TAKEN (name, id); CIRCULAR_REFERENCE (path) if it would
   * stand below itself, or it or what is below it deeper than 10.
   */
  readonly updateIngredient: IngredientPayload;
  /**
   * Deletes an ingredient that nothing refers to. Fails, checked in this order, with INGREDIENT_NOT_FOUND; STALE_VERSION
   * (version); INGREDIENT_IN_USE (count of products, lines of recipes, ingredients below it and recorded shortages): archive
   * it then.
   */
  readonly deleteIngredient: DeletePayload;
  /**
   * Adds a product. Fails, checked in this order, with VALIDATION_FAILED for what can't be meant; INGREDIENT_NOT_FOUND;
   * VALIDATION_FAILED for an ingredient that is archived (reason ARCHIVED), has others below it, or has 1,000 products;
   * NAME_TAKEN (name, id) if it has one of the same brand and name in packages of the same unit and quantity.
   */
  readonly createProduct: ProductPayload;
  /**
   * Changes a product. Fails, checked in this order, with VALIDATION_FAILED; PRODUCT_NOT_FOUND; INGREDIENT_NOT_FOUND;
   * STALE_VERSION (version); VALIDATION_FAILED for another unit that is not known, for another ingredient that is archived
   * (reason ARCHIVED), has others below it, or has 1,000 products, and for preferring what is archived; PRODUCT_IN_USE (count
   * of lots) for another ingredient, unit or quantity of what there are lots of; NAME_TAKEN (name, id) if its ingredient has
   * the same.
   */
  readonly updateProduct: ProductPayload;
  /**
   * Deletes a product that was never bought or found. Fails, checked in this order, with PRODUCT_NOT_FOUND; STALE_VERSION
   * (version); PRODUCT_IN_USE (count of purchases and lots, the voided ones too): archive it then.
   */
  readonly deleteProduct: DeletePayload;
  /**
   * Records batches that were made: takes what they need from the lots, first in, first out. Fails, checked in this order,
   * with VALIDATION_FAILED for what can't be meant; EVENT_NOT_FOUND; RECIPE_NOT_FOUND; FINISHED_UNIT_NOT_FOUND;
   * VALIDATION_FAILED for a recipe that is archived (reason ARCHIVED), a time more than a day ahead and a unit of another recipe; YIELD_EXCEEDS_EXPECTED (batches,
   * batchesLost) for more losses than batches; INSUFFICIENT_INVENTORY (shortages) with all that lacks, unless shortages are
   * allowed.
   */
  readonly recordProduction: ProductionPayload;
  /**
   * Records that so much of a record's batches came to nothing. Fails, checked in this order, with VALIDATION_FAILED for a
   * quantity or a note that can't be meant; PRODUCTION_RECORD_NOT_FOUND; FINISHED_UNIT_NOT_FOUND; ALREADY_VOIDED (id);
   * VALIDATION_FAILED for a unit of another recipe; YIELD_EXCEEDS_EXPECTED (batches, batchesLost); PRODUCTION_IN_USE
   * (assignments) if packed assignments rely on it.
   */
  readonly recordLoss: ProductionPayload;
  /**
   * Voids a record that should not be: gives back to each lot what was taken from it, and counts nowhere any more. Fails,
   * checked in this order, with VALIDATION_FAILED for a reason that can't be meant; PRODUCTION_RECORD_NOT_FOUND;
   * ALREADY_VOIDED (id); PRODUCTION_IN_USE (assignments) if packed assignments rely on its batches.
   */
  readonly voidProduction: ProductionPayload;
  /**
   * Records a purchase and its lot with what was received. Fails, checked in this order, with VALIDATION_FAILED for numbers
   * and texts that can't be meant; PRODUCT_NOT_FOUND; SUPPLIER_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for either.
   */
  readonly recordPurchase: PurchasePayload;
  /**
   * Corrects a purchase: another price replays the entries of its lot at it, another number of packages adds to the lot or
   * takes from it. Fails, checked in this order, with VALIDATION_FAILED for numbers and a reason that can't be meant;
   * PURCHASE_NOT_FOUND; SUPPLIER_NOT_FOUND; STALE_VERSION (version); ALREADY_VOIDED (id); VALIDATION_FAILED (reason
   * ARCHIVED) for the supplier; PURCHASE_IN_USE (consumed) for fewer packages than were taken.
   */
  readonly correctPurchase: PurchasePayload;
  /**
   * Voids a purchase: its lot is emptied, and it counts nowhere any more. Fails, checked in this order, with
   * VALIDATION_FAILED for a reason that can't be meant; PURCHASE_NOT_FOUND; ALREADY_VOIDED (id); PURCHASE_IN_USE (consumed)
   * once something of it was taken that was not given back, or its lot was counted.
   */
  readonly voidPurchase: PurchasePayload;
  /**
   * Records a lot that comes from no purchase. Fails, checked in this order, with VALIDATION_FAILED for numbers and texts
   * that can't be meant; PRODUCT_NOT_FOUND; VALIDATION_FAILED (reason ARCHIVED) for the product.
   */
  readonly recordLot: LotPayload;
  /**
   * Brings a lot to what was counted. Fails, checked in this order, with VALIDATION_FAILED for a quantity or a note that
   * can't be meant; LOT_NOT_FOUND; STALE_VERSION (version); ALREADY_VOIDED (id).
   */
  readonly adjustLot: LotPayload;
  /**
   * Gives a lot that is of no purchase another cost, or the one that was not known, and replays its entries at it. Fails,
   * checked in this order, with VALIDATION_FAILED for a cost or a reason that can't be meant; LOT_NOT_FOUND; STALE_VERSION
   * (version); ALREADY_VOIDED (id); VALIDATION_FAILED for a lot of a purchase.
   */
  readonly correctLot: LotPayload;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdatePackageStatusArgs = {
  input: UpdatePackageStatusInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdatePackageStatusesArgs = {
  input: UpdatePackageStatusesInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRevertPackageStatusArgs = {
  input: RevertPackageStatusInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateRecipientArgs = {
  input: CreateRecipientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateRecipientArgs = {
  input: UpdateRecipientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteRecipientArgs = {
  input: DeleteRecipientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateEventArgs = {
  input: CreateEventInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateEventArgs = {
  input: UpdateEventInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteEventArgs = {
  input: DeleteEventInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCloneEventArgs = {
  input: CloneEventInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationAddAssignmentArgs = {
  input: AddAssignmentInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateAssignmentArgs = {
  input: UpdateAssignmentInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRemoveAssignmentArgs = {
  input: RemoveAssignmentInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateSupplierArgs = {
  input: CreateSupplierInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateSupplierArgs = {
  input: UpdateSupplierInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteSupplierArgs = {
  input: DeleteSupplierInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreatePackageArgs = {
  input: CreatePackageInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdatePackageArgs = {
  input: UpdatePackageInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeletePackageArgs = {
  input: DeletePackageInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateRecipeArgs = {
  input: CreateRecipeInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateRecipeArgs = {
  input: UpdateRecipeInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteRecipeArgs = {
  input: DeleteRecipeInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateFinishedUnitArgs = {
  input: CreateFinishedUnitInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateFinishedUnitArgs = {
  input: UpdateFinishedUnitInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteFinishedUnitArgs = {
  input: DeleteFinishedUnitInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateFinishedGoodArgs = {
  input: CreateFinishedGoodInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateFinishedGoodArgs = {
  input: UpdateFinishedGoodInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteFinishedGoodArgs = {
  input: DeleteFinishedGoodInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateIngredientArgs = {
  input: CreateIngredientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateIngredientArgs = {
  input: UpdateIngredientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteIngredientArgs = {
  input: DeleteIngredientInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationDeleteProductArgs = {
  input: DeleteProductInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRecordProductionArgs = {
  input: RecordProductionInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRecordLossArgs = {
  input: RecordLossInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationVoidProductionArgs = {
  input: VoidInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRecordPurchaseArgs = {
  input: RecordPurchaseInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCorrectPurchaseArgs = {
  input: CorrectPurchaseInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationVoidPurchaseArgs = {
  input: VoidInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationRecordLotArgs = {
  input: RecordLotInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationAdjustLotArgs = {
  input: AdjustLotInput;
};


/** What can be changed. A request's changes are made together or, after any error, not at all: then `data` is null. */
export type MutationCorrectLotArgs = {
  input: CorrectLotInput;
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
  Node: ResolverTypeWrapper<NodeModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PackageStatus: PackageStatus;
  Event: ResolverTypeWrapper<EventModel>;
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
  UpdatePackageStatusesInput: UpdatePackageStatusesInput;
  RevertPackageStatusInput: RevertPackageStatusInput;
  UpdatePackageStatusesPayload: ResolverTypeWrapper<Omit<UpdatePackageStatusesPayload, 'assignments' | 'query'> & { assignments: ReadonlyArray<ResolversTypes['Assignment']>, query: ResolversTypes['Query'] }>;
  UpdatePackageStatusPayload: ResolverTypeWrapper<Omit<UpdatePackageStatusPayload, 'assignment' | 'query'> & { assignment: ResolversTypes['Assignment'], query: ResolversTypes['Query'] }>;
  RecipientConnection: ResolverTypeWrapper<RecipientConnectionModel>;
  RecipientEdge: ResolverTypeWrapper<Omit<RecipientEdge, 'node'> & { node: ResolversTypes['Recipient'] }>;
  RecipientFilter: RecipientFilter;
  AssignmentFilter: AssignmentFilter;
  AssignmentOrder: AssignmentOrder;
  EventFilter: EventFilter;
  EventOrder: EventOrder;
  RecipientOrder: RecipientOrder;
  EventState: EventState;
  CreateRecipientInput: CreateRecipientInput;
  UpdateRecipientInput: UpdateRecipientInput;
  DeleteRecipientInput: DeleteRecipientInput;
  RecipientPayload: ResolverTypeWrapper<Omit<RecipientPayload, 'recipient' | 'query'> & { recipient: ResolversTypes['Recipient'], query: ResolversTypes['Query'] }>;
  DeletePayload: ResolverTypeWrapper<Omit<DeletePayload, 'query'> & { query: ResolversTypes['Query'] }>;
  CreateEventInput: CreateEventInput;
  UpdateEventInput: UpdateEventInput;
  DeleteEventInput: DeleteEventInput;
  CloneEventInput: CloneEventInput;
  EventPayload: ResolverTypeWrapper<Omit<EventPayload, 'event' | 'query'> & { event: ResolversTypes['Event'], query: ResolversTypes['Query'] }>;
  AddAssignmentInput: AddAssignmentInput;
  UpdateAssignmentInput: UpdateAssignmentInput;
  RemoveAssignmentInput: RemoveAssignmentInput;
  AssignmentPayload: ResolverTypeWrapper<Omit<AssignmentPayload, 'assignment' | 'query'> & { assignment: ResolversTypes['Assignment'], query: ResolversTypes['Query'] }>;
  Ingredient: ResolverTypeWrapper<IngredientModel>;
  Density: ResolverTypeWrapper<Density>;
  Product: ResolverTypeWrapper<ProductModel>;
  Supplier: ResolverTypeWrapper<SupplierModel>;
  Recipe: ResolverTypeWrapper<RecipeModel>;
  RecipeLine: ResolverTypeWrapper<RecipeLineModel>;
  RecipeComponent: ResolverTypeWrapper<RecipeComponentModel>;
  FinishedUnit: ResolverTypeWrapper<FinishedUnitModel>;
  FinishedGood: ResolverTypeWrapper<FinishedGoodModel>;
  GoodComponent: ResolverTypeWrapper<GoodComponentModel>;
  SupplierConnection: ResolverTypeWrapper<SupplierConnectionModel>;
  SupplierEdge: ResolverTypeWrapper<Omit<SupplierEdge, 'node'> & { node: ResolversTypes['Supplier'] }>;
  SupplierFilter: SupplierFilter;
  SupplierOrder: SupplierOrder;
  CreateSupplierInput: CreateSupplierInput;
  UpdateSupplierInput: UpdateSupplierInput;
  DeleteSupplierInput: DeleteSupplierInput;
  SupplierPayload: ResolverTypeWrapper<Omit<SupplierPayload, 'supplier' | 'query'> & { supplier: ResolversTypes['Supplier'], query: ResolversTypes['Query'] }>;
  PackageConnection: ResolverTypeWrapper<PackageConnectionModel>;
  PackageEdge: ResolverTypeWrapper<Omit<PackageEdge, 'node'> & { node: ResolversTypes['Package'] }>;
  PackageFilter: PackageFilter;
  PackageOrder: PackageOrder;
  CreatePackageInput: CreatePackageInput;
  UpdatePackageInput: UpdatePackageInput;
  DeletePackageInput: DeletePackageInput;
  PackagePayload: ResolverTypeWrapper<Omit<PackagePayload, 'package' | 'query'> & { package: ResolversTypes['Package'], query: ResolversTypes['Query'] }>;
  PackageContentInput: PackageContentInput;
  RecipeConnection: ResolverTypeWrapper<RecipeConnectionModel>;
  RecipeEdge: ResolverTypeWrapper<Omit<RecipeEdge, 'node'> & { node: ResolversTypes['Recipe'] }>;
  RecipeFilter: RecipeFilter;
  RecipeOrder: RecipeOrder;
  CreateRecipeInput: CreateRecipeInput;
  UpdateRecipeInput: UpdateRecipeInput;
  DeleteRecipeInput: DeleteRecipeInput;
  RecipePayload: ResolverTypeWrapper<Omit<RecipePayload, 'recipe' | 'query'> & { recipe: ResolversTypes['Recipe'], query: ResolversTypes['Query'] }>;
  RecipeLineInput: RecipeLineInput;
  RecipeComponentInput: RecipeComponentInput;
  FinishedUnitConnection: ResolverTypeWrapper<FinishedUnitConnectionModel>;
  FinishedUnitEdge: ResolverTypeWrapper<Omit<FinishedUnitEdge, 'node'> & { node: ResolversTypes['FinishedUnit'] }>;
  FinishedUnitFilter: FinishedUnitFilter;
  FinishedUnitOrder: FinishedUnitOrder;
  CreateFinishedUnitInput: CreateFinishedUnitInput;
  UpdateFinishedUnitInput: UpdateFinishedUnitInput;
  DeleteFinishedUnitInput: DeleteFinishedUnitInput;
  FinishedUnitPayload: ResolverTypeWrapper<Omit<FinishedUnitPayload, 'finishedUnit' | 'query'> & { finishedUnit: ResolversTypes['FinishedUnit'], query: ResolversTypes['Query'] }>;
  FinishedGoodConnection: ResolverTypeWrapper<FinishedGoodConnectionModel>;
  FinishedGoodEdge: ResolverTypeWrapper<Omit<FinishedGoodEdge, 'node'> & { node: ResolversTypes['FinishedGood'] }>;
  FinishedGoodFilter: FinishedGoodFilter;
  FinishedGoodOrder: FinishedGoodOrder;
  CreateFinishedGoodInput: CreateFinishedGoodInput;
  UpdateFinishedGoodInput: UpdateFinishedGoodInput;
  DeleteFinishedGoodInput: DeleteFinishedGoodInput;
  FinishedGoodPayload: ResolverTypeWrapper<Omit<FinishedGoodPayload, 'finishedGood' | 'query'> & { finishedGood: ResolversTypes['FinishedGood'], query: ResolversTypes['Query'] }>;
  GoodComponentInput: GoodComponentInput;
  IngredientConnection: ResolverTypeWrapper<IngredientConnectionModel>;
  IngredientEdge: ResolverTypeWrapper<Omit<IngredientEdge, 'node'> & { node: ResolversTypes['Ingredient'] }>;
  IngredientFilter: IngredientFilter;
  IngredientOrder: IngredientOrder;
  CreateIngredientInput: CreateIngredientInput;
  UpdateIngredientInput: UpdateIngredientInput;
  DeleteIngredientInput: DeleteIngredientInput;
  IngredientPayload: ResolverTypeWrapper<Omit<IngredientPayload, 'ingredient' | 'query'> & { ingredient: ResolversTypes['Ingredient'], query: ResolversTypes['Query'] }>;
  DensityInput: DensityInput;
  ProductConnection: ResolverTypeWrapper<ProductConnectionModel>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductOrder: ProductOrder;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  DeleteProductInput: DeleteProductInput;
  ProductPayload: ResolverTypeWrapper<Omit<ProductPayload, 'product' | 'query'> & { product: ResolversTypes['Product'], query: ResolversTypes['Query'] }>;
  Purchase: ResolverTypeWrapper<PurchaseModel>;
  PurchaseConnection: ResolverTypeWrapper<PurchaseConnectionModel>;
  PurchaseEdge: ResolverTypeWrapper<Omit<PurchaseEdge, 'node'> & { node: ResolversTypes['Purchase'] }>;
  Lot: ResolverTypeWrapper<LotModel>;
  LotConnection: ResolverTypeWrapper<LotConnectionModel>;
  LotEdge: ResolverTypeWrapper<Omit<LotEdge, 'node'> & { node: ResolversTypes['Lot'] }>;
  LotEntry: ResolverTypeWrapper<LotEntryModel>;
  Stock: ResolverTypeWrapper<StockModel>;
  LotEntryConnection: ResolverTypeWrapper<LotEntryConnectionModel>;
  LotEntryEdge: ResolverTypeWrapper<Omit<LotEntryEdge, 'node'> & { node: ResolversTypes['LotEntry'] }>;
  LotEntryKind: LotEntryKind;
  AdjustmentReason: AdjustmentReason;
  PurchaseFilter: PurchaseFilter;
  LotFilter: LotFilter;
  LotOrder: LotOrder;
  RecordPurchaseInput: RecordPurchaseInput;
  CorrectPurchaseInput: CorrectPurchaseInput;
  RecordLotInput: RecordLotInput;
  AdjustLotInput: AdjustLotInput;
  CorrectLotInput: CorrectLotInput;
  VoidInput: VoidInput;
  PurchasePayload: ResolverTypeWrapper<PurchasePayloadModel>;
  LotPayload: ResolverTypeWrapper<Omit<LotPayload, 'lot' | 'query'> & { lot: ResolversTypes['Lot'], query: ResolversTypes['Query'] }>;
  ProductionRecord: ResolverTypeWrapper<ProductionRecordModel>;
  LotUse: ResolverTypeWrapper<LotUseModel>;
  Shortage: ResolverTypeWrapper<ShortageModel>;
  ShortageReason: ShortageReason;
  Loss: ResolverTypeWrapper<LossModel>;
  LossReason: LossReason;
  LossInput: LossInput;
  ShortagePolicy: ShortagePolicy;
  RecordProductionInput: RecordProductionInput;
  RecordLossInput: RecordLossInput;
  ProductionPayload: ResolverTypeWrapper<Omit<ProductionPayload, 'record' | 'countedSince' | 'query'> & { record: ResolversTypes['ProductionRecord'], countedSince: ReadonlyArray<ResolversTypes['Lot']>, query: ResolversTypes['Query'] }>;
  BakeInput: BakeInput;
  BakePreview: ResolverTypeWrapper<BakePreviewModel>;
  EventPlan: ResolverTypeWrapper<EventPlanModel>;
  ShoppingList: ResolverTypeWrapper<ShoppingListModel>;
  ShoppingLine: ResolverTypeWrapper<ShoppingLineModel>;
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
  HistoryEntry: ResolverTypeWrapper<HistoryEntryModel>;
  FieldChange: ResolverTypeWrapper<FieldChange>;
  HistoryConnection: ResolverTypeWrapper<HistoryConnectionModel>;
  HistoryEdge: ResolverTypeWrapper<Omit<HistoryEdge, 'node'> & { node: ResolversTypes['HistoryEntry'] }>;
  HistoryFilter: HistoryFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Decimal: Scalars['Decimal']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Node: NodeModel;
  ID: Scalars['ID']['output'];
  PageInfo: PageInfo;
  Event: EventModel;
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
  UpdatePackageStatusesInput: UpdatePackageStatusesInput;
  RevertPackageStatusInput: RevertPackageStatusInput;
  UpdatePackageStatusesPayload: Omit<UpdatePackageStatusesPayload, 'assignments' | 'query'> & { assignments: ReadonlyArray<ResolversParentTypes['Assignment']>, query: ResolversParentTypes['Query'] };
  UpdatePackageStatusPayload: Omit<UpdatePackageStatusPayload, 'assignment' | 'query'> & { assignment: ResolversParentTypes['Assignment'], query: ResolversParentTypes['Query'] };
  RecipientConnection: RecipientConnectionModel;
  RecipientEdge: Omit<RecipientEdge, 'node'> & { node: ResolversParentTypes['Recipient'] };
  RecipientFilter: RecipientFilter;
  AssignmentFilter: AssignmentFilter;
  EventFilter: EventFilter;
  CreateRecipientInput: CreateRecipientInput;
  UpdateRecipientInput: UpdateRecipientInput;
  DeleteRecipientInput: DeleteRecipientInput;
  RecipientPayload: Omit<RecipientPayload, 'recipient' | 'query'> & { recipient: ResolversParentTypes['Recipient'], query: ResolversParentTypes['Query'] };
  DeletePayload: Omit<DeletePayload, 'query'> & { query: ResolversParentTypes['Query'] };
  CreateEventInput: CreateEventInput;
  UpdateEventInput: UpdateEventInput;
  DeleteEventInput: DeleteEventInput;
  CloneEventInput: CloneEventInput;
  EventPayload: Omit<EventPayload, 'event' | 'query'> & { event: ResolversParentTypes['Event'], query: ResolversParentTypes['Query'] };
  AddAssignmentInput: AddAssignmentInput;
  UpdateAssignmentInput: UpdateAssignmentInput;
  RemoveAssignmentInput: RemoveAssignmentInput;
  AssignmentPayload: Omit<AssignmentPayload, 'assignment' | 'query'> & { assignment: ResolversParentTypes['Assignment'], query: ResolversParentTypes['Query'] };
  Ingredient: IngredientModel;
  Density: Density;
  Product: ProductModel;
  Supplier: SupplierModel;
  Recipe: RecipeModel;
  RecipeLine: RecipeLineModel;
  RecipeComponent: RecipeComponentModel;
  FinishedUnit: FinishedUnitModel;
  FinishedGood: FinishedGoodModel;
  GoodComponent: GoodComponentModel;
  SupplierConnection: SupplierConnectionModel;
  SupplierEdge: Omit<SupplierEdge, 'node'> & { node: ResolversParentTypes['Supplier'] };
  SupplierFilter: SupplierFilter;
  CreateSupplierInput: CreateSupplierInput;
  UpdateSupplierInput: UpdateSupplierInput;
  DeleteSupplierInput: DeleteSupplierInput;
  SupplierPayload: Omit<SupplierPayload, 'supplier' | 'query'> & { supplier: ResolversParentTypes['Supplier'], query: ResolversParentTypes['Query'] };
  PackageConnection: PackageConnectionModel;
  PackageEdge: Omit<PackageEdge, 'node'> & { node: ResolversParentTypes['Package'] };
  PackageFilter: PackageFilter;
  CreatePackageInput: CreatePackageInput;
  UpdatePackageInput: UpdatePackageInput;
  DeletePackageInput: DeletePackageInput;
  PackagePayload: Omit<PackagePayload, 'package' | 'query'> & { package: ResolversParentTypes['Package'], query: ResolversParentTypes['Query'] };
  PackageContentInput: PackageContentInput;
  RecipeConnection: RecipeConnectionModel;
  RecipeEdge: Omit<RecipeEdge, 'node'> & { node: ResolversParentTypes['Recipe'] };
  RecipeFilter: RecipeFilter;
  CreateRecipeInput: CreateRecipeInput;
  UpdateRecipeInput: UpdateRecipeInput;
  DeleteRecipeInput: DeleteRecipeInput;
  RecipePayload: Omit<RecipePayload, 'recipe' | 'query'> & { recipe: ResolversParentTypes['Recipe'], query: ResolversParentTypes['Query'] };
  RecipeLineInput: RecipeLineInput;
  RecipeComponentInput: RecipeComponentInput;
  FinishedUnitConnection: FinishedUnitConnectionModel;
  FinishedUnitEdge: Omit<FinishedUnitEdge, 'node'> & { node: ResolversParentTypes['FinishedUnit'] };
  FinishedUnitFilter: FinishedUnitFilter;
  CreateFinishedUnitInput: CreateFinishedUnitInput;
  UpdateFinishedUnitInput: UpdateFinishedUnitInput;
  DeleteFinishedUnitInput: DeleteFinishedUnitInput;
  FinishedUnitPayload: Omit<FinishedUnitPayload, 'finishedUnit' | 'query'> & { finishedUnit: ResolversParentTypes['FinishedUnit'], query: ResolversParentTypes['Query'] };
  FinishedGoodConnection: FinishedGoodConnectionModel;
  FinishedGoodEdge: Omit<FinishedGoodEdge, 'node'> & { node: ResolversParentTypes['FinishedGood'] };
  FinishedGoodFilter: FinishedGoodFilter;
  CreateFinishedGoodInput: CreateFinishedGoodInput;
  UpdateFinishedGoodInput: UpdateFinishedGoodInput;
  DeleteFinishedGoodInput: DeleteFinishedGoodInput;
  FinishedGoodPayload: Omit<FinishedGoodPayload, 'finishedGood' | 'query'> & { finishedGood: ResolversParentTypes['FinishedGood'], query: ResolversParentTypes['Query'] };
  GoodComponentInput: GoodComponentInput;
  IngredientConnection: IngredientConnectionModel;
  IngredientEdge: Omit<IngredientEdge, 'node'> & { node: ResolversParentTypes['Ingredient'] };
  IngredientFilter: IngredientFilter;
  CreateIngredientInput: CreateIngredientInput;
  UpdateIngredientInput: UpdateIngredientInput;
  DeleteIngredientInput: DeleteIngredientInput;
  IngredientPayload: Omit<IngredientPayload, 'ingredient' | 'query'> & { ingredient: ResolversParentTypes['Ingredient'], query: ResolversParentTypes['Query'] };
  DensityInput: DensityInput;
  ProductConnection: ProductConnectionModel;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  DeleteProductInput: DeleteProductInput;
  ProductPayload: Omit<ProductPayload, 'product' | 'query'> & { product: ResolversParentTypes['Product'], query: ResolversParentTypes['Query'] };
  Purchase: PurchaseModel;
  PurchaseConnection: PurchaseConnectionModel;
  PurchaseEdge: Omit<PurchaseEdge, 'node'> & { node: ResolversParentTypes['Purchase'] };
  Lot: LotModel;
  LotConnection: LotConnectionModel;
  LotEdge: Omit<LotEdge, 'node'> & { node: ResolversParentTypes['Lot'] };
  LotEntry: LotEntryModel;
  Stock: StockModel;
  LotEntryConnection: LotEntryConnectionModel;
  LotEntryEdge: Omit<LotEntryEdge, 'node'> & { node: ResolversParentTypes['LotEntry'] };
  PurchaseFilter: PurchaseFilter;
  LotFilter: LotFilter;
  RecordPurchaseInput: RecordPurchaseInput;
  CorrectPurchaseInput: CorrectPurchaseInput;
  RecordLotInput: RecordLotInput;
  AdjustLotInput: AdjustLotInput;
  CorrectLotInput: CorrectLotInput;
  VoidInput: VoidInput;
  PurchasePayload: PurchasePayloadModel;
  LotPayload: Omit<LotPayload, 'lot' | 'query'> & { lot: ResolversParentTypes['Lot'], query: ResolversParentTypes['Query'] };
  ProductionRecord: ProductionRecordModel;
  LotUse: LotUseModel;
  Shortage: ShortageModel;
  Loss: LossModel;
  LossInput: LossInput;
  RecordProductionInput: RecordProductionInput;
  RecordLossInput: RecordLossInput;
  ProductionPayload: Omit<ProductionPayload, 'record' | 'countedSince' | 'query'> & { record: ResolversParentTypes['ProductionRecord'], countedSince: ReadonlyArray<ResolversParentTypes['Lot']>, query: ResolversParentTypes['Query'] };
  BakeInput: BakeInput;
  BakePreview: BakePreviewModel;
  EventPlan: EventPlanModel;
  ShoppingList: ShoppingListModel;
  ShoppingLine: ShoppingLineModel;
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
  HistoryEntry: HistoryEntryModel;
  FieldChange: FieldChange;
  HistoryConnection: HistoryConnectionModel;
  HistoryEdge: Omit<HistoryEdge, 'node'> & { node: ResolversParentTypes['HistoryEntry'] };
  HistoryFilter: HistoryFilter;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type CostDirectiveArgs = {
  weight: Scalars['String']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = Context, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LengthDirectiveArgs = {
  max: Scalars['Int']['input'];
};

export type LengthDirectiveResolver<Result, Parent, ContextType = Context, Args = LengthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Event' | 'Assignment' | 'Recipient' | 'Package' | 'Ingredient' | 'Product' | 'Supplier' | 'Recipe' | 'FinishedUnit' | 'FinishedGood' | 'Purchase' | 'Lot' | 'LotEntry' | 'ProductionRecord' | 'Loss' | 'HistoryEntry', ParentType, ContextType>;
};

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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<EventAssignmentsArgs, 'first'>>;
  productionRecords?: Resolver<ResolversTypes['ProductionRecordConnection'], ParentType, ContextType, RequireFields<EventProductionRecordsArgs, 'first'>>;
  progress?: Resolver<ResolversTypes['ProductionProgress'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['EventSummary'], ParentType, ContextType>;
  costBreakdown?: Resolver<ReadonlyArray<ResolversTypes['RecipeCost']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['EventPlan'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, RequireFields<EventHistoryArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<RecipientAssignmentsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Package'] = ResolversParentTypes['Package']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contents?: Resolver<ReadonlyArray<ResolversTypes['PackageContent']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costNow?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  assignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<PackageAssignmentsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PackageContentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageContent'] = ResolversParentTypes['PackageContent']> = {
  finishedGood?: Resolver<ResolversTypes['FinishedGood'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UpdatePackageStatusesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePackageStatusesPayload'] = ResolversParentTypes['UpdatePackageStatusesPayload']> = {
  assignments?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type UpdatePackageStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePackageStatusPayload'] = ResolversParentTypes['UpdatePackageStatusPayload']> = {
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type RecipientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipientConnection'] = ResolversParentTypes['RecipientConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RecipientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Recipient']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecipientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipientEdge'] = ResolversParentTypes['RecipientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Recipient'], ParentType, ContextType>;
};

export type RecipientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipientPayload'] = ResolversParentTypes['RecipientPayload']> = {
  recipient?: Resolver<ResolversTypes['Recipient'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type DeletePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeletePayload'] = ResolversParentTypes['DeletePayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type EventPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventPayload'] = ResolversParentTypes['EventPayload']> = {
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type AssignmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignmentPayload'] = ResolversParentTypes['AssignmentPayload']> = {
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type IngredientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ingredient'] = ResolversParentTypes['Ingredient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isTracked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isPackaging?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Ingredient']>, ParentType, ContextType>;
  children?: Resolver<ReadonlyArray<ResolversTypes['Ingredient']>, ParentType, ContextType>;
  density?: Resolver<Maybe<ResolversTypes['Density']>, ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  recipes?: Resolver<ReadonlyArray<ResolversTypes['Recipe']>, ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['Stock']>, ParentType, ContextType, Partial<IngredientStockArgs>>;
  lots?: Resolver<ResolversTypes['LotConnection'], ParentType, ContextType, RequireFields<IngredientLotsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DensityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Density'] = ResolversParentTypes['Density']> = {
  volume?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  volumeUnit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  weightUnit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  brand?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  packageUnit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  packageUnitQuantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  isPreferred?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  packageSize?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  packageType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lots?: Resolver<ResolversTypes['LotConnection'], ParentType, ContextType, RequireFields<ProductLotsArgs, 'first'>>;
  purchases?: Resolver<ResolversTypes['PurchaseConnection'], ParentType, ContextType, RequireFields<ProductPurchasesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SupplierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Supplier'] = ResolversParentTypes['Supplier']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  purchases?: Resolver<ResolversTypes['PurchaseConnection'], ParentType, ContextType, RequireFields<SupplierPurchasesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecipeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Recipe'] = ResolversParentTypes['Recipe']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  estimatedMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['RecipeLine']>, ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['RecipeComponent']>, ParentType, ContextType>;
  usedIn?: Resolver<ReadonlyArray<ResolversTypes['Recipe']>, ParentType, ContextType>;
  finishedUnits?: Resolver<ReadonlyArray<ResolversTypes['FinishedUnit']>, ParentType, ContextType>;
  costPerBatch?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costGaps?: Resolver<ReadonlyArray<ResolversTypes['CostGap']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecipeLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeLine'] = ResolversParentTypes['RecipeLine']> = {
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecipeComponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeComponent'] = ResolversParentTypes['RecipeComponent']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batches?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type FinishedUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedUnit'] = ResolversParentTypes['FinishedUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  itemsPerBatch?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  batchPercentage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  itemUnit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usedIn?: Resolver<ReadonlyArray<ResolversTypes['FinishedGood']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FinishedGoodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedGood'] = ResolversParentTypes['FinishedGood']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['GoodComponent']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costNow?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  usedIn?: Resolver<ReadonlyArray<ResolversTypes['FinishedGood']>, ParentType, ContextType>;
  packages?: Resolver<ReadonlyArray<ResolversTypes['Package']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GoodComponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GoodComponent'] = ResolversParentTypes['GoodComponent']> = {
  finishedUnit?: Resolver<Maybe<ResolversTypes['FinishedUnit']>, ParentType, ContextType>;
  finishedGood?: Resolver<Maybe<ResolversTypes['FinishedGood']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type SupplierConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SupplierConnection'] = ResolversParentTypes['SupplierConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SupplierEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Supplier']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SupplierEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SupplierEdge'] = ResolversParentTypes['SupplierEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Supplier'], ParentType, ContextType>;
};

export type SupplierPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SupplierPayload'] = ResolversParentTypes['SupplierPayload']> = {
  supplier?: Resolver<ResolversTypes['Supplier'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type PackageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageConnection'] = ResolversParentTypes['PackageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PackageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Package']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PackageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackageEdge'] = ResolversParentTypes['PackageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Package'], ParentType, ContextType>;
};

export type PackagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PackagePayload'] = ResolversParentTypes['PackagePayload']> = {
  package?: Resolver<ResolversTypes['Package'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type RecipeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeConnection'] = ResolversParentTypes['RecipeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RecipeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Recipe']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecipeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipeEdge'] = ResolversParentTypes['RecipeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
};

export type RecipePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipePayload'] = ResolversParentTypes['RecipePayload']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type FinishedUnitConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedUnitConnection'] = ResolversParentTypes['FinishedUnitConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FinishedUnitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FinishedUnit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FinishedUnitEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedUnitEdge'] = ResolversParentTypes['FinishedUnitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FinishedUnit'], ParentType, ContextType>;
};

export type FinishedUnitPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedUnitPayload'] = ResolversParentTypes['FinishedUnitPayload']> = {
  finishedUnit?: Resolver<ResolversTypes['FinishedUnit'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type FinishedGoodConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedGoodConnection'] = ResolversParentTypes['FinishedGoodConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FinishedGoodEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FinishedGood']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FinishedGoodEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedGoodEdge'] = ResolversParentTypes['FinishedGoodEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FinishedGood'], ParentType, ContextType>;
};

export type FinishedGoodPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishedGoodPayload'] = ResolversParentTypes['FinishedGoodPayload']> = {
  finishedGood?: Resolver<ResolversTypes['FinishedGood'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type IngredientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IngredientConnection'] = ResolversParentTypes['IngredientConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['IngredientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Ingredient']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IngredientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IngredientEdge'] = ResolversParentTypes['IngredientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
};

export type IngredientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IngredientPayload'] = ResolversParentTypes['IngredientPayload']> = {
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductPayload'] = ResolversParentTypes['ProductPayload']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type PurchaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Purchase'] = ResolversParentTypes['Purchase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  supplier?: Resolver<Maybe<ResolversTypes['Supplier']>, ParentType, ContextType>;
  purchasedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  packages?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  pricePerPackage?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['Lot'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  voidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchaseConnection'] = ResolversParentTypes['PurchaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PurchaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Purchase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PurchaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchaseEdge'] = ResolversParentTypes['PurchaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
};

export type LotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Lot'] = ResolversParentTypes['Lot']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  purchase?: Resolver<Maybe<ResolversTypes['Purchase']>, ParentType, ContextType>;
  purchasedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unitCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['LotEntryConnection'], ParentType, ContextType, RequireFields<LotEntriesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LotConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotConnection'] = ResolversParentTypes['LotConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LotEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Lot']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LotEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotEdge'] = ResolversParentTypes['LotEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Lot'], ParentType, ContextType>;
};

export type LotEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotEntry'] = ResolversParentTypes['LotEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['Lot'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LotEntryKind'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['AdjustmentReason']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['ProductionRecord']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['LotEntry']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stock'] = ResolversParentTypes['Stock']> = {
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unconverted?: Resolver<ReadonlyArray<ResolversTypes['Lot']>, ParentType, ContextType>;
};

export type LotEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotEntryConnection'] = ResolversParentTypes['LotEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LotEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LotEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LotEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotEntryEdge'] = ResolversParentTypes['LotEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LotEntry'], ParentType, ContextType>;
};

export type PurchasePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchasePayload'] = ResolversParentTypes['PurchasePayload']> = {
  purchase?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  repricedRecords?: Resolver<ReadonlyArray<ResolversTypes['ProductionRecord']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type LotPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotPayload'] = ResolversParentTypes['LotPayload']> = {
  lot?: Resolver<ResolversTypes['Lot'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type ProductionRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionRecord'] = ResolversParentTypes['ProductionRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batches?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  producedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uses?: Resolver<ReadonlyArray<ResolversTypes['LotUse']>, ParentType, ContextType>;
  shortages?: Resolver<ReadonlyArray<ResolversTypes['Shortage']>, ParentType, ContextType>;
  costIsComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  losses?: Resolver<ReadonlyArray<ResolversTypes['Loss']>, ParentType, ContextType>;
  batchesLost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  lossCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  voidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  voidReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LotUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LotUse'] = ResolversParentTypes['LotUse']> = {
  lot?: Resolver<ResolversTypes['Lot'], ParentType, ContextType>;
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ShortageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shortage'] = ResolversParentTypes['Shortage']> = {
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ShortageReason'], ParentType, ContextType>;
};

export type LossResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Loss'] = ResolversParentTypes['Loss']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ProductionRecord'], ParentType, ContextType>;
  finishedUnit?: Resolver<ResolversTypes['FinishedUnit'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  batches?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['LossReason'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionPayload'] = ResolversParentTypes['ProductionPayload']> = {
  record?: Resolver<ResolversTypes['ProductionRecord'], ParentType, ContextType>;
  countedSince?: Resolver<ReadonlyArray<ResolversTypes['Lot']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['Query'], ParentType, ContextType>;
};

export type BakePreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BakePreview'] = ResolversParentTypes['BakePreview']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batches?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  canBake?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costIsComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  uses?: Resolver<ReadonlyArray<ResolversTypes['LotUse']>, ParentType, ContextType>;
  shortages?: Resolver<ReadonlyArray<ResolversTypes['Shortage']>, ParentType, ContextType>;
};

export type EventPlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventPlan'] = ResolversParentTypes['EventPlan']> = {
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  bake?: Resolver<ReadonlyArray<ResolversTypes['BakePreview']>, ParentType, ContextType>;
  assemble?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  shoppingList?: Resolver<ResolversTypes['ShoppingList'], ParentType, ContextType>;
};

export type ShoppingListResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShoppingList'] = ResolversParentTypes['ShoppingList']> = {
  events?: Resolver<ReadonlyArray<ResolversTypes['Event']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ShoppingLine']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  gaps?: Resolver<ReadonlyArray<ResolversTypes['CostGap']>, ParentType, ContextType>;
};

export type ShoppingLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShoppingLine'] = ResolversParentTypes['ShoppingLine']> = {
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  toBuy?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  packages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
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
  batchesLost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  totalActualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AssemblyCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssemblyCheck'] = ResolversParentTypes['AssemblyCheck']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
  canAssemble?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  missingRecipes?: Resolver<ReadonlyArray<ResolversTypes['MissingRecipe']>, ParentType, ContextType>;
};

export type MissingRecipeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MissingRecipe'] = ResolversParentTypes['MissingRecipe']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  batchesRequired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesProduced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  batchesLost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  batchesCommitted?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  batchesMissing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductionProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductionProgress'] = ResolversParentTypes['ProductionProgress']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  batchesLost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  batchesRemaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  lossCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CostGapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CostGap'] = ResolversParentTypes['CostGap']> = {
  recipe?: Resolver<ResolversTypes['Recipe'], ParentType, ContextType>;
  ingredient?: Resolver<ResolversTypes['Ingredient'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CostGapReason'], ParentType, ContextType>;
};

export type EventSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventSummary'] = ResolversParentTypes['EventSummary']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  batchesLost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  plannedCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  actualCost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  variance?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  variancePercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type HistoryEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HistoryEntry'] = ResolversParentTypes['HistoryEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['FieldChange']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FieldChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldChange'] = ResolversParentTypes['FieldChange']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HistoryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HistoryConnection'] = ResolversParentTypes['HistoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HistoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['HistoryEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HistoryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HistoryEdge'] = ResolversParentTypes['HistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HistoryEntry'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType, RequireFields<QueryEventArgs, 'id'>>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryEventsArgs, 'orderBy' | 'first'>>;
  productionRecords?: Resolver<Maybe<ResolversTypes['ProductionRecordConnection']>, ParentType, ContextType, RequireFields<QueryProductionRecordsArgs, 'eventId' | 'first'>>;
  recipient?: Resolver<Maybe<ResolversTypes['Recipient']>, ParentType, ContextType, RequireFields<QueryRecipientArgs, 'id'>>;
  recipients?: Resolver<ResolversTypes['RecipientConnection'], ParentType, ContextType, RequireFields<QueryRecipientsArgs, 'orderBy' | 'first'>>;
  assignment?: Resolver<Maybe<ResolversTypes['Assignment']>, ParentType, ContextType, RequireFields<QueryAssignmentArgs, 'id'>>;
  assignments?: Resolver<ResolversTypes['AssignmentConnection'], ParentType, ContextType, RequireFields<QueryAssignmentsArgs, 'orderBy' | 'first'>>;
  productionRecord?: Resolver<Maybe<ResolversTypes['ProductionRecord']>, ParentType, ContextType, RequireFields<QueryProductionRecordArgs, 'id'>>;
  previewProduction?: Resolver<ReadonlyArray<ResolversTypes['BakePreview']>, ParentType, ContextType, RequireFields<QueryPreviewProductionArgs, 'bakes'>>;
  eventPlan?: Resolver<ResolversTypes['EventPlan'], ParentType, ContextType, RequireFields<QueryEventPlanArgs, 'eventId'>>;
  shoppingList?: Resolver<ResolversTypes['ShoppingList'], ParentType, ContextType, Partial<QueryShoppingListArgs>>;
  productionTotal?: Resolver<Maybe<ResolversTypes['ProductionTotal']>, ParentType, ContextType, RequireFields<QueryProductionTotalArgs, 'eventId' | 'recipeId'>>;
  canAssemblePackage?: Resolver<Maybe<ResolversTypes['AssemblyCheck']>, ParentType, ContextType, RequireFields<QueryCanAssemblePackageArgs, 'assignmentId'>>;
  productionProgress?: Resolver<Maybe<ResolversTypes['ProductionProgress']>, ParentType, ContextType, RequireFields<QueryProductionProgressArgs, 'eventId'>>;
  dashboardSummary?: Resolver<ReadonlyArray<ResolversTypes['EventSummary']>, ParentType, ContextType, Partial<QueryDashboardSummaryArgs>>;
  recipeCostBreakdown?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RecipeCost']>>, ParentType, ContextType, RequireFields<QueryRecipeCostBreakdownArgs, 'eventId'>>;
  eventAssignments?: Resolver<Maybe<ResolversTypes['AssignmentConnection']>, ParentType, ContextType, RequireFields<QueryEventAssignmentsArgs, 'eventId' | 'first'>>;
  supplier?: Resolver<Maybe<ResolversTypes['Supplier']>, ParentType, ContextType, RequireFields<QuerySupplierArgs, 'id'>>;
  suppliers?: Resolver<ResolversTypes['SupplierConnection'], ParentType, ContextType, RequireFields<QuerySuppliersArgs, 'orderBy' | 'first'>>;
  package?: Resolver<Maybe<ResolversTypes['Package']>, ParentType, ContextType, RequireFields<QueryPackageArgs, 'id'>>;
  packages?: Resolver<ResolversTypes['PackageConnection'], ParentType, ContextType, RequireFields<QueryPackagesArgs, 'orderBy' | 'first'>>;
  recipe?: Resolver<Maybe<ResolversTypes['Recipe']>, ParentType, ContextType, RequireFields<QueryRecipeArgs, 'id'>>;
  recipes?: Resolver<ResolversTypes['RecipeConnection'], ParentType, ContextType, RequireFields<QueryRecipesArgs, 'orderBy' | 'first'>>;
  finishedUnit?: Resolver<Maybe<ResolversTypes['FinishedUnit']>, ParentType, ContextType, RequireFields<QueryFinishedUnitArgs, 'id'>>;
  finishedUnits?: Resolver<ResolversTypes['FinishedUnitConnection'], ParentType, ContextType, RequireFields<QueryFinishedUnitsArgs, 'orderBy' | 'first'>>;
  finishedGood?: Resolver<Maybe<ResolversTypes['FinishedGood']>, ParentType, ContextType, RequireFields<QueryFinishedGoodArgs, 'id'>>;
  finishedGoods?: Resolver<ResolversTypes['FinishedGoodConnection'], ParentType, ContextType, RequireFields<QueryFinishedGoodsArgs, 'orderBy' | 'first'>>;
  ingredient?: Resolver<Maybe<ResolversTypes['Ingredient']>, ParentType, ContextType, RequireFields<QueryIngredientArgs, 'id'>>;
  ingredients?: Resolver<ResolversTypes['IngredientConnection'], ParentType, ContextType, RequireFields<QueryIngredientsArgs, 'orderBy' | 'first'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'orderBy' | 'first'>>;
  purchase?: Resolver<Maybe<ResolversTypes['Purchase']>, ParentType, ContextType, RequireFields<QueryPurchaseArgs, 'id'>>;
  purchases?: Resolver<ResolversTypes['PurchaseConnection'], ParentType, ContextType, RequireFields<QueryPurchasesArgs, 'first'>>;
  lot?: Resolver<Maybe<ResolversTypes['Lot']>, ParentType, ContextType, RequireFields<QueryLotArgs, 'id'>>;
  lots?: Resolver<ResolversTypes['LotConnection'], ParentType, ContextType, RequireFields<QueryLotsArgs, 'orderBy' | 'first'>>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, RequireFields<QueryHistoryArgs, 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  updatePackageStatus?: Resolver<ResolversTypes['UpdatePackageStatusPayload'], ParentType, ContextType, RequireFields<MutationUpdatePackageStatusArgs, 'input'>>;
  updatePackageStatuses?: Resolver<ResolversTypes['UpdatePackageStatusesPayload'], ParentType, ContextType, RequireFields<MutationUpdatePackageStatusesArgs, 'input'>>;
  revertPackageStatus?: Resolver<ResolversTypes['UpdatePackageStatusPayload'], ParentType, ContextType, RequireFields<MutationRevertPackageStatusArgs, 'input'>>;
  createRecipient?: Resolver<ResolversTypes['RecipientPayload'], ParentType, ContextType, RequireFields<MutationCreateRecipientArgs, 'input'>>;
  updateRecipient?: Resolver<ResolversTypes['RecipientPayload'], ParentType, ContextType, RequireFields<MutationUpdateRecipientArgs, 'input'>>;
  deleteRecipient?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteRecipientArgs, 'input'>>;
  createEvent?: Resolver<ResolversTypes['EventPayload'], ParentType, ContextType, RequireFields<MutationCreateEventArgs, 'input'>>;
  updateEvent?: Resolver<ResolversTypes['EventPayload'], ParentType, ContextType, RequireFields<MutationUpdateEventArgs, 'input'>>;
  deleteEvent?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteEventArgs, 'input'>>;
  cloneEvent?: Resolver<ResolversTypes['EventPayload'], ParentType, ContextType, RequireFields<MutationCloneEventArgs, 'input'>>;
  addAssignment?: Resolver<ResolversTypes['AssignmentPayload'], ParentType, ContextType, RequireFields<MutationAddAssignmentArgs, 'input'>>;
  updateAssignment?: Resolver<ResolversTypes['AssignmentPayload'], ParentType, ContextType, RequireFields<MutationUpdateAssignmentArgs, 'input'>>;
  removeAssignment?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationRemoveAssignmentArgs, 'input'>>;
  createSupplier?: Resolver<ResolversTypes['SupplierPayload'], ParentType, ContextType, RequireFields<MutationCreateSupplierArgs, 'input'>>;
  updateSupplier?: Resolver<ResolversTypes['SupplierPayload'], ParentType, ContextType, RequireFields<MutationUpdateSupplierArgs, 'input'>>;
  deleteSupplier?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteSupplierArgs, 'input'>>;
  createPackage?: Resolver<ResolversTypes['PackagePayload'], ParentType, ContextType, RequireFields<MutationCreatePackageArgs, 'input'>>;
  updatePackage?: Resolver<ResolversTypes['PackagePayload'], ParentType, ContextType, RequireFields<MutationUpdatePackageArgs, 'input'>>;
  deletePackage?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeletePackageArgs, 'input'>>;
  createRecipe?: Resolver<ResolversTypes['RecipePayload'], ParentType, ContextType, RequireFields<MutationCreateRecipeArgs, 'input'>>;
  updateRecipe?: Resolver<ResolversTypes['RecipePayload'], ParentType, ContextType, RequireFields<MutationUpdateRecipeArgs, 'input'>>;
  deleteRecipe?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteRecipeArgs, 'input'>>;
  createFinishedUnit?: Resolver<ResolversTypes['FinishedUnitPayload'], ParentType, ContextType, RequireFields<MutationCreateFinishedUnitArgs, 'input'>>;
  updateFinishedUnit?: Resolver<ResolversTypes['FinishedUnitPayload'], ParentType, ContextType, RequireFields<MutationUpdateFinishedUnitArgs, 'input'>>;
  deleteFinishedUnit?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteFinishedUnitArgs, 'input'>>;
  createFinishedGood?: Resolver<ResolversTypes['FinishedGoodPayload'], ParentType, ContextType, RequireFields<MutationCreateFinishedGoodArgs, 'input'>>;
  updateFinishedGood?: Resolver<ResolversTypes['FinishedGoodPayload'], ParentType, ContextType, RequireFields<MutationUpdateFinishedGoodArgs, 'input'>>;
  deleteFinishedGood?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteFinishedGoodArgs, 'input'>>;
  createIngredient?: Resolver<ResolversTypes['IngredientPayload'], ParentType, ContextType, RequireFields<MutationCreateIngredientArgs, 'input'>>;
  updateIngredient?: Resolver<ResolversTypes['IngredientPayload'], ParentType, ContextType, RequireFields<MutationUpdateIngredientArgs, 'input'>>;
  deleteIngredient?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteIngredientArgs, 'input'>>;
  createProduct?: Resolver<ResolversTypes['ProductPayload'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['ProductPayload'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  deleteProduct?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteProductArgs, 'input'>>;
  recordProduction?: Resolver<ResolversTypes['ProductionPayload'], ParentType, ContextType, RequireFields<MutationRecordProductionArgs, 'input'>>;
  recordLoss?: Resolver<ResolversTypes['ProductionPayload'], ParentType, ContextType, RequireFields<MutationRecordLossArgs, 'input'>>;
  voidProduction?: Resolver<ResolversTypes['ProductionPayload'], ParentType, ContextType, RequireFields<MutationVoidProductionArgs, 'input'>>;
  recordPurchase?: Resolver<ResolversTypes['PurchasePayload'], ParentType, ContextType, RequireFields<MutationRecordPurchaseArgs, 'input'>>;
  correctPurchase?: Resolver<ResolversTypes['PurchasePayload'], ParentType, ContextType, RequireFields<MutationCorrectPurchaseArgs, 'input'>>;
  voidPurchase?: Resolver<ResolversTypes['PurchasePayload'], ParentType, ContextType, RequireFields<MutationVoidPurchaseArgs, 'input'>>;
  recordLot?: Resolver<ResolversTypes['LotPayload'], ParentType, ContextType, RequireFields<MutationRecordLotArgs, 'input'>>;
  adjustLot?: Resolver<ResolversTypes['LotPayload'], ParentType, ContextType, RequireFields<MutationAdjustLotArgs, 'input'>>;
  correctLot?: Resolver<ResolversTypes['LotPayload'], ParentType, ContextType, RequireFields<MutationCorrectLotArgs, 'input'>>;
};

export type Resolvers<ContextType = Context> = {
  Decimal?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
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
  UpdatePackageStatusesPayload?: UpdatePackageStatusesPayloadResolvers<ContextType>;
  UpdatePackageStatusPayload?: UpdatePackageStatusPayloadResolvers<ContextType>;
  RecipientConnection?: RecipientConnectionResolvers<ContextType>;
  RecipientEdge?: RecipientEdgeResolvers<ContextType>;
  RecipientPayload?: RecipientPayloadResolvers<ContextType>;
  DeletePayload?: DeletePayloadResolvers<ContextType>;
  EventPayload?: EventPayloadResolvers<ContextType>;
  AssignmentPayload?: AssignmentPayloadResolvers<ContextType>;
  Ingredient?: IngredientResolvers<ContextType>;
  Density?: DensityResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Supplier?: SupplierResolvers<ContextType>;
  Recipe?: RecipeResolvers<ContextType>;
  RecipeLine?: RecipeLineResolvers<ContextType>;
  RecipeComponent?: RecipeComponentResolvers<ContextType>;
  FinishedUnit?: FinishedUnitResolvers<ContextType>;
  FinishedGood?: FinishedGoodResolvers<ContextType>;
  GoodComponent?: GoodComponentResolvers<ContextType>;
  SupplierConnection?: SupplierConnectionResolvers<ContextType>;
  SupplierEdge?: SupplierEdgeResolvers<ContextType>;
  SupplierPayload?: SupplierPayloadResolvers<ContextType>;
  PackageConnection?: PackageConnectionResolvers<ContextType>;
  PackageEdge?: PackageEdgeResolvers<ContextType>;
  PackagePayload?: PackagePayloadResolvers<ContextType>;
  RecipeConnection?: RecipeConnectionResolvers<ContextType>;
  RecipeEdge?: RecipeEdgeResolvers<ContextType>;
  RecipePayload?: RecipePayloadResolvers<ContextType>;
  FinishedUnitConnection?: FinishedUnitConnectionResolvers<ContextType>;
  FinishedUnitEdge?: FinishedUnitEdgeResolvers<ContextType>;
  FinishedUnitPayload?: FinishedUnitPayloadResolvers<ContextType>;
  FinishedGoodConnection?: FinishedGoodConnectionResolvers<ContextType>;
  FinishedGoodEdge?: FinishedGoodEdgeResolvers<ContextType>;
  FinishedGoodPayload?: FinishedGoodPayloadResolvers<ContextType>;
  IngredientConnection?: IngredientConnectionResolvers<ContextType>;
  IngredientEdge?: IngredientEdgeResolvers<ContextType>;
  IngredientPayload?: IngredientPayloadResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductPayload?: ProductPayloadResolvers<ContextType>;
  Purchase?: PurchaseResolvers<ContextType>;
  PurchaseConnection?: PurchaseConnectionResolvers<ContextType>;
  PurchaseEdge?: PurchaseEdgeResolvers<ContextType>;
  Lot?: LotResolvers<ContextType>;
  LotConnection?: LotConnectionResolvers<ContextType>;
  LotEdge?: LotEdgeResolvers<ContextType>;
  LotEntry?: LotEntryResolvers<ContextType>;
  Stock?: StockResolvers<ContextType>;
  LotEntryConnection?: LotEntryConnectionResolvers<ContextType>;
  LotEntryEdge?: LotEntryEdgeResolvers<ContextType>;
  PurchasePayload?: PurchasePayloadResolvers<ContextType>;
  LotPayload?: LotPayloadResolvers<ContextType>;
  ProductionRecord?: ProductionRecordResolvers<ContextType>;
  LotUse?: LotUseResolvers<ContextType>;
  Shortage?: ShortageResolvers<ContextType>;
  Loss?: LossResolvers<ContextType>;
  ProductionPayload?: ProductionPayloadResolvers<ContextType>;
  BakePreview?: BakePreviewResolvers<ContextType>;
  EventPlan?: EventPlanResolvers<ContextType>;
  ShoppingList?: ShoppingListResolvers<ContextType>;
  ShoppingLine?: ShoppingLineResolvers<ContextType>;
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
  HistoryEntry?: HistoryEntryResolvers<ContextType>;
  FieldChange?: FieldChangeResolvers<ContextType>;
  HistoryConnection?: HistoryConnectionResolvers<ContextType>;
  HistoryEdge?: HistoryEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  length?: LengthDirectiveResolver<any, any, ContextType>;
};
