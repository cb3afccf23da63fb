// Mercurius as its documentation shows it: fastify, loaders, JIT, and pg with prepared statements.
// One SQL statement a field or loader. No transaction around a query: each statement sees its own snapshot.
import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'
import {
  DASHBOARD_STATEMENT,
  countsStatement,
  gapsStatement,
  missingStatement,
  progressStatement,
  storeNeedsStatement,
  totalsStatement,
} from '../sums.mjs'

const DATE = 1082
pg.types.setTypeParser(DATE, (text) => text)

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, idleTimeoutMillis: 0 })
const names = new Map()
/** Runs a prepared statement: the same text has the same name. */
async function query(text, values = [], client = pool) {
  let name = names.get(text)
  if (!name) names.set(text, (name = `s${names.size}`))
  const { rows } = await client.query({ name, text, values })
  return rows
}

const schema = `
  enum PackageStatus { PENDING ASSEMBLED DELIVERED }
  type Query {
    event(id: ID!): Event
    events(first: Int = 50): EventConnection!
    productionProgress(eventId: ID!): ProductionProgress!
    dashboardSummary: [EventSummary!]!
  }
  type Mutation {
    updatePackageStatus(input: UpdatePackageStatusInput!): UpdatePackageStatusPayload!
    recordProduction(input: RecordProductionInput!): ProductionPayload!
    recordPurchase(input: RecordPurchaseInput!): PurchasePayload!
  }
  input RecordProductionInput { eventId: ID! recipeId: ID! batches: Int! }
  input RecordPurchaseInput { productId: ID! purchasedOn: String! packages: String! pricePerPackage: String! }
  type ProductionPayload { record: ProductionRecord! }
  type ProductionRecord { id: ID! batches: Int! actualCost: String! }
  type PurchasePayload { purchase: Purchase! }
  type Purchase { id: ID! packages: String! pricePerPackage: String! }
  input UpdatePackageStatusInput { assignmentId: ID! status: PackageStatus! deliveredTo: String }
  type UpdatePackageStatusPayload { assignment: Assignment! }
  type EventConnection { nodes: [Event!]! }
  type AssignmentConnection { nodes: [Assignment!]! }
  type Event { id: ID! name: String! date: String! notes: String assignments(first: Int = 50): AssignmentConnection! progress: ProductionProgress! }
  type Assignment { id: ID! recipient: Recipient! package: Package! quantity: Int! status: PackageStatus! deliveredTo: String assemblyCheck: AssemblyCheck! }
  type Recipient { id: ID! name: String! householdName: String }
  type Package { id: ID! name: String! contents: [PackageContent!]! }
  type PackageContent { finishedGood: FinishedGood! quantity: Int! }
  type FinishedGood { id: ID! name: String! components: [GoodComponent!]! }
  type GoodComponent { finishedUnit: FinishedUnit finishedGood: FinishedGood quantity: String! }
  type FinishedUnit { id: ID! name: String! recipe: Recipe! }
  type Recipe { id: ID! name: String! category: String! }
  type Ingredient { id: ID! slug: String! }
  type AssemblyCheck { canAssemble: Boolean! missingRecipes: [MissingRecipe!]! }
  type MissingRecipe { recipe: Recipe! batchesRequired: Int! batchesProduced: Int! batchesCommitted: String! batchesMissing: Int! }
  type AssignmentCounts { total: Int! pending: Int! assembled: Int! delivered: Int! }
  type ProductionProgress {
    recipes: [RecipeProgress!]! assignments: AssignmentCounts! quantities: AssignmentCounts!
    plannedCost: String! actualCost: String! isComplete: Boolean! costGaps: [CostGap!]!
  }
  type RecipeProgress {
    recipe: Recipe! batchesRequired: Int! batchesProduced: Int! batchesRemaining: Int! isComplete: Boolean!
    plannedCost: String! actualCost: String!
  }
  type CostGap { recipe: Recipe! ingredient: Ingredient! reason: String! }
  type EventSummary {
    event: Event! recipesComplete: Int! recipesTotal: Int! assignments: AssignmentCounts! quantities: AssignmentCounts!
    plannedCost: String! actualCost: String! isComplete: Boolean!
  }
`

const ASSIGNMENT = `a.id, a.event_id, a.recipient_id, a.package_id, a.quantity, a.status, a.delivered_to AS "deliveredTo"`
const rowsCount = (row) => ({
  total: row.total,
  pending: row.pending,
  assembled: row.assembled,
  delivered: row.delivered,
})
const packagesCount = (row) => ({
  total: row.quantity_total,
  pending: row.quantity_pending,
  assembled: row.quantity_assembled,
  delivered: row.quantity_delivered,
})
const summary = (row) => ({
  event: { id: row.event_id, name: row.name, date: row.date },
  recipesComplete: row.recipes_complete,
  recipesTotal: row.recipes_total,
  assignments: rowsCount(row),
  quantities: packagesCount(row),
  plannedCost: row.planned,
  actualCost: row.actual,
  isComplete: row.complete,
})

