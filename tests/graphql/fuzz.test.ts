import { isInterfaceType, Kind, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prefixOf } from '../../src/global-ids.js'
import { isCompilable } from '../../src/graphql/compilable.js'
import { createSchema } from '../../src/api/schema.js'
import { startClient, type Answer, type TestClient } from '../support/client.js'
import { databases, type TestDatabase } from '../support/database.js'
import { generateOperation, type GeneratedOperation } from '../support/operation-generator.js'
import { openSeason } from '../support/season.js'

// FUZZ_OPERATIONS and FUZZ_SEED run more of them, or the same ones again.
const OPERATIONS = Number(process.env['FUZZ_OPERATIONS'] ?? 150)
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** How often graphql-js may try to give the answer that the other one gave. */
const PATIENCE = 30

const schema = createSchema()
function getPossibleNodes(): string[] {
  const node = schema.getType('Node')
  if (!isInterfaceType(node)) throw new Error('There is no interface Node')
  return schema.getPossibleTypes(node).map(({ name }) => name)
}
const cursor = (...parts: unknown[]): string => JSON.stringify(Buffer.from(JSON.stringify(parts)).toString('base64url'))
const idsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `"${prefix}_${String(index + 1)}"`)
const nodes = getPossibleNodes().flatMap((type) => idsOf(prefixOf(type), 2))
const oddIds = [
  '"event_999"',
  '"event_01"',
  '"x"',
  '"event_-1"',
  '"event_2147483648"',
  '"\\u2028"',
  '"__MAGIC_INFINITY"',
  '"event_summary_1"',
]
const literals = {
  Boolean: { usual: ['true', 'false'] },
  Int: { usual: ['1', '2', '3'], odd: ['0', '-1', '101'] },
  ID: {
    usual: idsOf('event', 3),
    odd: ['"event_4"', '1', ...oddIds],
  },
  recipeId: { usual: idsOf('recipe', 3), odd: ['"recipe_999"', ...oddIds] },
  assignmentId: { usual: idsOf('assignment', 12), odd: ['"assignment_999"', ...oddIds] },
  'node.id': { usual: nodes, odd: ['"recipe_999"', ...oddIds] },
  'lot.id': { usual: idsOf('lot', 3), odd: ['"lot_999"', ...oddIds] },
  'purchase.id': { usual: idsOf('purchase', 2), odd: ['"purchase_999"', ...oddIds] },
  LotFilter: {
    usual: ['{}', '{ inStock: true }', '{ productId: "product_1" }', '{ ingredientId: "ingredient_1", inStock: null }'],
    odd: ['{ productId: "product_999" }', '{ productId: "lot_1" }', '{ ingredientId: "" }'],
  },
  LotOrder: { usual: ['FIFO', 'NEWEST'] },
  'assignment.id': { usual: idsOf('assignment', 12), odd: ['"assignment_999"', ...oddIds] },
  'recipient.id': { usual: idsOf('recipient', 5), odd: ['"recipient_999"', ...oddIds] },
  RecipientFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ archived: true }'],
    odd: ['{ search: "" }'],
  },
  RecipientOrder: { usual: ['NAME', 'HOUSEHOLD'] },
  AssignmentFilter: {
    usual: ['{}', '{ canAssemble: true }', '{ status: PENDING, canAssemble: false }', '{ eventId: "event_1" }'],
    odd: ['{ recipientId: "recipient_999" }', '{ packageId: "event_1" }'],
  },
  AssignmentOrder: { usual: ['RECIPIENT', 'NEWEST'] },
  EventOrder: { usual: ['DATE', 'NEWEST'] },
  'supplier.id': { usual: idsOf('supplier', 2), odd: ['"supplier_999"', ...oddIds] },
  SupplierFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ archived: true }'],
    odd: ['{ search: "" }'],
  },
  SupplierOrder: { usual: ['NAME', 'NEWEST'] },
  'package.id': { usual: idsOf('package', 2), odd: ['"package_999"', ...oddIds] },
  PackageFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ archived: true }'],
    odd: ['{ search: "" }'],
  },
  PackageOrder: { usual: ['NAME', 'NEWEST'] },
  'finishedGood.id': { usual: idsOf('finished_good', 2), odd: ['"finished_good_999"', ...oddIds] },
  FinishedGoodFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ archived: true }'],
    odd: ['{ search: "" }'],
  },
  FinishedGoodOrder: { usual: ['NAME', 'NEWEST'] },
  'recipe.id': { usual: idsOf('recipe', 3), odd: ['"recipe_999"', ...oddIds] },
  RecipeFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ category: "Christmas" }'],
    odd: ['{ search: "" }', '{ category: "" }'],
  },
  RecipeOrder: { usual: ['NAME', 'CATEGORY'] },
  'finishedUnit.id': { usual: idsOf('finished_unit', 2), odd: ['"finished_unit_999"', ...oddIds] },
  FinishedUnitFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ recipeId: "recipe_2" }'],
    odd: ['{ search: "" }', '{ recipeId: "event_1" }', '{ recipeId: "recipe_999" }'],
  },
  FinishedUnitOrder: { usual: ['NAME', 'NEWEST'] },
  'ingredient.id': { usual: idsOf('ingredient', 5), odd: ['"ingredient_999"', ...oddIds] },
  IngredientFilter: {
    usual: ['{}', '{ search: "a" }', '{ archived: null }', '{ parentId: "ingredient_4" }', '{ category: "Flour" }'],
    odd: ['{ search: "" }', '{ parentId: "ingredient_999" }', '{ parentId: "product_1" }'],
  },
  IngredientOrder: { usual: ['NAME', 'NEWEST'] },
  'product.id': { usual: idsOf('product', 2), odd: ['"product_999"', ...oddIds] },
  ProductFilter: {
    usual: ['{}', '{ search: "a" }', '{ preferred: true, archived: null }', '{ ingredientId: "ingredient_5" }'],
    odd: ['{ search: "" }', '{ ingredientId: "ingredient_999" }', '{ ingredientId: "product_1" }'],
  },
  ProductOrder: { usual: ['NAME', 'NEWEST'] },
  EventFilter: {
    usual: [
      '{}',
      '{ search: "ADVENT" }',
      '{ from: "2026-12-01", to: "2026-12-02" }',
      '{ state: OPEN }',
      '{ state: PAST }',
    ],
    odd: ['{ search: "" }'],
  },
  'productionRecord.id': { usual: idsOf('production_record', 6), odd: ['"production_record_999"', ...oddIds] },
  bakes: {
    usual: [
      '[{ recipeId: "recipe_1", batches: 1 }]',
      '[{ recipeId: "recipe_2", batches: 2 }, { recipeId: "recipe_3", batches: 40 }]',
    ],
    odd: ['[]', '[{ recipeId: "recipe_999", batches: 1 }]', '[{ recipeId: "recipe_1", batches: 0 }]'],
  },
  eventIds: {
    usual: ['["event_1"]', '["event_2", "event_3", "event_2"]', '[]'],
    odd: ['["event_1", "event_999"]', '["recipe_1"]', `[${Array.from({ length: 101 }, () => '"event_1"').join()}]`],
  },
  Date: { usual: ['"2026-12-01"', '"2027-01-01"'] },
  unit: { usual: ['"lb"', '"cup"', '"each"'], odd: ['"handful"', '""'] },
  PurchaseFilter: {
    usual: ['{}', '{ productId: "product_1", from: "2026-11-02" }', '{ supplierId: "supplier_1", to: "2026-11-01" }'],
    odd: ['{ supplierId: "supplier_999" }', '{ supplierId: "event_1" }'],
  },
  HistoryFilter: {
    usual: ['{}', '{ action: "recordPurchase", from: "2020-01-01T00:00:00Z" }', '{ subjectId: "purchase_1" }'],
    odd: ['{ actor: "" }', '{ eventId: "event_999" }', '{ subjectId: "recipe_1" }', '{ action: "\\u0000" }'],
  },
  ids: {
    usual: [
      '[]',
      ...nodes.map((id) => `[${id}]`),
      `[${nodes.join()}]`,
      `[${nodes.toReversed().join()},"event_999",${nodes.join()}]`,
    ],
    odd: [...oddIds.map((id) => `["event_1",${id}]`), `[${Array.from({ length: 101 }, () => '"event_1"').join()}]`],
  },
  String: {
    usual: [cursor('events', 0, '2026-12-01', 1)],
    odd: ['""', '"x y"', cursor('assignments', 1, 'Ann', 1), '"__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8"'],
  },
}
const whole = ({ data, errors, status }: Answer): string => JSON.stringify({ status, data, errors }, undefined, 1)

