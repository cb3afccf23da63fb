import fc from 'fast-check'
import {
  heldIn,
  lostOf,
  lotOf,
  lotsOf,
  type Bake,
  type Bakery,
  type Call,
  type LossInput,
  type Lot,
  type ProducedAt,
  type Purchase,
  type Status,
  type StepInput,
} from './bakery.js'
import { batchesOf, conversion, ingredientsOf, the, type FinishedUnit } from './catalog.js'
import { FIGURES, FIGURES_OF, remainingOf } from './figures.js'
import { minus, NONE, number, ONE, over, plus, ratio, shortest, sum, times, type Fraction } from './fractions.js'
import { EDIT_FORMS } from './edits.js'
import { editCallOf } from './edit-calls.js'
import { anyEdit, archivingOf, isEdit, newUses, type Edit } from './random-edits.js'
import {
  days,
  expected,
  idOf,
  long,
  prices,
  quantities,
  reasons,
  remarks,
  TOO_LONG,
  versions,
  which,
  type Which,
} from './random-parts.js'
import type { Ids } from './stored-catalog.js'

// What may happen to a bakery, and what can't. A random operation says what it wants without knowing what there is: a
// number that is counted around the lots there are when its turn comes, a part of what one holds. So it means something
// whatever was left out before it, and a sequence that fails can be made shorter.

/** So many thousandths of what there is, or a number that is given. */
type Part = { readonly thousandths: number } | { readonly given: string }
const parts: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(1000, 0, 500, 333, 999, 1, 1001, 1500).map((thousandths) => ({ thousandths })),
  },
  { weight: 2, arbitrary: quantities.map((given) => ({ given })) },
)
function partOf(part: Part, whole: Fraction): string {
  return 'given' in part ? part.given : shortest(times(whole, ratio(BigInt(part.thousandths), 1000n)), 10)
}

/**
 * What a lot is to hold so that with all others there is as much as batches of a recipe take, and a little more or less:
 * in the lot's unit, in that of the recipe's line, or in millionths of what they take.
 */
interface Edge {
  readonly recipe: number
  readonly batches: number
  readonly off: string
  readonly of: 'lot' | 'line' | 'millionths'
}
const edges: fc.Arbitrary<Edge> = fc.record({
  recipe: fc.nat({ max: 9 }),
  batches: fc.integer({ min: 1, max: 4 }),
  off: fc.constantFrom(
    ...['0', '0.0000000001', '-0.0000000001', '0.0000005', '0.000001', '0.0000011', '-0.000001', '-0.00000049'],
    ...['-0.001', '-0.00099', '-0.0011', '-1', '-0.99', '-1.01', '0.5'],
  ),
  of: fc.constantFrom('lot', 'line', 'millionths'),
})

function heldAtEdge(bakery: Bakery, lot: Lot, edge: Edge): string | null {
  const { catalog } = bakery
  const product = the(catalog.products, lot.productId)
  const ingredient = the(catalog.ingredients, product.ingredientId)
  const recipe = catalog.recipes[edge.recipe % catalog.recipes.length]
  const needs = recipe === undefined ? [] : ingredientsOf(catalog, recipe.id, number(edge.batches))
  for (const need of needs) {
    if (need.ingredient.id !== ingredient.id) continue
    const inLots = (quantity: Fraction, unit: string): Fraction | null => {
      const one = conversion(unit, product.packageUnit, ingredient)
      return typeof one === 'string' ? null : times(quantity, one)
    }
    const offs = { line: number(edge.off), millionths: times(need.quantity, times(number(edge.off), MILLIONTH)) }
    const off = edge.of === 'lot' ? number(edge.off) : inLots(offs[edge.of], need.unit)
    const wanted = inLots(need.quantity, need.unit)
    if (off === null || wanted === null) continue
    const others = lotsOf(bakery, ingredient.id)
      .filter(({ id }) => id !== lot.id)
      .map((other) => inLots(heldIn(other).quantity, the(catalog.products, other.productId).packageUnit) ?? NONE)
    return shortest(minus(plus(wanted, off), sum(others)), 10)
  }
  return null
}
const MILLIONTH = ratio(1n, 1_000_000n)

