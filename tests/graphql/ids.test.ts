import { isInterfaceType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSchema } from '../../src/api/schema.js'
import { prefixOf, wordsOf } from '../../src/global-ids.js'
import { inSession } from '../../src/session/in-session.js'
import { executors, startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { idOf } from '../support/ids.js'
import { statusesOf } from '../support/operations.js'
import { openSeason, type Season } from '../support/season.js'

/** Root fields with an id, the argument's name, the type of the id, and what an unknown one is. */
const fields = [
  ['query ($id: ID!) { event(id: $id) { id } }', 'id', 'Event', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { productionRecords(eventId: $id) { totalCount } }', 'eventId', 'Event', 'EVENT_NOT_FOUND'],
  [
    'query ($id: ID!) { productionTotal(eventId: $id, recipeId: "recipe_1") { batchesProduced } }',
    'eventId',
    'Event',
    'EVENT_NOT_FOUND',
  ],
  [
    'query ($id: ID!) { productionTotal(eventId: "event_1", recipeId: $id) { batchesProduced } }',
    'recipeId',
    'Recipe',
    'RECIPE_NOT_FOUND',
  ],
  [
    'query ($id: ID!) { canAssemblePackage(assignmentId: $id) { canAssemble } }',
    'assignmentId',
    'Assignment',
    'ASSIGNMENT_NOT_FOUND',
  ],
  ['query ($id: ID!) { productionProgress(eventId: $id) { isComplete } }', 'eventId', 'Event', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { recipeCostBreakdown(eventId: $id) { variance } }', 'eventId', 'Event', 'EVENT_NOT_FOUND'],
  ['query ($id: ID!) { eventAssignments(eventId: $id) { totalCount } }', 'eventId', 'Event', 'EVENT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id } } }',
    'assignmentId',
    'Assignment',
    'ASSIGNMENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { revertPackageStatus(input: { assignmentId: $id, reason: "x" }) { assignment { id } } }',
    'assignmentId',
    'Assignment',
    'ASSIGNMENT_NOT_FOUND',
  ],
  ['query ($id: ID!) { purchase(id: $id) { id } }', 'id', 'Purchase', 'PURCHASE_NOT_FOUND'],
  ['query ($id: ID!) { lot(id: $id) { id } }', 'id', 'Lot', 'LOT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { recordLot(input: { productId: $id, quantity: "1" }) { lot { id } } }',
    'productId',
    'Product',
    'PRODUCT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { recordPurchase(input: { productId: "product_1", supplierId: $id, purchasedOn: "2026-11-01", packages: "1", pricePerPackage: "1" }) { purchase { id } } }',
    'supplierId',
    'Supplier',
    'SUPPLIER_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { voidPurchase(input: { id: $id, reason: "x" }) { purchase { id } } }',
    'id',
    'Purchase',
    'PURCHASE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { adjustLot(input: { id: $id, toQuantity: "1", reason: COUNT }) { lot { id } } }',
    'id',
    'Lot',
    'LOT_NOT_FOUND',
  ],
  ['query ($id: ID!) { supplier(id: $id) { id } }', 'id', 'Supplier', 'SUPPLIER_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updateSupplier(input: { id: $id, name: "x" }) { supplier { id } } }',
    'id',
    'Supplier',
    'SUPPLIER_NOT_FOUND',
  ],
  ['mutation ($id: ID!) { deleteSupplier(input: { id: $id }) { deletedId } }', 'id', 'Supplier', 'SUPPLIER_NOT_FOUND'],
  ['query ($id: ID!) { package(id: $id) { id } }', 'id', 'Package', 'PACKAGE_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updatePackage(input: { id: $id, name: "x" }) { package { id } } }',
    'id',
    'Package',
    'PACKAGE_NOT_FOUND',
  ],
  ['mutation ($id: ID!) { deletePackage(input: { id: $id }) { deletedId } }', 'id', 'Package', 'PACKAGE_NOT_FOUND'],
  ['query ($id: ID!) { finishedGood(id: $id) { id } }', 'id', 'FinishedGood', 'FINISHED_GOOD_NOT_FOUND'],
  ['query ($id: ID!) { recipe(id: $id) { id } }', 'id', 'Recipe', 'RECIPE_NOT_FOUND'],
  ['query ($id: ID!) { finishedUnit(id: $id) { id } }', 'id', 'FinishedUnit', 'FINISHED_UNIT_NOT_FOUND'],
  ['query ($id: ID!) { productionRecord(id: $id) { id } }', 'id', 'ProductionRecord', 'PRODUCTION_RECORD_NOT_FOUND'],
  ['query ($id: ID!) { assignment(id: $id) { id } }', 'id', 'Assignment', 'ASSIGNMENT_NOT_FOUND'],
  ['query ($id: ID!) { recipient(id: $id) { id } }', 'id', 'Recipient', 'RECIPIENT_NOT_FOUND'],
  ['query ($id: ID!) { eventPlan(eventId: $id) { bake { batches } } }', 'eventId', 'Event', 'EVENT_NOT_FOUND'],
  [
    'query ($id: ID!) { previewProduction(bakes: [{ recipeId: $id, batches: 1 }]) { cost } }',
    'bakes[0].recipeId',
    'Recipe',
    'RECIPE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { recordProduction(input: { eventId: $id, recipeId: "recipe_1", batches: 1 }) { record { id } } }',
    'eventId',
    'Event',
    'EVENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { recordProduction(input: { eventId: "event_1", recipeId: $id, batches: 1 }) { record { id } } }',
    'recipeId',
    'Recipe',
    'RECIPE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { recordLoss(input: { recordId: $id, loss: { finishedUnitId: "finished_unit_1", quantity: "1", reason: BURNT } }) { record { id } } }',
    'recordId',
    'ProductionRecord',
    'PRODUCTION_RECORD_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { recordLoss(input: { recordId: "production_record_1", loss: { finishedUnitId: $id, quantity: "1", reason: BURNT } }) { record { id } } }',
    'loss.finishedUnitId',
    'FinishedUnit',
    'FINISHED_UNIT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { voidProduction(input: { id: $id, reason: "x" }) { record { id } } }',
    'id',
    'ProductionRecord',
    'PRODUCTION_RECORD_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { correctPurchase(input: { id: $id, packages: "1", reason: "x" }) { purchase { id } } }',
    'id',
    'Purchase',
    'PURCHASE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { correctLot(input: { id: $id, unitCost: "1", reason: "x" }) { lot { id } } }',
    'id',
    'Lot',
    'LOT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateRecipient(input: { id: $id, name: "x" }) { recipient { id } } }',
    'id',
    'Recipient',
    'RECIPIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { deleteRecipient(input: { id: $id }) { deletedId } }',
    'id',
    'Recipient',
    'RECIPIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateEvent(input: { id: $id, name: "x" }) { event { id } } }',
    'id',
    'Event',
    'EVENT_NOT_FOUND',
  ],
  ['mutation ($id: ID!) { deleteEvent(input: { id: $id }) { deletedId } }', 'id', 'Event', 'EVENT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { cloneEvent(input: { id: $id, name: "x", date: "2027-01-01" }) { event { id } } }',
    'id',
    'Event',
    'EVENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { addAssignment(input: { eventId: $id, recipientId: "recipient_1", packageId: "package_1" }) { assignment { id } } }',
    'eventId',
    'Event',
    'EVENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { addAssignment(input: { eventId: "event_1", recipientId: $id, packageId: "package_1" }) { assignment { id } } }',
    'recipientId',
    'Recipient',
    'RECIPIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { addAssignment(input: { eventId: "event_1", recipientId: "recipient_1", packageId: $id }) { assignment { id } } }',
    'packageId',
    'Package',
    'PACKAGE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateAssignment(input: { id: $id, quantity: 2 }) { assignment { id } } }',
    'id',
    'Assignment',
    'ASSIGNMENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { removeAssignment(input: { id: $id }) { deletedId } }',
    'id',
    'Assignment',
    'ASSIGNMENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateFinishedGood(input: { id: $id, name: "x" }) { finishedGood { id } } }',
    'id',
    'FinishedGood',
    'FINISHED_GOOD_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { deleteFinishedGood(input: { id: $id }) { deletedId } }',
    'id',
    'FinishedGood',
    'FINISHED_GOOD_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateRecipe(input: { id: $id, name: "x" }) { recipe { id } } }',
    'id',
    'Recipe',
    'RECIPE_NOT_FOUND',
  ],
  ['mutation ($id: ID!) { deleteRecipe(input: { id: $id }) { deletedId } }', 'id', 'Recipe', 'RECIPE_NOT_FOUND'],
  [
    'mutation ($id: ID!) { createFinishedUnit(input: { recipeId: $id, name: "x", itemsPerBatch: 1 }) { finishedUnit { id } } }',
    'recipeId',
    'Recipe',
    'RECIPE_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateFinishedUnit(input: { id: $id, name: "x" }) { finishedUnit { id } } }',
    'id',
    'FinishedUnit',
    'FINISHED_UNIT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { deleteFinishedUnit(input: { id: $id }) { deletedId } }',
    'id',
    'FinishedUnit',
    'FINISHED_UNIT_NOT_FOUND',
  ],
  ['query ($id: ID!) { ingredient(id: $id) { id } }', 'id', 'Ingredient', 'INGREDIENT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updateIngredient(input: { id: $id, name: "x" }) { ingredient { id } } }',
    'id',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { deleteIngredient(input: { id: $id }) { deletedId } }',
    'id',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
  ['query ($id: ID!) { product(id: $id) { id } }', 'id', 'Product', 'PRODUCT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { updateProduct(input: { id: $id, name: "x" }) { product { id } } }',
    'id',
    'Product',
    'PRODUCT_NOT_FOUND',
  ],
  ['mutation ($id: ID!) { deleteProduct(input: { id: $id }) { deletedId } }', 'id', 'Product', 'PRODUCT_NOT_FOUND'],
  [
    'mutation ($id: ID!) { createIngredient(input: { name: "x", parentId: $id }) { ingredient { id } } }',
    'parentId',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateIngredient(input: { id: "ingredient_3", parentId: $id }) { ingredient { id } } }',
    'parentId',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { createProduct(input: { ingredientId: $id, packageUnit: "lb", packageUnitQuantity: "1" }) { product { id } } }',
    'ingredientId',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
  [
    'mutation ($id: ID!) { updateProduct(input: { id: "product_2", ingredientId: $id }) { product { id } } }',
    'ingredientId',
    'Ingredient',
    'INGREDIENT_NOT_FOUND',
  ],
] as const

const UNKNOWN = ['999999', '2147483647', '2147483648', '99999999999999999999', '9'.repeat(100)]
/** What no id is like; T stands for a type's prefix. */
const MALFORMED = [
  'abc',
  '',
  '1',
  'T',
  'T_',
  'T_0',
  'T_01',
  'T_-1',
  'T_+1',
  'T_1.5',
  'T_1e3',
  'T_0x1',
  'T_١',
  'T_1\0',
  'T_1\n',
  'T_1 ',
  ' T_1',
  'T__1',
  'T_1_',
  'T-1',
  'T:1',
  '_1',
  '_T_1',
  'T_x',
  'T_1;--',
  `T_${'9'.repeat(101)}`,
  'constructor_1',
  '__proto___1',
]

const schema = createSchema()
const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType)
const nodeTypes = nodesOf('Node')

function nodesOf(name: string): string[] {
  const type = schema.getType(name)
  if (!isInterfaceType(type)) throw new Error(`There is no interface ${name}`)
  return schema.getPossibleTypes(type).map((each) => each.name)
}

/** What is asked of an object of each type. */
const FRAGMENTS = `
  fragment OnEvent on Event { __typename id name date notes summary { __typename id plannedCost } progress { __typename id actualCost } }
  fragment OnAssignment on Assignment { __typename id quantity status deliveredTo assembledAt deliveredAt notes
    event { __typename id name } recipient { __typename id name } package { __typename id name }
    assemblyCheck { __typename id canAssemble } }
  fragment OnRecipient on Recipient { __typename id name householdName }
  fragment OnPackage on Package { __typename id name contents { quantity finishedGood { __typename id name } } }
  fragment OnIngredient on Ingredient { __typename id slug name }
  fragment OnRecipe on Recipe { __typename id name category }
  fragment OnFinishedUnit on FinishedUnit { __typename id name itemsPerBatch batchPercentage recipe { __typename id name category } }
  fragment OnFinishedGood on FinishedGood { __typename id name components { quantity
    finishedUnit { __typename id name itemsPerBatch batchPercentage }
    finishedGood { __typename id name components { quantity finishedUnit { __typename id name } } } } }
  fragment OnProduct on Product { __typename id name brand packageUnit packageUnitQuantity ingredient { __typename id name } }
  fragment OnSupplier on Supplier { __typename id name }
  fragment OnPurchase on Purchase { __typename id version packages pricePerPackage bought: purchasedOn voidedAt notes
    product { __typename id name } supplier { __typename id name } lot { __typename id } }
  fragment OnLot on Lot { __typename id version held: quantity unit unitCost value since: purchasedOn notes
    product { __typename id name } }
  fragment OnLotEntry on LotEntry { __typename id kind changed: quantity value at actor why: reason note lot { __typename id } }
  fragment OnHistoryEntry on HistoryEntry { __typename id at actor action reason subjectId changes { field before after } }
  fragment OnLoss on Loss { __typename id lost: quantity lostBatches: batches cost ofWhich: reason note at
    record { __typename id } finishedUnit { __typename id } }
  fragment OnProductionRecord on ProductionRecord { __typename id batches actualCost producedAt notes
    event { __typename id } recipe { __typename id name category } }`
const ON_ANY = nodeTypes.map((type) => `...On${type}`).join(' ')
const NODE = `query ($id: ID!) { node(id: $id) { ${ON_ANY} } } ${FRAGMENTS}`
const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${ON_ANY} } } ${FRAGMENTS}`
/** The same objects by other ways. */
const BY_OTHER_WAYS = `{ events(first: 2) { nodes { ...OnEvent
    assignments(first: 6) { nodes { ...OnAssignment recipient { ...OnRecipient }
      package { ...OnPackage contents { finishedGood { ...OnFinishedGood components {
        finishedUnit { ...OnFinishedUnit recipe { ...OnRecipe } }
        finishedGood { ...OnFinishedGood components { finishedUnit { ...OnFinishedUnit } } }
      } } } } } }
    productionRecords(first: 6) { nodes { ...OnProductionRecord losses { ...OnLoss } } }
    progress { costGaps { ingredient { ...OnIngredient } } }
  } } lots { nodes { ...OnLot product { ...OnProduct } entries { nodes { ...OnLotEntry } } } }
  purchases { nodes { ...OnPurchase supplier { ...OnSupplier } } } history { nodes { ...OnHistoryEntry } }
  dashboardSummary { __typename id event { ...OnEvent } } } ${FRAGMENTS}`

interface Identified {
  readonly __typename: string
  readonly id: string
}

/** All objects of an answer that have an id, from the outermost on. */
function identified(value: unknown): Identified[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(identified)
  return isIdentified(value) ? [value, ...inner] : inner
}

function isIdentified(value: object): value is Identified {
  return 'id' in value && '__typename' in value
}

describe.each(databases)('ids on the $kind database', ({ open }) => {
  let database: TestDatabase
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 2 })
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  it.each(fields)('in %s: an unknown %s of %s is %s', async (query, _field, type, code) => {
    for (const client of clients) {
      for (const number of UNKNOWN) {
        const id = `${prefixOf(type)}_${number}`
        const { codes, errors } = await client.ask(query, { id })
        expect(codes, id).toEqual([code])
        expect(errors[0]?.extensions).toEqual({ code, id })
        expect(errors[0]?.message).toBe(`There is no ${wordsOf(type)} with the id ${id}`)
      }
    }
  })

  it.each(fields)('in %s: what cannot be an id for %s is VALIDATION_FAILED', async (query, field, type) => {
    const others = objectTypes.map(({ name }) => name).filter((name) => name !== type && !name.startsWith('__'))
    const wrong = [
      ...MALFORMED.map((text) => text.replace('T', prefixOf(type))),
      ...others.map((name) => `${prefixOf(name)}_1`),
      type,
      `${type}_1`,
    ]
    for (const client of clients) {
      for (const id of wrong) {
        const { errors } = await client.ask(query, { id })
        expect(errors, id).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field } }])
      }
    }
  })

  it('given as whole numbers, which GraphQL allows, are of no type', async () => {
    for (const client of clients) {
      const { data, errors } = await client.ask('query ($id: ID!) { event(id: $id) { id } }', { id: 1 })
      expect(data).toEqual({ event: null })
      expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'id' } }])
    }
  })

  it('are unique over a whole answer: each says its type, and names one object', async () => {
    for (const client of clients) {
      const { data, errors } = await client.ask(BY_OTHER_WAYS)
      expect(errors).toEqual([])
      const objects = identified(data)
      expect(objects.length).toBeGreaterThan(100)
      for (const { id, __typename } of objects) expect(id).toMatch(new RegExp(`^${prefixOf(__typename)}_[1-9]\\d*$`))
      const names = new Map(objects.map((object) => [object.id, 'name' in object ? object.name : undefined]))
      for (const object of objects) if ('name' in object) expect(object.name).toBe(names.get(object.id))
      const withoutNode = new Set(
        objects.map(({ __typename }) => __typename).filter((name) => !nodeTypes.includes(name)),
      )
      expect([...withoutNode].toSorted()).toEqual(['AssemblyCheck', 'EventSummary', 'ProductionProgress'])
    }
  })

  it('name an object by node that has the same fields as by its other ways', async () => {
    for (const client of clients) {
      const { data } = await client.ask(BY_OTHER_WAYS)
      const byOtherWays = new Map<string, Identified>()
      // The outermost of each has the most fields.
      for (const object of identified(data)) if (!byOtherWays.has(object.id)) byOtherWays.set(object.id, object)
      const objects = [...byOtherWays.values()].filter(({ __typename }) => nodeTypes.includes(__typename))
      expect(new Set(objects.map(({ __typename }) => __typename))).toEqual(new Set(nodeTypes))
      const ids = objects.map(({ id }) => id)
      const together = await client.ask(NODES, { ids })
      expect(together.errors).toEqual([])
      const one = objects.filter(({ __typename }, at) => objects.findIndex((o) => o.__typename === __typename) === at)
      for (const { id } of [...one, ...objects.slice(-3)]) {
        for (let time = 0; time < 2; time++) {
          const { data: answer, errors } = await client.ask(NODE, { id })
          expect(errors).toEqual([])
          const { node } = answer as { node: Identified }
          expect(byOtherWays.get(id)).toMatchObject(node)
          expect((together.data as { nodes: Identified[] }).nodes[ids.indexOf(id)]).toEqual(node)
        }
      }
      expect((together.data as { nodes: Identified[] }).nodes.map(({ id }) => id)).toEqual(ids)
    }
  })

  it('name goods with their components, units with exact portions, records with their cost', async () => {
    for (const client of clients) {
      const { data } = await client.ask(NODES, {
        ids: ['finished_good_2', 'finished_unit_2', 'finished_unit_1', 'production_record_1'],
      })
      const bun = { id: 'finished_unit_2', name: 'Bun', itemsPerBatch: null, batchPercentage: '12.5' }
      const star = { id: 'finished_unit_1', name: 'Star' }
      expect(data).toMatchObject({
        nodes: [
          {
            __typename: 'FinishedGood',
            id: 'finished_good_2',
            name: 'Tin',
            components: [
              {
                quantity: '0.5',
                finishedUnit: null,
                finishedGood: {
                  id: 'finished_good_1',
                  name: 'Bag',
                  components: [{ quantity: '6', finishedUnit: star }],
                },
              },
              { quantity: '1', finishedUnit: bun, finishedGood: null },
            ],
          },
          { ...bun, recipe: { id: 'recipe_2', name: 'Saffron buns', category: 'Christmas' } },
          { ...star, itemsPerBatch: 24, batchPercentage: null, recipe: { name: 'Stars' } },
          {
            id: 'production_record_1',
            batches: 1,
            actualCost: '1.2500',
            producedAt: '2026-11-30T10:00:00.000Z',
            event: { id: 'event_1' },
            recipe: { id: 'recipe_1', name: 'Dough' },
          },
        ],
      })
    }
  })

  it.each(objectTypes.map(({ name }) => name).filter((name) => !name.startsWith('__')))(
    'of %s are answered by node if it implements Node, and else refused',
    async (type) => {
      for (const client of clients) {
        const id = `${prefixOf(type)}_1`
        const { data, errors } = await client.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })
        if (nodeTypes.includes(type)) {
          expect(errors).toEqual([])
          expect(data).toEqual({ node: { __typename: type, id } })
        } else {
          expect(data).toEqual({ node: null })
          expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'VALIDATION_FAILED', field: 'id' } }])
        }
      }
    },
  )

  it.each(nodeTypes)('of %s that nothing has are null, without an error', async (type) => {
    for (const client of clients) {
      for (const number of UNKNOWN) {
        const { data, errors } = await client.ask(NODE, { id: `${prefixOf(type)}_${number}` })
        expect(errors).toEqual([])
        expect(data).toEqual({ node: null })
      }
    }
  })

  it('that are malformed are refused by node and nodes', async () => {
    for (const client of clients) {
      for (const text of MALFORMED) {
        const id = text.replace('T', 'event')
        const one = await client.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
        expect(one.errors, id).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'id' } }])
        const many = await client.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['event_1', id] })
        expect(many.errors, id).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'ids' } }])
        expect(many.data).toBeNull()
      }
    }
  })

  describe('for nodes', () => {
    const ask = (client: TestClient, ids: unknown): Promise<Answer> =>
      client.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })

    it('are answered in their order, as often as they are asked for, with null where nothing is', async () => {
      const ids = [
        'recipe_3',
        'event_2',
        'event_999',
        'recipe_1',
        'event_2',
        'package_2147483648',
        'finished_good_1',
        'recipe_3',
      ]
      for (const client of clients) {
        const { data, errors } = await ask(client, ids)
        expect(errors).toEqual([])
        expect(data).toEqual({
          nodes: [
            { __typename: 'Recipe', id: 'recipe_3' },
            { __typename: 'Event', id: 'event_2' },
            null,
            { __typename: 'Recipe', id: 'recipe_1' },
            { __typename: 'Event', id: 'event_2' },
            null,
            { __typename: 'FinishedGood', id: 'finished_good_1' },
            { __typename: 'Recipe', id: 'recipe_3' },
          ],
        })
        expect((await ask(client, [])).data).toEqual({ nodes: [] })
        // As GraphQL allows.
        expect((await ask(client, 'event_1')).data).toEqual({ nodes: [{ __typename: 'Event', id: 'event_1' }] })
      }
    })

    it('may be a hundred, and not one more', async () => {
      const ids = Array.from({ length: 101 }, (_, index) => `assignment_${String(index + 1)}`)
      for (const client of clients) {
        const { data, errors } = await ask(client, ids.slice(1))
        expect(errors).toEqual([])
        expect(data).toMatchObject({ nodes: { length: 100 } })
        const refused = await ask(client, ids)
        expect(refused.data).toBeNull()
        expect(refused.errors).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'ids' } }])
        database.statements.length = 0
        await ask(client, ids)
        expect(database.statements).toEqual([])
      }
    })

    it('take one statement a type, whose text is the same for any number: only so many texts are prepared', async () => {
      const ofEach = (numbers: readonly number[]): string[] =>
        numbers.flatMap((number) => nodeTypes.map((type) => idOf(type, number)))
      const statementsOf = async (client: TestClient, ids: readonly string[]): Promise<string[]> => {
        await ask(client, ids)
        database.statements.length = 0
        expect((await ask(client, ids)).errors).toEqual([])
        return database.statements.toSorted()
      }
      for (const client of clients) {
        const one = await statementsOf(client, ofEach([1]))
        expect(await statementsOf(client, ofEach([1, 2, 3, 4, 5, 6]))).toEqual(one)
        expect(one.length).toBeLessThanOrEqual(nodeTypes.length + 2)
        expect(await statementsOf(client, ['event_1', 'event_2', 'event_1'])).toHaveLength(1)
      }
    })
  })
})

const READ = `query { event(id: "event_1") { id
    summary { id assignments { pending assembled } isComplete }
    progress { id assignments { pending assembled } }
    assignments(first: 100) { nodes { id status } } }
  dashboardSummary { id assignments { pending assembled } isComplete }
  node(id: $id) { ... on Assignment { status } } }`
const STEP = `mutation ($id: ID!) {
  updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { assignment { id status } ${READ} } }`
const TWO_STEPS = `mutation ($id: ID!, $other: ID!) {
  one: updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) { ${READ} }
  other: updatePackageStatus(input: { assignmentId: $other, status: ASSEMBLED }) { ${READ} } }`

describe.each(databases)('query in the payload of a mutation, on the $kind database', ({ open }) => {
  let database: TestDatabase
  let season: Season
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    season = await openSeason(database.sessions, { events: 2, assignments: 12 })
    // Enough for all of the first event's parcels.
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.productionRecord.createMany({
        data: season.recipeIds.map((recipeId) => ({
          eventId: season.eventIds[0] ?? 0,
          recipeId,
          batches: 100,
          actualCost: '1',
          producedAt: new Date('2026-11-30T10:00:00Z'),
        })),
      }),
    )
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  let assembled = 0
  const counts = () => ({ pending: 12 - assembled, assembled })
  const left = () => ({
    event: {
      id: 'event_1',
      summary: { id: 'event_summary_1', assignments: counts() },
      progress: { id: 'production_progress_1', assignments: counts() },
    },
    dashboardSummary: [
      { id: 'event_summary_1', assignments: counts() },
      { id: 'event_summary_2', assignments: { pending: 12, assembled: 0 } },
    ],
    node: { status: 'ASSEMBLED' },
  })
  const next = (): string => idOf('Assignment', season.assignmentIds[assembled++])
  const board = async (client: TestClient): Promise<unknown> =>
    (await client.ask('{ dashboardSummary { id assignments { pending assembled } isComplete } }')).data

  it('reads what the mutation left, as the next request does', async () => {
    for (const client of clients) {
      // What was read before is kept, and must not be shown.
      await board(client)
      for (let time = 0; time < 2; time++) {
        database.traffic.length = 0
        const id = next()
        const { data, errors } = await client.ask(STEP, { id })
        expect(errors).toEqual([])
        expect(data).toMatchObject({ updatePackageStatus: { assignment: { id, status: 'ASSEMBLED' }, query: left() } })
        expect(database.traffic.filter((text) => /^BEGIN/.test(text))).toHaveLength(1)
        const { updatePackageStatus } = data as { updatePackageStatus: { query: { dashboardSummary: unknown } } }
        expect(await board(client)).toEqual({ dashboardSummary: updatePackageStatus.query.dashboardSummary })
      }
    }
  })

  it('shows after each of two steps the state that it left', async () => {
    for (const client of clients) {
      const id = next()
      const one = left()
      const other = next()
      const { data, errors } = await client.ask(TWO_STEPS, { id, other })
      expect(errors).toEqual([])
      expect(data).toMatchObject({
        one: { query: one },
        other: { query: left() },
      })
    }
  })

  it('is not shown when a later step fails, and nothing is saved', async () => {
    const pending = season.assignmentIds[assembled]
    for (const client of clients) {
      const before = await board(client)
      const id = idOf('Assignment', pending)
      const { data, codes } = await client.ask(TWO_STEPS, { id, other: id })
      expect(data).toBeNull()
      expect(codes).toEqual(['INVALID_STATUS_TRANSITION'])
      expect(await statusesOf(database, [pending ?? 0])).toEqual(['PENDING'])
      expect(await board(client)).toEqual(before)
    }
  })

  it('rolls the step back when it asks for what is not there', async () => {
    const pending = season.assignmentIds[assembled]
    for (const client of clients) {
      const { data, codes, errors } = await client.ask(
        `mutation ($id: ID!) { updatePackageStatus(input: { assignmentId: $id, status: ASSEMBLED }) {
           query { event(id: "event_999") { id } dashboardSummary { id } } } }`,
        { id: idOf('Assignment', pending) },
      )
      expect(data).toBeNull()
      expect(codes).toEqual(['EVENT_NOT_FOUND'])
      expect(errors[0]?.path).toEqual(['updatePackageStatus', 'query', 'event'])
      expect(await statusesOf(database, [pending ?? 0])).toEqual(['PENDING'])
    }
  })
})

describe.each(databases)("an event's summary on the $kind database", ({ open }) => {
  let database: TestDatabase
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 3 })
    await inSession(database.sessions, { mode: 'write' }, (session) =>
      session.event.create({ data: { name: 'Nothing planned', date: new Date('2026-12-31') } }),
    )
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })
  const SUMMARY = `fragment Row on EventSummary { __typename id event { id name date notes } recipesComplete recipesTotal
    assignments { total pending assembled delivered } quantities { total pending assembled delivered }
    plannedCost actualCost isComplete }`

  it("is the dashboard's row, and there for an event without assignments too", async () => {
    for (const client of clients) {
      for (let time = 0; time < 3; time++) {
        const { data, errors } = await client.ask(
          `{ events { nodes { id summary { ...Row } } } dashboardSummary { ...Row } } ${SUMMARY}`,
        )
        expect(errors).toEqual([])
        const { events, dashboardSummary } = data as {
          events: { nodes: { id: string; summary: Identified & { event: Identified } }[] }
          dashboardSummary: unknown[]
        }
        const summaries = events.nodes.map(({ summary }) => summary)
        expect(summaries.map(({ event }) => event.id)).toEqual(events.nodes.map(({ id }) => id))
        expect(summaries.slice(0, 3)).toEqual(dashboardSummary)
        const none = { total: 0, pending: 0, assembled: 0, delivered: 0 }
        expect(summaries[3]).toMatchObject({
          id: 'event_summary_4',
          event: { name: 'Nothing planned' },
          assignments: none,
          quantities: none,
          recipesTotal: 0,
        })
        const { data: alone } = await client.ask(`{ event(id: "event_4") { summary { ...Row } } } ${SUMMARY}`)
        expect(alone).toEqual({ event: { summary: summaries[3] } })
      }
    }
  })
})