function groupBy(rows, key) {
  const groups = new Map()
  for (const row of rows) {
    const group = groups.get(row[key])
    if (group) group.push(row)
    else groups.set(row[key], [row])
  }
  return groups
}
const idsOf = (queries, key) => [...new Set(queries.map(({ obj }) => obj[key]))]

/** A loader of the one row that `key` points to. */
const one = (key, text) => async (queries) => {
  const rows = await query(text, [idsOf(queries, key)])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return queries.map(({ obj }) => byId.get(obj[key]) ?? null)
}
/** A loader of the rows that point back by `key`. */
const many = (key, text) => async (queries) => {
  const groups = groupBy(await query(text, [idsOf(queries, 'id')]), key)
  return queries.map(({ obj }) => groups.get(obj.id) ?? [])
}

const loaders = {
  Event: {
    async assignments(queries) {
      const rows = await query(
        `SELECT ${ASSIGNMENT} FROM assignment a JOIN recipient r ON r.id = a.recipient_id
         WHERE a.event_id = ANY ($1) ORDER BY r.name, a.id`,
        [idsOf(queries, 'id')],
      )
      const groups = groupBy(rows, 'event_id')
      return queries.map(({ obj, params }) => ({ nodes: (groups.get(obj.id) ?? []).slice(0, params.first) }))
    },
    async progress(queries) {
      const rows = await query(totalsStatement('$1'), [idsOf(queries, 'id')])
      const byId = new Map(rows.map((row) => [row.event_id, summary(row)]))
      return queries.map(({ obj }) => byId.get(obj.id))
    },
  },
  Assignment: {
    recipient: one(
      'recipient_id',
      `SELECT id, name, household_name AS "householdName" FROM recipient WHERE id = ANY ($1)`,
    ),
    package: one('package_id', 'SELECT id, name FROM package WHERE id = ANY ($1)'),
    async assemblyCheck(queries) {
      const groups = groupBy(await query(missingStatement('$1'), [idsOf(queries, 'id')]), 'assignment_id')
      return queries.map(({ obj }) => {
        const missing = groups.get(obj.id) ?? []
        return { canAssemble: missing.length === 0, missingRecipes: missing.map(missingRecipe) }
      })
    },
  },
  Package: {
    contents: many(
      'package_id',
      'SELECT package_id, finished_good_id, quantity FROM package_content WHERE package_id = ANY ($1) ORDER BY position, id',
    ),
  },
  PackageContent: { finishedGood: one('finished_good_id', 'SELECT id, name FROM finished_good WHERE id = ANY ($1)') },
  FinishedGood: {
    components: many(
      'finished_good_id',
      `SELECT finished_good_id, finished_unit_id, component_good_id, quantity FROM finished_good_component
       WHERE finished_good_id = ANY ($1) ORDER BY position, id`,
    ),
  },
  GoodComponent: {
    finishedUnit: one('finished_unit_id', 'SELECT id, name, recipe_id FROM finished_unit WHERE id = ANY ($1)'),
    finishedGood: one('component_good_id', 'SELECT id, name FROM finished_good WHERE id = ANY ($1)'),
  },
  FinishedUnit: { recipe: one('recipe_id', 'SELECT id, name, category FROM recipe WHERE id = ANY ($1)') },
}

const missingRecipe = (row) => ({
  recipe: { id: row.recipe_id, name: row.recipe_name },
  batchesRequired: row.required,
  batchesProduced: row.produced,
  batchesCommitted: row.committed,
  batchesMissing: row.missing,
})

const sum = (rows, key) => rows.reduce((total, row) => total + Math.round(Number(row[key]) * 10000), 0) / 10000

async function productionProgress(_, { eventId }) {
  const ids = [[Number(eventId)]]
  const [rows, gaps, [counts]] = await Promise.all([
    query(progressStatement('$1'), ids),
    query(gapsStatement('$1'), ids),
    query(countsStatement('$1'), ids),
  ])
  return {
    recipes: rows.map((row) => ({
      recipe: { id: row.recipe_id, name: row.recipe_name },
      batchesRequired: row.required,
      batchesProduced: row.produced,
      batchesRemaining: row.remaining,
      isComplete: row.complete,
      plannedCost: row.planned,
      actualCost: row.actual,
    })),
    assignments: rowsCount(counts),
    quantities: packagesCount(counts),
    plannedCost: sum(rows, 'planned').toFixed(4),
    actualCost: sum(rows, 'actual').toFixed(4),
    isComplete: counts.total === counts.delivered,
    costGaps: gaps.map((row) => ({
      recipe: { id: row.recipe_id, name: row.recipe_name },
      ingredient: { id: row.ingredient_id, slug: row.ingredient_slug },
      reason: row.reason,
    })),
  }
}