// ── Operations ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A finished unit of the record's own recipe, mostly, and how much of it. */
const losses = fc.record({
  isOwn: fc.integer({ min: 0, max: 14 }).map((n) => n > 0),
  unit: which,
  part: parts,
  reason: fc.constantFrom('BURNT', 'BROKEN', 'OTHER'),
  note: remarks,
})

const steps = fc.record({
  assignment: which,
  status: fc.oneof(
    { weight: 12, arbitrary: fc.constant('NEXT' as const) },
    { weight: 1, arbitrary: fc.constantFrom<Status[]>('PENDING', 'ASSEMBLED', 'DELIVERED') },
  ),
  deliveredTo: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom('the back door', '') },
    { weight: 1, arbitrary: fc.constant(TOO_LONG) },
  ),
  isForDelivery: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
})

const operations = {
  recordPurchase: fc.record({
    product: which,
    supplier: fc.option(which, { freq: 2 }),
    purchasedOn: days,
    packages: quantities,
    pricePerPackage: prices,
    notes: remarks,
  }),
  correctPurchase: fc.record({
    purchase: which,
    version: versions,
    purchasedOn: fc.option(days, { freq: 3 }),
    packages: fc.option(parts, { freq: 2 }),
    pricePerPackage: fc.option(prices, { freq: 2 }),
    supplier: fc.option(fc.record({ to: fc.option(which) }), { freq: 4 }),
    reason: reasons,
  }),
  voidPurchase: fc.record({ purchase: which, reason: reasons }),
  recordLot: fc.record({
    product: which,
    quantity: quantities,
    unitCost: fc.option(prices, { freq: 2 }),
    purchasedOn: fc.option(days),
    note: remarks,
  }),
  adjustLot: fc.record({
    lot: which,
    version: versions,
    part: parts,
    edge: fc.option(edges, { freq: 2 }),
    reason: fc.constantFrom('COUNT', 'SPOILAGE', 'GIFT', 'CORRECTION', 'OTHER'),
    note: remarks,
  }),
  correctLot: fc.record({ lot: which, version: versions, unitCost: prices, reason: reasons }),
  recordProduction: fc.record({
    event: which,
    recipe: which,
    batches: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 12, arbitrary: fc.constant('REMAINING' as const) },
      { weight: 1, arbitrary: fc.constantFrom(0, -1, 1_000_001) },
    ),
    producedAt: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }).map((day) => ({ day })) },
      { weight: 1, arbitrary: fc.constantFrom(12, 25).map((hoursAhead) => ({ hoursAhead })) },
    ) satisfies fc.Arbitrary<ProducedAt>,
    losses: fc.oneof(
      { weight: 3, arbitrary: fc.array(losses, { maxLength: 0 }) },
      { weight: 1, arbitrary: fc.array(losses, { maxLength: 2 }) },
    ),
    onShortage: fc.oneof(
      { weight: 4, arbitrary: fc.constant('ALLOW' as const) },
      { weight: 3, arbitrary: fc.constantFrom(null, 'REFUSE' as const) },
    ),
    notes: remarks,
  }),
  recordLoss: fc.record({ record: which, loss: losses }),
  voidProduction: fc.record({ record: which, reason: reasons }),
  updatePackageStatus: steps,
  updatePackageStatuses: fc.record({
    steps: fc.oneof(
      { weight: 20, arbitrary: fc.array(steps, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(steps, { maxLength: 0 }) },
    ),
  }),
  revertPackageStatus: fc.record({ assignment: which, reason: reasons }),
}
function operation<F extends keyof typeof operations, T>(field: F, given: fc.Arbitrary<T>, weight: number) {
  return { weight, arbitrary: given.map((each) => ({ field, given: each })) }
}

const anyOperation = fc.oneof(
  operation('recordPurchase', operations.recordPurchase, 10),
  operation('recordProduction', operations.recordProduction, 14),
  operation('updatePackageStatus', operations.updatePackageStatus, 8),
  operation('correctPurchase', operations.correctPurchase, 10),
  operation('adjustLot', operations.adjustLot, 5),
  operation('recordLoss', operations.recordLoss, 5),
  operation('recordLot', operations.recordLot, 4),
  operation('voidProduction', operations.voidProduction, 3),
  operation('updatePackageStatuses', operations.updatePackageStatuses, 4),
  operation('revertPackageStatus', operations.revertPackageStatus, 3),
  operation('correctLot', operations.correctLot, 3),
  operation('voidPurchase', operations.voidPurchase, 3),
)

