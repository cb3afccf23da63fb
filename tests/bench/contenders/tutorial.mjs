// Apollo Server and Prisma as tutorials show them: the standalone server, one PrismaClient, one query a field, no
// DataLoader, sums in JavaScript over rows that are loaded level by level.
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { PrismaPg } from '@prisma/adapter-pg'
import { GraphQLError } from 'graphql'
import prismaClient from '../node_modules/.generated/client/index.js'

const { Prisma, PrismaClient } = prismaClient
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) })
const { Decimal } = Prisma
const ZERO = new Decimal(0)

const typeDefs = `
  enum PackageStatus { PENDING ASSEMBLED DELIVERED }
  type Query {
    event(id: ID!): Event
    events(first: Int = 50): EventConnection!
    productionProgress(eventId: ID!): ProductionProgress!
    dashboardSummary: [EventSummary!]!
  }
  type Mutation { updatePackageStatus(input: UpdatePackageStatusInput!): UpdatePackageStatusPayload! }
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

const UNITS = {
  ...{ g: ['weight', 1], kg: ['weight', 1000], oz: ['weight', 28.349523125], lb: ['weight', 453.59237] },
  ...{ ml: ['volume', 1], l: ['volume', 1000], tsp: ['volume', 4.92892159375], tbsp: ['volume', 14.78676478125] },
  ...{ 'fl oz': ['volume', 29.5735295625], cup: ['volume', 236.5882365], pt: ['volume', 473.176473] },
  ...{ qt: ['volume', 946.352946], gal: ['volume', 3785.411784] },
  ...{ each: ['count', 1], count: ['count', 1], piece: ['count', 1], dozen: ['count', 12] },
}
const unitOf = (name) => {
  const [kind, factor] = UNITS[name?.toLowerCase()] ?? []
  return { kind, factor }
}

const idsOf = (rows, key) => [...new Set(rows.map((row) => row[key]))]
const groupBy = (rows, key) => {
  const groups = new Map()
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row])
  return groups
}
const add = (map, key, amount) => map.set(key, (map.get(key) ?? ZERO).plus(amount))

/** What each of the packages needs of each recipe: Map of package id to Map of recipe id to batches. */
async function packageNeeds(packageIds) {
  const contents = await prisma.packageContent.findMany({ where: { packageId: { in: packageIds } } })
  const components = new Map()
  for (let ids = idsOf(contents, 'finishedGoodId'); ids.length > 0;) {
    const level = await prisma.finishedGoodComponent.findMany({
      where: { finishedGoodId: { in: ids } },
      include: { finishedUnit: true },
    })
    for (const id of ids) components.set(id, [])
    for (const component of level) components.get(component.finishedGoodId).push(component)
    ids = idsOf(level, 'componentGoodId').filter((id) => id !== null && !components.has(id))
  }
  const ofGood = new Map()
  const goodNeed = (goodId) => {
    if (ofGood.has(goodId)) return ofGood.get(goodId)
    const need = new Map()
    for (const { finishedUnit: unit, componentGoodId, quantity } of components.get(goodId) ?? []) {
      if (unit?.itemsPerBatch) add(need, unit.recipeId, quantity.div(unit.itemsPerBatch))
      else if (unit) add(need, unit.recipeId, quantity.times(unit.batchPercentage).div(100))
      else for (const [recipeId, inner] of goodNeed(componentGoodId)) add(need, recipeId, inner.times(quantity))
    }
    ofGood.set(goodId, need)
    return need
  }
  const needs = new Map(packageIds.map((id) => [id, new Map()]))
  for (const { packageId, finishedGoodId, quantity } of contents) {
    for (const [recipeId, need] of goodNeed(finishedGoodId)) add(needs.get(packageId), recipeId, need.times(quantity))
  }
  return needs
}

/** What a batch of each of the recipes costs, and the lines that could not be priced, by the recipe they stand in. */
async function batchCosts(recipeIds) {
  const lines = new Map()
  const components = new Map()
  for (let ids = recipeIds; ids.length > 0;) {
    const [levelLines, level] = await Promise.all([
      prisma.recipeLine.findMany({ where: { recipeId: { in: ids } }, include: { ingredient: true } }),
      prisma.recipeComponent.findMany({ where: { recipeId: { in: ids } } }),
    ])
    for (const id of ids) {
      lines.set(id, [])
      components.set(id, [])
    }
    for (const line of levelLines) lines.get(line.recipeId).push(line)
    for (const component of level) components.get(component.recipeId).push(component)
    ids = idsOf(level, 'componentId').filter((id) => !lines.has(id))
  }
  const ingredientIds = idsOf([...lines.values()].flat(), 'ingredientId')
  const products = await prisma.product.findMany({ where: { ingredientId: { in: ingredientIds }, isPreferred: true } })
  const purchases = await prisma.purchase.findMany({
    where: { productId: { in: idsOf(products, 'id') } },
    orderBy: [{ purchasedOn: 'asc' }, { id: 'asc' }],
  })
  const productOf = new Map(products.map((product) => [product.ingredientId, product]))
  const latest = new Map(purchases.map((purchase) => [purchase.productId, purchase]))

  const own = new Map()
  const gaps = []
  for (const [recipeId, ofRecipe] of lines) {
    let total = ZERO
    for (const line of ofRecipe) {
      const { cost, gap } = lineCost(line, productOf.get(line.ingredientId), latest)
      total = total.plus(cost)
      if (gap) gaps.push({ recipeId, ingredient: line.ingredient, reason: gap })
    }
    own.set(recipeId, total)
  }
  const cost = (recipeId) =>
    components
      .get(recipeId)
      .reduce((sum, part) => sum.plus(cost(part.componentId).times(part.quantity)), own.get(recipeId))
  const within = (recipeId) => [recipeId, ...components.get(recipeId).flatMap((part) => within(part.componentId))]
  return { cost, gaps, within }
}

function lineCost(line, product, latest) {
  const none = (gap) => ({ cost: ZERO, gap })
  if (!product) return none('NO_PREFERRED_PRODUCT')
  const purchase = latest.get(product.id)
  if (!purchase) return none('NO_PURCHASE')
  const price = purchase.pricePerPackage.div(product.packageUnitQuantity)
  const [from, to] = [unitOf(line.unit), unitOf(product.packageUnit)]
  if (line.unit.toLowerCase() === product.packageUnit.toLowerCase()) return { cost: line.quantity.times(price) }
  if (from.kind && from.kind === to.kind) return { cost: line.quantity.times(from.factor).div(to.factor).times(price) }
  const kinds = `${from.kind} ${to.kind}`
  if (kinds !== 'volume weight' && kinds !== 'weight volume') return none('UNIT_NOT_CONVERTIBLE')
  const { densityVolume, densityVolumeUnit, densityWeight, densityWeightUnit } = line.ingredient
  if (densityVolume === null) return none('NO_DENSITY')
  const milliliters = densityVolume.times(unitOf(densityVolumeUnit).factor)
  const grams = densityWeight.times(unitOf(densityWeightUnit).factor)
  const [up, down] = from.kind === 'volume' ? [grams, milliliters] : [milliliters, grams]
  return { cost: line.quantity.times(from.factor).times(up).div(down).div(to.factor).times(price) }
}

const countOf = (assignments, amount) => {
  const of = (status) =>
    assignments.filter((a) => !status || a.status === status).reduce((sum, a) => sum + amount(a), 0)
  return { total: of(), pending: of('PENDING'), assembled: of('ASSEMBLED'), delivered: of('DELIVERED') }
}

/** The progress of events, in the order of their ids. */
async function progressOf(eventIds) {
  const [assignments, records] = await Promise.all([
    prisma.assignment.findMany({ where: { eventId: { in: eventIds } } }),
    prisma.productionRecord.findMany({ where: { eventId: { in: eventIds } } }),
  ])
  const needs = await packageNeeds(idsOf(assignments, 'packageId'))
  const [assignmentsOf, recordsOf] = [groupBy(assignments, 'eventId'), groupBy(records, 'eventId')]
  const perEvent = eventIds.map((eventId) => {
    const need = new Map()
    for (const a of assignmentsOf.get(eventId) ?? []) {
      for (const [recipeId, batches] of needs.get(a.packageId)) add(need, recipeId, batches.times(a.quantity))
    }
    const made = groupBy(recordsOf.get(eventId) ?? [], 'recipeId')
    return { need, made, recipeIds: [...new Set([...need.keys(), ...made.keys()])] }
  })
  const recipeIds = [...new Set(perEvent.flatMap((event) => event.recipeIds))]
  const { cost, gaps, within } = await batchCosts(recipeIds)
  const gapRecipes = idsOf(gaps, 'recipeId')
  const recipes = await prisma.recipe.findMany({ where: { id: { in: [...recipeIds, ...gapRecipes] } } })
  const recipeOf = new Map(recipes.map((recipe) => [recipe.id, recipe]))

  return eventIds.map((eventId, i) => {
    const { need, made, recipeIds: own } = perEvent[i]
    const rows = own.map((recipeId) => {
      const needed = (need.get(recipeId) ?? ZERO).toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
      const ofRecipe = made.get(recipeId) ?? []
      const produced = ofRecipe.reduce((sum, record) => sum + record.batches, 0)
      return {
        recipe: recipeOf.get(recipeId),
        batchesRequired: needed.ceil().toNumber(),
        batchesProduced: produced,
        batchesRemaining: Math.max(0, needed.minus(produced).ceil().toNumber()),
        isComplete: needed.lte(produced),
        plannedCost: cost(recipeId).times(needed.ceil()).toDecimalPlaces(4, Decimal.ROUND_HALF_UP),
        actualCost: ofRecipe.reduce((sum, record) => sum.plus(record.actualCost), ZERO),
      }
    })
    rows.sort((a, b) => (a.recipe.name < b.recipe.name ? -1 : 1))
    const asked = new Set(own.flatMap(within))
    const ofEvent = assignmentsOf.get(eventId) ?? []
    const listed = new Map(
      gaps
        .filter((gap) => asked.has(gap.recipeId))
        .map((gap) => [`${gap.recipeId} ${gap.ingredient.id} ${gap.reason}`, gap]),
    )
    return {
      recipes: rows,
      recipesComplete: rows.filter((row) => row.isComplete).length,
      recipesTotal: rows.length,
      assignments: countOf(ofEvent, () => 1),
      quantities: countOf(ofEvent, (a) => a.quantity),
      plannedCost: rows.reduce((sum, row) => sum.plus(row.plannedCost), ZERO),
      actualCost: rows.reduce((sum, row) => sum.plus(row.actualCost), ZERO),
      isComplete: ofEvent.length > 0 && ofEvent.every((a) => a.status === 'DELIVERED'),
      costGaps: [...listed.values()].map((gap) => ({ ...gap, recipe: recipeOf.get(gap.recipeId) })),
    }
  })
}

async function assemblyCheck(assignment) {
  const [others, records] = await Promise.all([
    prisma.assignment.findMany({
      where: { eventId: assignment.eventId, status: { not: 'PENDING' }, id: { not: assignment.id } },
    }),
    prisma.productionRecord.findMany({ where: { eventId: assignment.eventId } }),
  ])
  const needs = await packageNeeds(idsOf([assignment, ...others], 'packageId'))
  const committed = new Map()
  for (const other of others) {
    for (const [recipeId, need] of needs.get(other.packageId)) add(committed, recipeId, need.times(other.quantity))
  }
  const missingRecipes = []
  for (const [recipeId, need] of needs.get(assignment.packageId)) {
    const own = need.times(assignment.quantity)
    const taken = committed.get(recipeId) ?? ZERO
    const produced = records.filter((r) => r.recipeId === recipeId).reduce((sum, r) => sum + r.batches, 0)
    const asked = taken.plus(own).toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
    if (asked.lte(produced)) continue
    missingRecipes.push({
      recipe: await prisma.recipe.findUnique({ where: { id: recipeId } }),
      batchesRequired: own.toDecimalPlaces(6).ceil().toNumber(),
      batchesProduced: produced,
      batchesCommitted: taken.toDecimalPlaces(6),
      batchesMissing: asked.minus(produced).ceil().toNumber(),
    })
  }
  missingRecipes.sort((a, b) => (a.recipe.name < b.recipe.name ? -1 : 1))
  return { canAssemble: missingRecipes.length === 0, missingRecipes }
}

const NEXT = { PENDING: 'ASSEMBLED', ASSEMBLED: 'DELIVERED' }
const refuse = (code, extensions) => {
  throw new GraphQLError(code, { extensions: { code, ...extensions } })
}

const resolvers = {
  Query: {
    event: (_, { id }) => prisma.event.findUnique({ where: { id: Number(id) } }),
    events: async (_, { first }) => ({
      nodes: await prisma.event.findMany({ take: first, orderBy: [{ date: 'asc' }, { id: 'asc' }] }),
    }),
    productionProgress: async (_, { eventId }) => (await progressOf([Number(eventId)]))[0],
    dashboardSummary: async () => {
      const events = await prisma.event.findMany({
        where: { assignments: { some: {} } },
        orderBy: [{ date: 'asc' }, { id: 'asc' }],
      })
      const progress = await progressOf(events.map((event) => event.id))
      return events.map((event, i) => ({ event, ...progress[i] }))
    },
  },
  Mutation: {
    updatePackageStatus: async (_, { input }) => {
      const id = Number(input.assignmentId)
      const found = await prisma.assignment.findUnique({ where: { id } })
      if (!found) refuse('ASSIGNMENT_NOT_FOUND')
      if (NEXT[found.status] !== input.status) refuse('INVALID_STATUS_TRANSITION')
      if (input.deliveredTo != null && input.status !== 'DELIVERED') refuse('VALIDATION_FAILED')
      if (input.status === 'ASSEMBLED') {
        const check = await assemblyCheck(found)
        if (!check.canAssemble) refuse('INCOMPLETE_PRODUCTION', { missingRecipes: check.missingRecipes })
      }
      const assignment = await prisma.assignment.update({
        where: { id },
        data: {
          status: input.status,
          deliveredTo: input.deliveredTo,
          ...(input.status === 'ASSEMBLED' ? { assembledAt: new Date() } : { deliveredAt: new Date() }),
        },
      })
      return { assignment }
    },
  },
  Event: {
    date: (event) => event.date.toISOString().slice(0, 10),
    assignments: async (event, { first }) => ({
      nodes: await prisma.assignment.findMany({
        where: { eventId: event.id },
        orderBy: [{ recipient: { name: 'asc' } }, { id: 'asc' }],
        take: first,
      }),
    }),
    progress: async (event) => (await progressOf([event.id]))[0],
  },
  Assignment: {
    recipient: (assignment) => prisma.recipient.findUnique({ where: { id: assignment.recipientId } }),
    package: (assignment) => prisma.package.findUnique({ where: { id: assignment.packageId } }),
    assemblyCheck,
  },
  Package: {
    contents: (pack) =>
      prisma.packageContent.findMany({ where: { packageId: pack.id }, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
  },
  PackageContent: {
    finishedGood: (content) => prisma.finishedGood.findUnique({ where: { id: content.finishedGoodId } }),
  },
  FinishedGood: {
    components: (good) =>
      prisma.finishedGoodComponent.findMany({
        where: { finishedGoodId: good.id },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      }),
  },
  GoodComponent: {
    finishedUnit: (component) =>
      component.finishedUnitId && prisma.finishedUnit.findUnique({ where: { id: component.finishedUnitId } }),
    finishedGood: (component) =>
      component.componentGoodId && prisma.finishedGood.findUnique({ where: { id: component.componentGoodId } }),
  },
  FinishedUnit: { recipe: (unit) => prisma.recipe.findUnique({ where: { id: unit.recipeId } }) },
}

const server = new ApolloServer({ typeDefs, resolvers })
await startStandaloneServer(server, { listen: { port: Number(process.env.PORT), host: '127.0.0.1', path: '/graphql' } })
process.once('SIGTERM', () => server.stop().then(() => prisma.$disconnect()))