const NEXT = { PENDING: 'ASSEMBLED', ASSEMBLED: 'DELIVERED' }
const refuse = (code, extensions) => {
  throw new mercurius.ErrorWithProps(code, { code, ...extensions })
}

/** One step with its gate. The event's row is locked, so that two requests for the same last batch see each other. */
async function updatePackageStatus(_, { input }) {
  const id = Number(input.assignmentId)
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const [found] = await query(
      `SELECT ${ASSIGNMENT} FROM assignment a JOIN event e ON e.id = a.event_id WHERE a.id = $1 FOR NO KEY UPDATE OF e`,
      [id],
      client,
    )
    if (!found) refuse('ASSIGNMENT_NOT_FOUND')
    // Nobody changes the catalog between the look at what is needed and the commit.
    await query('SELECT pg_advisory_xact_lock_shared(7262, 1)', [], client)
    const [current] = await query('SELECT status FROM assignment WHERE id = $1 FOR UPDATE', [id], client)
    if (NEXT[current.status] !== input.status) refuse('INVALID_STATUS_TRANSITION')
    if (input.deliveredTo != null && input.status !== 'DELIVERED') refuse('VALIDATION_FAILED')
    if (input.status === 'ASSEMBLED') {
      const missing = await query(missingStatement('$1'), [[id]], client)
      if (missing.length > 0) refuse('INCOMPLETE_PRODUCTION', { missingRecipes: missing.map(missingRecipe) })
    }
    const [assignment] = await query(
      `WITH a AS (
         UPDATE assignment a SET status = $2,
           assembled_at = CASE WHEN $2 = 'ASSEMBLED'::package_status THEN now() ELSE a.assembled_at END,
           delivered_at = CASE WHEN $2 = 'DELIVERED'::package_status THEN now() END, delivered_to = $3
         WHERE a.id = $1 RETURNING a.*),
       h AS (
         INSERT INTO history_entry (action, event_id, subject_type, subject_id, changes)
         SELECT 'updatePackageStatus', a.event_id, 'Assignment', a.id,
           bench_sums.step_changes(a.status, COALESCE(a.delivered_at, a.assembled_at), a.delivered_to) FROM a)
       SELECT ${ASSIGNMENT} FROM a`,
      [id, input.status, input.deliveredTo ?? null],
      client,
    )
    if (input.status === 'ASSEMBLED') await query(storeNeedsStatement('a.id = $1'), [id], client)
    await client.query('COMMIT')
    return { assignment }
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** The function is a transaction of its own. What it refuses comes out with its code, and with all that lacks. */
async function written(text, values) {
  try {
    return (await query(text, values))[0]
  } catch (error) {
    if (!error.code?.startsWith('BB')) throw error
    return refuse(error.message, error.detail && { shortages: JSON.parse(error.detail) })
  }
}

async function recordProduction(_, { input: { eventId, recipeId, batches } }) {
  const record = await written(
    'SELECT id, batches, actual_cost AS "actualCost" FROM bench_api.record_production($1, $2, $3)',
    [Number(eventId), Number(recipeId), batches],
  )
  return { record }
}

async function recordPurchase(_, { input: { productId, purchasedOn, packages, pricePerPackage } }) {
  const purchase = await written(
    `SELECT id, quantity AS packages, price_per_package AS "pricePerPackage"
     FROM bench_api.record_purchase($1, $2, $3, $4)`,
    [Number(productId), purchasedOn, packages, pricePerPackage],
  )
  return { purchase }
}

const resolvers = {
  Query: {
    event: async (_, { id }) => (await query('SELECT id, name, date, notes FROM event WHERE id = $1', [Number(id)]))[0],
    events: async (_, { first }) => ({
      nodes: await query('SELECT id, name, date, notes FROM event ORDER BY date, id LIMIT $1', [first]),
    }),
    dashboardSummary: async () => (await query(DASHBOARD_STATEMENT)).map(summary),
    productionProgress,
  },
  Mutation: { updatePackageStatus, recordProduction, recordPurchase },
}

const app = Fastify()
app.register(mercurius, { schema, resolvers, loaders, jit: 1 })
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
process.once('SIGTERM', () => app.close().then(() => pool.end()))