/** One field of a mutation before it is known what there is. */
export type Operation = Edit | (typeof anyOperation extends fc.Arbitrary<infer T> ? T : never)

/** What a client asks for at once. */
export type Request =
  | { readonly mutation: readonly Operation[]; readonly looksBetween: boolean }
  | { readonly preview: readonly { readonly recipe: Which; readonly batches: number }[] }

const bakes = fc.record({
  recipe: which,
  batches: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1_000_001) },
  ),
})

/** What is bought before anything else happens, in one mutation. */
const stocked: fc.Arbitrary<Request> = fc
  .array(
    fc.record({
      product: fc.nat({ max: 99 }),
      supplier: fc.constant(null),
      purchasedOn: days,
      packages: fc.integer({ min: 1, max: 6 }).map(String),
      pricePerPackage: fc.integer({ min: 1, max: 999 }).map((n) => (n / 100).toFixed(2)),
      notes: fc.constant(null),
    }),
    { minLength: 1, maxLength: 12, size: 'max' },
  )
  .map((bought) => ({
    mutation: bought.map((given) => ({ field: 'recordPurchase' as const, given })),
    looksBetween: false,
  }))

/** A count after which there is about as much as the bake behind it takes. */
const close: fc.Arbitrary<Request> = fc
  .tuple(operations.adjustLot, operations.recordProduction, edges, fc.boolean())
  .map(([count, bake, edge, looksBetween]) => ({
    mutation: [
      { field: 'adjustLot', given: { ...count, edge, version: 'any' } },
      { field: 'recordProduction', given: { ...bake, recipe: edge.recipe, batches: edge.batches, losses: [] } },
    ],
    looksBetween,
  }))

/** What was taken is given back, and then its price was another. */
const givenBack: fc.Arbitrary<readonly Request[]> = fc
  .tuple(operations.recordProduction, operations.voidProduction, operations.correctPurchase, prices)
  .map(([bake, voiding, correction, pricePerPackage]) => [
    { mutation: [{ field: 'recordProduction', given: { ...bake, onShortage: 'ALLOW' } }], looksBetween: false },
    { mutation: [{ field: 'voidProduction', given: { ...voiding, record: 'latest' } }], looksBetween: false },
    {
      mutation: [{ field: 'correctPurchase', given: { ...correction, purchase: 'latest', pricePerPackage } }],
      looksBetween: false,
    },
  ])

/** What an event lacks is baked, whatever lacks for it, some of it is packed, and then definitions are edited. */
const packed: fc.Arbitrary<readonly Request[]> = fc
  .tuple(
    fc.nat({ max: 1 }),
    fc.array(operations.recordProduction, { minLength: 4, maxLength: 4 }),
    fc.array(steps, { minLength: 1, maxLength: 3 }),
    fc.array(anyEdit, { minLength: 1, maxLength: 4 }),
  )
  .map(([event, production, packing, edits]) => {
    const baked = production.map((given, recipe) => ({
      field: 'recordProduction' as const,
      given: { ...given, event, recipe, batches: 'REMAINING' as const, losses: [], onShortage: 'ALLOW' as const },
    }))
    const packs = packing.map((given) => ({ field: 'updatePackageStatus' as const, given }))
    return [...baked, ...packs, ...edits].map((one) => ({ mutation: [one], looksBetween: false }))
  })

/** A recipe is archived, then there is a bake of it, and a plan of one; and is taken out again, mostly. */
const shelved: fc.Arbitrary<readonly Request[]> = fc
  .tuple(which, operations.recordProduction, fc.integer({ min: 0, max: 3 }), fc.boolean())
  .map(([recipe, bake, isBack, looksBetween]) => [
    { mutation: [archivingOf(recipe, true)], looksBetween },
    { mutation: [{ field: 'recordProduction', given: { ...bake, recipe } }], looksBetween: false },
    { preview: [{ recipe, batches: 2 }] },
    ...(isBack > 0 ? [{ mutation: [archivingOf(recipe, false)], looksBetween: false }] : []),
  ])

