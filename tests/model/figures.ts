import {
  amountOf,
  assignmentsOf,
  costOf,
  heldIn,
  isCostComplete,
  lossCosts,
  lostOf,
  lotOf,
  lotsOf,
  missingRecipes,
  ownNeeds,
  productionOf,
  shownShortage,
  unitCostOf,
  usesOf,
  type Bakery,
  type Lot,
  type ProductionRecord,
  type Purchase,
  type Status,
} from './bakery.js'
import { byId, byName, conversion, linesOf, the, type Assignment, type Catalog, type Recipe } from './catalog.js'
import {
  ceiling,
  fixed,
  isNone,
  larger,
  minus,
  money,
  NONE,
  number,
  ONE,
  over,
  plus,
  rounded,
  shortest,
  sum,
  times,
  type Fraction,
} from './fractions.js'

// Every figure of the API that follows from a bakery, in the shape of its answer to FIGURES.

/** What is asked after each operation, with FIGURES_OF. Instants are compared as being there or not. */
export const FIGURES_OF = '$ingredients: [ID!]!, $products: [ID!]!, $events: [ID!]!, $history: Int!'

export const FIGURES = `fragment Figures on Query {
  ingredients: nodes(ids: $ingredients) { ... on Ingredient {
    id
    stock { quantity unit value unconverted { id } }
    lots(first: 100) { nodes {
      id version purchasedOn quantity unit unitCost value product { id } purchase { id }
      entries(first: 100) { nodes { id kind quantity value reason note record { id } reverses { id } } }
    } }
  } }
  products: nodes(ids: $products) { ... on Product {
    id
    purchases(first: 100) { nodes {
      id version purchasedOn packages pricePerPackage notes voidedAt supplier { id } lot { id }
    } }
    lots(first: 100) { nodes { id } }
  } }
  events: nodes(ids: $events) { ... on Event {
    id
    progress {
      recipes {
        recipe { id } batchesRequired batchesProduced batchesLost batchesRemaining isComplete
        plannedCost actualCost lossCost
      }
      assignments { ...Counts } quantities { ...Counts }
      plannedCost actualCost isComplete
      costGaps { recipe { id } ingredient { id } reason }
    }
    summary { ...Summary }
    costBreakdown {
      recipe { id } batchesRequired batchesProduced batchesLost plannedCost actualCost variance variancePercent
    }
    assignments(first: 100) { nodes {
      id version quantity package { id } status deliveredTo assembledAt deliveredAt
      assemblyCheck {
        canAssemble
        missingRecipes {
          recipe { id } batchesRequired batchesProduced batchesLost batchesCommitted batchesMissing
        }
      }
    } }
    productionRecords(first: 100) { nodes {
      id recipe { id } batches actualCost costIsComplete notes batchesLost lossCost voidedAt voidReason
      uses { lot { id } ingredient { id } quantity cost }
      shortages { ingredient { id } unit needed available missing reason }
      losses { id finishedUnit { id } quantity batches cost reason note }
    } }
    history(first: $history) { nodes { ...Change } }
  } }
  dashboardSummary { ...Summary }
  history(first: $history) { nodes { ...Change } }
}
fragment Counts on AssignmentCounts { total pending assembled delivered }
fragment Summary on EventSummary {
  event { id } recipesComplete recipesTotal assignments { ...Counts } quantities { ...Counts }
  plannedCost actualCost isComplete
}
fragment Change on HistoryEntry { id action subjectId reason event { id } }`

/** So many of the latest entries of the history are compared. */
export const HISTORY = 100

