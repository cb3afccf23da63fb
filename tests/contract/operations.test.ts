import { readdirSync, readFileSync } from 'node:fs'
import { isIntrospectionType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../support/ids.js'
import { createSchema } from '../../src/api/schema.js'
import { executors, startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import * as operations from '../support/generated/operations.js'
import { openSeason, type Season } from '../support/season.js'
import { answerTo } from '../support/typed.js'

const folder = new URL('operations/', import.meta.url)
const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
const schema = createSchema()

describe('the operations of the contract', () => {
  it('ask every field of the schema', () => {
    const asked = new Set<string>()
    const types = new TypeInfo(schema)
    visit(
      parse(files.join('\n')),
      visitWithTypeInfo(types, {
        Field: ({ name }) => void asked.add(`${types.getParentType()?.name ?? ''}.${name.value}`),
      }),
    )
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !isIntrospectionType(type)
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    )
    expect(fields.length).toBeGreaterThan(100)
    expect(fields.filter((field) => !asked.has(field))).toEqual([])
  })
})

describe.each(databases)('the operations of the contract on the $kind database', ({ open }) => {
  let database: TestDatabase
  let season: Season
  const clients: TestClient[] = []
  beforeAll(async () => {
    database = await open()
    season = await openSeason(database.sessions, { events: 4 })
    for (const executor of executors) clients.push(await startClient(database.sessions, executor))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.stop()))
    await database.close()
  })

  it('are answered alike by both executors, the first time and when compiled', async () => {
    const eventId = idOf('Event', season.eventIds[0])
    const ask = async (client: TestClient) => [
      await answerTo(client, operations.DashboardDocument, {}),
      await answerTo(client, operations.EventsDocument, { first: 2 }),
      await answerTo(client, operations.EventsWithProgressDocument, { first: 100 }),
      await answerTo(client, operations.EventInFullDocument, { id: eventId }),
      await answerTo(client, operations.PackingDocument, { events: 20, assignments: 50 }),
      await answerTo(client, operations.BoardDocument, { eventId }),
      await answerTo(client, operations.RecordsDocument, { eventId }),
      await answerTo(client, operations.TotalDocument, { eventId, recipeId: idOf('Recipe', season.recipeIds[0]) }),
      await answerTo(client, operations.CheckDocument, { assignmentId: idOf('Assignment', season.assignmentIds[1]) }),
      await answerTo(client, operations.ProgressDocument, { eventId }),
      await answerTo(client, operations.BreakdownDocument, { eventId }),
      await answerTo(client, operations.AssignmentsDocument, { eventId, first: 3 }),
      await answerTo(client, operations.LotsDocument, { orderBy: 'NEWEST' }),
      await answerTo(client, operations.PurchasesDocument, { first: 1 }),
      await answerTo(client, operations.ShelfDocument, { lotId: 'lot_1', purchaseId: 'purchase_2' }),
      await answerTo(client, operations.HistoryDocument, {}),
      await answerTo(client, operations.EventHistoryDocument, { id: eventId }),
      await answerTo(client, operations.PlanDocument, { eventId }),
      await answerTo(client, operations.EventsWithPlanDocument, {}),
      await answerTo(client, operations.ShoppingDocument, { today: '2026-12-01' }),
      await answerTo(client, operations.OneNodeDocument, { id: eventId }),
      await answerTo(client, operations.ManyNodesDocument, {
        ids: [eventId, ...season.packageIds.map((id) => idOf('Package', id)), idOf('Recipe', season.recipeIds[0])],
      }),
    ]
    const answers = []
    for (const client of clients) for (let time = 0; time < 3; time++) answers.push(await ask(client))
    const [first] = answers
    for (const answer of answers) expect(answer).toEqual(first)
  })

  it('say of an event the same under each name', async () => {
    const [client] = clients
    if (client === undefined) throw new Error('There is no client')
    const eventId = idOf('Event', season.eventIds[0])
    const { event } = await answerTo(client, operations.EventInFullDocument, { id: eventId })
    const { productionProgress } = await answerTo(client, operations.ProgressDocument, { eventId })
    const { recipeCostBreakdown } = await answerTo(client, operations.BreakdownDocument, { eventId })
    const { dashboardSummary } = await answerTo(client, operations.DashboardDocument, {})
    expect(event.progress).toEqual(productionProgress)
    expect(event.costBreakdown).toEqual(recipeCostBreakdown)
    expect(dashboardSummary.find((row) => row.event.id === eventId)).toEqual(event.summary)
    const { assignments, quantities, plannedCost, actualCost, isComplete } = productionProgress
    expect(dashboardSummary.find((row) => row.event.id === eventId)).toMatchObject({
      assignments,
      quantities,
      plannedCost,
      actualCost,
      isComplete,
      recipesTotal: productionProgress.recipes.length,
      recipesComplete: productionProgress.recipes.filter((row) => row.isComplete).length,
    })
    for (const { id, assemblyCheck } of event.assignments.nodes) {
      const { canAssemblePackage } = await answerTo(client, operations.CheckDocument, { assignmentId: id })
      expect(canAssemblePackage).toMatchObject({ canAssemble: assemblyCheck.canAssemble, assignment: { id } })
      expect(canAssemblePackage.missingRecipes).toEqual(assemblyCheck.missingRecipes)
    }
  })
})