const usedAnew: fc.Arbitrary<readonly Request[]> = newUses.map((edits) =>
  edits.map((one) => ({ mutation: [one], looksBetween: false })),
)

const requests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 60, arbitrary: anyOperation.map((one) => ({ mutation: [one], looksBetween: false })) },
  { weight: 30, arbitrary: anyEdit.map((one) => ({ mutation: [one], looksBetween: false })) },
  {
    weight: 18,
    arbitrary: fc.record({
      mutation: fc.array(fc.oneof<[typeof anyOperation, typeof anyEdit]>(anyOperation, anyEdit), {
        minLength: 1,
        maxLength: 4,
      }),
      looksBetween: fc.boolean(),
    }),
  },
  { weight: 10, arbitrary: fc.array(bakes, { maxLength: 6, size: 'max' }).map((preview) => ({ preview })) },
  { weight: 10, arbitrary: close },
)

/** The last request stands first for fast-check, which leaves out the first ones first: those behind what failed. */
export const sequences: fc.Arbitrary<readonly Request[]> = fc
  .tuple(
    fc.noBias(
      fc.array(
        fc.oneof(
          { weight: 20, arbitrary: requests.map((one) => [one]) },
          { weight: 1, arbitrary: givenBack },
          { weight: 1, arbitrary: packed },
          { weight: 1, arbitrary: shelved },
          { weight: 1, arbitrary: usedAnew },
        ),
        {
          minLength: 1,
          maxLength: 40,
          size: 'max',
        },
      ),
    ),
    fc.option(fc.noBias(stocked), { freq: 9 }),
  )
  .map(([backwards, first]) => [...(first === null ? [] : [first]), ...backwards.toReversed().flat()])

// ── What they mean to a bakery ───────────────────────────────────────────────────────────────────────────────────────