function isCompiled({ query }: GeneratedOperation): boolean {
  const document = parse(query)
  return document.definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION && isCompilable(document, node, 1))
}

/** Whether both answers have the same data, and both have errors. */
function isSameButForErrors(...answers: string[]): boolean {
  const [one, other] = answers.map((text) => {
    const { status, data, errors } = JSON.parse(text) as Pick<Answer, 'status' | 'data' | 'errors'>
    return JSON.stringify({ status, data, failed: errors.length > 0 })
  })
  return one === other
}

describe.each(databases)('operations of all shapes on the $kind database', ({ kind, open }) => {
  let database: TestDatabase
  let reference: TestClient
  let jit: TestClient
  beforeAll(async () => {
    database = await open()
    await openSeason(database.sessions, { events: 3, assignments: 4 })
    reference = await startClient(database.sessions, 'reference')
    jit = await startClient(database.sessions, 'jit')
  })
  afterAll(async () => {
    await Promise.all([reference.stop(), jit.stop()])
    await database.close()
  })

  it(
    `get the same answer from both executors, each time (FUZZ_SEED=${SEED})`,
    async () => {
      const met = { compiled: { right: 0, wrong: 0 }, interpreted: { right: 0, wrong: 0 } }
      for (let index = 0; index < OPERATIONS; index++) {
        reference.log.length = jit.log.length = 0
        const seed = SEED + index
        const operation = generateOperation({ schema, seed, literals })
        const { query, variables, operationName } = operation
        const rest = operationName === undefined ? {} : { operationName }
        const problems = validate(schema, parse(query))
        expect(problems, query).toEqual([])
        const told = `FUZZ_SEED=${seed} FUZZ_OPERATIONS=1\n${query}\n${JSON.stringify(variables)}`
        const interpret = async (): Promise<string> => whole(await reference.ask(query, variables, rest))
        const expected = await interpret()
        expect(expected, told).not.toContain('INTERNAL_SERVER_ERROR')
        // Of several errors that end the same answer, graphql-js tells of those that came first. On a server that may
        // be another one each time, and one that comes first once in a thousand times.
        const possible = new Set([expected, await interpret(), await interpret()])
        for (let time = 1; time <= 3; time++) {
          const answer = whole(await jit.ask(query, variables, rest))
          for (let again = 0; again < PATIENCE && !possible.has(answer); again++) possible.add(await interpret())
          if (possible.has(answer) || (kind === 'server' && isSameButForErrors(answer, expected))) continue
          expect(answer, `${told}\ntime ${time}`).toBe(expected)
        }
        met[isCompiled(operation) ? 'compiled' : 'interpreted'][expected.includes('"errors": []') ? 'right' : 'wrong']++
      }
      console.log(SEED, met)
      // Else it would show little.
      if (OPERATIONS >= 100) {
        for (const { right, wrong } of Object.values(met)) {
          expect(Math.min(right, wrong)).toBeGreaterThan(OPERATIONS / 20)
        }
      }
    },
    60_000 + OPERATIONS * 1000,
  )
})
