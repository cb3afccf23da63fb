import type { TestClient } from '../support/client.js'
import {
  AssignmentsDocument,
  BreakdownDocument,
  CheckDocument,
  DashboardDocument,
  EventsDocument,
  ProgressDocument,
  RecordsDocument,
  TotalDocument,
  type BreakdownQuery,
  type CheckQuery,
  type ProgressQuery,
} from '../support/generated/operations.js'
import { answerTo } from '../support/typed.js'

/** What the eight functions answer about all events, by name, as golden cases write it. */
export interface Answers {
  readonly progress: Readonly<Record<string, unknown>>
  readonly dashboard: readonly unknown[]
  readonly assignments: Readonly<Record<string, unknown>>
  readonly assembly: Readonly<Record<string, unknown>>
  readonly records: Readonly<Record<string, unknown>>
  readonly totals: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const REASONS = {
  NO_PREFERRED_PRODUCT: 'product',
  NO_PURCHASE: 'purchase',
  NO_DENSITY: 'density',
  UNIT_NOT_CONVERTIBLE: 'unit',
} as const

/** Asks for all that a golden case tells. Totals are asked of the recipes that it names, which `recipeIds` holds. */
export async function answersOf(
  client: TestClient,
  recipeIds: ReadonlyMap<string, string>,
  { totals: named }: Pick<Answers, 'totals'>,
): Promise<Answers> {
  const [progress, assignments, assembly, records, totals] = [0, 0, 0, 0, 0].map(() => new Map<string, unknown>())
  const { events } = await answerTo(client, EventsDocument, { first: 100 })
  for (const { node } of events.edges) {
    const eventId = node.id
    const { productionProgress } = await answerTo(client, ProgressDocument, { eventId })
    const { recipeCostBreakdown } = await answerTo(client, BreakdownDocument, { eventId })
    progress?.set(node.name, { date: node.date, ...progressOf(productionProgress, recipeCostBreakdown) })

    const planned = await allPages(
      async (after) => (await answerTo(client, AssignmentsDocument, { eventId, first: 3, after })).eventAssignments,
    )
    assignments?.set(
      node.name,
      byText(
        planned.map((row) => [
          row.recipient.name,
          row.package.name,
          row.quantity,
          row.status.toLowerCase(),
          row.deliveredTo,
        ]),
      ),
    )
    const checks = []
    for (const { id } of planned) {
      checks.push(checkOf((await answerTo(client, CheckDocument, { assignmentId: id })).canAssemblePackage))
    }
    assembly?.set(node.name, byText(checks))

    const made = await allPages(
      async (after) => (await answerTo(client, RecordsDocument, { eventId, first: 3, after })).productionRecords,
    )
    records?.set(
      node.name,
      made.map((row) => [row.recipe.name, row.batches, row.actualCost, row.producedAt.replace(/\.000Z$/, '')]),
    )
    const sums = new Map<string, unknown>()
    for (const recipe of Object.keys(named[node.name] ?? {})) {
      const { productionTotal: total } = await answerTo(client, TotalDocument, {
        eventId,
        recipeId: recipeIds.get(recipe) ?? '',
      })
      sums.set(recipe, [total.batchesProduced, total.totalActualCost])
    }
    totals?.set(node.name, Object.fromEntries(sums))
  }
  const { dashboardSummary } = await answerTo(client, DashboardDocument, {})
  return {
    progress: Object.fromEntries(progress ?? []),
    dashboard: dashboardSummary.map(({ event, assignments: counts, ...row }) => ({
      event: event.name,
      date: event.date,
      recipesComplete: row.recipesComplete,
      recipesTotal: row.recipesTotal,
      ...counts,
      planned: row.plannedCost,
      actual: row.actualCost,
      complete: row.isComplete,
    })),
    assignments: Object.fromEntries(assignments ?? []),
    assembly: Object.fromEntries(assembly ?? []),
    records: Object.fromEntries(records ?? []),
    totals: Object.fromEntries(totals ?? []) as Answers['totals'],
  }
}

function progressOf(
  progress: NonNullable<ProgressQuery['productionProgress']>,
  breakdown: NonNullable<BreakdownQuery['recipeCostBreakdown']>,
): object {
  const costs = new Map(breakdown.map((row) => [row.recipe.id, row]))
  return {
    recipes: progress.recipes.map((row) => ({
      recipe: row.recipe.name,
      required: row.batchesRequired,
      produced: row.batchesProduced,
      remaining: row.batchesRemaining,
      complete: row.isComplete,
      planned: row.plannedCost,
      actual: row.actualCost,
      variance: costs.get(row.recipe.id)?.variance,
      percent: costs.get(row.recipe.id)?.variancePercent,
    })),
    assignments: progress.assignments,
    quantities: progress.quantities,
    planned: progress.plannedCost,
    actual: progress.actualCost,
    complete: progress.isComplete,
    gaps: progress.costGaps.map(({ recipe, ingredient, reason }) => [recipe.name, ingredient.slug, REASONS[reason]]),
  }
}

function checkOf({
  assignment,
  canAssemble,
  missingRecipes,
}: NonNullable<CheckQuery['canAssemblePackage']>): unknown[] {
  return [
    assignment.recipient.name,
    assignment.package.name,
    assignment.quantity,
    assignment.status.toLowerCase(),
    canAssemble,
    missingRecipes.map((row) => [row.recipe.name, row.batchesRequired, row.batchesProduced, row.batchesMissing]),
  ]
}

interface Page<Row> {
  readonly edges: readonly { readonly node: Row }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function allPages<Row>(ask: (after: string | null) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Page<Row> = await ask(after)
    rows.push(...edges.map(({ node }) => node))
    if (!pageInfo.hasNextPage) return rows
    after = pageInfo.endCursor
  }
}

/** As golden cases sort what they list. */
function byText(rows: readonly unknown[][]): unknown[][] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