/** The field of a mutation that an operation is, as things are. */
export function callOf(bakery: Bakery, operation: Operation): Call {
  if (isEdit(operation)) return editCallOf(bakery, operation)
  const { field, given } = operation
  const { catalog, purchases, lots, records } = bakery
  const ofType = {
    record: (one: Which) =>
      idOf('production_record', records, one, ({ voidReason, lotIds }) => voidReason === null && lotIds.length > 0),
    product: (one: Which) => idOf('product', catalog.products, one, ({ isArchived }) => !isArchived),
    supplier: (one: Which) => idOf('supplier', catalog.suppliers, one, ({ isActive }) => isActive),
  }
  /** Whether production took from it. */
  const isTaken = ({ entries }: Lot): boolean => entries.some(({ kind }) => kind === 'CONSUMED')
  switch (field) {
    case 'recordPurchase': {
      const { product, supplier, notes, ...rest } = given
      return {
        field,
        input: {
          ...rest,
          productId: ofType.product(product),
          supplierId: supplier === null ? null : ofType.supplier(supplier),
          notes: long(notes, 20_000),
        },
      }
    }
    case 'correctPurchase': {
      // What was given back is valued anew in a way of its own.
      const kind = typeof given.purchase === 'number' && given.purchase % 2 === 0 ? 'CONSUMED' : 'RETURNED'
      const isLikely = (purchase: Purchase): boolean =>
        lotOf(bakery, purchase).entries.some((entry) => entry.kind === kind)
      const id = idOf('purchase', purchases, given.purchase, isLikely)
      const present = purchases.find((each) => each.id === id)
      const { purchasedOn, packages, pricePerPackage, supplier } = given
      return {
        field,
        input: {
          id,
          ...expected(given.version, present?.version ?? 1),
          ...(purchasedOn === null ? {} : { purchasedOn }),
          ...(packages === null ? {} : { packages: partOf(packages, number(present?.packages ?? 1)) }),
          ...(pricePerPackage === null ? {} : { pricePerPackage }),
          ...supplierGiven(supplier, ofType.supplier),
          reason: long(given.reason, 500) ?? '',
        },
      }
    }
    case 'voidPurchase': {
      const isUntouched = (purchase: Purchase): boolean => !purchase.isVoided && !isTaken(lotOf(bakery, purchase))
      const id = idOf('purchase', purchases, given.purchase, isUntouched)
      return { field, input: { id, reason: long(given.reason, 500) ?? '' } }
    }
    case 'recordLot': {
      const { product, note, ...rest } = given
      return { field, input: { ...rest, productId: ofType.product(product), note: long(note, 500) } }
    }
    case 'adjustLot': {
      const id = idOf('lot', lots, given.lot, isTaken)
      const present = lots.find((each) => each.id === id)
      const { edge } = given
      const atEdge = present === undefined || edge === null ? null : heldAtEdge(bakery, present, edge)
      return {
        field,
        input: {
          id,
          ...expected(given.version, present?.entries.length ?? 1),
          toQuantity: atEdge ?? partOf(given.part, present === undefined ? ONE : heldIn(present).quantity),
          reason: given.reason,
          note: long(given.note, 500),
        },
      }
    }
    case 'correctLot': {
      const id = idOf('lot', lots, given.lot, (lot) => lot.purchaseId === null && isTaken(lot))
      const present = lots.find((each) => each.id === id)
      const { unitCost, reason } = given
      const version = expected(given.version, present?.entries.length ?? 1)
      return { field, input: { id, ...version, unitCost, reason: long(reason, 500) ?? '' } }
    }
    case 'recordProduction': {
      const { producedAt, onShortage } = given
      const eventId = idOf('event', catalog.events, given.event)
      const recipeId = idOf('recipe', catalog.recipes, given.recipe)
      const isThere =
        catalog.events.some(({ id }) => id === eventId) && catalog.recipes.some(({ id }) => id === recipeId)
      const remaining = isThere ? Math.min(200, Math.max(1, remainingOf(bakery, eventId, recipeId))) : 1
      const batches = given.batches === 'REMAINING' ? remaining : given.batches
      return {
        field,
        input: {
          ...{ eventId, recipeId, batches, producedAt },
          losses: given.losses.map((loss) => lossOf(bakery, recipeId, number(batches), loss)),
          ...(onShortage === null ? {} : { onShortage }),
          notes: long(given.notes, 20_000),
        },
      }
    }
    case 'recordLoss': {
      const recordId = ofType.record(given.record)
      const record = records.find(({ id }) => id === recordId)
      const left = record === undefined ? ONE : minus(number(record.batches), lostOf(record))
      return { field, input: { recordId, loss: lossOf(bakery, record?.recipeId ?? 'recipe 0', left, given.loss) } }
    }
    case 'voidProduction':
      return { field, input: { id: ofType.record(given.record), reason: long(given.reason, 500) ?? '' } }
    case 'updatePackageStatus':
      return { field, input: stepOf(bakery, given) }
    case 'updatePackageStatuses':
      return { field, input: { steps: given.steps.map((each) => stepOf(bakery, each)) } }
    case 'revertPackageStatus': {
      const assignmentId = idOf('assignment', bakery.packings, given.assignment, ({ status }) => status !== 'PENDING')
      return { field, input: { assignmentId, reason: long(given.reason, 500) ?? '' } }
    }
  }
}

/** Of a supplier: left out, null to take it off, or another. */
function supplierGiven(
  given: { readonly to: Which | null } | null,
  idOfSupplier: (one: Which) => string,
): { readonly supplierId?: string | null } {
  if (given === null) return {}
  return { supplierId: given.to === null ? null : idOfSupplier(given.to) }
}

type GivenLoss = typeof losses extends fc.Arbitrary<infer T> ? T : never

/** So much of a finished unit as is a part of these batches. */
function lossOf({ catalog }: Bakery, recipeId: string, batches: Fraction, given: GivenLoss): LossInput {
  const own = catalog.finishedUnits.filter((unit) => unit.recipeId === recipeId)
  const finishedUnitId = idOf('finished_unit', given.isOwn ? own : catalog.finishedUnits, given.unit)
  const found = catalog.finishedUnits.find(({ id }) => id === finishedUnitId)
  const quantity = partOf(given.part, found === undefined ? ONE : itemsOf(found, batches))
  return { finishedUnitId, quantity, reason: given.reason, note: long(given.note, 500) }
}

const itemsOf = (unit: FinishedUnit, batches: Fraction): Fraction => over(batches, batchesOf(unit, ONE))

type GivenStep = typeof steps extends fc.Arbitrary<infer T> ? T : never