/** `asked`: of which it is asked; of some there may be nothing any more. */
export function figuresOf(bakery: Bakery, asked: Catalog = bakery.catalog) {
  const { catalog } = bakery
  const events = catalog.events.map(({ id }) => eventFigures(bakery, id))
  const changes = bakery.history.toReversed().map(({ action, subjectId, reason, eventId }) => {
    return { action, subjectId, reason, event: eventId === null ? null : { id: eventId } }
  })
  return {
    ingredients: asked.ingredients.map(({ id }) =>
      isIn(catalog.ingredients, id)
        ? {
            id,
            stock: stockOf(bakery, id),
            lots: { nodes: lotsOf(bakery, id).map((lot) => lotFigures(bakery, lot)) },
          }
        : null,
    ),
    products: asked.products.map(({ id }) => (isIn(catalog.products, id) ? productFigures(bakery, id) : null)),
    events: events.map((event) => ({
      ...event,
      history: { nodes: changes.filter((change) => change.event?.id === event.id).slice(0, HISTORY) },
    })),
    dashboardSummary: catalog.events
      .filter(({ id }) => assignmentsOf(bakery, id).length > 0)
      .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : byId(a, b)))
      .map(({ id }) => the(events, id).summary),
    history: { nodes: changes.slice(0, HISTORY) },
  }
}

// ── Inventory ────────────────────────────────────────────────────────────────────────────────────────────────────────

function lotFigures(bakery: Bakery, lot: Lot) {
  const { quantity, value } = heldIn(lot)
  const unitCost = unitCostOf(bakery, lot)
  return {
    id: lot.id,
    version: lot.entries.length,
    purchasedOn: lot.purchasedOn,
    quantity: shortest(quantity, 10),
    unit: the(bakery.catalog.products, lot.productId).packageUnit,
    unitCost: unitCost === null ? null : shortest(unitCost, 10),
    value: money(value),
    product: { id: lot.productId },
    purchase: lot.purchaseId === null ? null : { id: lot.purchaseId },
    entries: {
      nodes: lot.entries.map((entry) => ({
        kind: entry.kind,
        quantity: shortest(entry.quantity, 10),
        value: money(entry.value),
        reason: entry.reason,
        note: entry.note,
        record: entry.recordId === null ? null : { id: entry.recordId },
        reverses: entry.reverses,
      })),
    },
  }
}

const isIn = (list: readonly { readonly id: string }[], id: string): boolean => list.some((each) => each.id === id)

function productFigures(bakery: Bakery, id: string) {
  const { ingredientId } = the(bakery.catalog.products, id)
  const lots = lotsOf(bakery, ingredientId).filter(({ productId }) => productId === id)
  return {
    id,
    purchases: { nodes: purchasesOf(bakery, id).map((purchase) => purchaseFigures(bakery, purchase)) },
    lots: { nodes: lots.map((lot) => ({ id: lot.id })) },
  }
}

function purchasesOf({ purchases }: Bakery, productId: string): Purchase[] {
  return purchases
    .filter((purchase) => purchase.productId === productId)
    .toSorted((a, b) => (a.purchasedOn < b.purchasedOn ? 1 : a.purchasedOn > b.purchasedOn ? -1 : byId(b, a)))
}

function purchaseFigures(bakery: Bakery, purchase: Purchase) {
  const { id, version, purchasedOn, packages, pricePerPackage, notes, isVoided, supplierId } = purchase
  return {
    id,
    version,
    purchasedOn,
    packages: shortest(number(packages), 10),
    pricePerPackage: money(number(pricePerPackage)),
    notes,
    voidedAt: isVoided,
    supplier: supplierId === null ? null : { id: supplierId },
    lot: { id: lotOf(bakery, purchase).id },
  }
}

export function stockOf(bakery: Bakery, ingredientId: string, wanted?: string) {
  const ingredient = the(bakery.catalog.ingredients, ingredientId)
  const products = bakery.catalog.products.filter((product) => product.ingredientId === ingredientId)
  const usual = products.find(({ isPreferred }) => isPreferred) ?? products[0]
  if (usual === undefined) return null
  const unit = wanted ?? usual.packageUnit
  const amounts = []
  const unconverted = []
  for (const lot of lotsOf(bakery, ingredientId)) {
    const { quantity, value } = heldIn(lot)
    if (isNone(quantity)) continue
    const one = conversion(the(products, lot.productId).packageUnit, unit, ingredient)
    if (typeof one === 'string') unconverted.push({ id: lot.id })
    else amounts.push({ quantity: times(quantity, one), value })
  }
  const { quantity, value } = amountOf(amounts)
  return { quantity: shortest(quantity, 10), unit, value: money(value), unconverted }
}

