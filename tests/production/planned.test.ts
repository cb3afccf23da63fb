import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startClient, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { change } from '../support/inventory-operations.js'
import { plainAssemble, plainRemaining, plainShoppingList } from '../support/plain-plan.js'
import { openPlannedBakery, plannedBakeries } from '../support/planned-bakery.js'

const seed = Number(process.env['PLAN_SEED'] ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env['PLAN_RUNS'] ?? 10)
const runs = { seed, numRuns }
const timeout = 60_000 + numRuns * 2_000

interface List {
  readonly lines: readonly { readonly product: { readonly id: string } | null; readonly packages: number | null }[]
  readonly events: readonly { readonly id: string }[]
}
interface Plan {
  readonly bake: readonly { readonly canBake: boolean; readonly batches: number; readonly recipe: object }[]
  readonly assemble: readonly { readonly id: string }[]
  readonly shoppingList: List
}
const LIST = `cost gaps { recipe { id } ingredient { id } reason }
  lines { ingredient { id } unit needed onHand toBuy product { id } packages cost }`

describe.each(databases)(`plans of made up bakeries on the $kind database (PLAN_SEED=${String(seed)})`, ({ open }) => {
  let database: TestDatabase
  let client: TestClient
  beforeAll(async () => {
    database = await open()
    client = await startClient(database.sessions)
  })
  afterAll(async () => {
    await client.stop()
    await database.close()
  })

  const ask = async <T>(query: string, variables: Record<string, unknown>): Promise<T> => {
    const { data, errors } = await client.ask(query, variables)
    expect(errors).toEqual([])
    // The operation was validated against the schema.
    return data as T
  }
  const planOf = async (id: string): Promise<Plan> =>
    (
      await ask<{ eventPlan: Plan }>(
        `query ($id: ID!) { eventPlan(eventId: $id) {
           bake { batches canBake recipe { id } } assemble { id } shoppingList { events { id } ${LIST} } } }`,
        { id },
      )
    ).eventPlan
  const listOf = async (eventIds: readonly string[]): Promise<List> =>
    (
      await ask<{ shoppingList: List }>(
        `query ($eventIds: [ID!]) { shoppingList(eventIds: $eventIds) { events { id } ${LIST} } }`,
        { eventIds },
      )
    ).shoppingList

  it('are what a slow and plain computation says', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(plannedBakeries({ isPriced: false }), async (bakery) => {
        const ids = await openPlannedBakery(database.sessions, client, bakery)
        const all = [...bakery.events.keys()]
        const { events, ...list } = await listOf(ids.eventIds)
        expect(list).toEqual(plainShoppingList(bakery, ids, all))
        expect(events).toHaveLength(all.length)
        for (const [event, id] of ids.eventIds.entries()) {
          const plan = await planOf(id)
          expect(plan.shoppingList).toEqual({ events: [{ id }], ...plainShoppingList(bakery, ids, [event]) })
          expect(plan.bake.map(({ recipe, batches }) => ({ recipe, batches }))).toEqual(
            [...plainRemaining(bakery, [event])].map(([recipe, batches]) => ({
              recipe: { id: ids.recipeIds[recipe] },
              batches: Number(batches),
            })),
          )
          const assignmentIds = ids.assignmentIds[event] ?? []
          expect(plan.assemble).toEqual(plainAssemble(bakery, event, []).map((place) => ({ id: assignmentIds[place] })))
        }
      }),
      runs,
    )
  })

  it('can all be baked once exactly what the list says is bought', { timeout }, async () => {
    let bought = 0
    await fc.assert(
      fc.asyncProperty(plannedBakeries({ isPriced: true }), async (bakery) => {
        const { eventIds } = await openPlannedBakery(database.sessions, client, bakery)
        for (const { product, packages } of (await listOf(eventIds)).lines) {
          expect([product, packages]).not.toContain(null)
          if (packages === 0 || packages === null) continue
          const input = {
            productId: product?.id,
            packages: String(packages),
            pricePerPackage: '1',
            purchasedOn: '2026-11-20',
          }
          expect((await change(client, 'recordPurchase', input)).errors).toEqual([])
          bought += 1
        }
        const bakes: { recipeId: string; batches: number }[] = []
        for (const id of eventIds) {
          const { bake } = await planOf(id)
          expect(bake.filter(({ canBake }) => !canBake)).toEqual([])
          bakes.push(...bake.map(({ recipe, batches }) => ({ recipeId: (recipe as { id: string }).id, batches })))
        }
        expect((await listOf(eventIds)).lines.filter(({ packages }) => packages !== 0)).toEqual([])
        if (bakes.length === 0) return
        // Not only each event by itself: all of them from the one stock.
        const { previewProduction } = await ask<{ previewProduction: Plan['bake'] }>(
          'query ($bakes: [BakeInput!]!) { previewProduction(bakes: $bakes) { canBake } }',
          { bakes },
        )
        expect(previewProduction.filter(({ canBake }) => !canBake)).toEqual([])
      }),
      runs,
    )
    expect(bought).toBeGreaterThan(0)
  })

  it('can be packed in their order, and then nothing more can', { timeout }, async () => {
    const pack = (assignmentIds: readonly string[]) =>
      client.ask(
        'mutation ($steps: [UpdatePackageStatusInput!]!) { updatePackageStatuses(input: { steps: $steps }) { assignments { id } } }',
        { steps: assignmentIds.map((assignmentId) => ({ assignmentId, status: 'ASSEMBLED' })) },
      )
    let packed = 0
    await fc.assert(
      fc.asyncProperty(plannedBakeries({ isPriced: true }), async (bakery) => {
        const ids = await openPlannedBakery(database.sessions, client, bakery)
        for (const [event, id] of ids.eventIds.entries()) {
          const assignmentIds = ids.assignmentIds[event] ?? []
          const { assemble: before } = await planOf(id)
          // The last one out of turn: the others are then asked for beside what that has taken.
          const last = before.at(-1)
          if (last === undefined) continue
          expect((await pack([last.id])).errors).toEqual([])
          const { assemble } = await planOf(id)
          const place = assignmentIds.indexOf(last.id)
          expect(assemble).toEqual(plainAssemble(bakery, event, [place]).map((each) => ({ id: assignmentIds[each] })))
          if (assemble.length > 0) expect((await pack(assemble.map((each) => each.id))).errors).toEqual([])
          expect((await planOf(id)).assemble).toEqual([])
          packed += 1 + assemble.length
        }
      }),
      runs,
    )
    expect(packed).toBeGreaterThan(0)
  })
})