function stepOf({ packings }: Bakery, given: GivenStep): StepInput {
  const assignmentId = idOf('assignment', packings, given.assignment, ({ status }) => status !== 'DELIVERED')
  const present = packings.find(({ id }) => id === assignmentId)?.status
  const next = present === 'PENDING' || present === undefined ? 'ASSEMBLED' : 'DELIVERED'
  const status = given.status === 'NEXT' ? next : given.status
  const isSaid = status === 'DELIVERED' || !given.isForDelivery
  return { assignmentId, status, deliveredTo: isSaid ? long(given.deliveredTo, 500) : null }
}

export function bakesOf(
  { catalog }: Bakery,
  given: Extract<Request, { readonly preview: unknown }>['preview'],
): Bake[] {
  return given.map(({ recipe, batches }) => ({ recipeId: idOf('recipe', catalog.recipes, recipe), batches }))
}

// ── Their GraphQL ────────────────────────────────────────────────────────────────────────────────────────────────────

const PURCHASE = 'purchase { id lot { id } } repricedRecords { id }'
const PRODUCTION = 'record { id losses { id } } countedSince { id }'
const STEP = 'assignment { id status deliveredTo }'
const FORMS: Readonly<Record<Call['field'], readonly [input: string, selection: string]>> = {
  ...EDIT_FORMS,
  recordPurchase: ['RecordPurchaseInput', PURCHASE],
  correctPurchase: ['CorrectPurchaseInput', PURCHASE],
  voidPurchase: ['VoidInput', PURCHASE],
  recordLot: ['RecordLotInput', 'lot { id }'],
  adjustLot: ['AdjustLotInput', 'lot { id }'],
  correctLot: ['CorrectLotInput', 'lot { id }'],
  recordProduction: ['RecordProductionInput', PRODUCTION],
  recordLoss: ['RecordLossInput', PRODUCTION],
  voidProduction: ['VoidInput', PRODUCTION],
  updatePackageStatus: ['UpdatePackageStatusInput', STEP],
  updatePackageStatuses: ['UpdatePackageStatusesInput', 'assignments { id status deliveredTo }'],
  revertPackageStatus: ['RevertPackageStatusInput', STEP],
}

/** One mutation with these fields, "f0", "f1" and so on; each with all figures that it left, if that is wanted. */
export function mutationOf(
  calls: readonly Call[],
  ids: Ids,
  looksBetween: boolean,
): { readonly query: string; readonly variables: Record<string, unknown> } {
  const looking = looksBetween ? 'query { ...Figures }' : ''
  const fields = calls.map(({ field }, at) => `f${at}: ${field}(input: $i${at}) { ${FORMS[field][1]} ${looking} }`)
  const declared = calls.map(({ field }, at) => `$i${at}: ${FORMS[field][0]}!`)
  if (looksBetween) declared.push(FIGURES_OF)
  return {
    query: `mutation (${declared.join(', ')}) { ${fields.join(' ')} } ${looksBetween ? FIGURES : ''}`,
    variables: Object.fromEntries(calls.map((call, at) => [`i${at}`, inputOf(call, ids)])),
  }
}

function inputOf(call: Call, ids: Ids): unknown {
  if (call.field !== 'recordProduction') return withRealIds(call.input, ids)
  const { producedAt, ...input } = call.input
  return withRealIds({ ...input, ...(producedAt === null ? {} : { producedAt: instantOf(producedAt) }) }, ids)
}

function instantOf(at: NonNullable<ProducedAt>): string {
  if ('day' in at) return `2026-01-0${at.day}T10:00:00.000Z`
  return new Date(Date.now() + at.hoursAhead * 3_600_000).toISOString()
}

export function withRealIds(value: unknown, ids: Ids): unknown {
  if (typeof value === 'string') return ids.real(value)
  if (Array.isArray(value)) return value.map((each) => withRealIds(each, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withRealIds(each, ids)]))
}

export const PREVIEW = `query Preview($bakes: [BakeInput!]!) { previewProduction(bakes: $bakes) {
  recipe { id } batches canBake cost costIsComplete
  uses { lot { id } ingredient { id } quantity cost }
  shortages { ingredient { id } unit needed available missing reason }
} }`