// ── Production ───────────────────────────────────────────────────────────────────────────────────────────────────────

function eventFigures(bakery: Bakery, eventId: string) {
  const rows = recipesOf(bakery, eventId).map((recipe) => recipeFigures(bakery, eventId, recipe))
  const assignments = assignmentsOf(bakery, eventId)
  const statusOf = ({ id }: Assignment): Status => the(bakery.packings, id).status
  const counted = (count: (assignment: Assignment) => number) => {
    const of = (status: Status): number =>
      assignments.filter((each) => statusOf(each) === status).reduce((all, each) => all + count(each), 0)
    const [pending, assembled, delivered] = [of('PENDING'), of('ASSEMBLED'), of('DELIVERED')]
    return { total: pending + assembled + delivered, pending, assembled, delivered }
  }
  const shared = {
    assignments: counted(() => 1),
    quantities: counted(({ quantity }) => quantity),
    plannedCost: money(sum(rows.map(({ planned }) => planned))),
    actualCost: money(sum(rows.map(({ actual }) => actual))),
    isComplete: assignments.length > 0 && assignments.every((each) => statusOf(each) === 'DELIVERED'),
  }
  return {
    id: eventId,
    progress: { recipes: rows.map(({ row }) => row), ...shared, costGaps: gapsIn(bakery, recipesOf(bakery, eventId)) },
    summary: {
      event: { id: eventId },
      recipesComplete: rows.filter(({ row }) => row.isComplete).length,
      recipesTotal: rows.length,
      ...shared,
    },
    costBreakdown: rows.map(({ row, planned, actual }) => {
      const { recipe, batchesRequired, batchesProduced, batchesLost, plannedCost, actualCost } = row
      const variance = minus(actual, planned)
      const percent = isNone(planned) ? number(isNone(actual) ? 0 : 100) : times(over(variance, planned), number(100))
      return {
        ...{ recipe, batchesRequired, batchesProduced, batchesLost, plannedCost, actualCost },
        variance: money(variance),
        variancePercent: fixed(percent, 2),
      }
    }),
    assignments: { nodes: assignmentFigures(bakery, assignments) },
    productionRecords: {
      nodes: bakery.records
        .filter((record) => record.eventId === eventId)
        .toSorted((a, b) => b.producedAt - a.producedAt || byId(b, a))
        .map((record) => recordFigures(bakery, record)),
    },
  }
}

/** The recipes that an event needs or has produced. */
function recipesOf(bakery: Bakery, eventId: string): Recipe[] {
  const ids = new Set([
    ...assignmentsOf(bakery, eventId).flatMap((each) => [...ownNeeds(bakery, each).keys()]),
    ...bakery.records
      .filter((record) => record.eventId === eventId && record.voidReason === null)
      .map(({ recipeId }) => recipeId),
  ])
  return bakery.catalog.recipes.filter(({ id }) => ids.has(id)).toSorted(byName)
}

/** Batches of a recipe that are still to be made for an event. */
export const remainingOf = (bakery: Bakery, eventId: string, recipeId: string): number =>
  recipeFigures(bakery, eventId, the(bakery.catalog.recipes, recipeId)).row.batchesRemaining

function recipeFigures(bakery: Bakery, eventId: string, { id }: Recipe) {
  const { produced, lost, good, cost, lossCost } = productionOf(bakery, eventId, id)
  const need = rounded(sum(assignmentsOf(bakery, eventId).map((each) => ownNeeds(bakery, each).get(id) ?? NONE)), 6)
  const batchesRequired = ceiling(need)
  const planned = rounded(times(plannedCostOf(bakery, id), number(batchesRequired)), 4)
  const missing = larger(NONE, minus(need, rounded(good, 6)))
  return {
    planned,
    actual: cost,
    row: {
      recipe: { id },
      batchesRequired,
      batchesProduced: produced,
      batchesLost: shortest(lost, 6),
      batchesRemaining: ceiling(missing),
      isComplete: isNone(missing),
      plannedCost: money(planned),
      actualCost: money(cost),
      lossCost: money(lossCost),
    },
  }
}

/** What a package of a product cost the last time; null if none was bought. */
export function latestPriceOf(bakery: Bakery, productId: string): Fraction | null {
  const latest = purchasesOf(bakery, productId).find(({ isVoided }) => !isVoided)
  return latest === undefined ? null : number(latest.pricePerPackage)
}

/** What one unit of a line costs at the latest price of the preferred product, or why that can't be said. */
function priceOf(bakery: Bakery, ingredientId: string, unit: string): Fraction | string {
  const ingredient = the(bakery.catalog.ingredients, ingredientId)
  if (!ingredient.isTracked) return NONE
  const preferred = bakery.catalog.products.find((each) => each.ingredientId === ingredientId && each.isPreferred)
  if (preferred === undefined) return 'NO_PREFERRED_PRODUCT'
  const price = latestPriceOf(bakery, preferred.id)
  if (price === null) return 'NO_PURCHASE'
  const one = conversion(unit, preferred.packageUnit, ingredient)
  if (typeof one === 'string') return one
  return times(one, over(price, number(preferred.packageUnitQuantity)))
}

export function plannedCostOf(bakery: Bakery, recipeId: string): Fraction {
  return linesOf(bakery.catalog, recipeId, ONE).reduce((cost, { line, times: count }) => {
    const price = priceOf(bakery, line.ingredientId, line.unit)
    return typeof price === 'string' ? cost : plus(cost, times(times(price, number(line.quantity)), count))
  }, NONE)
}

/** Each recipe, ingredient and reason once. */
export function gapsIn(bakery: Bakery, recipes: readonly Recipe[]) {
  const gaps = recipes
    .flatMap(({ id }) => linesOf(bakery.catalog, id, ONE))
    .map(({ recipe, line: { ingredientId, unit } }) => {
      const reason = priceOf(bakery, ingredientId, unit)
      return { recipe: { id: recipe.id }, ingredient: { id: ingredientId }, reason }
    })
    .filter(({ reason }) => typeof reason === 'string')
    .toSorted(byText)
  return gaps.filter((gap, at) => JSON.stringify(gap) !== JSON.stringify(gaps[at - 1]))
}

/** Where the order of a list is not said, it is compared in this one. */
export const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

function assignmentFigures(bakery: Bakery, assignments: readonly Assignment[]) {
  return assignments
    .map((assignment) => ({ ...assignment, name: the(bakery.catalog.recipients, assignment.recipientId).name }))
    .toSorted(byName)
    .map((assignment) => {
      const { id, status, deliveredTo } = the(bakery.packings, assignment.id)
      const missing = missingRecipes(bakery, assignment)
      return {
        id,
        version: assignment.version,
        quantity: assignment.quantity,
        package: { id: assignment.packageId },
        status,
        deliveredTo,
        assembledAt: status !== 'PENDING',
        deliveredAt: status === 'DELIVERED',
        assemblyCheck: {
          canAssemble: missing.length === 0,
          missingRecipes: missing.map(({ recipe, ...figures }) => ({ recipe: { id: recipe.id }, ...figures })),
        },
      }
    })
}

function recordFigures(bakery: Bakery, record: ProductionRecord) {
  const { id, recipeId, batches, notes, voidReason, losses, shortages } = record
  const costs = lossCosts(bakery, record)
  return {
    id,
    recipe: { id: recipeId },
    batches,
    actualCost: money(costOf(bakery, record)),
    costIsComplete: isCostComplete(bakery, record),
    notes,
    batchesLost: shortest(lostOf(record), 6),
    lossCost: money(sum(costs)),
    voidedAt: voidReason !== null,
    voidReason,
    uses: usesOf(bakery, record),
    shortages: shortages.map(shownShortage),
    losses: losses.map((loss, index) => ({
      id: loss.id,
      finishedUnit: { id: loss.finishedUnitId },
      quantity: shortest(number(loss.quantity), 10),
      batches: shortest(loss.batches, 6),
      cost: money(costs[index] ?? NONE),
      reason: loss.reason,
      note: loss.note,
    })),
  }
}
